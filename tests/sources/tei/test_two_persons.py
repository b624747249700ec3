"""Identifiers that are another person's than the one who is named."""

from __future__ import annotations

import pytest

from frus_pack.document.model import Agent
from frus_pack.sources.tei.agents import as_listed, as_one_person
from frus_pack.sources.tei.two_persons import are_two_persons

OTHERS = {
    "Mr. Max Pell": "Orlan, Emil",
    "Emil Pell": "Orlan, Emil J.",
    "Max Pell II": "Orlan, Emil",
    "Mrs. Shao Yen-hua": "Orlan, Max W.",
    "The Honorable Norman R. Pell": "Orlan, Norman A.",
    "Admiral Orlan": "Orlan, General Emil",
    "C.K. Orr": "Orlan, George K.C. (Orlan Kung)",
}
SAME = {
    "Pell": "Orlan, Emil",
    "Vice Admiral Orlan": "Orlan, Rear Admiral Emil",
    "General Orlan": "Orlan, Colonel Emil",
    "E. O.": "Orlan, Emil",
    "McG. O.": "Orlan, McGregor",
    "Mr. Emil": "Orlan, Emil",
    "Emil Orlan, Jr.": "Orlan, Emil",
    "Zentaro Kosaka": "Kosaha, Zentaro",
    "Gideon Raphael": "Rafael, Gideon",
    "Samuel DeOrlan": "De Orlan, Samuel",
    "Emil Órlan": "Orlan, Emil",
    "L.A. O[rlan, Jr.]": "Orlan, Leo",
    "The President": "Orlan, Emil",
    "The Foreign Minister": "Orlan, Emil",
    "Lord Home": "Orlan-Home, Alec",
    "Orlan Ping-nan": "Orlan Bingnan",
    "Chou En-lai": "Zhou Enlai",
}


@pytest.mark.parametrize(("name", "listed"), OTHERS.items())
def test_a_full_name_with_another_surname_is_another_person(name: str, listed: str) -> None:
    assert are_two_persons(name, listed)


@pytest.mark.parametrize(("name", "listed"), SAME.items())
def test_initials_and_spellings_and_posts_are_not_another_person(name: str, listed: str) -> None:
    assert not are_two_persons(name, listed)


def test_an_agent_does_not_have_the_identifier_of_another_person() -> None:
    listed = {"p_O_1": "Orlan, Emil"}
    pell, orlan = Agent(name="Max Pell", id="p_O_1"), Agent(name="Mr. Orlan", id="p_O_1")
    assert as_listed(pell, listed) == as_one_person(pell, listed) == Agent(name="Max Pell")
    assert as_listed(orlan, listed) == Agent(name="Mr. Orlan", id="p_O_1", listed="Orlan, Emil")
    assert as_one_person(orlan, listed) == orlan
