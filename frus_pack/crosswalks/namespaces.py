"""The namespaces of the standards, and where their schemas are published."""

from __future__ import annotations

from frus_pack.crosswalks.elements import Namespace

DC = Namespace("dc", "http://purl.org/dc/elements/1.1/")
DCTERMS = Namespace("dcterms", "http://purl.org/dc/terms/")
METS = Namespace("mets", "http://www.loc.gov/METS/")
MODS = Namespace("mods", "http://www.loc.gov/mods/v3")
OAI_DC = Namespace("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/")
PREMIS = Namespace("premis", "http://www.loc.gov/premis/v3")
XLINK = Namespace("xlink", "http://www.w3.org/1999/xlink")

METS_SCHEMA = f"{METS.uri} http://www.loc.gov/standards/mets/mets.xsd"
MODS_SCHEMA = f"{MODS.uri} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
OAI_DC_SCHEMA = f"{OAI_DC.uri} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
PREMIS_SCHEMA = f"{PREMIS.uri} http://www.loc.gov/standards/premis/premis.xsd"
QUALIFIED_DC_SCHEMA = "http://dublincore.org/schemas/xmls/qdc/2008/02/11/qualifieddc.xsd"
