"""The description of a document, from its TEI: what is encoded is taken, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from frus_pack.document import text_facts
from frus_pack.document.model import Agent, Attachment, Figure, Reference, Table
from frus_pack.document.transcription import Transcription
from frus_pack.sources.prose import file_note
from frus_pack.sources.prose.kinds import kind_of
from frus_pack.sources.prose.source_note import SourceNote, read_source_note
from frus_pack.sources.tei import dates as tei_dates
from frus_pack.sources.tei.elements import heads_of, is_document, is_inline_note, name_of
from frus_pack.sources.tei.names import XML_ID, tei
from frus_pack.sources.tei.words import words

_NOT_ITS_OWN = frozenset(("frus:attachment", "floatingText", "note"))
_NAMES = frozenset(("persName", "orgName", "placeName", "name", "rs", "roleName"))
_IN_SERIES = re.compile(
    r"(?P<volume>frus[A-Za-z0-9_-]+)?(?:#(?P<document>d[0-9]+[A-Za-z]?)(?:(?:fn|-)[A-Za-z0-9._-]+)?)?"
)


@dataclass(frozen=True)
class TeiDocument:
    """A document's ``div``, what its text says, the volume it stands in, the identifiers that the
    volume's list of persons has, and the printed page before its first page break."""

    division: etree._Element
    transcription: Transcription
    volume: str
    persons: frozenset[str]
    first_page: str | None

    @property
    def dateline(self) -> etree._Element | None:
        """Its own, never an attachment's."""
        return next(iter(self.own("dateline")), None)

    def own(self, name: str) -> Sequence[etree._Element]:
        """The elements of a name, in order, that do not belong to something inside it."""
        return self._own_by_name.get(name, ())

    @cached_property
    def _own_by_name(self) -> Mapping[str, Sequence[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for element in _own(self.division):
            found.setdefault(name_of(element), []).append(element)
        return found


def kind(document: TeiDocument) -> str:
    """Its kind: as encoded, after its title, or as a line above the text has it: [Telegram.]"""
    if document.division.get("subtype") == "editorial-note":
        return "editorial-note"
    titles = (text_facts.title(document.transcription), *_openings(document))
    said = (*map(kind_of, titles), file_note.kind_in(_file_note(document) or ""))
    return next((kind for kind in said if kind != "other"), "other")


def place(document: TeiDocument) -> str | None:
    """Where it was written, after its dateline."""
    dateline = document.dateline
    found = None if dateline is None else next(dateline.iter(tei("placeName")), None)
    return None if found is None else words(found).strip(" ,;.") or None


def correspondents(document: TeiDocument, direction: str) -> tuple[Agent, ...]:
    """Who it is ``from`` or ``to``, as its head and its lists have it."""
    named = (
        element
        for head in heads_of(document.division)[:1]
        for element in head.iter()
        if element.get("type") == direction and name_of(element) in _NAMES
    )
    found = [_agent(element, document.persons) for element in named]
    return tuple(one for one in (*found, *listed(document, direction)) if one.name)


def listed(document: TeiDocument, kind: str) -> tuple[Agent, ...]:
    """The members of its lists of a kind: ``participants``, ``from``, ``to``."""
    items = (_agent(item, document.persons) for item in _items(document, kind))
    return tuple(agent for agent in items if agent.name)


def subject(document: TeiDocument) -> str | None:
    """Its own statement of its subject."""
    return "; ".join(filter(None, map(words, _items(document, "subject")))) or None


def source(document: TeiDocument) -> SourceNote | None:
    """What its source note says; in older volumes, the file number in a note above its heading."""
    note = text_facts.source_note(document.transcription)
    if note is not None:
        return read_source_note("".join(piece for piece in note.content if isinstance(piece, str)))
    said = _file_note(document)
    return None if said is None else read_source_note(said)


def references(document: TeiDocument) -> tuple[Reference, ...]:
    """The documents of the series that it points to, with its words for them, each once."""
    own = document.division.get(XML_ID)
    found: dict[tuple[str, str], None] = {}
    for element in document.division.iter(tei("ref")):
        target = target_of(element.get("target", ""), document.volume)
        if target and target != f"{document.volume}/{own}":
            found[target, words(element)] = None
    return tuple(Reference(target=target, text=said or None) for target, said in found)


def target_of(pointer: str, volume: str) -> str | None:
    """The document that a pointer in a volume leads to, as ``volume/document``, or the volume
    alone; a note counts as the document it stands in. None if it leads to anything else."""
    found = _IN_SERIES.fullmatch(pointer)
    if not found or not pointer:
        return None
    target = found["volume"] or volume
    return f"{target}/{found['document']}" if found["document"] else target


def attachments(document: TeiDocument) -> tuple[Attachment, ...]:
    """Its enclosures, with their own headings and dates."""
    return tuple(map(_attachment, document.own("frus:attachment")))


def figures(document: TeiDocument) -> tuple[Figure, ...]:
    """The figures in it, those of its notes and attachments too."""
    return tuple(
        Figure(graphic=_graphic(element), title=_caption(element), page=page)
        for element, page in _with_pages(document, "figure")
    )


def tables(document: TeiDocument) -> tuple[Table, ...]:
    """The tables in it, those of its notes and attachments too."""
    return tuple(
        Table(title=_caption(element), rows=rows, columns=columns, page=page)
        for element, page in _with_pages(document, "table")
        for rows, columns in [_size(element)]
    )


def _own(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        yield child
        if name_of(child) not in _NOT_ITS_OWN and not is_document(child) and len(child):
            yield from _own(child)


def _openings(document: TeiDocument) -> Iterator[str]:
    """The lines above the text that stand in brackets."""
    for segment in document.own("seg"):
        said = words(segment)
        if said.startswith("[") and said.endswith("]"):
            yield said.strip("[]")


def _file_note(document: TeiDocument) -> str | None:
    """The first note of its own that reads in the line, as older volumes have it."""
    inline = (one for one in document.division if name_of(one) == "note" and is_inline_note(one))
    return next(filter(None, map(words, inline)), None)


def _items(document: TeiDocument, kind: str) -> Iterator[etree._Element]:
    for one in document.own("list"):
        if one.get("type") == kind:
            yield from one.iter(tei("item"))


def _agent(element: etree._Element, known: frozenset[str]) -> Agent:
    """Somebody named; what an item says behind the name and a comma is the office."""
    named = element if name_of(element) in _NAMES else next(element.iter(tei("persName")), None)
    said, name = words(element), "" if named is None else words(named)
    identifier = "" if named is None else named.get("corresp", "").removeprefix("#")
    separate = bool(name) and said.startswith(f"{name}, ")
    return Agent(
        name=name if separate else said,
        office=said.removeprefix(f"{name}, ") or None if separate else None,
        id=identifier if identifier in known else None,
    )


def _attachment(element: etree._Element) -> Attachment:
    """Where it has several headings the last says what it is; others say that it is one."""
    enclosed = element[0] if len(element) == 1 and is_document(element[0]) else element
    titles = list(filter(None, map(words, heads_of(enclosed))))
    dateline = next((one for one in _own(enclosed) if name_of(one) == "dateline"), None)
    title = titles[-1] if titles else None
    return Attachment(title=title, date=tei_dates.of_dateline(dateline))


def _with_pages(document: TeiDocument, name: str) -> Iterator[tuple[etree._Element, str | None]]:
    """The elements of a name and the page each begins on."""
    page = document.first_page
    for element in document.division.iter(tei("pb"), tei(name)):
        if element.tag == tei("pb"):
            page = element.get("n") or page
        else:
            yield element, page


def _graphic(figure: etree._Element) -> str | None:
    graphic = next(figure.iter(tei("graphic")), None)
    return None if graphic is None else graphic.get("url", "").strip() or None


def _caption(element: etree._Element) -> str | None:
    found = element.find(tei("head"))
    caption = element.find(tei("figDesc")) if found is None else found
    return None if caption is None else words(caption) or None


def _size(table: etree._Element) -> tuple[int, int]:
    """Rows, and the cells of the longest."""
    cells = [len(row.findall(tei("cell"))) for row in table.findall(tei("row"))]
    return len(cells), max(cells, default=0)
