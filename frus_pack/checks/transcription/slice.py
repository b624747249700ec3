"""Check a transcription in TEI: the slice of the volume in it, and the markup around it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from frus_pack.checks.transcription.difference import around
from frus_pack.checks.transcription.files import TranscriptionFile
from frus_pack.checks.transcription.regenerated_tei import wrapped
from frus_pack.errors import SourceError
from frus_pack.package.paths import TEI_PATH
from frus_pack.requirements.finding import Finding
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.xml_names import XML_ID, tei
from frus_pack.sources.volume.scan import scan_bytes

_HEADER = (b"<teiHeader", b"</teiHeader>")
_POINTERS = ((tei("persName"), "corresp"), (tei("gloss"), "target"), (tei("term"), "target"))


def check_slice(description: Mapping[str, Any], original: TranscriptionFile) -> Iterator[Finding]:
    """Compare the slice with its digest, and what is around it with what packing puts there.

    The persons and terms that it points to are compared with the lists in the header.
    """
    content, recorded = original.content or b"", description["original"]["slice"]
    if original.is_as_made and original.root is not None:
        yield from _pointers(original.root)
        return
    division = _division(content)
    if division is None or not isinstance(recorded, Mapping):
        return  # there is no document, or no slice that the schema knows; both are reported
    found = {"length": len(division), "sha512": hashlib.sha512(division).hexdigest()}
    for key, value in found.items():
        if recorded.get(key) != value:
            message = f"the document in it does not have the {key} of the slice that was taken"
            values = (str(recorded.get(key)), str(value))
            yield Finding("transcription.original-altered", TEI_PATH, message, *values)
    yield from _surroundings(description, original, division)
    if original.root is not None:
        yield from _pointers(original.root)


def _division(content: bytes) -> bytes | None:
    """Return the bytes of the document's ``div``; None if it is uncertain which they are."""
    try:
        documents = scan_bytes(content, TEI_PATH).documents
    except SourceError:
        return None
    if len(documents) != 1:
        return None
    part = documents[0].slice
    return content[part.offset : part.offset + part.length]


def _surroundings(
    description: Mapping[str, Any], original: TranscriptionFile, division: bytes
) -> Iterator[Finding]:
    root, transcription = original.root, original.transcription
    if root is None or transcription is None:
        return
    expected = wrapped(description, root, transcription, division)
    if expected is None or expected == original.content:
        return
    if _without_header(expected) != _without_header(original.content or b""):
        message = "holds more, or less, around the document than belongs there"
        yield Finding("transcription.surroundings-differ", TEI_PATH, message)
    elif not original.findings:
        yield from check_markup(root, expected)


def _without_header(content: bytes) -> tuple[bytes, bytes]:
    before, _, rest = content.partition(_HEADER[0])
    return before, rest.partition(_HEADER[1])[2]


def _pointers(root: etree._Element) -> Iterator[Finding]:
    """Whom and what the document points to has to be in the lists that came with it."""
    listed = {
        element.get(XML_ID)
        for header in root.iterchildren(tei("teiHeader"))
        for item in header.iter("{*}item")
        for element in item
    }
    missing: dict[str, Any] = {}
    for name, attribute in _POINTERS:
        for element in root.iter(name):
            target = element.get(attribute, "")
            if target.startswith("#") and target[1:] not in listed:
                missing.setdefault(target, element.sourceline)
    for target, line in missing.items():
        message = "is pointed to, and in neither list of persons and terms"
        yield Finding(
            "transcription.pointer-unlisted", f"{TEI_PATH}, line {line}", message, None, target
        )


def check_markup(root: etree._Element, derived: bytes) -> Iterator[Finding]:
    """One finding for a transcription of these elements, whose bytes are not those derived.

    Other versions of frus-pack may derive other markup or another header. Then the original and
    the description do not prove what these hold, and the finding says so.
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
