"""Every thing found has one outcome: done, failed, refused, or lost with its worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from frus_pack.bag.discovery import NotSearchedError
from frus_pack.errors import FrusPackError, StorageError
from frus_pack.workers.batch import Refused, one_by_one, or_refused, refuse_doubles, run_batch
from frus_pack.workers.chunks import Work

Outcome = tuple[str, str]

PLACES = [Path(name) for name in ("a", "missing", "b")]
FOUND = {"a": ["a1", "a2", "refused", "a3"], "b": ["b1", "broken", "faulty"]}
DONE = [
    ("a1", "done"),
    ("a2", "done"),
    ("a3", "done"),
    ("b1", "done"),
    ("broken", "broken: is broken"),
    ("faulty", "faulty: a fault of frus-pack itself: ZeroDivisionError()"),
    ("missing", "missing: does not exist"),
    ("refused", "refused: is a link"),
]


def _find(place: Path) -> Iterator[str | Refused]:
    if place.name not in FOUND:
        raise StorageError(f"{place}: does not exist")
    for name in FOUND[place.name]:
        is_link = name == "refused"
        yield Refused(name, StorageError(f"{name}: is a link")) if is_link else name


def _do(item: str) -> Outcome:
    if item == "broken":
        raise StorageError(f"{item}: is broken")
    if item == "faulty":
        raise ZeroDivisionError
    if item == "killer":
        os.kill(os.getpid(), signal.SIGKILL)
    return item, "done"


def _failed(source: str, error: FrusPackError) -> Outcome:
    return source, str(error)


WORK: Work[str, Outcome] = partial(one_by_one, work=_do, failed=_failed)


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_thing_and_each_place_without_any_has_one_outcome(jobs: int) -> None:
    assert sorted(run_batch(PLACES, _find, WORK, _failed, jobs=jobs)) == DONE


def test_what_was_found_before_a_search_failed_is_done() -> None:
    def find(place: Path) -> Iterator[str]:
        yield "a1"
        raise StorageError(f"{place}: cannot be read")

    outcomes = list(run_batch([Path("a")], find, WORK, _failed, jobs=1))
    assert sorted(outcomes) == [("a", "a: cannot be read"), ("a1", "done")]


def test_what_kills_its_worker_is_lost_and_nothing_else() -> None:
    names = [str(number) for number in range(40)]

    def find(place: Path) -> Iterator[str | Refused]:
        yield from names[:20]
        yield "killer"
        yield Refused("refused", StorageError("refused: is a link"))
        yield from names[20:]

    lost = "killer: the worker that had this was killed (run again to go on)"
    assert sorted(run_batch([Path("a")], find, WORK, _failed, jobs=2)) == sorted(
        [
            *((name, "done") for name in names),
            ("killer", lost),
            ("refused", "refused: is a link"),
        ]
    )


def test_places_are_searched_only_as_they_are_needed() -> None:
    searched: list[Path] = []

    def find(place: Path) -> Iterator[str]:
        searched.append(place)
        yield place.name

    places = (Path(str(number)) for number in range(100_000))
    outcomes = run_batch(places, find, WORK, _failed, jobs=1)
    assert next(outcomes) == ("0", "done")
    assert len(searched) < 10


def test_what_is_not_searched_is_refused_by_its_own_path() -> None:
    unsearched = NotSearchedError(Path("a/link"), "is a link")
    found = list(or_refused([Path("a/b"), unsearched]))
    assert found == [Path("a/b"), Refused("a/link", unsearched)]


class _Made:
    def __init__(self, source: str, status: str, document: str = "") -> None:
        self.source, self.status, self.document = source, status, document


def test_only_what_is_made_of_a_document_that_came_before_is_refused() -> None:
    outcomes = [
        _Made("a", "made", "d1"),
        _Made("b", "unchanged", "d1"),
        _Made("c", "made", "d2"),
        _Made("d", "failed"),
        _Made("e", "made", "d1"),
        _Made("f", "unchanged", "d3"),
        _Made("g", "made", "d3"),
    ]
    found = refuse_doubles(
        outcomes,
        "made",
        lambda one: one.document,
        lambda one, other: _Made(one.source, f"refused for {other}"),
    )
    assert [(one.source, one.status) for one in found] == [
        ("a", "made"),
        ("b", "unchanged"),
        ("c", "made"),
        ("d", "failed"),
        ("e", "refused for a"),
        ("f", "unchanged"),
        ("g", "refused for f"),
    ]
