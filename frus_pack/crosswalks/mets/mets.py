"""METS 1.12 (Library of Congress): the package as a whole, with MODS and PREMIS in it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.crosswalks.mets.files import file_section, listed
from frus_pack.crosswalks.mets.struct_map import (
    ADMINISTRATIVE,
    DESCRIPTION,
    folders,
    logical,
    physical,
)
from frus_pack.crosswalks.mods import mods
from frus_pack.crosswalks.premis import premis
from frus_pack.crosswalks.premis.events import agents, events
from frus_pack.crosswalks.premis.objects import file_object, intellectual_entity, representation
from frus_pack.crosswalks.premis.vocabulary import file_id
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.xml_elements import (
    METS,
    METS_SCHEMA,
    MODS,
    MODS_SCHEMA,
    PREMIS,
    PREMIS_SCHEMA,
    SCHEMA_LOCATION,
    XLINK,
    Content,
    to_bytes,
)
from frus_pack.document import citation

PROFILE = "urn:x-frus-pack:mets-profile:1"
"""Names the choices of this file: `docs/crosswalks.md` of the project describes them."""


def to_mets(record: Record) -> bytes:
    """Return the record as a ``mets:mets``, whose addresses hold from the record's `base`."""
    files = listed(record)
    root = METS.root(
        "mets",
        {
            "OBJID": record.identifier,
            "LABEL": record.metadata.title,
            "TYPE": citation.kind(record.metadata),
            "PROFILE": PROFILE,
            SCHEMA_LOCATION: f"{METS_SCHEMA} {MODS_SCHEMA} {PREMIS_SCHEMA}",
        },
        _header(record),
        METS("dmdSec", _wrapped("MODS", mods.VERSION, mods.mods(record)), ID=DESCRIPTION),
        METS("amdSec", *_administrative(record), ID=ADMINISTRATIVE),
        *(_of_file(record, file) for file in record.files),
        file_section(files),
        folders(record, files),
        physical(record, files),
        logical(record, files),
    )
    return to_bytes(root, METS, MODS, PREMIS, XLINK)


def _header(record: Record) -> Content:
    """Return the header. The bag's date is a day in UTC; METS wants a time too."""
    return METS(
        "metsHdr",
        METS(
            "agent",
            METS("name", record.agent),
            ROLE="CREATOR",
            TYPE="OTHER",
            OTHERTYPE="SOFTWARE",
        ),
        *(
            METS("agent", METS("name", one), ROLE="CREATOR", TYPE="ORGANIZATION")
            for one in record.organizations
        ),
        METS("metsDocumentID", record.uuid("mets"), TYPE="UUID"),
        CREATEDATE=f"{record.bagging_date}T00:00:00Z",
    )


def _administrative(record: Record) -> Iterator[Content]:
    """Yield the document and the package as PREMIS objects, the rights, the events, the agents."""
    yield _section("techMD", "document-1", "PREMIS:OBJECT", intellectual_entity(record))
    yield _section("techMD", "package-1", "PREMIS:OBJECT", representation(record))
    yield _section("rightsMD", "rights-1", "PREMIS:RIGHTS", premis.rights(record))
    for number, (_, event) in enumerate(events(record), 1):
        yield _section("digiprovMD", f"event-{number}", "PREMIS:EVENT", event)
    for number, (_, agent) in enumerate(agents(record), 1):
        yield _section("digiprovMD", f"agent-{number}", "PREMIS:AGENT", agent)


def _of_file(record: Record, file: PackagedFile) -> Content:
    """Return the section of one file: readers look for a whole ``amdSec`` by a file's ADMID."""
    identifier = file_id(record, file)
    technical = _section("techMD", f"tech-{identifier}", "PREMIS:OBJECT", file_object(record, file))
    return METS("amdSec", technical, ID=f"amd-{identifier}")


def _section(name: str, identifier: str, kind: str, content: Content) -> Content:
    return METS(name, _wrapped(kind, premis.VERSION, content), ID=identifier)


def _wrapped(kind: str, version: str, content: etree._Element | Content) -> Content:
    data = METS("xmlData", content)
    return METS("mdWrap", data, MDTYPE=kind, MDTYPEVERSION=version, MIMETYPE="text/xml")
