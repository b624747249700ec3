"""Reading one document of a volume: its bytes, its text and its description."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from frus_pack.document import description_rules, scan_numbers, text_facts
from frus_pack.document.model import ArchivalSource, Document, Metadata, Surroundings
from frus_pack.document.rights import drafted_rights
from frus_pack.document.scan_numbers import Facs
from frus_pack.document.text_facts import TextFacts
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError
from frus_pack.requirements.finding import Finding
from frus_pack.sources.folder.description import LANGUAGE
from frus_pack.sources.tei import description as described
from frus_pack.sources.tei import text as tei_text
from frus_pack.sources.tei.contents import attachments, figures, references, tables
from frus_pack.sources.tei.correspondents import Correspondents
from frus_pack.sources.tei.dates import FoundDate
from frus_pack.sources.tei.description import TeiDocument
from frus_pack.sources.tei.elements import documents_below
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.words import words
from frus_pack.sources.tei.xml_names import XML_ID, XML_LANG
from frus_pack.sources.volume.encoding import Encoding
from frus_pack.sources.volume.encoding_reading import read_encoding
from frus_pack.sources.volume.places import DocumentPlace
from frus_pack.sources.volume.volume import VolumeDocument, pages_of
from frus_pack.storage.regular_file import open_regular
from frus_pack.storage.stages import Stages

_CHANGED = "is not what it was when its documents were looked for; run again when it is at rest"


def read_in_stages(document: VolumeDocument) -> Stages[Document]:
    """Read a document, but for the images of its pages.

    Raises SourceError, naming volume, document and line, if it cannot be read, or the volume is
    not what it was when its documents were found.
    """
    with _naming(document):
        content = _content(document.path, document.place)
        division = _division(content, document.path, document.place)
        yield
        text = tei_text.read_document(division, str(document.path), document.place.line)
        yield
        metadata, contradictions = yield from _description(document, division, text.transcription)
    return Document(
        metadata=metadata,
        transcription=text.transcription,
        original=content,
        pages=(),
        surroundings=_surroundings(document.place),
        read_from=document.path,
        findings=(*map(_finding, text.oddities), *contradictions),
    )


@dataclass(frozen=True, slots=True)
class SurveyedDocument:
    """A document that can be packed: its number, and what reading it found."""

    number: str | None
    findings: tuple[Finding, ...]


def survey_in_stages(
    document: VolumeDocument,
) -> Stages[tuple[SurveyedDocument | SourceError, Encoding]]:
    """Return what a survey asks of a document, or what keeps it from being read, and what is
    encoded in it. Of its description only what can have findings is made."""
    try:
        with _naming(document):
            content = _content(document.path, document.place)
            division = _division(content, document.path, document.place)
            yield
            encoding = read_encoding(division, content, document.place.line)
            yield
            return (yield from _surveyed(document, division)), encoding
    except SourceError as error:
        return error, read_encoding_of(document.path, document.place)


def read_encoding_of(path: Path, place: DocumentPlace) -> Encoding:
    """Return what is encoded in a document that cannot be packed. Where its XML cannot be read,
    that is only that it has words."""
    content = _content(path, place)
    try:
        return read_encoding(_division(content, path, place), content, place.line)
    except SourceError:
        pages = (True,) * len(place.pages)
        return Encoding(begins=True, pages=pages)


@contextmanager
def _naming(document: VolumeDocument) -> Iterator[None]:
    """Name volume, document and line in every problem."""
    try:
        yield
    except SourceError as error:
        raise SourceError(*(_located(one, document) for one in error.problems)) from error


def _surveyed(document: VolumeDocument, division: etree._Element) -> Stages[SurveyedDocument]:
    text = tei_text.read_document(division, str(document.path), document.place.line)
    yield
    found = _tei_document(document, division, text.transcription)
    date = described.date(found)
    yield
    correspondence = described.correspondence(found)
    contradictions = _contradictions(document, date, correspondence)
    return SurveyedDocument(
        number=text_facts.number(text.transcription),
        findings=(*map(_finding, text.oddities), *contradictions),
    )


def _surroundings(place: DocumentPlace) -> Surroundings:
    return Surroundings(namespaces=place.namespaces, space=place.space)


def _finding(oddity: Problem) -> Finding:
    return Finding(f"transcription.{oddity.kind}", f"{oddity.file}, {oddity.place}", oddity.message)


def _content(path: Path, place: DocumentPlace) -> bytes:
    """Return the exact bytes of the document, proved by the digest they had when it was found."""
    part = place.slice
    try:
        with open_regular(path) as volume:
            content = os.pread(volume.fileno(), part.length, part.offset)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(Problem(str(path), message)) from error
    if hashlib.sha512(content).hexdigest() != part.sha512:
        raise SourceError(Problem(str(path), _CHANGED))
    return content


def _division(content: bytes, path: Path, place: DocumentPlace) -> etree._Element:
    """Return the document's ``div`` as a tree, on the lines it has in the volume."""
    around = _surroundings(place)
    scope = "".join(_declaration(prefix, uri) for prefix, uri in around.namespaces.items())
    space = f' xml:space="{around.space}"' if around.space else ""
    xml = b"".join((f"<TEI{scope}{space}>".encode(), content, b"</TEI>"))
    root = parse_xml(xml, str(path), place.line)
    division, *others = documents_below(root)
    if others:
        raise SourceError(*(_another_inside(one, path, place) for one in others))
    return division


