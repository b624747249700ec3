"""A source that is swapped for a link while it is packed is not read through."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

import frus_pack
from frus_pack.errors import FrusPackError
from tests.support.folders import add_images, document_folder
from tests.support.swapping import Swap, count_calls, swap_at_call
from tests.surveying.small_volumes import PAGE, div, volume

DAY = date(2026, 1, 2)


def _pack(sources: Path, to: Path, **options: object) -> dict[str, bytes]:
    """Pack sources; return what was made, without what says that something failed."""
    packed = frus_pack.pack_all(sources, to=to, jobs=1, bagging_date=DAY, **options)  # type: ignore[arg-type]
    assert {one.status for one in packed} <= {"packed", "failed"}
    return {
        path.relative_to(to).as_posix(): path.read_bytes()
        for path in sorted(to.rglob("*"))
        if path.is_file()
    }


def _strike(
    tmp_path: Path,
    make: Callable[[Path], Path],
    pattern: str,
    target: Path,
    **options: object,
) -> int:
    """Pack what `make` makes, with a link in the place of a file at each call in turn."""
    made = _pack(make(tmp_path / "good"), tmp_path / "good-to", **options)
    source = make(tmp_path / "counted")
    calls = count_calls(lambda: _pack(source, tmp_path / "counted-to", **options))
    failed = 0
    for number in range(calls):
        source, to = make(tmp_path / f"{number}"), tmp_path / f"{number}-to"
        to.mkdir()
        with swap_at_call(number, Swap(source, pattern, target)):
            try:
                found = _pack(source, to, **options)
            except FrusPackError:
                found = {}
        assert found in ({}, made), number
        failed += found == {}
        for one in (source, to):
            shutil.rmtree(one)
    return failed


@pytest.mark.parametrize(
    "pattern", ["d7/transcription.txt", "d7/metadata.yaml", "d7/page-images/p11.png"]
)
@pytest.mark.parametrize("images_as", ["embedded", "referenced"])
def test_a_document_folder_is_not_read_through_a_link_of_any_moment(
    tmp_path: Path, pattern: str, images_as: str
) -> None:
    def make(folder: Path) -> Path:
        add_images(document_folder(folder / "d7"))
        return folder

    other = make(tmp_path / "other")
    target = other / pattern
    target.write_bytes(target.read_bytes().replace(b"Secretary", b"Ambassador") + b"\n")
    assert _strike(tmp_path, make, pattern, target, images_as=images_as) > 5


@pytest.mark.parametrize("images_as", ["embedded", "referenced"])
def test_an_image_is_described_by_one_file_whatever_takes_its_name(
    tmp_path: Path, images_as: str
) -> None:
    def make(folder: Path, size: tuple[int, int] = (40, 60)) -> Path:
        add_images(document_folder(folder / "d7"))
        Image.new("L", size, 100).save(folder / "d7/page-images/p11.png")
        return folder

    made = _pack(make(tmp_path / "good"), tmp_path / "good-to", images_as=images_as)
    other = make(tmp_path / "other", (41, 60)) / "d7/page-images/p11.png"
    theirs = _pack(tmp_path / "other", tmp_path / "other-to", images_as=images_as)
    counted = make(tmp_path / "counted")
    calls = count_calls(lambda: _pack(counted, tmp_path / "counted-to", images_as=images_as))
    outcomes = set()
    for number in range(calls):
        source, to = make(tmp_path / f"{number}"), tmp_path / f"{number}-to"
        copy = shutil.copy(other, tmp_path / f"{number}.png")
        replace = partial(os.replace, copy, source / "d7/page-images/p11.png")
        with swap_at_call(number, replace):
            found = _pack(source, to, images_as=images_as)
        assert found in ({}, made, theirs), number
        outcomes.add(len(found))
    assert outcomes == {0, len(made)}


def test_a_volume_is_read_from_one_file_whatever_takes_its_name(tmp_path: Path) -> None:
    def make(folder: Path) -> Path:
        folder.mkdir()
        volume(folder, PAGE, div(1))
        return folder

    other = tmp_path / "other"
    other.mkdir()
    path = volume(other, PAGE, div(1, text="<p>No. </p>"))
    failed = 0
    made = _pack(make(tmp_path / "good"), tmp_path / "good-to")
    theirs = _pack(other, tmp_path / "other-to")
    calls = count_calls(lambda: _pack(make(tmp_path / "counted"), tmp_path / "counted-to"))
    for number in range(calls):
        source, to = make(tmp_path / f"{number}"), tmp_path / f"{number}-to"
        to.mkdir()
        with swap_at_call(number, Swap(source, "*.xml", path)):
            found = _pack(source, to)
        assert found in ({}, made, theirs), number
        failed += found == {}
    assert failed > 1
