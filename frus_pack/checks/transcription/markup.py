"""Whether a TEI transcription is, but for layout, the XML that is derived here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from frus_pack.checks.transcription.difference import around
from frus_pack.errors import SourceError
from frus_pack.package.paths import TEI_PATH
from frus_pack.requirements.finding import Finding
from frus_pack.sources.tei.parsing import parse_xml


def check_markup(root: etree._Element, derived: bytes) -> Iterator[Finding]:
    """One finding for a transcription of these elements, whose bytes are not those derived.

    Other versions of frus-pack may derive other markup or another header; but then what they
    hold is not known from the original and the description, and that has to be said.
    """
    try:
        expected = _canonical(parse_xml(derived, TEI_PATH))
    except SourceError:
        return  # its faults are reported of the original
    found = _canonical(root)
    pairs = enumerate(zip(expected, found, strict=False))
    at = next((index for index, (one, other) in pairs if one != other), None)
    if at is None and len(expected) == len(found):
        message = "says what the original says, but is not written as it is derived here"
        yield Finding("transcription.derived-otherwise", TEI_PATH, message)
        return
    at = min(len(expected), len(found)) if at is None else at
    message = "has other markup, or another header, than is derived; this is the first difference"
    values = (around(expected, at), around(found, at))
    yield Finding("transcription.markup-differs", TEI_PATH, message, *values)


def _canonical(root: etree._Element) -> str:
    """Canonical XML, without comments and the white space at the ends of texts."""
    serialise: Any = etree.tostring  # whose types do not know all it takes
    canonical: bytes = serialise(root, method="c14n2", with_comments=False, strip_text=True)
    return canonical.decode()
