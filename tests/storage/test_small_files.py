"""Small files, and folders of such, read at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frus_pack.storage.small_files import read_small, read_small_folder

MOST = 1 << 20


def test_a_file_is_read_up_to_a_mebibyte(tmp_path: Path) -> None:
    for octets in (0, 1, MOST):
        (tmp_path / "file").write_bytes(b"a" * octets)
        assert read_small(tmp_path / "file") == b"a" * octets
    (tmp_path / "file").write_bytes(b"a" * (MOST + 1))
    assert read_small(tmp_path / "file") is None


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    (tmp_path / "link").symlink_to("file")
    for name in ("link", ".", "none"):
        with pytest.raises(OSError, match="Errno"):
            read_small(tmp_path / name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data/in").mkdir(parents=True)
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "data/in/two").write_bytes(b"2")
    return tmp_path


def test_a_folder_is_read_with_all_below_it(folder: Path) -> None:
    assert read_small_folder(folder) == {"one": b"1", "data/in/two": b"2"}


def test_a_folder_with_anything_else_is_not_read(folder: Path) -> None:
    other = folder / "data/other"
    other.symlink_to("in")
    assert read_small_folder(folder) is None
    other.unlink()
    other.mkdir()
    assert read_small_folder(folder) is None
    other.rmdir()
    os.mkfifo(other)
    assert read_small_folder(folder) is None
    other.unlink()
    other.write_bytes(b"a" * (MOST + 1))
    assert read_small_folder(folder) is None
    other.unlink()
    assert read_small_folder(folder) is not None


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_small_folder(tmp_path / "none")
