"""Faults of encoding that a reader would stumble on: each is one finding, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.surveying.small_volumes import PAGE, div, finding, pb, volume
from tests.surveying.told import Told, told


def _of(folder: Path, *lines: str, division: bool = False) -> list[Told]:
    before = '<div type="chapter" xml:id="ch1"><head>1</head>' if division else ""
    after = "</div>" if division else ""
    return told(volume(folder, before + PAGE, *lines, after))


def test_a_source_note_in_an_attachment_may_be_a_documents(tmp_path: Path) -> None:
    text = (
        "<p>Yes.</p><frus:attachment><head>Letter</head>\n"
        '<p>No.<note n="1" type="source" xml:id="d1fn1">Source: None.</note></p></frus:attachment>'
    )
    assert _of(tmp_path, div(1, text=text)) == [
        finding(
            "attachment-source",
            "d1, line 8",
            "note 1, a source note, is in an attachment: it may be a document of its own",
        )
    ]


def test_control_characters_of_c1_are_one_finding_a_document(tmp_path: Path) -> None:
    assert _of(tmp_path, div(1, text="<p>a\x96b\nc&#x80;d</p>")) == [
        finding(
            "character-control",
            "d1, line 7",
            "a control character (C1) in '1. Letter</head><p>a\\x96b c&#x80;d</p></div>' (2 times)",
        )
    ]


def test_entities_that_were_escaped_twice_are_one_finding_a_document(tmp_path: Path) -> None:
    text = "<p>Moscow&amp;mdash;at\n least&amp;#8212;</p><p>Q&amp;A; AT&amp;T</p>"
    found = _of(tmp_path, div(1, text=text))
    assert [one[:2] for one in found] == [("volume.entity-escaped", "d1, line 7")]
    assert "(2 times)" in found[0][2]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2", "3"), []),
        (("0", "1", "*"), []),
        (("1", "3", "2"), []),
        (("1", "1", "2"), []),
        (("1", "3"), [("d1, line 8", "note 2 left out before note 3")]),
        (("2", "6"), [("d1, line 8", "notes 3–5 left out before note 6")]),
    ],
)
def test_note_numbers_left_out_in_a_document(
    tmp_path: Path, numbers: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    notes = "\n".join(f'<note n="{n}">Yes.</note>' for n in numbers)
    found = [one for one in _of(tmp_path, div(1, text=f"<p>x{notes}</p>")) if "note" in one[0]]
    assert found == [finding("note-gap", place, message) for place, message in expected]


def test_a_note_without_words(tmp_path: Path) -> None:
    text = '<p>x<note n="1" xml:id="d1fn1"><p> <hi/></p></note></p>'
    assert finding("note-empty", "d1, line 7", "note 1 has no words") in _of(
        tmp_path, div(1, text=text)
    )


def test_notes_with_identifiers_of_another_document(tmp_path: Path) -> None:
    text = '<p>x<note n="1" xml:id="d7fn1">A.</note><note n="2" xml:id="d7fn2">B.</note></p>'
    assert _of(tmp_path, div(1, text=text)) == [
        finding(
            "note-identifier",
            "d1, line 7",
            "notes 1, 2 have the identifiers of notes of d7",
            "d1fn1",
            "d7fn1",
        )
    ]


def test_references_without_a_target_are_one_finding(tmp_path: Path) -> None:
    index = '<div type="section" xml:id="index"><p><ref>413</ref>, <ref>414</ref></p></div>'
    found = [one for one in _of(tmp_path, div(1), index) if "reference" in one[0]]
    assert found == [
        finding("reference-untargeted", "line 8", "a reference has no target: “413” (2 times)")
    ]


@pytest.mark.parametrize(
    ("target", "known"),
    [
        ("frus1961-63v12#d4", True),
        ("frus1952-54Guat", True),
        ("https://history.state.gov", True),
        ("frus19450v08#d1", False),
        ("frus1781v01", False),
        ("d1", False),
        ("Bible#d1", False),
    ],
)
def test_references_to_no_volume_of_the_series(tmp_path: Path, target: str, known: bool) -> None:
    found = _of(tmp_path, div(1, text=f'<p><ref target="{target}">x</ref></p>'))
    message = f"{target} is not in a volume of the series"
    fix = ("#d1", "d1") if target == "d1" else (None, None)
    expected = [] if known else [finding("reference-unknown", "d1, line 7", message, *fix)]
    assert found == expected


@pytest.mark.parametrize(
    ("said", "target", "right"),
    [
        ("Document 2", "d2", True),
        ("Document 3", "d2", False),
        ("footnote 1, Document 2", "d2fn1", True),
        ("footnote 3, Document 2", "d2fn1", False),
        ("Documents 2 and 3", "d2", True),
        ("supra", "d2", True),
    ],
)
def test_words_of_a_reference_against_its_target(
    tmp_path: Path, said: str, target: str, right: bool
) -> None:
    text = f'<p><ref target="#{target}">{said}</ref></p>'
    noted = '<p>x<note n="1" xml:id="d2fn1">Yes.</note></p>'
    found = _of(tmp_path, div(1, text=text), div(2, text=noted))
    message = f"“{said}” leads to {target}"
    assert found == ([] if right else [finding("reference-differs", "d1, line 7", message)])


@pytest.mark.parametrize(
    ("when", "said", "right"),
    [
        ("1964-10-24", "October 24, 1964", True),
        ("1964-10-24T14:46:00", "October 24, 1964, 2:46 p.m.", True),
        ("1964", "October 24, 1963", True),
        ("1964-10-24", "October 24, 1963, 2:46 p.m.", False),
    ],
)
def test_when_against_the_printed_words(tmp_path: Path, when: str, said: str, right: bool) -> None:
    text = f'<p>Of <date when="{when}">{said}</date>.</p>'
    found = _of(tmp_path, div(1, text=text))
    message = f"when differs from the words “{said}”"
    expected = finding("date-differs", "d1, line 7", message, "1963-10-24", "1964-10-24")
    assert found == ([] if right else [expected])


def test_when_of_the_dateline_against_its_words_is_one_finding(tmp_path: Path) -> None:
    date = '<date when="1964-10-24">October 24, 1963</date>'
    found = _of(tmp_path, div(1, text=f"<dateline>{date}</dateline><p>Yes.</p>"))
    assert [one[:2] for one in found] == [("volume.date-differs", "d1, line 7")]


def test_a_year_far_from_those_of_both_neighbours(tmp_path: Path) -> None:
    def dated(number: int, year: str) -> str:
        line = f'<dateline><date when="{year}-03-01">March</date></dateline>'
        return div(number, text=f"{line}<p>Yes.</p>")

    years = ("1965", "1925", "1965", "1970", "1971")
    documents = [dated(number, year) for number, year in enumerate(years, start=1)]
    assert _of(tmp_path, *documents) == [
        finding("date-far", "d2, line 8", "is dated 1925, the documents beside it 1965")
    ]


def test_page_numbers_against_their_identifiers_are_one_finding_a_run(tmp_path: Path) -> None:
    pages = [
        pb(str(n), f"00{n + 10}").replace(f'xml:id="pg_{n}"', f'xml:id="pg_{n + 1}"')
        for n in (2, 3)
    ]
    text = f"<p>a{pages[0]}b{pages[1]}c</p>"
    assert _of(tmp_path, div(1, text=text)) == [
        finding(
            "page-identifier",
            "page 2, line 7",
            "pages 2–3: another number than in the identifier",
            "3–4",
            "2–3",
        )
    ]


def test_page_breaks_stacked_before_a_text(tmp_path: Path) -> None:
    stacked = f"{pb('2', '0012')}{pb('3', '0013')}"
    assert _of(tmp_path, div(1), stacked, div(2), division=True) == [
        finding(
            "page-stacked",
            "page 2, line 8",
            "no words are on it, and text goes on: were page breaks stacked?",
        )
    ]


def test_pages_of_electronic_volumes_without_words_are_one_finding(tmp_path: Path) -> None:
    def paged(number: int) -> str:
        ids = [f"d{number}-0{n}" for n in (1, 2)]
        marks = "".join(f'<pb n="{one[-1]}" facs="{one}" xml:id="{one}"/>' for one in ids)
        return div(number, text=f"<p>Yes.</p>{marks}")

    found = told(volume(tmp_path, paged(1), paged(2)))
    assert [one for one in found if one[0] == "volume.page-stacked"] == [
        finding("page-stacked", "page 1, line 6", "no words are on 4 pages of d1, d2")
    ]


def test_a_displaced_page_is_one_finding(tmp_path: Path) -> None:
    pages = "x".join(pb(str(n), f"00{n + 10}") for n in (2, 4, 5, 3, 6))
    found = _of(tmp_path, div(1, text=f"<p>a{pages}b</p>"))
    assert [one[:2] for one in found] == [("volume.page-order", "page 3, line 7")]


def test_a_run_of_placeholders_is_one_finding(tmp_path: Path) -> None:
    pages = "x".join(pb(str(n), "0000") for n in range(2, 27))
    found = _of(tmp_path, div(1, text=f"<p>a{pages}b{pb('27', '0037')}c</p>"))
    assert [one for one in found if "0000" in one[2]] == [
        finding(
            "facs-order",
            "page 2, line 7",
            "has the scan number 0000, as 25 pages in a row have",
            None,
            "0000",
        )
    ]


def test_the_documents_of_a_further_part_need_not_begin_with_1(tmp_path: Path) -> None:
    identifier = "frus1958-60v99p2"
    path = volume(tmp_path, PAGE, div(462), root=identifier, idno=identifier, name=identifier)
    assert told(path) == []


def test_a_number_whose_letter_is_a_capital_is_the_same(tmp_path: Path) -> None:
    second = '<div type="document" n="1A" xml:id="d1a"><head>1a. Letter</head><p>Yes.</p></div>'
    assert _of(tmp_path, div(1), second) == []


def test_a_leaf_behind_the_last_document_of_a_division_may_be_blank(tmp_path: Path) -> None:
    last = div(1, text=f"<p>Yes.</p>{pb('2', '0012')}")
    assert _of(tmp_path, last, division=True) == [
        finding("page-empty", "page 2, line 7", "a page has no words: 2")
    ]


def test_a_note_that_begins_with_a_page_is_not_empty(tmp_path: Path) -> None:
    note = f'<note n="1" xml:id="d1fn1">{pb("2", "0012")}See page 3.</note>'
    assert _of(tmp_path, div(1, text=f"<p>Yes.{note}</p>")) == []


def test_a_pointer_with_blanks_in_it_is_one(tmp_path: Path) -> None:
    text = '<p><persName corresp="#p_al Orlan, Emil1">Orlan</persName></p>'
    message = "p_al Orlan, Emil1 is in no list of persons"
    front = (
        '<div type="section" xml:id="persons"><list type="persons"><item><persName xml:id="p_PE1">'
        "Pell, Emil</persName>, Minister</item></list></div>"
    )
    assert told(volume(tmp_path, PAGE, div(1, text=text), front=front)) == [
        finding("person-nowhere", "d1, line 7", message)
    ]


def test_a_reference_to_a_mark_alone_has_no_target(tmp_path: Path) -> None:
    message = "a reference has no target: “Document 3”"
    assert _of(tmp_path, div(1, text='<p><ref target="#">Document 3</ref></p>')) == [
        finding("reference-untargeted", "d1, line 7", message)
    ]
