"""One document as a standalone TEI P5 document: render and parse.

The text of the rendered document stands in a ``div`` with ``xml:space="preserve"``, so that
nothing of it is lost: ``parse(render(metadata, transcription)) == transcription`` for every
transcription that a reading text gives. A line end is an ``lb``; a note stands where it is
anchored, and holds ``p`` elements if it has several paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from frus_pack.errors import Problem, SourceError
from frus_pack.model import Metadata
from frus_pack.sources import tei_header, tei_parsing, text_facts
from frus_pack.sources.tei_names import (
    NAMESPACES,
    XML_ID,
    XML_LANG,
    XML_SPACE,
    document_id,
    note_id,
    page_id,
    tei,
)
from frus_pack.sources.tei_text import read_document
from frus_pack.transcription import (
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
)

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def render(metadata: Metadata, transcription: Transcription) -> bytes:
    """A valid TEI P5 document in UTF-8, the same bytes for the same input.

    Raises ValueError if a note is anchored twice or nowhere, or an anchor has no note.
    """
    root = etree.Element(tei("TEI"), nsmap=NAMESPACES)
    root.append(tei_header.header(metadata))
    text = etree.SubElement(root, tei("text"), {XML_LANG: metadata.language})
    body = etree.SubElement(text, tei("body"))
    etree.indent(root)
    _Rendering(metadata, transcription).add_document(body)
    return _DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


class _Rendering:
    """A transcription on its way into TEI."""

    def __init__(self, metadata: Metadata, transcription: Transcription) -> None:
        self._metadata = metadata
        self._transcription = transcription
        self._source = text_facts.source_note(transcription)
        self._notes = {note.n: note for note in transcription.notes}
        self._page_ids: set[str] = set()

    def add_document(self, body: etree._Element) -> None:
        division = etree.SubElement(
            body, tei("div"), {"type": "document", XML_ID: document_id(self._metadata.id)}
        )
        if self._metadata.number:
            division.set("n", self._metadata.number)
        division.set(XML_SPACE, "preserve")
        division.text = "\n"
        for block in self._transcription.blocks:
            if isinstance(block, PageBreak):
                element = self._add_page_break(division, block)
            else:
                name = "head" if isinstance(block, Heading) else "p"
                element = etree.SubElement(division, tei(name))
                self._fill(element, block.content)
            element.tail = "\n"
        if self._notes:
            raise ValueError(f"notes without an anchor: {', '.join(self._notes)}")

    def _fill(self, parent: etree._Element, content: Sequence[Inline]) -> None:
        last: etree._Element | None = None
        for piece in content:
            if isinstance(piece, PageBreak):
                last = self._add_page_break(parent, piece)
            elif isinstance(piece, NoteAnchor):
                last = self._add_note(parent, piece)
            else:
                last = _add_text(parent, last, piece)

    def _add_page_break(self, parent: etree._Element, page_break: PageBreak) -> etree._Element:
        element = etree.SubElement(parent, tei("pb"), {"n": page_break.page})
        identifier = page_id(page_break.page)
        if identifier not in self._page_ids:
            self._page_ids.add(identifier)
            element.set(XML_ID, identifier)
        facs = self._metadata.facs.get(page_break.page)
        if facs:
            element.set("facs", facs)
        return element

    def _add_note(self, parent: etree._Element, anchor: NoteAnchor) -> etree._Element:
        note = self._notes.pop(anchor.n, None)
        if note is None:
            raise ValueError(f"note {anchor.n} is anchored, and is not there or anchored twice")
        element = etree.SubElement(
            parent,
            tei("note"),
            {"n": note.n, XML_ID: note_id(self._metadata.id, note.n)},
        )
        if note is self._source:
            element.set("type", "source")
        paragraphs = list(_paragraphs(note))
        for paragraph in paragraphs:
            inner = etree.SubElement(element, tei("p")) if len(paragraphs) > 1 else element
            self._fill(inner, paragraph)
        return element


def _add_text(
    parent: etree._Element, last: etree._Element | None, text: str
) -> etree._Element | None:
    """Add text behind the last child, if there is one; returns the child that is last then."""
    first, *others = text.split("\n")
    if last is None:
        parent.text = (parent.text or "") + first
    else:
        last.tail = (last.tail or "") + first
    for line in others:
        last = etree.SubElement(parent, tei("lb"))
        last.tail = line
    return last


def _paragraphs(note: NoteText) -> Iterator[list[Inline]]:
    """A note's paragraphs, which blank lines separate."""
    paragraph: list[Inline] = []
    for piece in note.content:
        if not isinstance(piece, str):
            paragraph.append(piece)
            continue
        first, *others = piece.split("\n\n")
        paragraph += [first] if first else []
        for text in others:
            yield paragraph
            paragraph = [text] if text else []
    yield paragraph


def parse(xml: bytes, file: str = "transcription.xml") -> Transcription:
    """Read a TEI document that holds one document of the series.

    That is what `render` gives, or the series' own encoding: white space is then layout, an
    opener's or closer's lines are paragraphs. Notes are numbered in order. No entity is resolved
    and no other file looked at. Raises SourceError with every problem found: a document type
    declaration, bad XML, no document or several, elements that are not known here.
    """
    return transcription_of(tei_parsing.parse(xml, file), file)


def transcription_of(root: etree._Element, file: str) -> Transcription:
    """The same for what was parsed already (see `tei_parsing.parse`)."""
    divisions = [element for element in root.iter(tei("div")) if element.get("type") == "document"]
    if len(divisions) != 1:
        message = f"holds {len(divisions) or 'no'} div of the type document instead of one"
        raise SourceError(Problem(file, message))
    return read_document(divisions[0], file)
