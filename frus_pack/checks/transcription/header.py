"""What a TEI transcription says it is, against the description of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from frus_pack.checks.description.json_file import words
from frus_pack.document import page_marks, scan_numbers
from frus_pack.document.package_name import document_identifier
from frus_pack.package.paths import TEI_PATH
from frus_pack.requirements.finding import Finding
from frus_pack.sources.tei.elements import documents_below, is_document, name_of
from frus_pack.sources.tei.xml_names import XML_ID, XML_SPACE, document_id, tei

_HEADER = f"{tei('teiHeader')}/{tei('fileDesc')}"
_BOOK = f"{_HEADER}/{tei('sourceDesc')}/{tei('bibl')}"
_PLACES = {
    "identifier": f"{_HEADER}/{tei('publicationStmt')}/{tei('idno')}[@type='frus']",
    "title": f"{_HEADER}/{tei('titleStmt')}/{tei('title')}",
    "volume": f"{_BOOK}/{tei('idno')}[@type='frus']",
    "number": f"{_BOOK}/{tei('biblScope')}[@unit='document']",
}


def check_header(root: etree._Element, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    """Check the header, the ``div`` and the scan numbers of the page breaks. Of the description
    only what is text counts; the rest is reported already."""
    if not _is_as_given(metadata):
        yield from _identity(root, metadata)
        yield from _attributes(root, metadata)
        yield from _beside(root)
    yield from _scans(root, metadata.get("pages"), metadata.get("facs", {}))


def check_division(root: etree._Element, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    """Check the attributes of the ``div`` and the scan numbers of its page breaks alone."""
    yield from _attributes(root, metadata)
    yield from _scans(root, metadata.get("pages"), metadata.get("facs", {}))


def _is_as_given(metadata: Mapping[str, Any]) -> bool:
    """Return whether the whole file is the original, so that its header is somebody else's."""
    original = metadata.get("original")
    return isinstance(original, dict) and original.get("form") == "tei" and "slice" not in original


def _identity(root: etree._Element, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    volume = metadata.get("volume")
    volume_id = _text(volume.get("id")) if isinstance(volume, dict) else None
    identifier = _text(metadata.get("id"))
    number = metadata.get("number")
    if identifier and volume_id:
        yield from _element(root, "identifier", document_identifier(volume_id, identifier))
        yield from _element(root, "volume", volume_id)
    if title := _text(metadata.get("title")):
        yield from _element(root, "title", title)
    if number is None or isinstance(number, str):
        yield from _element(root, "number", number)


def _attributes(root: etree._Element, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    """Compare the attributes of a document. The number printed in its heading counts."""
    identifier, number = _text(metadata.get("id")), metadata.get("number")
    for division in documents_below(root):
        if division.get(XML_SPACE) == "preserve" and (number is None or isinstance(number, str)):
            yield from _attribute(division, "n", number)
        if identifier:
            yield from _attribute(division, XML_ID, document_id(identifier))


def _beside(root: etree._Element) -> Iterator[Finding]:
    """Check that nothing but a page break precedes the document, and that nothing follows."""
    for text in root.iterchildren(tei("text")):
        for element in (*text, *text.iterfind(f"{tei('body')}/*")):
            if not is_document(element) and element.tag not in (tei("body"), tei("pb")):
                message = f"holds <{name_of(element)}> beside the document"
                yield Finding("transcription.surroundings-differ", _place(element), message)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _element(root: etree._Element, what: str, expected: str | None) -> Iterator[Finding]:
    element = root.find(_PLACES[what])
    found = None if element is None else " ".join("".join(_words(element)).split())
    if found != (expected and " ".join(expected.split())):
        message = f"the {what} in its header differs from the description"
        yield Finding("transcription.header-differs", _place(element), message, expected, found)


def _words(element: etree._Element) -> Iterator[str]:
    return (text for text in element.itertext() if isinstance(text, str))


def _attribute(element: etree._Element, name: str, expected: str | None) -> Iterator[Finding]:
    found = element.get(name)
    if found != expected:
        printed = name.rpartition("}")[2]
        message = f"the document's attribute {printed} is not as the description has it"
        yield Finding("transcription.header-differs", _place(element), message, expected, found)


def _scans(root: etree._Element, described: object, facs: object) -> Iterator[Finding]:
    """Compare the scan numbers of page breaks. A page break where nothing is read is left out."""
    numbered = ((one, _page(one)) for one in root.iter(tei("pb")))
    known_pages = described if isinstance(described, list) else []
    listed = [(one, page) for one, page in numbered if page in known_pages]
    page_breaks, pages = [one for one, _ in listed], [page for _, page in listed]
    known = scan_numbers.of_pages(facs if isinstance(facs, dict) else {}, pages)
    for page_break, page, expected in zip(page_breaks, pages, known, strict=True):
        found = scan_numbers.usable(page_break.get("facs"))
        if found != expected:
            message = f"page {page} does not have the scan number of the description"
            location = _place(page_break)
            yield Finding("transcription.facs-differs", location, message, words(expected), found)


def _page(page_break: etree._Element) -> str:
    return page_marks.number_or_none(page_break.get("n", "").strip())


def _place(element: etree._Element | None) -> str:
    return TEI_PATH if element is None else f"{TEI_PATH}, line {element.sourceline}"
