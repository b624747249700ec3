"""Texts copied from the web pages of the series, made here from true volumes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frus_pack.document.transcription import NoteAnchor
from frus_pack.errors import SourceError
from frus_pack.sources.text.reading_text import read_reading_text
from tests.support.web_copies import web_copies

_COUNT = 9
_SEED = 1964


@pytest.fixture(scope="module")
def copies(shared: Path) -> list[tuple[str, str]]:
    """Some 400 documents of all volumes, by name."""
    volumes = sorted((shared / "volumes").glob("*.xml"))
    if not volumes:
        pytest.skip("the true volumes are not here")
    return [
        (f"{volume.stem}-{document}", text)
        for volume in volumes
        for document, text in web_copies(volume, _COUNT, _SEED)
    ]


def test_every_text_copied_from_the_web_is_read(copies: list[tuple[str, str]]) -> None:
    refused = dict(_refused(copies))
    assert refused == {}
    assert len(copies) >= 380


def _refused(copies: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, text in copies:
        try:
            read_reading_text(text, name)
        except SourceError as error:
            yield name, str(error)


def test_every_note_that_is_listed_is_anchored_once(copies: list[tuple[str, str]]) -> None:
    for _, text in copies:
        read = read_reading_text(text).transcription
        anchored = [one.n for one in read.in_reading_order if isinstance(one, NoteAnchor)]
        assert anchored == [note.n for note in read.notes]
