"""Whole volumes: `make` gives one and the truth about it, the same for the same arguments."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.corpus import documents, front_matter, truth
from tests.corpus.divisions import Divisions
from tests.corpus.markup import Markup
from tests.corpus.pages import Pages
from tests.corpus.plan import SCAN, Plan, plan
from tests.corpus.scribe import Scribe

DOCUMENTS = 400

_LAST_LINES = 600
"""A document does not begin on a page that has room for fewer characters than this."""


def make(
    index: int = 0, *, documents: int = DOCUMENTS, seed: int = 1, scan: truth.Size = SCAN
) -> truth.Volume:
    """The volume at that place in the made series, counted from 0; four in a row are of four
    styles. `scan` is the size of a page's master in pixels, to make small images to."""
    return _Press(plan(index, seed, documents, scan)).volume()


def write(
    folder: Path, volumes: int, *, documents: int = DOCUMENTS, seed: int = 1
) -> Iterator[truth.Volume]:
    """So many volumes into files of a folder, one after the other; each as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(volumes):
        volume = make(index, documents=documents, seed=seed)
        (folder / f"{volume.id}.xml").write_bytes(volume.xml)
        yield volume


def still_digitised(index: int = 0, seed: int = 1) -> bytes:
    """A volume of which there is no more yet than a header and a paragraph."""
    planned = plan(index, seed, 1, SCAN)
    body = "<p>This volume is still being digitised.</p>"
    text = f"{front_matter.header(planned)}    <text><body>{body}</body></text>\n</TEI>\n"
    return text.encode()


class _Press:
    """Makes one volume: its documents in their divisions, then what stands around them."""

    def __init__(self, planned: Plan) -> None:
        self._plan = planned
        self._chance = random.Random(f"volume {planned.seed} {planned.index}")
        self._markup = Markup(self._chance, alphabetical=planned.style.alphabetical)
        self._pages = Pages(planned, self._chance, self._markup)
        self._divisions = Divisions(planned, self._chance, self._markup, self._pages)

    def volume(self) -> truth.Volume:
        front = front_matter.front(self._plan, self._pages)
        self._pages.begin_body()
        body = [self._document(number) for number in range(1, self._plan.documents + 1)]
        end = f"{self._divisions.close()}        </body>\n"
        back = front_matter.back(self._plan, self._pages)
        opening = self._encoded(
            front_matter.header(self._plan)
            + front_matter.facsimile(self._plan, self._pages.turned)
            + f"    <text>\n{front}        <body>\n"
        )
        closing = self._encoded(f"{end}{back}    </text>\n</TEI>\n")
        return self._bound(opening, body, closing)

    def _document(self, number: int) -> tuple[bytes, bytes, truth.Document]:
        """What stands before a document, the document, and the truth about it."""
        before = f"{self._divisions.before(number)}\n                "
        written = self._plan.style.begins + timedelta(days=number // 2)
        scribe = Scribe(self._plan, number, written, self._chance, self._markup, self._pages)
        full = self._pages.room < _LAST_LINES
        if full and number % 2 == 0:
            scribe.turn_page()
        else:
            before += f"{self._pages.turn()}\n                " if full else ""
            scribe.record.pages.append(self._pages.current)
        scribe.write("\n")
        documents.write(scribe)
        told = _told(scribe, self._divisions.path)
        text = f"{self._markup.tag('div', *_attributes(told))}{scribe.text}</div>"
        return self._encoded(before), self._encoded(text), told

    def _encoded(self, text: str) -> bytes:
        return text.replace("\n", self._plan.style.line_end).encode()

    def _bound(
        self, opening: bytes, body: list[tuple[bytes, bytes, truth.Document]], closing: bytes
    ) -> truth.Volume:
        parts, told = [opening], []
        offset = len(opening)
        for before, text, document in body:
            parts += [before, text]
            told.append(replace(document, offset=offset + len(before), length=len(text)))
            offset += len(before) + len(text)
        parts.append(closing)
        return truth.Volume(
            id=self._plan.id,
            title=front_matter.title(self._plan),
            sub_series=self._plan.style.sub_series,
            volume_title=self._plan.volume_title,
            published=front_matter.PUBLISHED,
            editors=self._plan.editors,
            pages=tuple(self._pages.turned),
            documents=tuple(told),
            persons=tuple(entry.id for entry in self._plan.persons),
            terms=tuple(entry.id for entry in self._plan.terms),
            facsimile=self._plan.style.facsimile,
            xml=b"".join(parts),
        )


def _told(scribe: Scribe, path: tuple[truth.Division, ...]) -> truth.Document:
    record = scribe.record
    return truth.Document(
        id=scribe.id,
        number=str(scribe.number),
        title=record.title,
        subtype=documents.subtype(scribe),
        divisions=path,
        pages=tuple(record.pages),
        bounds=_bounds(scribe) if scribe.plan.style.bounds else None,
        date=record.date,
        place=record.place,
        senders=tuple(record.senders),
        recipients=tuple(record.recipients),
        subject=record.subject,
        participants=tuple(record.participants),
        source=record.source,
        drafting=record.drafting,
        notes=tuple(record.notes),
        attachments=tuple(record.attachments),
        persons=tuple(record.persons),
        terms=tuple(record.terms),
        unresolved=tuple(record.unresolved),
        references=tuple(record.references),
        withheld=tuple(record.withheld),
        figures=tuple(record.figures),
        tables=tuple(record.tables),
    )


def _bounds(scribe: Scribe) -> truth.Span:
    """The editors' bounds: the dateline's, a day having its first and last second."""
    day = scribe.written.isoformat()
    first, last = scribe.record.date or (day, day)
    return (
        first if "T" in first else f"{first}T00:00:00-05:00",
        last if "T" in last else f"{last}T23:59:59-05:00",
    )


def _attributes(document: truth.Document) -> list[tuple[str, str]]:
    attributes = [("type", "document")]
    if document.subtype:
        attributes.append(("subtype", document.subtype))
    attributes += [("n", document.number), ("xml:id", document.id)]
    if document.bounds:
        first, last = document.bounds
        attributes += [("frus:doc-dateTime-min", first), ("frus:doc-dateTime-max", last)]
    return attributes
