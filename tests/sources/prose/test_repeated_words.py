"""Words that are repeated many times are read, or passed over, without trying every division."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose import agent_forms, markings, party_forms
from frus_pack.sources.prose.passage import Mentions, Passage
from frus_pack.sources.prose.people import people_of
from frus_pack.sources.prose.source_note import read_source_note

pytestmark = pytest.mark.timeout(20)

MANY = 500


@pytest.mark.parametrize(
    "words",
    [
        "Secret; ",
        "For Ball Only; ",
        "Personal for Ball; ",
        "Eyes Only for Ball, ",
        "Noforn Except A, ",
        "Drafted by A--.-",
        "Drafted on January 5 and May 9, and ",
    ],
)
def test_a_source_note_of_the_same_words_is_kept(words: str) -> None:
    note = f"Source: Johnson Library, Aides Files. {words * MANY}!"
    assert read_source_note(note).source.note == note


@pytest.mark.parametrize("words", ["For Ball Only; ", "Personal for Ball; ", "Noforn Except A, "])
def test_a_list_of_markings_with_another_end_is_not_markings(words: str) -> None:
    assert markings.read_markings(words * 40 + "\n") is None


def test_markings_are_not_at_the_end_of_a_list_that_goes_on() -> None:
    assert markings.markings_behind("Files, POL 26 Secret; " + "aa; " * 60 + ".") is None


@pytest.mark.parametrize("name", ["A" + "-" * 100 + "!", "von A" + "a’" * 60 + " (A)!"])
def test_points_in_a_name_make_no_agent_of_other_words(name: str) -> None:
    assert agent_forms.read_agent(Passage(name, 0), Mentions(())) is None


def test_abbreviations_alone_are_not_a_name() -> None:
    assert not party_forms.is_name("AZ. " * 60 + "1")
    assert party_forms.is_name("A.B. AZ. Coverdale")


@pytest.mark.parametrize(
    "words", ["Mr. A ", "Vice ", "S—Mr. A ", "French Minister ", "Mr. A, and "]
)
def test_nobody_is_read_from_an_item_longer_than_any_list(words: str) -> None:
    assert list(people_of(words * (100_000 // len(words)))) == []
    assert len(list(people_of(words * (9_999 // len(words))))) < 10_000
