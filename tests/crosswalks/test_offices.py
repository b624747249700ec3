"""Posts and units, by the words for them."""

from __future__ import annotations

import pytest

from frus_pack.crosswalks.people import names_post, names_unit

POSTS = (
    "Chargé in India",
    "President’s Assistant for National Security Affairs",
    "Minister of Foreign Affairs of Spain",
    "Director General, Office of Diplomatic Information, Spanish Foreign Ministry",
    "Executive Secretariat Director",
    "Consul General",
    "Secretary-General",
    "Commanding General, U.S. Army South European Task Force",
    "The Acting Secretary of State",
)
UNITS = (
    "Division of South Asian Affairs",
    "National Security Council Staff",
    "EUR/RPM",
    "S",
    "Consulate General at Lagos",
    "White House staff",
    "Joint Chiefs of Staff",
    "All Diplomatic Missions in the American Republics",
    "CIA Station in [place not declassified]",
    "Operation PBSUCCESS Headquarters in Florida",
    "Department of State",
)
NEITHER = ("Brussels", "Robert H. Johnson", "Bundy", "State", "7 others", "", "General", ",")


@pytest.mark.parametrize("words", POSTS)
def test_a_post_is_told_by_the_word_before_its_preposition(words: str) -> None:
    assert (names_post(words), names_unit(words)) == (True, False)


@pytest.mark.parametrize("words", UNITS)
def test_a_unit_is_told_by_its_last_word_or_by_its_symbol(words: str) -> None:
    assert (names_post(words), names_unit(words)) == (False, True)


@pytest.mark.parametrize("words", NEITHER)
def test_of_other_words_nothing_is_known(words: str) -> None:
    assert (names_post(words), names_unit(words)) == (False, False)
