"""One document as a standalone TEI P5 document: render, wrap and parse.

`render_tei` writes a reading text as TEI. The text is in a ``div`` with ``xml:space="preserve"``.
So nothing of it is lost, and `parse_tei` gives every such transcription back. A line end is an
``lb``. A note is where it is anchored, and holds ``p`` elements if it has several paragraphs.

`wrap_division` puts a header and a body around the very bytes of a ``div`` cut out of a volume.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from frus_pack.document import scan_numbers, text_facts
from frus_pack.document.model import Metadata, Surroundings
from frus_pack.document.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Transcription,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.tei import xml_writing
from frus_pack.sources.tei.elements import documents_below
from frus_pack.sources.tei.header import tei_header
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.text import DivisionText, read_document
from frus_pack.sources.tei.xml_names import TEI, document_id, note_id, page_id
from frus_pack.sources.tei.xml_writing import attribute, element, text

BEHIND = b"\n    </body>\n  </text>\n</TEI>\n"
"""What follows the document."""


def render_tei(metadata: Metadata, transcription: Transcription) -> bytes:
    """Return a valid TEI P5 document in UTF-8, the same bytes for the same input.

    Raises ValueError if a note is anchored twice or nowhere, or an anchor has no note, and for a
    character that XML cannot hold.
    """
    division = _Rendering(metadata, transcription).document()
    return xml_writing.encode(
        f'<TEI xmlns="{TEI}">\n'
        f"{tei_header(metadata)}\n"
        f"  <text{attribute('xml:lang', metadata.language)}>\n"
        f"    <body>{division}</body>\n"
        "  </text>\n"
        "</TEI>\n"
    )


class _Rendering:
    """A transcription on its way into TEI."""

    def __init__(self, metadata: Metadata, transcription: Transcription) -> None:
        self._metadata = metadata
        self._transcription = transcription
        self._source = text_facts.source_note(transcription)
        self._notes = {note.n: note for note in transcription.notes}
        self._page_ids: set[str] = set()
        self._scans = iter(_scans(metadata, transcription))

    def document(self) -> str:
        """Return its ``div``."""
        metadata = self._metadata
        number = attribute("n", metadata.number) if metadata.number else ""
        identifier = attribute("xml:id", document_id(metadata.id))
        blocks = "\n".join([self._block(block) for block in self._transcription.blocks])
        if self._notes:
            raise ValueError(f"notes without an anchor: {', '.join(self._notes)}")
        attributes = f' type="document"{identifier}{number} xml:space="preserve"'
        return f"<div{attributes}>\n{blocks}\n</div>"

    def _block(self, block: Block) -> str:
        if isinstance(block, PageBreak):
            return self._page_break(block)
        name = "head" if isinstance(block, Heading) else "p"
        return element(name, "", self._content(block.content))

    def _content(self, content: Sequence[Inline]) -> str:
        return "".join([self._piece(piece) for piece in content])

    def _piece(self, piece: Inline) -> str:
        if isinstance(piece, str):
            return text(piece).replace("\n", "<lb/>")
        return self._page_break(piece) if isinstance(piece, PageBreak) else self._note(piece)

    def _page_break(self, page_break: PageBreak) -> str:
        page = page_break.page
        attributes = attribute("n", page)
        identifier = page_id(page)
        if page.strip("[]") and identifier not in self._page_ids:
            self._page_ids.add(identifier)
            attributes += attribute("xml:id", identifier)
        if facs := next(self._scans):
            attributes += attribute("facs", facs)
        return f"<pb{attributes}/>"

    def _note(self, anchor: NoteAnchor) -> str:
        note = self._notes.pop(anchor.n, None)
        if note is None:
            raise ValueError(
                f"note {anchor.n} is anchored, and does not exist or is anchored twice"
            )
        attributes = attribute("n", note.n)
        attributes += attribute("xml:id", note_id(self._metadata.id, note.n))
        if note is self._source:
            attributes += ' type="source"'
        paragraphs = [self._content(paragraph) for paragraph in _paragraphs(note)]
        if len(paragraphs) > 1:
            paragraphs = [element("p", "", paragraph) for paragraph in paragraphs]
        return element("note", attributes, "".join(paragraphs))


def _scans(metadata: Metadata, transcription: Transcription) -> tuple[str | None, ...]:
    """Return the scan number of each page whose break is in the text."""
    begins_on = transcription.begins_on(transcription.page_before_marks(metadata.pages))
    marked = transcription.marked_pages
    if begins_on is None:
        return scan_numbers.of_pages(metadata.facs, marked)
    return scan_numbers.of_pages(metadata.facs, (begins_on, *marked))[1:]


def _paragraphs(note: NoteText) -> Iterator[list[Inline]]:
    """Yield a note's paragraphs, which blank lines separate."""
    paragraph: list[Inline] = []
    for piece in note.content:
        if not isinstance(piece, str):
            paragraph.append(piece)
            continue
        first, *others = piece.split("\n\n")
        paragraph += [first] if first else []
        for words in others:
            yield paragraph
            paragraph = [words] if words else []
    yield paragraph


def parse_tei(xml: bytes, file: str = "transcription.xml") -> Transcription:
    """Read a TEI document that holds one document of the series.

    In what `render` writes white space is text; in the series' own encoding it is layout. No entity
    is resolved, and no other file is looked at.

    Args:
        xml: The document.
        file: What errors call it.

    Returns:
        The transcription, its notes counted in order.

    Raises:
        SourceError: It has a document type declaration, is not well-formed, or holds no document
            or several; every problem is reported.
    """
    return division_text(parse_xml(xml, file), file).transcription


def division_text(root: etree._Element, file: str) -> DivisionText:
    """Return the text of the one document in a tree that was parsed (see `tei_parsing.parse`).

    Raises:
        SourceError: The tree holds no document or several.
    """
    divisions = documents_below(root)
    if len(divisions) != 1:
        message = f'holds {len(divisions) or "no"} <div type="document">, and must hold one'
        raise SourceError(Problem(file, message))
    return read_document(divisions[0], file)


def wrap_division(
    division: bytes, metadata: Metadata, around: Surroundings, begins_on: str | None
) -> bytes:
    """Return the TEI document, the same bytes for the same input.

    `begins_on` is the printed page that the document begins on, where its own page breaks do not
    say so; it is put before the ``div``. Raises ValueError for a character of the description
    that XML cannot hold.
    """
    page_break = "" if begins_on is None else f"      {_page_break(metadata, begins_on)}\n"
    space = attribute("xml:space", around.space) if around.space else ""
    before = xml_writing.encode(
        f"<TEI{namespaces(division, around)}>\n"
        f"{tei_header(metadata)}\n"
        f"  <text{attribute('xml:lang', metadata.language)}>\n"
        f"    <body{space}>\n"
        f"{page_break}      "
    )
    return before + division + BEHIND


def namespaces(division: bytes, around: Surroundings) -> str:
    """TEI's as the default, and those of the volume that the document needs and must declare."""
    needed = [
        attribute(f"xmlns:{prefix}", uri)
        for prefix, uri in sorted(around.namespaces.items())
        if prefix not in ("", "xml") and f"{prefix}:".encode() in division
    ]
    return "".join((attribute("xmlns", TEI), *needed))


def _page_break(metadata: Metadata, page: str) -> str:
    facs = next(iter(scan_numbers.of_pages(metadata.facs, (page,))), None)
    scan = attribute("facs", facs) if facs else ""
    return f"<pb{attribute('n', page)}{attribute('xml:id', page_id(page))}{scan}/>"
