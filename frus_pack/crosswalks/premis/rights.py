"""PREMIS: what may be done with the document."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks.elements import PREMIS, Content
from frus_pack.crosswalks.premis.vocabulary import identifier, word
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import NO_COPYRIGHT, Rights, rights_of


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
    """Yield the basis: a statute for works of the United States Government, a licence for a
    statement that has a URI, and else the words alone."""
    if statement.uri == NO_COPYRIGHT:
        yield word("rightsBasis", "statute", "rightsBasis", "sta")
        yield PREMIS(
            "statuteInformation",
            PREMIS("statuteJurisdiction", "us"),
            PREMIS("statuteCitation", "17 U.S.C. 105"),
            PREMIS("statuteNote", statement.words),
            _documentation("statute", statement.uri),
        )
    elif statement.uri:
        yield word("rightsBasis", "license", "rightsBasis", "lic")
        yield PREMIS(
            "licenseInformation",
            _documentation("license", statement.uri),
            PREMIS("licenseTerms", statement.words),
        )
    else:
        yield word("rightsBasis", "other", "rightsBasis", "oth")
        yield PREMIS(
            "otherRightsInformation",
            PREMIS("otherRightsBasis", "rights statement of the description"),
            PREMIS("otherRightsNote", statement.words),
        )


def _documentation(basis: str, uri: str) -> Content:
    element = f"{basis}DocumentationIdentifier"
    return PREMIS(
        element,
        PREMIS(f"{element}Type", "URI"),
        PREMIS(f"{element}Value", uri),
        PREMIS(f"{basis}DocumentationRole", "rights statement"),
    )
