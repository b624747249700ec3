"""A folder that is swapped for a link while a bag is read is never read through."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import FrusPackError
from frus_pack.validating.validate import validate
from tests.support.bags import PAYLOAD, codes, make_bag, write
from tests.support.swapping import Swap, count_calls, swap_at_call


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Files of the same names and sizes as the payload's, with other bytes."""
    folder = tmp_path / "elsewhere"
    other = {path.removeprefix("data/"): b"?" * len(content) for path, content in PAYLOAD.items()}
    write(folder, other)
    write(folder / "images", {"0371.png": b"?" * len(PAYLOAD["data/images/0371.png"])})
    return folder


@pytest.mark.parametrize("pattern", ["data", "data/images"])
def test_validating_reads_nothing_behind_a_link_that_comes_at_any_call(
    tmp_path: Path, elsewhere: Path, pattern: str
) -> None:
    calls = count_calls(lambda: validate(make_bag(tmp_path / "counted"), jobs=1))
    swapped = 0
    for number in range(calls):
        bag = make_bag(tmp_path / f"bag-{number}")
        swap = Swap(bag, pattern, elsewhere)
        with swap_at_call(number, swap):
            report = validate(bag, jobs=1)
        assert "bag.payload-altered" not in codes(report), number
        assert report.ok or swap.done
        swapped += bool(swap.done)
    assert swapped > 5


@pytest.mark.parametrize("pattern", ["data", "data/images"])
def test_unpacking_copies_nothing_behind_a_link_that_comes_at_any_call(
    tmp_path: Path, elsewhere: Path, pattern: str
) -> None:
    counted = make_bag(tmp_path / "counted")
    calls = count_calls(lambda: frus_pack.unpack(counted, tmp_path / "to"))
    for number in range(calls):
        bag, to = make_bag(tmp_path / f"{number}/bag"), tmp_path / f"{number}/to"
        with swap_at_call(number, Swap(bag, pattern, elsewhere)):
            try:
                frus_pack.unpack(bag, to)
            except FrusPackError:
                assert not to.exists()
            else:
                copied = {path: (to / "bag" / path).read_bytes() for path in PAYLOAD}
                assert copied == PAYLOAD
        shutil.rmtree(tmp_path / str(number))
