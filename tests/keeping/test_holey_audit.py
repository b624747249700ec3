"""Bags whose files are still to be fetched, in an audit: incomplete, completed, and lost again."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from tests.keeping.auditing import query
from tests.support.bags import make_bag, seal

PAYLOAD = {"data/letter.txt": b"Dear Sir:\n", "data/1.tif": b"one", "data/2.tif": b"two"}
FETCHED = ("data/1.tif", "data/2.tif")
TO_FETCH = "incomplete: files are still to be fetched"


@pytest.fixture
def holey(tmp_path: Path) -> Path:
    """A bag without two of its three files."""
    bag = make_bag(tmp_path / "bag", PAYLOAD)
    lines = [f"https://static.example.org/{path} 3 {path}\n" for path in FETCHED]
    (bag / "fetch.txt").write_text("".join(lines))
    seal(bag)
    for path in FETCHED:
        (bag / path).unlink()
    return bag


def said(bag: Path, ledger: Path, *, allow: bool = True) -> tuple[str, str]:
    """The outcome and note of an audit."""
    (one,) = frus_pack.audit(bag, ledger=ledger, jobs=1, allow_unfetched=allow)
    return one.outcome, one.note


def fill(bag: Path, *paths: str) -> None:
    """Put files where they belong."""
    for path in paths:
        (bag / path).write_bytes(PAYLOAD[path])


def test_an_incomplete_bag_is_accepted_and_said_to_be_incomplete(holey: Path, ledger: Path) -> None:
    assert said(holey, ledger) == ("new", TO_FETCH)
    assert said(holey, ledger) == ("as-before", TO_FETCH)
    assert query(ledger, "SELECT note FROM fixity_check") == [(TO_FETCH,), (TO_FETCH,)]


def test_an_incomplete_bag_is_invalid_by_default_and_never_altered(
    holey: Path, ledger: Path
) -> None:
    assert said(holey, ledger, allow=False) == ("invalid", "")
    assert said(holey, ledger) == ("changed", f"it was never valid before; {TO_FETCH}")
    assert said(holey, ledger, allow=False) == ("invalid", "")


def test_a_completed_bag_is_as_before(holey: Path, ledger: Path) -> None:
    said(holey, ledger)
    fill(holey, "data/1.tif")
    assert said(holey, ledger) == ("as-before", TO_FETCH)
    fill(holey, "data/2.tif")
    assert said(holey, ledger) == ("as-before", "")


@pytest.mark.parametrize("allow", [True, False])
def test_a_fetched_file_that_is_lost_is_altered_until_it_is_back(
    holey: Path, ledger: Path, allow: bool
) -> None:
    fill(holey, *FETCHED)
    assert said(holey, ledger) == ("new", "")
    (holey / "data/1.tif").unlink()
    assert said(holey, ledger, allow=allow) == ("altered", "1 of its files is gone")
    (holey / "data/2.tif").unlink()
    assert said(holey, ledger, allow=allow) == ("altered", "2 of its files are gone")
    fill(holey, *FETCHED)
    assert said(holey, ledger, allow=allow) == ("as-before", "")


def test_an_altered_file_of_an_incomplete_bag_is_altered(holey: Path, ledger: Path) -> None:
    said(holey, ledger)
    (holey / "data/letter.txt").write_bytes(b"Dear Sur:\n")
    assert said(holey, ledger) == ("altered", "")
    assert said(holey, ledger, allow=False) == ("altered", "")
