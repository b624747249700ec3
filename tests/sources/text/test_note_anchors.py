"""Note anchors: told from all other digits by their order."""

from __future__ import annotations

import contextlib
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frus_pack.document.transcription import (
    Heading,
    NoteAnchor,
    PageBreak,
    Paragraph,
)
from frus_pack.errors import SourceError
from frus_pack.sources.text.best_anchors import Candidate, best_anchors
from frus_pack.sources.text.reading_text import parse_reading_text, read_reading_text
from tests.sources.text.anchored import anchored, listing, parsed, problems_of, words
from tests.support.reading_texts import render


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("named.1 So", "named.<1> So"),
        ("the junta1 was", "the junta<1> was"),
        ("“not declassified.”1 So", "“not declassified.”<1> So"),
        ("“junta,”1 he", "“junta,”<1> he"),
        ("(ARA/BC)1 or", "(ARA/BC)<1> or"),
        ("[name]1", "[name]<1>"),
        ("why?1 So", "why?<1> So"),
        ("to the U.S.1 So", "to the U.S.<1> So"),
        ("of NATO1 and", "of NATO<1> and"),
        ("November 3.1 By", "November 3.<1> By"),
        ("in 1964.1", "in 1964.<1>"),
        ("November 3,1 the", "November 3,<1> the"),
        ("November 3;1 the", "November 3;<1> the"),
        ("Quito—1", "Quito—<1>"),
        ('the "junta"1 was', 'the "junta"<1> was'),
        ("en Bogotá1 fué", "en Bogotá<1> fué"),
    ],
)
def test_a_number_glued_to_word_point_or_bracket_is_an_anchor(body: str, expected: str) -> None:
    assert anchored(body, 1) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "in 2964–1",
        "POL 23–1 BOL",
        "23-1 and",
        "F-1 aircraft",
        "4.1 million men",
        "at 3:1 and",
        "(1 of them",
        "“1 of them",
        'said “"1 more"',
        "$1 in cash",
        "#1 of them",
        "622.34/1 and",
        "the 1st of them",
        "page1b",
        "1% of",
        "named.1% of",
        "two 1 three",
        "the 20 of them",
        "٣1 of",
        "named.01 So",
        "named.١ So",
        "[Page A1]",
    ],
)
def test_other_digits_are_never_anchors(body: str) -> None:
    assert problems_of(body, 1) == [("line 5, column 3", "note 1 is listed and not anchored")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("MIG21 and named21. The force.1 So MIG1", "MIG21 and named21. The force.<1> So MIG1"),
        ("CO1 and H1, but force1 too", "CO1 and H1, but force<1> too"),
        ("No.1 and Art.1, but force.1 So", "No.1 and Art.1, but force.<1> So"),
        ("5 km1 from NATO1.", "5 km<1> from NATO1."),
        ("in 1964.1 The A.1 Then", "in 1964.1 The A.<1> Then"),
        ("force1–3 and force1.", "force1–3 and force<1>."),
        ("the one1 and the two1 of them", "the one<1> and the two1 of them"),
    ],
)
def test_the_least_weak_place_is_the_anchor_and_then_the_earliest(body: str, expected: str) -> None:
    assert anchored(body, 1) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("on March 241 and", "on March 24<1> and"),
        ("Lorne, September 11, 19691\n\nText.", "Lorne, September 11, 1969<1>"),
        ("at noon, 4 p.m.12", "at noon, 4 p.m.<1><2>"),
        ("on June 1, 195212", "on June 1, 1952<1><2>"),
        ("the sum of $3,000,0001 in cash", "the sum of $3,000,000<1> in cash"),
    ],
)
def test_the_calendar_tells_a_number_from_digits_it_is_glued_to(body: str, expected: str) -> None:
    notes = expected.count("<")
    read = read_reading_text(f"1. Title\n\n{body}{listing(notes)}")
    assert (words(read.transcription.blocks[1]), read.warnings) == (expected, ())


@pytest.mark.parametrize(
    ("body", "expected", "behind"),
    [
        ("from Embtel 5201 and", "from Embtel 520<1> and", "from Embtel 520"),
        ("the 21 of them", "the 2<1> of them", "the 2"),
        ("in NSC 5808/11 of", "in NSC 5808/1<1> of", "in NSC 5808/1"),
        ("on March 11 and", "on March 1<1> and", "on March 1"),
        ("Mr. Orlan1agreed that", "Mr. Orlan<1>agreed that", "Mr. Orlan"),
        ("Act of 1968:1\n\nText.", "Act of 1968:<1>", "Act of 1968:"),
        ("(Cairo’s 2260.1) It", "(Cairo’s 2260.<1>) It", "(Cairo’s 2260."),
    ],
)
def test_digits_that_end_with_a_missing_number_anchor_it_with_a_warning(
    body: str, expected: str, behind: str
) -> None:
    read = read_reading_text(f"1. Title\n\n{body}{listing(1)}", "a.txt")
    assert words(read.transcription.blocks[1]) == expected
    (warning,) = read.warnings
    assert str(warning) == (
        f"a.txt: line 3, column {len(behind) + 1}: note 1 is taken to be anchored behind"
        f" {behind!r}, where digits meet (if so, nothing need be done; else set a blank between"
        " the digits)"
    )


