"""A foreign or damaged package is refused with the file that is at fault, whatever is in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

import frus_pack
from frus_pack import Package, StorageError, open_package
from frus_pack.bag.tag_files.parsed import BAG_INFO
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.package.show import print_package
from tests.support.folders import add_images, document_folder

READERS: dict[str, Callable[[Package], object]] = {
    METADATA_PATH: lambda package: package.metadata,
    PAGE_IMAGES_PATH: lambda package: package.pages,
    TEXT_PATH: lambda package: package.transcription,
    TEI_PATH: lambda package: package.tei,
    BAG_INFO: lambda package: package.bag_info,
}


@pytest.fixture
def package(tmp_path: Path) -> Package:
    (document,) = frus_pack.read(add_images(document_folder(tmp_path / "d")))
    return frus_pack.pack(document, tmp_path / "deposit")


def _error(package: Package, name: str, read: Callable[[Package], object]) -> str:
    with pytest.raises(StorageError) as caught:
        read(package)
    prefix = f"{package.path / name}: "
    assert str(caught.value).startswith(prefix)
    return str(caught.value).removeprefix(prefix)


def test_a_good_package_is_read(package: Package) -> None:
    for read in READERS.values():
        assert read(package)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (METADATA_PATH, b"{}", "cannot be understood: volume is missing"),
        (METADATA_PATH, b"[]", "cannot be understood: [] is not an object"),
        (METADATA_PATH, b"null", "cannot be understood: None is not an object"),
        (METADATA_PATH, b'{"volume": {}}', "cannot be understood: volume: id is missing"),
        (METADATA_PATH, b'{"volume": 7}', "cannot be understood: volume: 7 is not an object"),
        (
            METADATA_PATH,
            b'{"pages": 7}',
            "cannot be understood: pages: 7 is not what is expected there",
        ),
        (
            METADATA_PATH,
            b'{"senders": [{"name": ["x"]}]}',
            "cannot be understood: senders: name: ['x'] is not what is expected there",
        ),
        (
            METADATA_PATH,
            b'{"facs": []}',
            "cannot be understood: facs: [] is not what is expected there",
        ),
        (METADATA_PATH, b"{", "is not JSON: Expecting property name enclosed in double quotes"),
        (METADATA_PATH, b'{"id": "caf\xe9"}', "byte 11: is not UTF-8"),
        (METADATA_PATH, b"[" * 100_000, "is not JSON: is nested too deep"),
        (PAGE_IMAGES_PATH, b"{}", "cannot be understood: it has no list of pages"),
        (PAGE_IMAGES_PATH, b"[]", "cannot be understood: it has no list of pages"),
        (PAGE_IMAGES_PATH, b"null", "cannot be understood: it has no list of pages"),
        (PAGE_IMAGES_PATH, b'{"pages": {}}', "cannot be understood: it has no list of pages"),
        (PAGE_IMAGES_PATH, b'{"pages": [{}]}', "cannot be understood: page is missing"),
        (PAGE_IMAGES_PATH, b'{"pages": [null]}', "cannot be understood: None is not an object"),
        (TEXT_PATH, b"caf\xe9", "byte 3: is not UTF-8"),
        (TEI_PATH, b"", "is not well-formed XML: "),
        (TEI_PATH, b"<TEI>", "is not well-formed XML: Premature end of data in tag TEI line 1"),
        (
            BAG_INFO,
            b"A: caf\xe9\n",
            "the text is not in the declared encoding UTF-8, at byte 6",
        ),
    ],
)
def test_a_damaged_file_is_one_clear_error(
    package: Package, name: str, content: bytes, message: str
) -> None:
    (package.path / name).write_bytes(content)
    assert _error(package, name, READERS[name]).startswith(message)


@pytest.mark.parametrize("name", READERS)
def test_a_missing_file_is_one_clear_error(package: Package, name: str) -> None:
    (package.path / name).unlink()
    assert _error(package, name, READERS[name]) == "cannot be read: No such file or directory"


@pytest.mark.parametrize("name", READERS)
def test_a_pipe_is_refused_and_not_waited_for(package: Package, name: str) -> None:
    (package.path / name).unlink()
    os.mkfifo(package.path / name)
    assert _error(package, name, READERS[name]) == "cannot be read: it is not a regular file"


@pytest.mark.parametrize("name", [METADATA_PATH, PAGE_IMAGES_PATH, BAG_INFO])
def test_show_tells_that_error_and_begins_nothing(package: Package, name: str) -> None:
    (package.path / name).write_bytes(b"\xff")
    console = Console(record=True, quiet=False, file=open(os.devnull, "w"))  # noqa: SIM115
    _error(package, name, lambda one: print_package(one, console))
    assert console.export_text() == ""


def test_bag_info_is_read_in_the_encoding_the_bag_declares(package: Package) -> None:
    (package.path / "bagit.txt").write_bytes(
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: ISO-8859-1\n"
    )
    (package.path / BAG_INFO).write_bytes(b"Contact-Name: Ren\xe9\n")
    assert package.bag_info.pairs == (("Contact-Name", "René"),)


def test_what_is_no_package_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"is not a package: it has no bagit\.txt"):
        open_package(tmp_path)
    with pytest.raises(StorageError, match="cannot be read: File name too long"):
        open_package(tmp_path / ("x" * 300))
