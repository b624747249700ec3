"""A replica that changes while a repair reads it: the package is whole afterwards, or as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import FrusPackError
from tests.keeping.auditing import flip
from tests.support.file_contents import files_below
from tests.support.swapping import count_calls, swap_at_call

NAME = "frus1961-63v98/frus1961-63v98-d6"
TEXT = "data/transcription.txt"


class Swapped:
    """A damaged package, its replica, and a file outside of both."""

    def __init__(self, place: Path, whole: Path) -> None:
        self.package, self.replica = place / "deposit" / NAME, place / "replica" / NAME
        self.whole, self.other = whole, place / "other.txt"

    def set_up(self) -> None:
        for folder in (self.package, self.replica):
            shutil.rmtree(folder.parents[1], ignore_errors=True)
            shutil.copytree(self.whole, folder)
        flip(self.package / TEXT)
        self.other.write_bytes(b"secret" * 1000)

    def repair(self) -> None:
        kept = self.package.parents[2] / "damaged"
        shutil.rmtree(kept, ignore_errors=True)
        frus_pack.repair(self.package, replicas=self.replica, keep_damaged=kept)

    def to_a_link(self) -> None:
        (self.replica / TEXT).unlink()
        (self.replica / TEXT).symlink_to(self.other)

    def to_other_bytes(self) -> None:
        (self.replica / TEXT).write_bytes(self.other.read_bytes())

    def to_a_flipped_bit(self) -> None:
        flip(self.replica / TEXT)

    def to_nothing(self) -> None:
        (self.replica / TEXT).unlink()

    def folder_to_a_link(self) -> None:
        elsewhere = self.other.parent / "elsewhere"
        shutil.rmtree(elsewhere, ignore_errors=True)
        shutil.copytree(self.replica / "data", elsewhere)
        flip(elsewhere / "transcription.txt")
        shutil.rmtree(self.replica / "data")
        (self.replica / "data").symlink_to(elsewhere)


SWAPS: dict[str, Callable[[Swapped], None]] = {
    "a link": Swapped.to_a_link,
    "other bytes": Swapped.to_other_bytes,
    "a flipped bit": Swapped.to_a_flipped_bit,
    "nothing": Swapped.to_nothing,
    "a link for the folder": Swapped.folder_to_a_link,
}


@pytest.mark.parametrize("swap", SWAPS)
def test_swapped_at_any_call_the_package_is_whole_or_as_it_was(
    packed_samples: Path, tmp_path: Path, swap: str
) -> None:
    swapped = Swapped(tmp_path, packed_samples / NAME)
    swapped.set_up()
    damaged, whole = files_below(swapped.package), files_below(swapped.whole)
    calls = count_calls(swapped.repair)
    refusals: list[str] = []
    for number in range(calls):
        swapped.set_up()
        with swap_at_call(number, lambda: SWAPS[swap](swapped)):
            try:
                swapped.repair()
            except FrusPackError as error:
                refusals.append(str(error))
        found = files_below(swapped.package)
        assert found in (whole, damaged), number
    assert 0 < len(refusals) < calls
    assert [one for one in refusals if NAME not in one] == []