def test_of_two_doubtful_places_the_number_of_a_paper_is_the_likelier() -> None:
    read = read_reading_text(f"1. Title\n\nBy 61 of 901 men, Deptel 3331 says so.{listing(1)}")
    assert words(read.transcription.blocks[1]) == "By 61 of 901 men, Deptel 333<1> says so."


def test_an_hour_behind_a_dash_is_not_an_anchor() -> None:
    read = read_reading_text(
        f"1. Title\n\nLorne, May 2, 1956—1 p.m.\n\nSee (Embtel 41).{listing(1)}"
    )
    assert words(read.transcription.blocks[2]) == "See (Embtel 4<1>)."


def test_order_decides_where_a_number_occurs_more_than_once() -> None:
    body = "A type3 plane.1 All types3 of them.2 Some type1 of it; the type3 was it."
    assert anchored(body, 3) == [
        "A type3 plane.<1> All types3 of them.<2> Some type1 of it; the type<3> was it."
    ]


def test_notes_may_be_anchored_in_the_heading_and_any_paragraph() -> None:
    text = "1. Title1 of it2\n\n  3. Indented3\n\n[Page 4]\n\nend,[Page 5]4 so." + listing(4)
    blocks = parse_reading_text(text).blocks
    assert blocks == (
        Heading(("1. Title", NoteAnchor("1"), " of it", NoteAnchor("2"))),
        Paragraph(("  3. Indented", NoteAnchor("3"))),
        PageBreak("4"),
        Paragraph(("end,", PageBreak("5"), NoteAnchor("4"), " so.")),
    )


def test_many_notes_are_found() -> None:
    body = " ".join(f"In 1964–66 (POL 23–9) MIG{n} force.{n} So" for n in range(1, 151))
    read = parsed(body, 150)
    found = [p.n for p in read.in_reading_order if isinstance(p, NoteAnchor)]
    assert found == [str(n) for n in range(1, 151)]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("3. National Security Action Memorandum No. 3281", "328"),
        ("3. National Security Decision Memorandum 1341", "134"),
        ("3. National Intelligence Estimate Number 98–641", "98–64"),
    ],
)
def test_in_a_heading_that_ends_in_a_serial_number_note_1_is_glued_to_it(
    heading: str, number: str
) -> None:
    text = f"{heading}\n\nText.2" + listing(2)
    read = parse_reading_text(text)
    assert words(read.heading).endswith(f"{number}<1>")
    assert render(read) == text


def test_a_word_joiner_tells_an_anchor_from_digits_it_is_glued_to() -> None:
    text = "1. T\n\ntelegram 496\u20601 of (\u20602 and word3\u2060s" + listing(3)
    read = parse_reading_text(text)
    assert words(read.blocks[1]) == "telegram 496<1> of (<2> and word<3>s"
    assert render(read) == text


def test_notes_anchored_at_one_place_are_told_apart_by_a_word_joiner() -> None:
    read = parse_reading_text("1. T\n\nword1\u20602." + listing(2))
    assert read.blocks[1] == Paragraph(("word", NoteAnchor("1"), NoteAnchor("2"), "."))
    assert render(read) == "1. T\n\nword1\u20602." + listing(2)


def test_the_digits_of_a_long_serial_number_are_not_an_anchor() -> None:
    assert anchored("Key 123456789011 of", 1)[0] == "Key 12345678901<1> of"
    assert problems_of("Key 1234567890121 of", 1) == [
        ("line 5, column 3", "note 1 is listed and not anchored")
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), max_size=9))
def test_the_sequence_found_is_the_best_there_is(drawn: list[tuple[int, int]]) -> None:
    candidates = [Candidate(number, place, weak) for place, (number, weak) in enumerate(drawn)]
    best = min(
        (
            (-len(chosen), sum(drawn[place][1] for place in chosen), chosen)
            for chosen in subsets(len(drawn))
            if all(drawn[a][0] < drawn[b][0] for a, b in pairwise(chosen))
        ),
    )
    assert best_anchors(candidates) == best[2]


def subsets(size: int) -> list[list[int]]:
    return [[place for place in range(size) if bits >> place & 1] for bits in range(1 << size)]


@pytest.mark.parametrize(
    ("unit", "notes"),
    [
        ("word7 MIG3 ", 9),
        ("a5 ", 5),
        ("[Page ", 3),
        ("9", 4),
        ("force.7 ", 0),
        ("a1 b2 ", 0),
        ("\n1.", 0),
    ],
)
def test_a_long_text_full_of_digits_takes_time_in_proportion(unit: str, notes: int) -> None:
    short, long = (seconds_for(unit * (size // len(unit)), notes) for size in (1 << 13, 1 << 17))
    assert long < 16 * 8 * max(short, 0.001)


def seconds_for(body: str, notes: int) -> float:
    start = time.process_time()
    with contextlib.suppress(SourceError):
        parsed(body, notes)
    return time.process_time() - start
