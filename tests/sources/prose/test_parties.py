"""Which ``to`` of a heading parts sender and recipient."""

from __future__ import annotations

import pytest

from frus_pack.document.model import Agent
from frus_pack.sources.prose.parties import Party, parties_of


def _names(party: Party | None) -> list[str]:
    return [_said(one) for one in party.agents] if party else []


def _said(agent: Agent) -> str:
    return f"{agent.name}, {agent.office}" if agent.office else agent.name


@pytest.mark.parametrize(
    ("heading", "sender", "recipient"),
    [
        ("Letter From the Minister to the Ambassador", "Minister", "Ambassador"),
        ("Letter From the Minister to the Ambassador (Orlan)", "Minister", "Orlan, Ambassador"),
        (
            "Telegram From Ambassador Orlan to the Department of State",
            "Orlan, Ambassador",
            "Department of State",
        ),
        (
            "Letter From Secretary Orlan to Foreign Minister Pell",
            "Orlan, Secretary",
            "Pell, Foreign Minister",
        ),
        (
            "Telegram From the Mission to the United Nations to the Department of State",
            "Mission to the United Nations",
            "Department of State",
        ),
        (
            "Memorandum From the Assistant to the President (Orlan) to the Secretary of State",
            "Orlan, Assistant to the President",
            "Secretary of State",
        ),
    ],
)
def test_the_to_that_no_office_takes_parts_them(heading: str, sender: str, recipient: str) -> None:
    found = parties_of(heading)
    assert (_names(found.sender), _names(found.recipient)) == ([sender], [recipient])


@pytest.mark.parametrize(
    ("heading", "sender"),
    [
        (
            "Paper by the Representative to the United Nations",
            "Representative to the United Nations",
        ),
        ("Memorandum From the Secretary to the President", "Secretary to the President"),
    ],
)
def test_the_to_of_an_office_leaves_the_recipient_unknown(heading: str, sender: str) -> None:
    found = parties_of(heading)
    assert (_names(found.sender), _names(found.recipient)) == ([sender], [])
