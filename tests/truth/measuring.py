"""Comparing whole volumes with what the library reads of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from frus_pack import Document
from frus_pack.errors import SourceError
from frus_pack.sources.reading import Reader
from frus_pack.sources.searching import find_sources
from frus_pack.sources.volume.left_out import LeftOut
from tests.truth import volumes
from tests.truth.fields import FIELDS, Field
from tests.truth.scoring import Difference, Score, Scores


def measure(path: Path, fields: Sequence[Field] = FIELDS) -> Scores:
    """Return the score of each field over the documents of a volume.

    A document that the library does not read counts under ``documents`` as missing.
    """
    scores = {"documents": Score(), **{field.name: Score() for field in fields}}
    _measure_volume(path, fields, scores)
    return scores


def total(measured: Iterable[Scores]) -> Scores:
    """Return the scores of several volumes as one."""
    scores: Scores = {}
    for one in measured:
        for name, score in one.items():
            scores.setdefault(name, Score()).merge(score)
    return scores


def _measure_volume(path: Path, fields: Sequence[Field], scores: Scores) -> None:
    documents, refused = _read(path)
    whole = scores["documents"]
    whole.differences += [Difference(path.stem, (said,), ()) for said in refused]
    for true in volumes.read(path).documents:
        found = documents.get(true.id)
        whole.add(int(found is not None), 0, int(found is None))
        if found is None:
            continue
        for field in fields:
            scores[field.name].compare(true.place, field.expected(true), field.found(found))


def _read(path: Path) -> tuple[dict[str, Document], list[str]]:
    """The documents that the library reads, and what it says of those it refuses."""
    reader = Reader(volume=None, images=None, images_as="referenced")
    documents: dict[str, Document] = {}
    refused: list[str] = []
    for source in find_sources(path):
        try:
            if isinstance(source, SourceError):
                raise source
            if isinstance(source, LeftOut):
                continue
            document = reader.read(source)
            documents[document.metadata.id] = document
        except SourceError as error:
            refused.append(str(error))
    return documents, refused
