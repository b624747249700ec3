"""PREMIS: what may be done with the document."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks.elements import Content
from frus_pack.crosswalks.namespaces import PREMIS
from frus_pack.crosswalks.premis.words import identifier, word
from frus_pack.crosswalks.record import Record
from frus_pack.sources.folder.description import RIGHTS


def rights(record: Record) -> Content:
    """The description's statement, in its words."""
    return PREMIS(
        "rights",
        PREMIS(
            "rightsStatement",
            identifier("rightsStatementIdentifier", record.uuid("rights")),
            *_basis(record.metadata.rights),
            identifier("linkingObjectIdentifier", record.uuid()),
        ),
        version="3.0",
    )


def link(record: Record) -> Content:
    """From an object to its rights."""
    return identifier("linkingRightsStatementIdentifier", record.uuid("rights"))


def _basis(statement: str) -> Iterator[Content]:
    """On what the rights rest: copyright law, where the statement is the one we draft; of any
    other only its words say."""
    if statement == RIGHTS:
        yield word("rightsBasis", "copyright", "rightsBasis", "cop")
        yield PREMIS(
            "copyrightInformation",
            word("copyrightStatus", "public domain", "copyrightStatus", "pub"),
            PREMIS("copyrightJurisdiction", "us"),
            PREMIS("copyrightNote", statement),
        )
        return
    yield word("rightsBasis", "other", "rightsBasis", "oth")
    yield PREMIS(
        "otherRightsInformation",
        PREMIS("otherRightsBasis", "rights statement of the description"),
        PREMIS("otherRightsNote", statement),
    )
