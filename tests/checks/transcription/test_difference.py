"""Where two transcriptions first differ is told so that a person finds it."""

from __future__ import annotations

import pytest

from frus_pack.checks.transcription.difference import first_difference
from frus_pack.sources.text.reading_text import parse_reading_text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1. A\n\nb", "1. A\n\nb", None),
        ("1. A\n\nb", "2. A\n\nb", ("heading", "1. A", "2. A")),
        ("1. A\n\nb", "1. A", ("paragraph 1", "b", "nothing")),
        (
            "1. A\n\nb\n\n[Page 2]",
            "1. A\n\nb\n\nc",
            ("page break after paragraph 1", "[Page 2]", "c"),
        ),
        (
            "1. A\n\n[Page 2]\n\nb",
            "1. A\n\n[Page 3]\n\nb",
            ("page break after paragraph 0", "[Page 2]", "[Page 3]"),
        ),
        ("1. A\n\nb [Page 2]c", "1. A\n\nb c", ("paragraph 1", "b ", "b c")),
        (
            "1. A1\n\n  1. x",
            "1. A\n\nc.1\n\n  1. x",
            ("heading", "the number of note 1", "nothing"),
        ),
        ("1. A1\n\n  1. x", "1. A1\n\n  1. x\n\n     y", ("note 1", "x", "x\n\ny")),
        (
            f"1. A\n\n{'b' * 99}c{'d' * 99}",
            f"1. A\n\n{'b' * 99}e",
            ("paragraph 1", f"…{'b' * 40}c{'d' * 39}…", f"…{'b' * 40}e"),
        ),
    ],
)
def test_the_first_difference_is_told_so_that_it_is_found(
    one: str, other: str, expected: tuple[str, str, str] | None
) -> None:
    difference = first_difference(parse_reading_text(one), parse_reading_text(other))
    told_of = difference and (difference.place, difference.one, difference.other)
    assert told_of == expected
