"""Offices that are titles before a name."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.titles import title_before_name


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("12. Letter From President ", "President"),
        ("Memorandum From the Joint Staff to Secretary of Defense ", "Secretary of Defense"),
        ("Memorandum From Acting Secretary of State ", "Acting Secretary of State"),
        (" and former Prime Minister ", "former Prime Minister"),
        (" to Chinese Premier ", "Chinese Premier"),
        (
            "Message to Chairman of the Council of Ministers of the Kestan Union ",
            "Chairman of the Council of Ministers of the Kestan Union",
        ),
        ("by President’s Special Assistant ", "President’s Special Assistant"),
        (
            "From the Assistant to the President for Security Affairs ",
            "Assistant to the President for Security Affairs",
        ),
        ("The Ambassador in Lorne to Secretary-General ", "Secretary-General"),
    ],
)
def test_a_title_between_the_opening_and_the_name_is_its_office(before: str, office: str) -> None:
    assert title_before_name(before) == office


@pytest.mark.parametrize(
    "before",
    [
        "Letter From General ",
        "Letter From President-elect ",
        "Memorandum From the Legation in Lorne to Mr. ",
        "Telegram Secretary ",
        "Memorandum From the Adviser to the President for Security Affairs ",
        "Memorandum of ",
        "",
    ],
)
def test_a_rank_and_an_office_of_another_give_none(before: str) -> None:
    assert title_before_name(before) is None
