"""What has gone wrong with pages, documents and pointers in the series, done to a sound volume.

Each changes the XML file of a `Shelf`, once, and leaves it well-formed; the numbers are those of
issues in the series' tracker. Pages are given by the printed number, documents by their id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tests.corpus.shelf import Shelf
from tests.corpus.truth import Document, Page

_PAGE_BREAK = re.compile(rb"<pb\b[^>]*>")
_POINTER = re.compile(rb'"#pg_(\d+)"')


def leave_facs_out(shelf: Shelf, *pages: str) -> None:
    """The page breaks of these have no ``facs`` (167)."""
    _edit_pages(shelf, pages, lambda _, tag: re.sub(rb'\s+facs="\d+"', b"", tag))


def leave_n_out(shelf: Shelf, *pages: str) -> None:
    """The page breaks of these have no ``n``."""
    _edit_pages(shelf, pages, lambda _, tag: re.sub(rb'\s+n="[^"]+"', b"", tag))


def skip_facs(shelf: Shelf, first: str, by: int) -> None:
    """From this page on ``facs`` is greater by so much, while the images are as they were."""
    later = _from(shelf, first)
    _edit_pages(shelf, later, lambda page, tag: _set(tag, "facs", f"{int(page.facs) + by:04}"))


def repeat_facs(shelf: Shelf, page: str) -> None:
    """This page has the ``facs`` of the one before it."""
    _edit_pages(shelf, (page,), lambda one, tag: _set(tag, "facs", f"{int(one.facs) - 1:04}"))


def skip_page_numbers(shelf: Shelf, first: str, by: int) -> None:
    """From this page on, an arabic one, printed numbers are greater by so much."""

    def edit(page: Page, tag: bytes) -> bytes:
        number = int(page.n) + by
        return _set(_set(tag, "n", str(number)), "xml:id", f"pg_{number}")

    def point(pointer: re.Match[bytes]) -> bytes:
        number = int(pointer[1])
        return f'"#pg_{number + by}"'.encode() if number >= int(first) else pointer[0]

    _edit_pages(shelf, _from(shelf, first), edit)
    shelf.xml.write_bytes(_POINTER.sub(point, shelf.xml.read_bytes()))


def repeat_page_number(shelf: Shelf, page: str) -> None:
    """This page, an arabic one, has the printed number of the one before it."""
    _edit_pages(shelf, (page,), lambda one, tag: _set(tag, "n", str(int(one.n) - 1)))


def repeat_number(shelf: Shelf, document: str) -> None:
    """This document has the number of the one before it."""
    _renumber(shelf, (document,), -1)


def renumber(shelf: Shelf, first: str, by: int) -> None:
    """From this document on, numbers are greater by so much; identifiers are as they were (25)."""
    ids = [document.id for document in shelf.volume.documents]
    _renumber(shelf, ids[ids.index(first) :], by)


def repeat_id(shelf: Shelf, document: str) -> None:
    """This document has the ``xml:id`` of the one before it."""
    one = _document(shelf, document)
    earlier = f"d{int(one.number) - 1}"
    _replace(shelf, {one: _set(_slice(shelf, one), "xml:id", earlier)})


def lose(shelf: Shelf, *documents: str) -> None:
    """These are not there, nor the pages that begin in them (2)."""
    _replace(shelf, {_document(shelf, one): b"" for one in documents})


def lose_text(shelf: Shelf, *documents: str) -> None:
    """These are not there; the pages that begin in them are."""
    lost = [_document(shelf, one) for one in documents]
    _replace(shelf, {one: b"".join(_PAGE_BREAK.findall(_slice(shelf, one))) for one in lost})


def lose_type(shelf: Shelf, *documents: str) -> None:
    """These are divisions that do not say what they are (2)."""
    lost = [_document(shelf, one) for one in documents]
    _replace(shelf, {one: _slice(shelf, one).replace(b' type="document"', b"", 1) for one in lost})


def write_before(shelf: Shelf, document: str, words: str) -> None:
    """Before this document is a paragraph that is in none."""
    one = _document(shelf, document)
    _replace(shelf, {one: f"<p>{words}</p>".encode() + _slice(shelf, one)})


def bury(shelf: Shelf, document: str) -> None:
    """This document is an attachment of the one before it (2). Raises ValueError if a division
    begins or ends between the two."""
    one = _document(shelf, document)
    previous = _document(shelf, f"d{int(one.number) - 1}")
    between = shelf.volume.xml[_end(previous) : one.offset]
    if b"div" in between:
        raise ValueError(f"{document} and the document before it stand in two divisions")
    attached = re.sub(rb"^<div\b[^>]*>", b"<frus:attachment>", _slice(shelf, one))
    attached = attached.removesuffix(b"</div>") + b"</frus:attachment>"
    keeper = _slice(shelf, previous).removesuffix(b"</div>")
    _replace(shelf, {previous: keeper, one: attached + b"</div>"})


def point_persons_nowhere(shelf: Shelf, *persons: str) -> None:
    """What points to these persons or terms points to what is in no list."""
    _point(shelf, persons)


def point_references_nowhere(shelf: Shelf, *documents: str) -> None:
    """References to these documents of the volume point to what is not there."""
    _point(shelf, documents)


def _point(shelf: Shelf, identifiers: Iterable[str]) -> None:
    xml = shelf.xml.read_bytes()
    for one in identifiers:
        xml = xml.replace(f'"#{one}"'.encode(), f'"#{one}gone"'.encode())
    shelf.xml.write_bytes(xml)


def _edit_pages(shelf: Shelf, pages: Iterable[str], edit: Callable[[Page, bytes], bytes]) -> None:
    """Change the page breaks of these pages; the volume's page breaks are in its pages' order."""
    wanted, waiting = set(pages), iter(shelf.volume.pages)

    def edited(found: re.Match[bytes]) -> bytes:
        page = next(waiting)
        return edit(page, found[0]) if page.n in wanted else found[0]

    shelf.xml.write_bytes(_PAGE_BREAK.sub(edited, shelf.xml.read_bytes()))


def _from(shelf: Shelf, first: str) -> list[str]:
    numbers = [page.n for page in shelf.volume.pages]
    return numbers[numbers.index(first) :]


def _set(text: bytes, name: str, value: str) -> bytes:
    """Give an attribute of the first tag in the text another value."""
    tag, rest = text[: text.index(b">")], text[text.index(b">") :]
    return re.sub(rf'(?<=\s){name}="[^"]*"'.encode(), f'{name}="{value}"'.encode(), tag) + rest


def _renumber(shelf: Shelf, documents: Iterable[str], by: int) -> None:
    """Change ``n`` and the number in the heading, where there is one."""
    edits = {}
    for one in (_document(shelf, document) for document in documents):
        number = str(int(one.number) + by)
        text = _set(_slice(shelf, one), "n", number)
        printed = re.compile(rf"(<head>(?:No\. )?){one.number}\.".encode())
        edits[one] = printed.sub(rb"\g<1>" + f"{number}.".encode(), text, count=1)
    _replace(shelf, edits)


def _document(shelf: Shelf, identifier: str) -> Document:
    return next(one for one in shelf.volume.documents if one.id == identifier)


def _end(document: Document) -> int:
    return document.offset + document.length


def _slice(shelf: Shelf, document: Document) -> bytes:
    return shelf.volume.xml[document.offset : _end(document)]


def _replace(shelf: Shelf, edits: dict[Document, bytes]) -> None:
    xml = shelf.xml.read_bytes()
    for document in sorted(edits, key=lambda one: one.offset, reverse=True):
        xml = xml[: document.offset] + edits[document] + xml[_end(document) :]
    shelf.xml.write_bytes(xml)
