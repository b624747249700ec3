"""Reading one document of a volume: its bytes, its text and its description."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import Any

from lxml import etree

from frus_pack.document import page_scans, text_facts, value_forms
from frus_pack.document.model import ArchivalSource, Document, Metadata, Surroundings
from frus_pack.document.page_scans import Facs
from frus_pack.document.text_facts import TextFacts
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError
from frus_pack.requirements.finding import Finding
from frus_pack.sources.folder.description import LANGUAGE, RIGHTS
from frus_pack.sources.tei import contents
from frus_pack.sources.tei import description as described
from frus_pack.sources.tei import parsing as tei_parsing
from frus_pack.sources.tei import text as tei_text
from frus_pack.sources.tei.description import TeiDocument
from frus_pack.sources.tei.elements import documents_in
from frus_pack.sources.tei.names import XML_ID, XML_LANG
from frus_pack.sources.volume.places import DocumentPlace
from frus_pack.sources.volume.volume import VolumeDocument, pages_of

_CHANGED = "is not what it was when its documents were looked for; run again when it is at rest"


def read(document: VolumeDocument) -> Document:
    """Read a document, but for the images of its pages.

    Raises SourceError, naming volume, document and line, if it cannot be read, or the volume is
    not what it was when its documents were found.
    """
    place = document.place
    around = Surroundings(namespaces=place.namespaces, space=place.space)
    try:
        content = _content(document)
        division = _division(content, document, around)
        text = tei_text.read_document(division, str(document.path), place.line)
        metadata = _metadata(document, division, text.transcription)
    except SourceError as error:
        raise SourceError(*(_located(one, document) for one in error.problems)) from error
    return Document(
        metadata=metadata,
        transcription=text.transcription,
        original=content,
        pages=(),
        surroundings=around,
        read_from=document.path,
        findings=tuple(_finding(one) for one in text.oddities),
    )


def _finding(oddity: Problem) -> Finding:
    return Finding(f"transcription.{oddity.kind}", f"{oddity.file}, {oddity.place}", oddity.message)


def _content(document: VolumeDocument) -> bytes:
    """The exact bytes of the document, proved by the digest they had when it was found."""
    part = document.place.slice
    try:
        with document.path.open("rb") as volume:
            content = os.pread(volume.fileno(), part.length, part.offset)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SourceError(Problem(str(document.path), message)) from error
    if hashlib.sha512(content).hexdigest() != part.sha512:
        raise SourceError(Problem(str(document.path), _CHANGED))
    return content


def _division(content: bytes, document: VolumeDocument, around: Surroundings) -> etree._Element:
    """The document's ``div`` as a tree, on the lines it has in the volume."""
    scope = "".join(_declaration(prefix, uri) for prefix, uri in around.namespaces.items())
    space = f' xml:space="{around.space}"' if around.space else ""
    xml = b"".join((f"<TEI{scope}{space}>".encode(), content, b"</TEI>"))
    root = tei_parsing.parse(xml, str(document.path), document.place.line)
    division, *others = documents_in(root)
    if others:
        raise SourceError(*(_another_inside(one, document) for one in others))
    return division


def _another_inside(other: etree._Element, document: VolumeDocument) -> Problem:
    """What is inside cannot be a package of its own, for its bytes are in this one."""
    in_tree: Any = other.sourceline
    place = f"line {in_tree + document.place.line - 1}"
    return Problem(str(document.path), f"holds another document inside, {other.get(XML_ID)}", place)


def _declaration(prefix: str, uri: str) -> str:
    escaped = uri.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f' xmlns{":" if prefix else ""}{prefix}="{escaped}"'


def _located(problem: Problem, document: VolumeDocument) -> Problem:
    # Columns are those of the document by itself.
    place = problem.place.partition(", column")[0] or f"line {document.place.line}"
    return Problem(problem.file, problem.message, f"{document.place.id}, {place}", problem.advice)


def _metadata(
    document: VolumeDocument, division: etree._Element, transcription: Transcription
) -> Metadata:
    place = document.place
    first = place.first.printed if place.first else None
    facts = text_facts.read(transcription, first)
    found = TeiDocument(
        division=division,
        transcription=transcription,
        volume=document.volume.id,
        persons={person.id: person.name for person in document.persons},
        first_page=first,
    )
    described_text = Metadata(
        volume=document.volume,
        divisions=document.divisions,
        id=place.id,
        number=facts.number,
        title=facts.title,
        kind=described.kind(found),
        persons=document.persons,
        terms=document.terms,
        pages=facts.pages,
        facs=_scans(place, facts, transcription),
        notes=facts.notes,
        withheld=facts.withheld,
        language=_language(division.get(XML_LANG) or place.language),
        rights=RIGHTS,
        original=document.original,
    )
    return _with_markup(described_text, found)


def _with_markup(metadata: Metadata, found: TeiDocument) -> Metadata:
    """Add what only the markup says to what the text says."""
    source, correspondence = described.source(found), described.correspondence(found)
    division, volume, first = found.division, found.volume, found.first_page
    return replace(
        metadata,
        summary=described.summary(found),
        date=described.date(found).date,
        place=described.place(found),
        senders=correspondence.senders,
        recipients=correspondence.recipients,
        subject=described.subject(found),
        participants=described.took_part(found),
        classification=source.classification,
        handling=source.handling,
        source=source.source if source.source != ArchivalSource() else None,
        references=contents.references(division, volume),
        attachments=contents.attachments(division),
        figures=contents.figures(division, first),
        tables=contents.tables(division, first),
    )


def _scans(place: DocumentPlace, facts: TextFacts, transcription: Transcription) -> Facs:
    """The last page before the document is one of its own only if its text begins there."""
    begins_before = len(facts.pages) > len(transcription.marked_pages)
    known = pages_of(place) if begins_before else place.pages
    return page_scans.by_page(
        (page.printed, page_scans.usable(page.facs))
        for page in known
        if page.printed in facts.pages
    )


def _language(tag: str) -> str:
    return tag if value_forms.is_language(tag) else LANGUAGE
