"""What may be done with a document: the description's words, and a URI that says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from frus_pack.document.model import Metadata
from frus_pack.document.rights import RIGHTS

NO_COPYRIGHT = "http://rightsstatements.org/vocab/NoC-US/1.0/"
"""RightsStatements.org, *No Copyright - United States*."""
NO_COPYRIGHT_WORDS = "No Copyright - United States"
NO_COPYRIGHT_STATUTE = "17 U.S.C. 105"
NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
NOT_EVALUATED_WORDS = "Copyright Not Evaluated"
"""Of what other governments sent, and of enclosures: another hand may have written them, and the
description does not say whose it was."""
Basis = Literal["statute", "copyright", "license", "other"]
"""A term of the Library of Congress's vocabulary *rightsBasis*, which PREMIS uses."""

Status = Literal["copyrighted", "public domain", "unknown"]
"""A term of the Library of Congress's vocabulary *copyrightStatus*."""

RIGHTS_STATEMENTS = "http://rightsstatements.org/vocab/"
_SECURE = re.compile(r"^https:(?=//rightsstatements\.org/vocab/)")
"""RightsStatements.org's addresses begin with http, and repositories compare them as texts."""
_TITLES = {NO_COPYRIGHT: NO_COPYRIGHT_WORDS, NOT_EVALUATED: NOT_EVALUATED_WORDS}
_URI = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")


@dataclass(frozen=True, slots=True)
class Rights:
    """A statement on rights in words, and its URI; None where no URI is known."""

    words: str
    uri: str | None

    @property
    def title(self) -> str:
        """Return what the statement is called: the name that its URI has, else its words."""
        return _TITLES.get(self.uri or "", self.words)

    @property
    def basis(self) -> Basis:
        """Return what the statement rests on.

        A statute: works of the United States Government. Copyright: the other statements of
        RightsStatements.org. A licence: another URI. Else the words are all there is.
        """
        if self.uri is None:
            return "other"
        if self.uri == NO_COPYRIGHT:
            return "statute"
        return "copyright" if self.uri.startswith(RIGHTS_STATEMENTS) else "license"

    @property
    def status(self) -> Status:
        """Return whether the document is in copyright, as the statement says."""
        kind = (self.uri or "").removeprefix(RIGHTS_STATEMENTS)
        if kind.startswith("InC"):
            return "copyrighted"
        return "public domain" if kind.startswith("NoC") else "unknown"


def rights_of(metadata: Metadata) -> Rights:
    """Return the statement of a description.

    The URI is the first that its words name; for the statement that this library drafts it is
    NoC-US. Of any other statement no URI is known.
    """
    named = _URI.search(metadata.rights)
    if named:
        return Rights(metadata.rights, _SECURE.sub("http:", named.group()))
    return Rights(metadata.rights, NO_COPYRIGHT if metadata.rights == RIGHTS else None)
