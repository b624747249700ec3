"""Text made to keep a parser busy, or to fill the memory, does neither."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from frus_pack.bag.archives.archive_layout import without_dot
from frus_pack.bag.tag_files import declaration, parsed, paths, tag_parsing
from frus_pack.bag.tag_files.profile import covers

MANY = 1_000_000
TEXTS = {
    "one line": "a" * MANY,
    "blanks": " " * MANY,
    "blanks inside": "A:y" + " " * MANY + "x",
    "blanks before the colon": "A" + " " * MANY + ":x",
    "tabs and letters": "a\t" * (MANY // 2),
    "colons": ":" * MANY,
    "percent signs": "ab " + "%" * MANY,
    "dots and slashes": "ab " + "./" * (MANY // 2) + "data/x",
    "slashes": "ab data" + "/a" * (MANY // 2),
    "escapes": "http:" + "%41" * (MANY // 3) + " - data/x",
    "digits": "http://a " + "9" * MANY + " data/x",
    "combining marks": "ab data/a" + "\u0315\u0316" * (MANY // 2),
    "names with many dots": "ab data/" + "a." * (MANY // 2),
    "reserved names": "ab data/" + "con/" * (MANY // 4),
    "line feeds": "\n" * MANY,
    "carriage returns": "\r" * MANY,
    "folded lines": "A: b\n" + " \n" * (MANY // 2),
    "labels": "A: b\n" * (MANY // 5),
    "the same path": "ab data/x\n" * (MANY // 10),
}


def within_seconds(limit: float, work: Callable[[], object]) -> None:
    """Of this process's own time: what else the machine does meanwhile counts for nothing."""
    begun = time.process_time()
    work()
    assert time.process_time() - begun < limit


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_keeps_a_parser_busy(name: str) -> None:
    data = TEXTS[name].encode()
    for version in ((0, 97), (1, 0)):
        within_seconds(5, lambda: tag_parsing.parse_manifest(data, "UTF-8", version, 128))  # noqa: B023
        within_seconds(5, lambda: tag_parsing.parse_bag_info(data, "UTF-8", version))  # noqa: B023
        within_seconds(5, lambda: tag_parsing.parse_fetch(data, "UTF-8", version))  # noqa: B023
    within_seconds(5, lambda: declaration.parse_declaration(data))


@pytest.mark.parametrize("name", TEXTS)
def test_no_path_keeps_a_check_busy(name: str) -> None:
    path = TEXTS[name]
    work = (paths.unsafe, paths.unportable, paths.collision_key, paths.composed, without_dot)
    for check in (*work, paths.decode, paths.encode, lambda path: covers(["data/*a*b*c*"], path)):
        within_seconds(5, lambda: check(path))  # noqa: B023


@pytest.mark.parametrize("parse", [tag_parsing.parse_manifest, tag_parsing.parse_fetch])
def test_a_file_of_garbage_is_given_up(parse: Callable[[bytes], parsed.Manifest]) -> None:
    faults = parse(b"garbage\n" * 100_000).faults
    assert len(faults) == 10_001
    assert faults[-1].code == "limit-exceeded"
    assert faults[-1].line == 10_001


def test_what_stands_in_a_long_line_is_told_in_short() -> None:
    (fault,) = tag_parsing.parse_manifest(b"x" * 1000 + b"\n").faults
    assert fault.found == "x" * 200 + "…"
