"""Source files are read as they are, and what is too large is refused before it is read."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import SourceError
from frus_pack.storage.regular_file import read_bytes
from tests.support.folders import document_folder


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """A file of 20 GB that takes no room."""
    file = tmp_path / "huge"
    file.touch()
    os.truncate(file, 20 << 30)
    return file


@pytest.mark.parametrize("octets", [5, 6])
def test_a_file_up_to_the_limit_is_read(tmp_path: Path, octets: int) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_bytes(tmp_path / "file", octets) == b"12345"


def test_a_file_beyond_the_limit_is_refused_by_its_size(huge: Path) -> None:
    with pytest.raises(SourceError, match=r"has 21474836480 bytes, and at most 268435456 are read"):
        read_bytes(huge)


USES: dict[str, Callable[[Path, Path], object]] = {
    "text": lambda huge, folder: list(frus_pack.read(huge.rename(huge.with_name("d1.txt")))),
    "transcription": lambda huge, folder: list(
        frus_pack.read(huge.rename(folder / "transcription.txt").parent)
    ),
    "description": lambda huge, folder: list(
        frus_pack.read(huge.rename(folder / "metadata.yaml").parent)
    ),
    "bag-info": lambda huge, folder: frus_pack.read_bag_info_file(huge),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_source_of_20_gb_is_refused_before_it_is_read(
    tmp_path: Path, huge: Path, use: Callable[[Path, Path], object]
) -> None:
    folder = document_folder(tmp_path / "folder")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceError, match=r"bytes"):
        use(huge, folder)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10
