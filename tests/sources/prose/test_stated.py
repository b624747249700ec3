"""The subject that a document states in a line: where it ends."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.stated import participants_of, subject_line_of

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
}


@pytest.mark.parametrize(("line", "subject"), LINES.items())
def test_a_subject_ends_before_what_follows_it(line: str, subject: str | None) -> None:
    assert subject_line_of([line]) == subject


def test_participants_are_read_as_the_items_of_a_list_are() -> None:
    found = participants_of(
        [
            "SUBJECT",
            "Ships",
            "PARTICIPANTS",
            "United States",
            "NEA—Mr. Orr; Mr. Pell",
            "The Secretary",
            "OTHERS PRESENT",
            "Emil Orlan, Jr.",
            "The ships are late.",
        ]
    )
    assert [(one.name, one.office, one.group) for one in found] == [
        ("Mr. Orr", "NEA", "United States"),
        ("Mr. Pell", "NEA", "United States"),
        ("The Secretary", None, "United States"),
        ("Emil Orlan, Jr.", None, None),
    ]
