"""The subject that a document states in a line: where it ends."""

from __future__ import annotations

import pytest

from frus_pack.document.model import Agent
from frus_pack.sources.prose.labelled_lines import participants_of, subject_line_of, subject_of
from frus_pack.sources.prose.participants import Line

LINES = {
    "Subject: The Harbor of Kestania": "The Harbor of Kestania",
    "Subject: Talk with Dr. Marand": "Talk with Dr. Marand",
    "12. Subj: Mr. Marand's U.S. Visit. We agree.": "Mr. Marand's U.S. Visit",
    "3672. Subj: The harbor. Ref: State 113645.": "The harbor",
    "3672. Subj: The harbor. Ref State 113645 Limdis.": "The harbor",
    "888. Subject: Reply to the appeal. Reference: Kestania 883.": "Reply to the appeal",
    "SUBJECT: HARBOR DUES REFS: A) STATE 178439; B) STATE 108501": "HARBOR DUES",
    "SUBJECT: HARBOR DUES\nREF: STATE 178439": "HARBOR DUES",
    "SUBJECT: Meeting with Marand DATE AND TIME: Tuesday, 11:43 a.m.": "Meeting with Marand",
    "Subject: A policy with reference to harbors": "A policy with reference to harbors",
    "Subject: Harbors, with References to State Papers": (
        "Harbors, with References to State Papers"
    ),
    "Subject: " + "long words " * 20: None,
    "Subject: " + "long words " * 15 + "end. What follows is longer than that.": (
        "long words " * 15 + "end"
    ),
    "The subject: a harbor": None,
    "21. For Orlan from Pell. Ref: Lorne's 43. Subject: Ships. We agree.": "Ships",
    "Vanto 36. Subj: Talk with Orlan—May 28.": "Talk with Orlan—May 28",
    "MAC 45. Ref: LOR 030345Z Jun 66. Subj: The U.S. Harbor.": "The U.S. Harbor",
    "A–74. Subject: Ships. For: The Secretary.": "Ships",
    "[document number not declassified] Subject: Ships. 1. They wait.": "Ships",
    "I read your letter. Subject: Ships. We agree.": None,
    "2. We refer to Orlan's paper, Subject: Ships.": None,
    "GENERAL SUBJECT: Ships": "Ships",
    "TO: All Posts\nFROM: Lorne\nSUBJECT: Ships of the\nHarbor\nREF: A-4": "Ships of the Harbor",
    "E.O. 11652: GDS\nTAGS: ILO PORG\nSUBJ: SHIPS\nFOR ORLAN FROM PELL": "SHIPS",
    "MEMORANDUM FOR: ORLAN\nFrom: Pell\nSubject: Ships": "Ships",
    "LORNE 43\nSUBJECT: SHIPS": None,
}


@pytest.mark.parametrize(("line", "subject"), LINES.items())
def test_a_subject_ends_before_what_follows_it(line: str, subject: str | None) -> None:
    assert subject_line_of([line]) == subject


def _participants(*lines: str) -> tuple[Agent, ...]:
    return participants_of([Line(one) for one in lines])


def test_participants_are_read_as_the_items_of_a_list_are() -> None:
    found = _participants(
        "SUBJECT",
        "Ships",
        "PARTICIPANTS",
        "United States",
        "NEA—Mr. Orr; Mr. Pell",
        "The Secretary",
        "OTHERS PRESENT",
        "Emil Orlan, Jr.",
        "The ships are late.",
    )
    assert [(one.name, one.office, one.group) for one in found] == [
        ("Mr. Orr", "NEA", "United States"),
        ("Mr. Pell", "NEA", "United States"),
        ("The Secretary", None, "United States"),
        ("Emil Orlan, Jr.", None, None),
    ]


PARTICIPANTS = {
    ("Participants: Mr. Orlan, Embassy of Lorne", "Mr. Pell—UNP", "They met."): [
        "Mr. Orlan",
        "Mr. Pell",
    ],
    ("PARTICIPANTS", "Dr. Emil Orlan and Soviet Ambassador Max Pell", "They met."): [
        "Dr. Emil Orlan",
        "Soviet Ambassador Max Pell",
    ],
    (
        "PARTICIPANTS",
        f"Secretary Orlan, {', '.join(f'Mr. Pell{n}' for n in 'abcdefghijklmnopq')}",
    ): [
        "Secretary Orlan",
        *(f"Mr. Pell{n}" for n in "abcdefghijklmnopq"),
    ],
}


@pytest.mark.parametrize(("paragraphs", "names"), PARTICIPANTS.items())
def test_participants_beside_a_label_and_in_long_lines_are_named(
    paragraphs: tuple[str, ...], names: list[str]
) -> None:
    assert [one.name for one in _participants(*paragraphs)] == names


@pytest.mark.parametrize(
    "following",
    [
        "Orlan: Let us begin?",
        "DATE AND TIME: May 3, noon",
        "1. The harbor",
        "[Omitted here is what was said of ships]",
        "Shall we begin?",
    ],
)
def test_a_list_of_participants_ends_before_what_is_said(following: str) -> None:
    found = _participants("PARTICIPANTS", "Mr. Orlan", following)
    assert [one.name for one in found] == ["Mr. Orlan"]


@pytest.mark.parametrize(
    "line",
    [
        "Present Situation",
        "PRESENT TRENDS IN LORNE",
        "Participants: As the two described below.",
        "PARTICIPANTS: See attached list",
    ],
)
def test_a_line_that_only_begins_as_a_label_names_nobody(line: str) -> None:
    assert _participants(line, "Lorne Harbor", "Mr. Orlan") == ()


def test_a_country_before_a_name_heads_those_behind_it() -> None:
    found = _participants("PARTICIPANTS", "Algeria: Mr. Orlan", "Mr. Pell")
    assert [(one.name, one.group) for one in found] == [
        ("Mr. Orlan", "Algeria"),
        ("Mr. Pell", "Algeria"),
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Persons present: Mr. Orlan, [name not declassified], Mr. Pell",
            ["Mr. Orlan", "[name not declassified]", "Mr. Pell"],
        ),
        (
            "PERSONS PRESENT: [2 names not declassified] and E. Orr",
            ["[2 names not declassified]", "E. Orr"],
        ),
        (
            "Present were: Mr. Orlan, Colonel Pell, Mr. Stern.",
            ["Mr. Orlan", "Colonel Pell", "Mr. Stern"],
        ),
    ],
)
def test_of_persons_beside_a_label_some_are_withheld(line: str, names: list[str]) -> None:
    assert [one.name for one in _participants(line)] == names


@pytest.mark.parametrize("label", ["SUBJECT", "Subj:", "RE", "SUBJ:"])
def test_a_subject_can_be_below_a_long_list_of_participants(label: str) -> None:
    names = [f"Mr. Orlan{n}" for n in "abcdefghijklmnop"]
    assert subject_of(["PARTICIPANTS", *names, label, "The harbor", "We met."]) == "The harbor"


def test_a_subject_can_be_below_the_lines_that_head_a_telegram() -> None:
    above = ["TELEGRAM\nDepartment of State", "R 230853Z APR 76\nFM LORNE", "LORNE 98", "Ships"]
    assert subject_line_of([*above, "E.O. 11652: N/A", "SUBJECT: SHIPS\nREF: LORNE 4"]) == "SHIPS"
    assert subject_line_of([*above, "We met. " * 50, "SUBJECT: SHIPS"]) is None


def test_a_subject_behind_the_text_is_that_of_another_paper() -> None:
    assert subject_of(["We met. " * 50, "SUBJECT", "The harbor"]) is None
