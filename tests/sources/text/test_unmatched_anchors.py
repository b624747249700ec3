"""Numbers without a listed note, notes without a number: what is reported, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.errors import SourceError
from frus_pack.sources.text.reading_text import parse_reading_text, read_reading_text
from tests.sources.text.anchored import anchored, listing, problems_of
from tests.support.reading_texts import render


@pytest.mark.parametrize(
    "body",
    ["see No.5 and p.2 or Art.3 of it", "5 km2 The Type4 The", "in 1964.5 The", "force.1234 The"],
)
def test_numbers_that_are_not_plainly_anchors_are_no_mistakes(body: str) -> None:
    assert anchored(body, 0) == [body]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("the force.6 Then", 11),
        ("the force.6", 11),
        ("the force?6 “Then", 11),
        ("the force.”6 Then", 12),
        ("his “force”.6 Then", 13),
        ("the force.6 [Page 9] Then", 11),
    ],
)
@pytest.mark.parametrize("notes", [0, 1])
def test_a_number_at_the_end_of_a_sentence_that_is_not_listed_is_told(
    body: str, column: int, notes: int
) -> None:
    text = f"1. Title{notes or ''}\n\n{body}" + (listing(notes) if notes else "")
    with pytest.raises(SourceError) as caught:
        parse_reading_text(text)
    assert [(problem.place, problem.message) for problem in caught.value.problems] == [
        (f"line 3, column {column}", "note 6 is anchored and not listed")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "151. Telegram to the Embassy in the UAR1\n\nSome text2 and more3 then (see)4, end.",
            [("1, column 40", 1), ("3, column 10", 2), ("3, column 20", 3), ("3, column 32", 4)],
        ),
        (
            "1. Title1\n\nSome about2 then words3 so.\n\n  1. Note.",
            [("3, column 11", 2), ("3, column 23", 3)],
        ),
        (
            "1. T\n\nSome1 in the U.S.2 and some,3 in CO4.",
            [("3, column 5", 1), ("3, column 18", 2), ("3, column 29", 3)],
        ),
        (
            "1. T\n\nType1, Type2 and text3",
            [("3, column 5", 1), ("3, column 12", 2), ("3, column 22", 3)],
        ),
    ],
)
def test_numbers_that_go_on_where_the_list_ends_are_told(
    text: str, told: list[tuple[str, int]]
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_reading_text(text)
    assert [(problem.place, problem.message) for problem in caught.value.problems] == [
        (f"line {place}", f"note {n} is anchored and not listed") for place, n in told
    ]


@pytest.mark.parametrize(
    "body",
    [
        "one text1 alone",
        "some text2 and text3 where 1 is wanting",
        "some text2 and then text1",
        "5 km2 with CO2 in 3 m3",
        "CO1 and CO2, H1 at m2, H2 at cm2 and H3",
        "Type1, Type2 and Type3",
        "squares H1, G2 and F3",
        "Ca(OH)1, Al(OH)2, and 5(b)1 or 5(c)2",
        "(a)1 first, (b)2 second",
        "A.1 First; B.2 Second",
        "II.1 First; III.2 Second",
        "see No.1 and p.2 and Art.3 of it",
        "  1. first\n  2. second\n\nClosing.",
        "POL 23–1, POL 23–2 and 4.1, 4.2 million",
        "item1, item2",
    ],
)
@pytest.mark.parametrize("notes", [0, 1])
def test_numbers_that_go_on_but_may_be_names_or_measures_are_no_mistakes(
    body: str, notes: int
) -> None:
    text = f"1. Title{notes or ''}\n\n{body}" + (listing(notes) if notes else "")
    assert render(parse_reading_text(text)) == text


@pytest.mark.parametrize("kept", range(5))
def test_the_anchors_of_the_true_document_are_told_where_its_list_is_cut(
    shared: Path, kept: int
) -> None:
    text = (shared / "documents" / "frus1964-68v31-d151.txt").read_text()
    with pytest.raises(SourceError) as caught:
        parse_reading_text(text[: text.index(f"\n  {kept + 1}. ")])
    assert [problem.message for problem in caught.value.problems] == [
        f"note {n} is anchored and not listed" for n in range(kept + 1, 6)
    ]


def test_a_number_at_the_end_of_the_heading_that_is_not_listed_is_told() -> None:
    with pytest.raises(SourceError, match=r"line 1, column 18: note 1 is anchored and not listed"):
        parse_reading_text("1. Telegram Posts1\n\nText.")


def test_a_note_without_an_anchor_is_reported_where_it_is_listed() -> None:
    assert problems_of("force.1 So it was.3", 3) == [
        ("line 6, column 3", "note 2 is listed and not anchored")
    ]


def test_anchors_out_of_order_are_told() -> None:
    assert problems_of("force.1 So the junta.3 So it was.2 So", 3) == [
        ("line 3, column 34", "note 2 is anchored out of order")
    ]
    assert problems_of("some force1 and the junta3 and it2 too", 3) == [
        ("line 3, column 34", "note 2 is anchored out of order")
    ]


def test_notes_anchored_twice_are_warned_of() -> None:
    text = f"1. T\n\nforce.1 So the junta.2 So it was junta.2 So{listing(2)}"
    (warning,) = read_reading_text(text, "a.txt").warnings
    assert str(warning) == (
        "a.txt: line 3, column 40: note 2 is anchored twice (correct the number, or set a blank"
        " before it if it belongs to no note)"
    )


@pytest.mark.parametrize(
    "mark", ["[p. 209]", "[page 209]", "[Page 209 ]", "[pg. 209]", "[pp. 209]"]
)
def test_what_only_looks_like_a_page_mark_is_warned_of(mark: str) -> None:
    read = read_reading_text(f"1. Title\n\nText {mark} goes on.", "a.txt")
    (warning,) = read.warnings
    assert str(warning) == (
        f"a.txt: line 3, column 6: {mark} is not read as a page mark"
        " (write [Page 209] if page 209 begins here)"
    )


@pytest.mark.timeout(20)
def test_of_very_many_doubtful_places_none_is_taken() -> None:
    few, many = "Embtel 5201 ", "Embtel 5202 " * 110_000
    assert anchored(few, 1) == ["Embtel 520<1>"]
    assert problems_of(many, 3) == [
        (f"line {n + 4}, column 3", f"note {n} is listed and not anchored") for n in (1, 2, 3)
    ]
