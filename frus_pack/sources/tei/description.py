"""The description of a document, from its TEI: what is encoded or printed, and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from frus_pack.document import text_facts
from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.document.transcription import NoteText, Transcription, words_of
from frus_pack.sources.prose.citations import date_of_citation, read_citation
from frus_pack.sources.prose.dateline import Dateline, dateline_of_heading, read_dateline
from frus_pack.sources.prose.kinds import kind_of
from frus_pack.sources.prose.markings import PrintedMarkings, read_marking_lines
from frus_pack.sources.prose.message_head import read_message_head
from frus_pack.sources.prose.note_above_heading import kind_in
from frus_pack.sources.prose.passage import Mention
from frus_pack.sources.prose.source_note import SourceNote, read_source_note
from frus_pack.sources.tei.agents import agents_of_item, as_one_person
from frus_pack.sources.tei.contents import marks_enclosure
from frus_pack.sources.tei.correspondents import Correspondents, correspondents_of_head, signer
from frus_pack.sources.tei.dates import FoundDate, date_of_document
from frus_pack.sources.tei.elements import heads_of, is_inline_note, name_of, own_elements
from frus_pack.sources.tei.participants import (
    is_list_of_participants,
    members_of_list,
    members_of_paragraphs,
    members_of_table,
)
from frus_pack.sources.tei.subjects import subject_of
from frus_pack.sources.tei.words import lines, words
from frus_pack.sources.tei.xml_names import tei

_RECIPIENTS_HEAD = re.compile(r"\W*(?:memorandum )?(?:to|for)\W*", re.IGNORECASE)
_SENDERS_HEAD = re.compile(r"\W*(?:from|fm)\W*", re.IGNORECASE)
_NOT_A_PLACE = re.compile(r"\W*(?:undated|place not declassified|no place)\b.*", re.IGNORECASE)
_FIRST_PARAGRAPHS = 4
_NOT_TEXT = frozenset(("head", "pb", "note", "opener"))
_LONGEST_DATELINE = 100


@dataclass(frozen=True)
class TeiDocument:
    """A document's ``div`` and its text.

    `volume` is the identifier of its volume, and `persons` are the names of the volume's list by
    identifier. `first_page` is the printed page before its first page break. `chapter` is the title
    of the division that it is in.
    """

    division: etree._Element
    transcription: Transcription
    volume: str
    persons: Mapping[str, str]
    first_page: str | None
    chapter: str = ""

    @property
    def dateline(self) -> etree._Element | None:
        """Its own, never an attachment's."""
        return next(iter(self.own("dateline")), None)

    @property
    def scans_alone(self) -> bool:
        """Whether it is published in its images alone."""
        return any(name_of(one) == "frus:file" for one in self.division)

    @cached_property
    def head(self) -> etree._Element | None:
        """Its head."""
        return next(iter(heads_of(self.division)), None)

    @cached_property
    def heading(self) -> str:
        """The heading without its notes, in one line."""
        return text_facts.title(self.transcription)

    @cached_property
    def kind(self) -> str:
        """Its kind: as encoded, after its title, or as a line above the text has it."""
        if self.division.get("subtype") == "editorial-note":
            return "editorial-note"
        titles = (self.heading, *_openings(self))
        said = (*map(kind_of, titles), kind_in(_file_note(self) or ""))
        return next((kind for kind in said if kind != "other"), "other")

    @cached_property
    def elements(self) -> Sequence[etree._Element]:
        """All elements, in order, that do not belong to something inside it."""
        return tuple(own_elements(self.division))

    def own(self, name: str) -> Sequence[etree._Element]:
        """Return the elements of a name, in order, that do not belong to something inside it."""
        return self._own_by_name.get(name, ())

    @cached_property
    def _own_by_name(self) -> Mapping[str, Sequence[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for element in self.elements:
            found.setdefault(name_of(element), []).append(element)
        return found


def date(document: TeiDocument) -> FoundDate:
    """Return when it was written."""
    datelines = document.own("dateline")
    found = date_of_document(document.division, datelines, document.heading)
    if document.scans_alone:
        cited = date_of_citation(document.heading, document.chapter)
        return FoundDate(cited) if cited else found
    printed = None if found.date else _dateline_among_paragraphs(document)
    return FoundDate(printed.date) if printed else found


def place(document: TeiDocument) -> str | None:
    """Return where it was written, after its dateline or else its heading."""
    for dateline in document.own("dateline"):
        for element in dateline.iter(tei("placeName")):
            said = words(element).strip(" ,;.[]")
            return said if said and not _NOT_A_PLACE.fullmatch(said) else None
        printed = read_dateline(words(dateline))
        if printed and printed.place:
            return printed.place
    if document.scans_alone:
        return None
    headed = dateline_of_heading(document.heading)
    printed = headed if headed.date else _dateline_among_paragraphs(document)
    return headed.place or (printed.place if printed else None)


def _dateline_among_paragraphs(document: TeiDocument) -> Dateline | None:
    """Return the dateline of a document that has no element for it: a paragraph that is nothing
    else, above the text or, as of an aide-mémoire, below it."""
    if document.own("dateline") or document.kind == "editorial-note":
        return None
    shown = [one for one in document.division if name_of(one) not in _NOT_TEXT]
    last = [] if any(map(marks_enclosure, shown)) else shown[-1:]
    lines = map(words, (one for one in (*shown[:1], *last) if name_of(one) == "p"))
    found = map(read_dateline, (one for one in lines if len(one) <= _LONGEST_DATELINE))
    return next((one for one in found if one and one.date), None)


def summary(document: TeiDocument) -> str | None:
    """Return the abstract that the editors print of it."""
    notes = (one for one in document.division.iter(tei("note")) if one.get("type") == "summary")
    return "\n\n".join(filter(None, map(words, notes))) or None


def correspondence(document: TeiDocument) -> Correspondents:
    """Return who sent it and to whom: its head, else its lists, else its signature."""
    known = document.persons
    found = (
        Correspondents()
        if document.head is None or document.kind == "editorial-note"
        else correspondents_of_head(document.head, known)
    )
    senders = found.senders or tuple(_addressed(document, "from", _SENDERS_HEAD))
    recipients = found.recipients or tuple(_addressed(document, "to", _RECIPIENTS_HEAD))
    if not senders and not recipients and document.kind != "editorial-note":
        paragraphs = (one for one in document.division if name_of(one) == "p")
        printed = read_message_head(line for one in paragraphs for line in lines(one))
        senders, recipients = printed.senders, printed.recipients
    senders = senders or tuple(_signed(document))
    return replace(found, senders=_named(senders), recipients=_named(recipients))


def took_part(document: TeiDocument, correspondence: Correspondents) -> tuple[Agent, ...]:
    """Return its participants: of its lists, of a table, or of a conversation in its head."""
    lists = [one for one in document.own("list") if is_list_of_participants(one)]
    found = [one for each in lists for one in members_of_list(each, document.persons)]
    for table in () if found else document.own("table")[:1]:
        found += members_of_table(table, document.persons)
    if not found and document.kind != "editorial-note":
        found += members_of_paragraphs(document.division, document.persons)
    return _named(found or correspondence.participants)


def subject(document: TeiDocument) -> str | None:
    """Return its own statement of its subject."""
    return subject_of(document.elements, document.division)


def source(document: TeiDocument) -> SourceNote:
    """Return what its source note says, with the markings printed above its text where the note
    has none; in older volumes, the file number in a note above its heading."""
    found = _source(document)
    marks = _markings(document)
    return replace(
        found,
        classification=found.classification or marks.classification,
        handling=found.handling or (None if found.classification else marks.handling),
    )


def _source(document: TeiDocument) -> SourceNote:
    note = text_facts.source_note(document.transcription)
    if note is not None:
        said = words_of(note.content)
        return _of_persons(
            read_source_note(said, tuple(_mentions(document, note, said))), document.persons
        )
    if bracketed := text_facts.bracketed_source(document.transcription):
        return read_source_note(bracketed)
    file = _file_note(document)
    if file is not None:
        return read_source_note(file)
    if document.scans_alone:
        return read_citation(document.heading)
    return SourceNote(source=ArchivalSource())


def _of_persons(found: SourceNote, persons: Mapping[str, str]) -> SourceNote:
    """Return what was read without identifiers that are another person's."""
    source = found.source
    drafted, cleared, approved = (
        tuple(as_one_person(one, persons) for one in agents)
        for agents in (source.drafted_by, source.cleared_by, source.approved_by)
    )
    return replace(
        found,
        source=replace(source, drafted_by=drafted, cleared_by=cleared, approved_by=approved),
    )


def _mentions(document: TeiDocument, note: NoteText, said: str) -> Iterator[Mention]:
    """Yield the persons whom the markup of the source note points to, as places in its words."""
    notes = [one for one in document.division.iter(tei("note")) if not is_inline_note(one)]
    outer = [one for one in notes if not any(name_of(up) == "note" for up in one.iterancestors())]
    if len(outer) < int(note.n):
        return
    place = 0
    for element in outer[int(note.n) - 1].iter(tei("persName")):
        name, identifier = words(element), (element.get("corresp") or "").removeprefix("#")
        start = said.find(name, place) if name else -1
        if start >= 0:
            place = start + len(name)
            if identifier in document.persons:
                yield Mention(start, place, identifier)


def _markings(document: TeiDocument) -> PrintedMarkings:
    """Return classification and handling printed above the text, as until 1954."""
    places = [one for one in document.own("seg") if one.get("type") != "source"]
    paragraphs = [one for one in document.division if name_of(one) == "p"][:_FIRST_PARAGRAPHS]
    places += (one for one in paragraphs if one.get("rend") == "flushleft")
    return read_marking_lines(line for place in places for line in lines(place))


def _openings(document: TeiDocument) -> Iterator[str]:
    """Yield the lines above the text that are in brackets."""
    for segment in document.own("seg"):
        said = words(segment)
        if said.startswith("[") and said.endswith("]"):
            yield said.strip("[]")


def _file_note(document: TeiDocument) -> str | None:
    """Return the first note of its own that reads in the line, or source above its heading, as
    older volumes have it."""
    inline = (one for one in document.division if name_of(one) == "note" and is_inline_note(one))
    segments = (one for one in document.own("seg") if one.get("type") == "source")
    return next(filter(None, map(words, (*inline, *segments))), None)


def _addressed(
    document: TeiDocument, direction: str, head_of_list: re.Pattern[str]
) -> Iterator[Agent]:
    """Yield the members of its lists of senders or recipients; those for information are not."""
    for one in document.own("list"):
        head = next(iter(heads_of(one)), None)
        said = "" if head is None else words(head)
        typed = (one.get("type") or "").strip() in (direction, "memo" if direction == "to" else "")
        if (typed or one.get("type") is None) and head_of_list.fullmatch(said):
            for item in one.iter(tei("item")):
                yield from agents_of_item(item, document.persons)


def _signed(document: TeiDocument) -> Iterator[Agent]:
    """Yield who signed it, where nobody else is named as its author."""
    signed = document.own("signed")
    if document.kind == "editorial-note" or not signed:
        return
    for one in signed:
        if one.getparent() is signed[-1].getparent():
            found = signer(one, document.persons)
            yield from (found,) if found else ()


def _named(agents_found: Iterable[Agent]) -> tuple[Agent, ...]:
    """Return the agents that have a name: elements can be empty."""
    return tuple(one for one in agents_found if any(map(str.isalnum, one.name)))
