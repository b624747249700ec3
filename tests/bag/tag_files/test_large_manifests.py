"""Manifests that are read piece by piece and held in little memory say what short ones say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.bag.tag_files.parsed import ListedDigests
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import Faults, numbered_lines, read_lines, read_text
from frus_pack.validating.validate import validate
from tests.support.bags import make_bag, seal

ENCODINGS = (
    "UTF-8",
    "UTF-16",
    "UTF-16LE",
    "UTF-32",
    "UTF-7",
    "Shift_JIS",
    "ISO-2022-JP",
    "GB18030",
)
BYTES = st.sampled_from(
    [
        b"\r",
        b"\n",
        b"a",
        b"\0",
        b"\xff",
        b"\xfe",
        b"\xc3\xa9",
        b"\xef\xbb\xbf",
        b"+",
        b"\x1b$B",
        b"\x81",
    ]
)


@given(st.lists(st.lists(BYTES, max_size=4).map(b"".join), max_size=6), st.sampled_from(ENCODINGS))
def test_a_text_read_in_pieces_is_the_text_read_whole(pieces: list[bytes], encoding: str) -> None:
    in_pieces, whole = Faults(), Faults()
    text = read_text(b"".join(pieces), encoding, whole)
    assert list(read_lines(pieces, encoding, in_pieces)) == list(numbered_lines(text))
    assert _unordered(in_pieces) == _unordered(whole)


def _unordered(faults: Faults) -> list[tuple[str, int, str]]:
    """A byte order mark is found before or behind what cannot be decoded, as the pieces are."""
    return sorted((one.code, one.line, one.message) for one in faults.taken())


def test_a_long_line_is_read_in_time_that_grows_with_it() -> None:
    pieces = [b"x" * 100] * 100_000
    ((number, line),) = read_lines([*pieces, b"\n"], "UTF-8", Faults())
    assert (number, len(line)) == (1, 10_000_000)


def test_digests_of_files_and_of_other_paths_are_those_that_were_listed() -> None:
    rows = {BagPath("data/a"): 0, BagPath("data/b"): 3, BagPath("data/c"): 1}
    digests = ListedDigests(rows, 4)
    listed = [("data/z", "00ff"), ("data/b", "abcd"), ("data/c", "0" * 5), ("data/a", "0001")]
    added = [digests.add(BagPath(path), one, n) for n, (path, one) in enumerate(listed, 1)]
    assert added == [True] * 4
    assert not any(digests.add(BagPath(path), "9999", 9) for path, _ in listed)
    assert dict(digests) == dict(listed)
    assert list(digests) == ["data/a", "data/b", "data/z", "data/c"]
    assert [digests.line(path) for path in digests] == [4, 2, 1, 3]
    assert len(digests) == 4
    assert "data/x" not in digests
    with pytest.raises(KeyError):
        digests.line(BagPath("data/x"))


def _with_large_manifest(folder: Path) -> Path:
    """A bag with a manifest of more than 4 MiB, of which no more than its digest is kept."""
    bag = make_bag(folder / "bag")
    with (bag / "manifest-sha512.txt").open("a") as file:
        file.writelines(f"{n:0128x}  data/{'x' * 200}{n}\n" for n in range(14_000))
    assert (bag / "manifest-sha512.txt").stat().st_size > 4 << 20
    seal(bag)
    return bag


def test_a_large_manifest_is_compared_with_the_tag_manifest(tmp_path: Path) -> None:
    bag = _with_large_manifest(tmp_path)
    assert {one.code for one in validate(bag).errors} == {
        "bag.payload-file-missing",
    }
    content = bytearray((bag / "manifest-sha512.txt").read_bytes())
    content[-100:-99] = b"y"
    (bag / "manifest-sha512.txt").write_bytes(content)
    altered = [one for one in validate(bag).errors if one.code == "bag.tag-file-altered"]
    assert [one.location for one in altered] == ["manifest-sha512.txt"]
