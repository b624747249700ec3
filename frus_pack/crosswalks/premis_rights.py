"""PREMIS: what may be done with the document."""

from __future__ import annotations

from frus_pack.crosswalks.elements import Content
from frus_pack.crosswalks.namespaces import PREMIS
from frus_pack.crosswalks.premis_words import identifier, word
from frus_pack.crosswalks.record import Record


def rights(record: Record) -> Content:
    """The description's statement, in its words: on what it rests, only they say."""
    return PREMIS(
        "rights",
        PREMIS(
            "rightsStatement",
            identifier("rightsStatementIdentifier", record.uuid("rights")),
            word("rightsBasis", "other", "rightsBasis", "oth"),
            PREMIS(
                "otherRightsInformation",
                PREMIS("otherRightsBasis", "rights statement of the description"),
                PREMIS("otherRightsNote", record.metadata.rights),
            ),
            identifier("linkingObjectIdentifier", record.uuid()),
        ),
    )


def link(record: Record) -> Content:
    """From an object to its rights."""
    return identifier("linkingRightsStatementIdentifier", record.uuid("rights"))
