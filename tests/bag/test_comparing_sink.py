"""A bag that stands is held against one that would be written, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.comparing_sink import ComparingSink, DifferenceError
from frus_pack.bag.sink import FolderSink, Sink
from frus_pack.bag.writer import BagWriter

LARGE = bytes(3 << 20)


def _write(sink: Sink, source: Path, tag_files: dict[str, bytes] | None = None) -> None:
    writer = BagWriter(sink, ("sha512",), seal="X-Seal")
    writer.add_bytes("data/text", b"text")
    writer.claim("data/images/large", source).copy()
    for path, content in (tag_files or {}).items():
        writer.add_tag_file(path, content)
    writer.finish([("Bagging-Date", "2026-01-02")])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "large").write_bytes(LARGE)
    return tmp_path / "large"


@pytest.fixture
def bag(tmp_path: Path, source: Path) -> Path:
    (tmp_path / "bag").mkdir()
    _write(FolderSink(tmp_path / "bag"), source)
    return tmp_path / "bag"


def test_the_same_bag_is_the_same(bag: Path, source: Path) -> None:
    bag.chmod(0o500)
    (bag / "data").chmod(0o500)
    _write(ComparingSink(bag), source)


def test_what_was_compared_can_be_read(bag: Path, source: Path) -> None:
    writer = BagWriter(ComparingSink(bag), ("sha512",))
    claimed = writer.claim("data/images/large", source)
    claimed.copy()
    with claimed.open() as file:
        assert file.read() == LARGE


def _alter(path: str, place: int = 0) -> Callable[[Path], None]:
    def alter(bag: Path) -> None:
        content = bytearray((bag / path).read_bytes())
        content[place] ^= 1
        (bag / path).write_bytes(content)

    return alter


def _cut(bag: Path) -> None:
    (bag / "data/text").write_bytes(b"tex")


def _grow(bag: Path) -> None:
    (bag / "data/text").write_bytes(b"texts")


def _link(bag: Path) -> None:
    (bag / "data/text").rename(bag.parent / "text")
    (bag / "data/text").symlink_to(bag.parent / "text")


def _remove(bag: Path) -> None:
    (bag / "bagit.txt").unlink()


def _add_a_file(bag: Path) -> None:
    (bag / "data/more").write_bytes(b"")


def _add_a_folder(bag: Path) -> None:
    (bag / "data/images/more").mkdir()


def _make_a_file_a_folder(bag: Path) -> None:
    (bag / "data/text").unlink()
    (bag / "data/text").mkdir()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_alter("data/text"), "data/text"),
        (_alter("data/images/large", -1), "data/images/large"),
        (_alter("bagit.txt"), "bagit.txt"),
        (_alter("bag-info.txt", -3), "bag-info.txt"),
        (_alter("manifest-sha512.txt"), "manifest-sha512.txt"),
        (_alter("tagmanifest-sha512.txt"), "tagmanifest-sha512.txt"),
        (_cut, "data/text"),
        (_grow, "data/text"),
        (_link, "data/text"),
        (_remove, "bagit.txt"),
        (_add_a_file, "data/more"),
        (_add_a_folder, "data/images/more"),
        (_make_a_file_a_folder, "data/text"),
    ],
)
def test_the_first_difference_is_told(
    bag: Path, source: Path, change: Callable[[Path], None], told: str
) -> None:
    change(bag)
    with pytest.raises(DifferenceError) as raised:
        _write(ComparingSink(bag), source)
    assert raised.value.path == told


def test_a_tag_file_more_or_less_is_told_and_not_what_lists_it(
    tmp_path: Path, bag: Path, source: Path
) -> None:
    with pytest.raises(DifferenceError) as raised:
        _write(ComparingSink(bag), source, {"notes": b"seen"})
    assert raised.value.path == "notes"
    (tmp_path / "with").mkdir()
    _write(FolderSink(tmp_path / "with"), source, {"notes": b"seen"})
    with pytest.raises(DifferenceError) as raised:
        _write(ComparingSink(tmp_path / "with"), source)
    assert raised.value.path == "notes"
