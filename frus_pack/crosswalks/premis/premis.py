"""PREMIS 3.0 (Library of Congress): the document, its package, the files, and what was done."""

from __future__ import annotations

from frus_pack.crosswalks.elements import PREMIS, PREMIS_SCHEMA, SCHEMA_LOCATION, to_bytes
from frus_pack.crosswalks.premis.events import agents, events
from frus_pack.crosswalks.premis.objects import file_object, intellectual_entity, representation
from frus_pack.crosswalks.premis.rights import rights
from frus_pack.crosswalks.record import Record

VERSION = "3.0"


def to_premis(record: Record) -> bytes:
    """Return the record as a ``premis:premis``: objects, events, agents, rights."""
    root = PREMIS.root(
        "premis",
        {"version": VERSION, SCHEMA_LOCATION: PREMIS_SCHEMA},
        intellectual_entity(record),
        representation(record),
        *(file_object(record, file) for file in record.files),
        *(element for _, element in events(record)),
        *(element for _, element in agents(record)),
        rights(record),
    )
    return to_bytes(root)
