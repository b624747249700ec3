"""METS 1.12 (Library of Congress): the package as a whole, with MODS and PREMIS in it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.crosswalks.elements import SCHEMA_LOCATION, Content, to_bytes
from frus_pack.crosswalks.mets.files import file_section, listed
from frus_pack.crosswalks.mets.structure import DESCRIPTION, logical, physical
from frus_pack.crosswalks.mods import mods
from frus_pack.crosswalks.namespaces import (
    METS,
    METS_SCHEMA,
    MODS,
    MODS_SCHEMA,
    PREMIS,
    PREMIS_SCHEMA,
    XLINK,
)
from frus_pack.crosswalks.premis import premis
from frus_pack.crosswalks.premis.events import agents, events
from frus_pack.crosswalks.premis.objects import file_object, intellectual_entity, representation
from frus_pack.crosswalks.premis.rights import rights
from frus_pack.crosswalks.record import Record
from frus_pack.document import citation


def export(record: Record) -> bytes:
    """The record as a ``mets:mets``. Addresses in it are relative to its place in a bag,
    ``metadata/mets.xml``."""
    files = listed(record)
    root = METS.root(
        "mets",
        {
            "OBJID": record.identifier,
            "LABEL": record.metadata.title,
            "TYPE": citation.kind(record.metadata),
            SCHEMA_LOCATION: f"{METS_SCHEMA} {MODS_SCHEMA} {PREMIS_SCHEMA}",
        },
        _header(record),
        METS("dmdSec", _wrapped("MODS", mods.VERSION, mods.mods(record)), ID=DESCRIPTION),
        METS("amdSec", *_administrative(record), ID="amd-1"),
        file_section(files),
        physical(record, files, _of_the_whole(record)),
        logical(record, files),
    )
    return to_bytes(root, METS, MODS, PREMIS, XLINK)


def _header(record: Record) -> Content:
    """The bag's date is a day, in UTC; METS wants the time of it too."""
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
    """The document, the package and its files as PREMIS has them, the rights, what was done, who
    did it."""
    yield _section("techMD", "document-1", "PREMIS:OBJECT", intellectual_entity(record))
    yield _section("techMD", "package-1", "PREMIS:OBJECT", representation(record))
    for number, file in enumerate(record.files, 1):
        yield _section("techMD", f"tech-{number}", "PREMIS:OBJECT", file_object(record, file))
    yield _section("rightsMD", "rights-1", "PREMIS:RIGHTS", rights(record))
    for number, (_, event) in enumerate(events(record), 1):
        yield _section("digiprovMD", f"event-{number}", "PREMIS:EVENT", event)
    for number, (_, agent) in enumerate(agents(record), 1):
        yield _section("digiprovMD", f"agent-{number}", "PREMIS:AGENT", agent)


def _of_the_whole(record: Record) -> str:
    """The sections that are about no single file."""
    counts = (("event", len(list(events(record)))), ("agent", len(list(agents(record)))))
    numbered = (f"{name}-{n}" for name, count in counts for n in range(1, count + 1))
    return " ".join(("document-1", "package-1", "rights-1", *numbered))


def _section(name: str, identifier: str, kind: str, content: Content) -> Content:
    return METS(name, _wrapped(kind, premis.VERSION, content), ID=identifier)


def _wrapped(kind: str, version: str, content: etree._Element | Content) -> Content:
    data = METS("xmlData", content)
    return METS("mdWrap", data, MDTYPE=kind, MDTYPEVERSION=version, MIMETYPE="text/xml")
