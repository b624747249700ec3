"""What is read of the made volumes is what they were made to say."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

import frus_pack
from frus_pack.document.model import Agent, DateRange, Document
from frus_pack.sources.text.reading_text import parse_reading_text
from tests.corpus import truth, volumes
from tests.corpus.plan import STYLES
from tests.support.reading_texts import render

DOCUMENTS = 48
ALL_STYLES = pytest.mark.parametrize("index", range(len(STYLES)), ids=lambda n: STYLES[n].name)


@cache
def _made(index: int) -> truth.Volume:
    return volumes.make(index, documents=DOCUMENTS)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Document]]:
    found = {}
    for index in range(len(STYLES)):
        path = tmp_path_factory.mktemp("volumes") / f"{_made(index).id}.xml"
        path.write_bytes(_made(index).xml)
        found[index] = list(frus_pack.read(path))
    return found


@ALL_STYLES
def test_each_document_is_the_very_slice_of_the_file(
    read: dict[int, list[Document]], index: int
) -> None:
    made = _made(index)
    for told, document in zip(made.documents, read[index], strict=True):
        original = document.metadata.original
        assert original is not None
        part = original.slice
        assert part is not None
        assert (part.offset, part.length) == (told.offset, told.length)
        assert document.original == made.xml[told.offset : told.offset + told.length]
        assert part.sha512 == hashlib.sha512(document.original).hexdigest()
        assert original.sha512 == hashlib.sha512(made.xml).hexdigest()


@ALL_STYLES
def test_the_description_says_what_the_volume_says(
    read: dict[int, list[Document]], index: int
) -> None:
    made = _made(index)
    scans = {page.n: page.facs for page in made.pages}
    for told, document in zip(made.documents, read[index], strict=True):
        metadata = document.metadata
        assert (metadata.volume.id, metadata.volume.title) == (made.id, made.volume_title)
        assert (metadata.volume.sub_series, metadata.volume.published) == (
            made.sub_series,
            made.published,
        )
        assert tuple(one.name for one in metadata.volume.editors) == made.editors
        assert (metadata.id, metadata.number, metadata.title) == (told.id, told.number, told.title)
        assert metadata.pages == told.pages
        assert metadata.facs == {page: scans[page] for page in told.pages}
        assert [(one.type, one.id, one.title) for one in metadata.divisions] == [
            (one.type, one.id, one.title) for one in told.divisions
        ]
        assert tuple(one.id for one in metadata.persons) == told.persons
        assert tuple(one.id for one in metadata.terms) == told.terms
        itself = f"{made.id}/{told.id}"
        assert {one.target for one in metadata.references} == {*told.references} - {itself}
        assert tuple(one.text for one in metadata.withheld) == told.withheld
        assert tuple(one.graphic for one in metadata.figures) == told.figures
        assert [(one.rows, one.columns) for one in metadata.tables] == [
            (one.rows, one.columns) for one in told.tables
        ]


@ALL_STYLES
def test_dates_places_and_people_are_its_own(read: dict[int, list[Document]], index: int) -> None:
    for told, document in zip(_made(index).documents, read[index], strict=True):
        metadata = document.metadata
        written = told.bounds or told.date
        found = metadata.date
        assert (found is None) == (written is None)
        if found and written:
            assert (found.earliest[:10], found.latest[:10]) == (written[0][:10], written[1][:10])
        assert metadata.place == told.place
        assert tuple(map(_as_listed, metadata.senders)) == told.senders
        assert tuple(map(_as_listed, metadata.recipients)) == told.recipients
        assert metadata.subject == told.subject
        assert tuple(map(_as_listed, metadata.participants)) == told.participants
        assert [one.title for one in metadata.attachments] == [
            one.heads[-1] for one in told.attachments
        ]
        enclosed = [one.date for one in metadata.attachments if one.date]
        assert len(enclosed) == len(told.attachments)
        for date, attachment in zip(enclosed, told.attachments, strict=True):
            assert _as_encoded(date, attachment.date) == attachment.date


@ALL_STYLES
def test_a_clock_that_is_printed_alone_is_read(read: dict[int, list[Document]], index: int) -> None:
    for told, document in zip(_made(index).documents, read[index], strict=True):
        date = document.metadata.date
        is_alone = told.bounds is None and date and str(date.display).endswith(", 3:40 p.m.")
        if is_alone and date and told.date:
            moment = f"{told.date[0]}T15:40:00"
            assert (date.earliest, date.latest) == (moment, moment)


def _as_encoded(date: DateRange, encoded: truth.Span) -> truth.Span:
    """A date as far as it is encoded: the dateline can print a clock that is not."""
    return date.earliest[: len(encoded[0])], date.latest[: len(encoded[1])]


def _as_listed(agent: Agent) -> str:
    return f"{agent.name}, {agent.office}" if agent.office else agent.name


@ALL_STYLES
def test_notes_are_numbered_in_order_and_keep_their_printed_marks(
    read: dict[int, list[Document]], index: int
) -> None:
    for told, document in zip(_made(index).documents, read[index], strict=True):
        anchored = [note for note in told.notes if not note.inline]
        assert [(one.n, one.type, one.page) for one in document.metadata.notes] == [
            (str(n), "source" if note.source else "note", note.page)
            for n, note in enumerate(anchored, 1)
        ]
        assert [one.label for one in document.metadata.notes] == [
            note.n if note.n and note.n != str(n) else None for n, note in enumerate(anchored, 1)
        ]


@ALL_STYLES
def test_the_source_note_is_read_into_archival_fields(
    read: dict[int, list[Document]], index: int
) -> None:
    for told, document in zip(_made(index).documents, read[index], strict=True):
        metadata = document.metadata
        source = metadata.source
        if told.source is None or source is None:
            assert told.source is None
            continue
        assert (source.repository, source.record_group) == (
            told.source.repository,
            told.source.record_group,
        )
        # A lot belongs to the file here, to the collection there.
        assert _place(source.collection, source.file) == _place(
            told.source.collection, told.source.file
        )
        assert (metadata.classification, metadata.handling) == (
            told.source.classification,
            told.source.handling,
        )


@ALL_STYLES
def test_what_a_note_to_the_heading_says_is_not_of_the_source_note(
    read: dict[int, list[Document]], index: int
) -> None:
    for told, document in zip(_made(index).documents, read[index], strict=True):
        source = document.metadata.source
        if told.drafting is not None:
            assert source is not None
            assert (source.drafted_by, source.cleared_by, source.repeated_to) == ((), (), ())


def _place(collection: str | None, file: str | None) -> str:
    return ", ".join(filter(None, (collection, file))).replace(": ", ", ")


@ALL_STYLES
def test_the_reading_text_is_read_back_the_same(
    read: dict[int, list[Document]], index: int
) -> None:
    for document in read[index]:
        text = render(document.transcription)
        assert parse_reading_text(text) == document.transcription
        assert "\u200b" not in text


@ALL_STYLES
def test_their_packages_are_valid(tmp_path: Path, index: int) -> None:
    volume = volumes.make(index, documents=12)
    path = tmp_path / f"{volume.id}.xml"
    path.write_bytes(volume.xml)
    outcomes = list(frus_pack.pack_all(path, tmp_path / "deposit", jobs=1))
    assert [one.status for one in outcomes] == ["packed"] * 12
    for told, outcome in zip(volume.documents, outcomes, strict=True):
        assert outcome.path
        findings = frus_pack.validate(outcome.path).findings
        assert {one.code for one in findings} <= {"transcription.pointer-unlisted"}
        assert {one.found for one in findings} == {f"#{one}" for one in told.unresolved}
