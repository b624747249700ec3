"""An archive is opened once: what takes its name meanwhile is not read in its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import FrusPackError
from tests.support.bags import PAYLOAD, as_tar, as_tar_gz, as_zip, make_bag
from tests.support.swapping import count_calls, swap_at_call

OTHER = {path: b"?" * len(content) for path, content in PAYLOAD.items()}
Make = Callable[[Path], Path]


def _pipe(archive: Path, other: Path) -> None:
    archive.unlink()
    os.mkfifo(archive)


def _other(archive: Path, other: Path) -> None:
    shutil.copy(other, archive.with_name("new"))
    os.replace(archive.with_name("new"), archive)


def _link(archive: Path, other: Path) -> None:
    archive.unlink()
    archive.symlink_to(other)


@pytest.mark.parametrize("swap", [_pipe, _other, _link])
@pytest.mark.parametrize("make", [as_tar, as_tar_gz, as_zip])
def test_an_archive_that_is_swapped_at_any_call_is_read_from_one_file(
    tmp_path: Path, make: Make, swap: Callable[[Path, Path], None]
) -> None:
    algorithms = ["sha512", "sha384"]  # the second is not digested in the first pass
    good = make(make_bag(tmp_path / "good/bag", algorithms=algorithms))
    other = make(make_bag(tmp_path / "other/bag", OTHER, algorithms=algorithms))

    def unpack(number: int) -> Path:
        place = tmp_path / str(number)
        place.mkdir()
        archive = place / good.name
        shutil.copy(good, archive)
        with swap_at_call(number, lambda: swap(archive, other)):
            return frus_pack.unpack(archive, place / "to")

    calls = count_calls(lambda: unpack(-1))
    refused: list[int] = []
    for number in range(calls):
        try:
            unpacked = unpack(number)
        except FrusPackError:
            refused.append(number)
            assert not (tmp_path / f"{number}/to").exists()
        else:
            content = {path: (unpacked / path).read_bytes() for path in PAYLOAD}
            assert content in (PAYLOAD, OTHER), number
    assert refused == list(range(len(refused)))  # only before the archive is opened
    assert len(refused) < calls


@pytest.mark.parametrize("make", [as_tar, as_tar_gz, as_zip])
def test_validating_reads_one_archive_whatever_takes_its_name(tmp_path: Path, make: Make) -> None:
    algorithms = ["sha512", "sha384"]
    good = make(make_bag(tmp_path / "good/bag", algorithms=algorithms))
    other = make(make_bag(tmp_path / "other/bag", OTHER, algorithms=algorithms))
    archive = tmp_path / good.name

    def validate(number: int) -> bool:
        shutil.copy(good, archive)
        with swap_at_call(number, lambda: _other(archive, other)):
            return frus_pack.validate(archive, jobs=1).ok

    calls = count_calls(lambda: validate(-1))
    assert all(validate(number) for number in range(calls))
