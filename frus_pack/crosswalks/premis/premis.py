"""PREMIS 3.0 (Library of Congress): the document, its package, the files, what was done with them,
and what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frus_pack.crosswalks.premis.events import agents, events
from frus_pack.crosswalks.premis.objects import file_object, intellectual_entity, representation
from frus_pack.crosswalks.premis.vocabulary import identifier, word
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import NO_COPYRIGHT_STATUTE, Basis, Rights, Status, rights_of
from frus_pack.crosswalks.xml_elements import (
    PREMIS,
    PREMIS_SCHEMA,
    SCHEMA_LOCATION,
    Content,
    to_bytes,
)

VERSION = "3.0"
_CODES: Mapping[Basis, str] = {
    "statute": "sta",
    "copyright": "cop",
    "license": "lic",
    "other": "oth",
}
"""The codes of the terms in the vocabulary *rightsBasis*."""
_STATUSES: Mapping[Status, str] = {"copyrighted": "cpr", "public domain": "pub", "unknown": "unk"}
"""The codes of the terms in the vocabulary *copyrightStatus*."""


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


def rights(record: Record) -> Content:
    """Return the description's statement, in its words and by its URI."""
    return PREMIS(
        "rights",
        PREMIS(
            "rightsStatement",
            identifier("rightsStatementIdentifier", record.uuid("rights")),
            *_basis(rights_of(record.metadata)),
            identifier("linkingObjectIdentifier", record.uuid()),
        ),
        version="3.0",
    )


def _basis(statement: Rights) -> Iterator[Content]:
    """Yield the basis, and what PREMIS says of one of its kind."""
    basis = statement.basis
    yield word("rightsBasis", basis, "rightsBasis", _CODES[basis])
    if basis == "statute":
        yield PREMIS(
            "statuteInformation",
            PREMIS("statuteJurisdiction", "us"),
            PREMIS("statuteCitation", NO_COPYRIGHT_STATUTE),
            PREMIS("statuteNote", statement.words),
            _documentation(statement),
        )
    elif basis == "copyright":
        yield PREMIS(
            "copyrightInformation",
            word(
                "copyrightStatus", statement.status, "copyrightStatus", _STATUSES[statement.status]
            ),
            PREMIS("copyrightJurisdiction", "us"),
            PREMIS("copyrightNote", statement.words),
            _documentation(statement),
        )
    elif basis == "license":
        yield PREMIS(
            "licenseInformation",
            _documentation(statement),
            PREMIS("licenseTerms", statement.words),
        )
    else:
        yield PREMIS(
            "otherRightsInformation",
            PREMIS("otherRightsBasis", "rights statement of the description"),
            PREMIS("otherRightsNote", statement.words),
        )


def _documentation(statement: Rights) -> Content:
    element = f"{statement.basis}DocumentationIdentifier"
    return PREMIS(
        element,
        PREMIS(f"{element}Type", "URI"),
        PREMIS(f"{element}Value", statement.uri),
        PREMIS(f"{statement.basis}DocumentationRole", "rights statement"),
    )
