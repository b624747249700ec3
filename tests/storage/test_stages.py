"""Jobs that are done together, a stage at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from frus_pack.storage.stages import Stages, at_once, in_step


def _job(name: str, stages: int, done: list[str]) -> Stages[str]:
    for stage in range(1, stages):
        done.append(f"{name}{stage}")
        yield
    done.append(f"{name}{stages}")
    return name


def test_each_stage_of_all_jobs_is_done_before_the_next() -> None:
    done: list[str] = []
    results = list(in_step([_job("a", 3, done), _job("b", 1, done), _job("c", 2, done)]))
    assert done == ["a1", "b1", "c1", "a2", "c2", "a3"]
    assert results == ["b", "c", "a"]


def test_jobs_are_taken_one_by_one_and_sixteen_are_done_together() -> None:
    done: list[str] = []

    def jobs() -> Iterator[Stages[str]]:
        for name in "abcdefghijklmnopqr":
            done.append(name)
            yield _job(name, 2, done)

    assert list(in_step(jobs())) == list("abcdefghijklmnopqr")
    firsts = [step for name in "abcdefghijklmnop" for step in (name, f"{name}1")]
    seconds = [f"{name}2" for name in "abcdefghijklmnop"]
    assert done == [*firsts, *seconds, "q", "q1", "r", "r1", "q2", "r2"]


def test_a_job_that_is_done_at_once_gives_its_result() -> None:
    done: list[str] = []
    assert at_once(_job("a", 3, done)) == "a"
    assert done == ["a1", "a2", "a3"]


def test_the_error_of_a_job_reaches_who_takes_the_results() -> None:
    def broken() -> Stages[str]:
        yield
        raise ValueError("broken")

    done: list[str] = []
    with pytest.raises(ValueError, match=r"^broken$"):
        list(in_step([broken(), _job("a", 2, done)]))
    assert done == ["a1"]
