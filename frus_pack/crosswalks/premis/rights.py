"""PREMIS: what may be done with the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frus_pack.crosswalks.elements import PREMIS, Content
from frus_pack.crosswalks.premis.vocabulary import identifier, word
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import NO_COPYRIGHT_STATUTE, Basis, Rights, Status, rights_of

_CODES: Mapping[Basis, str] = {
    "statute": "sta",
    "copyright": "cop",
    "license": "lic",
    "other": "oth",
}
"""The codes of the terms in the vocabulary *rightsBasis*."""
_STATUSES: Mapping[Status, str] = {"copyrighted": "cpr", "public domain": "pub", "unknown": "unk"}
"""The codes of the terms in the vocabulary *copyrightStatus*."""


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


def link(record: Record) -> Content:
    """Return the link from an object to its rights."""
    return identifier("linkingRightsStatementIdentifier", record.uuid("rights"))


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
