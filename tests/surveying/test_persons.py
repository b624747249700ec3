"""What a survey says of names, and of the identifiers of persons that they point to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.surveying.small_volumes import PAGE, div, finding, volume
from tests.surveying.told import told

PERSONS = (
    '<div type="section" xml:id="persons"><head>Persons</head><list type="persons">'
    '<item><hi rend="strong"><persName xml:id="p_RD1">Rusk, Dean</persName>,</hi> Secretary</item>'
    '<item><hi rend="strong"><persName xml:id="p_BG1">Ball, George W.</persName>,</hi> Under'
    " Secretary</item></list></div>"
)


@pytest.mark.parametrize("said", ["Rusk", "Dean Rusk", "Rusk’s", "the Secretary", "RUSK", "Bush"])
def test_a_name_that_can_be_the_persons_is_not_mistaken(tmp_path: Path, said: str) -> None:
    text = f'<p><persName corresp="#p_RD1">{said}</persName></p>'
    assert told(volume(tmp_path, PAGE, "", div(1, text=text), front=PERSONS)) == []


def test_a_name_that_is_spelled_otherwise_is_not_mistaken(tmp_path: Path) -> None:
    text = '<p><persName corresp="#p_RD1">Ruska</persName></p>'
    other = PERSONS.replace("Ball, George W.", "Ruska, Jan")
    assert told(volume(tmp_path, PAGE, "", div(1, text=text), front=other)) == []


def test_a_name_that_points_to_another_person_is_mistaken(tmp_path: Path) -> None:
    text = '<p><persName corresp="#p_RD1">George Ball</persName>\n</p>'
    other = text.replace("<p>", '<p><persName corresp="#p_RD1">George Ball</persName>')
    assert told(
        volume(tmp_path, PAGE, "", div(1, text=text), div(2, text=other), front=PERSONS)
    ) == [
        finding(
            "person-mistaken",
            "d1, line 8",
            "“George Ball” points to Rusk, Dean (3 times)",
            "p_BG1",
            "p_RD1",
        )
    ]


def test_a_pointer_without_its_mark_is_followed_and_reported(tmp_path: Path) -> None:
    text = '<p><persName corresp="p_RD1">Rusk</persName></p>'
    assert told(volume(tmp_path, PAGE, "", div(1, text=text), front=PERSONS)) == [
        finding("pointer-bare", "d1, line 8", "p_RD1 is pointed to without #", "#p_RD1", "p_RD1")
    ]


def test_of_an_identifier_that_is_nowhere_the_likely_one_is_told(tmp_path: Path) -> None:
    text = '<p><persName corresp="#p_RD">Rusk</persName></p>'
    assert told(volume(tmp_path, PAGE, "", div(1, text=text), front=PERSONS)) == [
        finding("person-nowhere", "d1, line 8", "p_RD is in no list of persons", "p_RD1", "p_RD")
    ]


def test_entries_without_an_identifier_are_one_finding_a_list(tmp_path: Path) -> None:
    more = (
        '<item><hi rend="strong">C,</hi> Counselor</item><item><pb n="2" xml:id="pg_2"/>'
        '<hi rend="strong"><persName>D, E</persName></hi></item>'
        '<item><hi rend="italic">Note</hi>: Titles are American.</item></list>'
    )
    front = PAGE.replace('facs="0011" ', "") + PERSONS.replace("</list>", more)
    found = told(volume(tmp_path, div(1), front=front))
    assert found == [
        finding(
            "entry-unidentified",
            "line 5",
            "2 entries have no identifier in the list of persons: C, D",
        )
    ]
