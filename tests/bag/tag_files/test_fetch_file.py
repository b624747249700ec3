"""fetch.txt: what is written is read back, and each line is taken at its letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.bag.tag_files import tag_parsing, tag_writing
from frus_pack.bag.tag_files.parsed import FetchEntry
from frus_pack.bag.tag_files.paths import BagPath
from tests.bag.tag_files.made_up_lines import PATHS, codes

ADDRESSES = st.from_regex(
    r"[a-z]+:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})+", fullmatch=True
)


@given(st.dictionaries(PATHS, st.tuples(ADDRESSES, st.integers(0, 10**20))))
def test_fetch_is_read_back_as_it_was_written(entries: dict[str, tuple[str, int]]) -> None:
    fetch = tag_parsing.parse_fetch(tag_writing.format_fetch(entries))
    assert {one.path: (one.url, one.length) for one in fetch.entries} == entries
    assert fetch.faults == ()


@pytest.mark.parametrize("path", ["", " x", "\tx", "*x", "./x", "\udc80"])
def test_a_path_that_fetch_cannot_hold_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be written|surrogates"):
        tag_writing.format_fetch({path: ("https://a.example/", 1)})


@pytest.mark.parametrize(
    "address", ["", "a.example/x", "https://a/ b", "https://a/\n", "https://a/ü"]
)
def test_an_address_that_is_not_a_uri_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not an absolute URI"):
        tag_writing.format_fetch({"data/x": (address, 1)})


def test_fetch_is_read_with_its_lengths() -> None:
    fetch = tag_parsing.parse_fetch(b"https://a.example/x%20y 12 data/x y\nftp://b/\t-  data/%25\n")
    assert fetch.entries == (
        FetchEntry("https://a.example/x%20y", 12, BagPath("data/x y"), 1),
        FetchEntry("ftp://b/", None, BagPath("data/%"), 2),
    )
    assert fetch.faults == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("https://a/ data/x", "fetch-malformed"),
        ("https://a/ x data/x", "fetch-malformed"),
        ("https://a/ -1 data/x", "fetch-malformed"),
        (f"https://a/ {'9' * 5000} data/x", "fetch-malformed"),
        ("a.example/x 1 data/x", "fetch-malformed"),
        ("https://a/ü 1 data/x", "fetch-malformed"),
        ("https://a/% 1 data/x", "fetch-malformed"),
        ("https://[a/ 1 data/x", "fetch-malformed"),
        ("garbage", "fetch-malformed"),
        ("", "fetch-malformed"),
        ("https://a/ 1 data/%2e", "path-percent-unencoded"),
    ],
)
def test_each_line_of_fetch_is_held_to_the_letter(line: str, code: str) -> None:
    assert codes(tag_parsing.parse_fetch(f"{line}\n".encode()).faults) == [(code, 1)]


def test_a_file_is_fetched_once() -> None:
    data = b"https://a/ 1 data/x\nhttps://b/ 2 data/x\n"
    assert codes(tag_parsing.parse_fetch(data).faults) == [("fetch-duplicate", 2)]