def _another_inside(other: etree._Element, path: Path, place: DocumentPlace) -> Problem:
    """Return the error of a document that is inside another: its bytes are in that one."""
    in_tree: Any = other.sourceline
    where = f"line {in_tree + place.line - 1}"
    return Problem(str(path), f"holds another document inside, {other.get(XML_ID)}", where)


def _declaration(prefix: str, uri: str) -> str:
    escaped = uri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f' xmlns{":" if prefix else ""}{prefix}="{escaped}"'


def _located(problem: Problem, document: VolumeDocument) -> Problem:
    # Columns are those of the document by itself.
    place = problem.place.partition(", column")[0] or f"line {document.place.line}"
    return Problem(problem.file, problem.message, f"{document.place.id}, {place}", problem.advice)


def _description(
    document: VolumeDocument, division: etree._Element, transcription: Transcription
) -> Stages[tuple[Metadata, list[Finding]]]:
    """Return the description, and what in the markup contradicts the words, which were taken."""
    place = document.place
    found = _tei_document(document, division, transcription)
    facts = text_facts.read_text_facts(transcription, found.first_page)
    yield
    date = described.date(found)
    yield
    correspondence = described.correspondence(found)
    yield
    source, senders = described.source(found), correspondence.senders
    yield
    described_text = Metadata(
        volume=document.volume,
        divisions=document.divisions,
        id=place.id,
        number=facts.number,
        title=facts.title,
        kind=found.kind,
        persons=document.persons,
        terms=document.terms,
        pages=facts.pages,
        facs=_scans(place, facts, transcription),
        notes=facts.notes,
        withheld=facts.withheld,
        language=_language(division.get(XML_LANG) or place.language),
        classification=source.classification,
        handling=source.handling,
        source=source.source if source.source != ArchivalSource() else None,
        rights=drafted_rights(found.kind, senders, document.persons, source.source.note),
        original=document.original,
    )
    metadata = _with_markup(described_text, found, date, correspondence)
    return metadata, list(_contradictions(document, date, correspondence))


def _tei_document(
    document: VolumeDocument, division: etree._Element, transcription: Transcription
) -> TeiDocument:
    first = document.place.first
    return TeiDocument(
        division=division,
        transcription=transcription,
        volume=document.volume.id,
        persons={person.id: person.name for person in document.persons},
        first_page=first.printed if first else None,
        chapter=(document.divisions[-1].title or "") if document.divisions else "",
    )


def _contradictions(
    document: VolumeDocument, date: FoundDate, correspondence: Correspondents
) -> Iterator[Finding]:
    """Dates and names that are encoded against the printed words."""
    first_line = document.place.line
    if date.contradiction:
        location = f"{document.path}, line {first_line}"
        yield Finding("volume.date-differs", location, f"the date {date.contradiction}")
    for element in correspondence.contradictions:
        in_tree: Any = element.sourceline
        location = f"{document.path}, line {in_tree + first_line - 1}"
        message = f"{words(element)} is encoded as {element.get('type')} against the words"
        yield Finding("volume.correspondent-mistyped", location, message)


def _with_markup(
    metadata: Metadata, found: TeiDocument, date: FoundDate, correspondence: Correspondents
) -> Metadata:
    """Add what only the markup says to what the text says."""
    division, volume, first = found.division, found.volume, found.first_page
    return replace(
        metadata,
        summary=described.summary(found),
        date=date.date,
        place=described.place(found),
        senders=correspondence.senders,
        recipients=correspondence.recipients,
        subject=described.subject(found),
        participants=described.took_part(found, correspondence),
        references=references(division, volume),
        attachments=attachments(division, found.own("frus:attachment")),
        figures=figures(division, first),
        tables=tables(division, first),
    )


def _scans(place: DocumentPlace, facts: TextFacts, transcription: Transcription) -> Facs:
    """Return the scan numbers. The page before the document counts only if its text begins
    there."""
    begins_before = len(facts.pages) > len(transcription.marked_pages)
    printed = frozenset(facts.pages)
    known = pages_of(place) if begins_before else place.pages
    return scan_numbers.by_page(
        (page.printed, scan_numbers.usable(page.facs)) for page in known if page.printed in printed
    )


def _language(tag: str) -> str:
    return tag if description_rules.is_language(tag) else LANGUAGE
