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
        (
            "Letter From Soviet General Secretary Orlan to Saudi Crown Prince Pell",
            "Orlan, Soviet General Secretary",
            "Pell, Saudi Crown Prince",
        ),
        (
            "Letter From Secretary of Energy Orlan to NATO Secretary General Pell",
            "Orlan, Secretary of Energy",
            "Pell, NATO Secretary General",
        ),
        (
            "Letter From Secretary-General Orlan to UN Secretary-General Pell",
            "Orlan, Secretary-General",
            "Pell, UN Secretary-General",
        ),
        (
            "Letter From Ambassador at Large Orlan to Yugoslav President d’Orlan",
            "Orlan, Ambassador at Large",
            "d’Orlan, Yugoslav President",
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


@pytest.mark.parametrize(
    ("heading", "sender"),
    [
        (
            "Memorandum of Conversation, by Mr. Emil Orlan of the Lorne Division",
            ("Emil Orlan", "Lorne Division"),
        ),
        (
            "Memorandum by Mr. Emil Orlan, Jr., of the Lorne Division",
            ("Emil Orlan, Jr.", "Lorne Division"),
        ),
        (
            "Memorandum by Emil Orlan, Consultant to the Secretary of State, to the Council",
            ("Emil Orlan", "Consultant to the Secretary of State"),
        ),
        ("Memorandum from Gen. Orlan to Pell, May 4. Ships. Secret.", ("Orlan", None)),
        ("Memorandum from Orlan for the record, May 4", ("Orlan", None)),
        ("Memorandum for the Record by Colonel Emil Orlan, Jr.", ("Emil Orlan, Jr.", None)),
        (
            "Paper Prepared by the Intelligence Agency for the Senior Staff",
            ("Intelligence Agency", None),
        ),
        ("Paper Prepared by the Council Staff, Washington, undated", ("Council Staff", None)),
    ],
)
def test_who_wrote_is_named_whole(heading: str, sender: tuple[str, str | None]) -> None:
    found = parties_of(heading).sender
    assert found is not None
    assert [(one.name, one.office) for one in found.agents] == [sender]


@pytest.mark.parametrize(
    ("heading", "recipients"),
    [
        (
            "Memorandum from Orr to Pell, Marand, Lund, and Orlan, May 4. Ships.",
            ["Pell", "Marand", "Lund", "Orlan"],
        ),
        (
            "Telegram From the Department to the Embassies in Lorne, Maris, and Tarn, May 4, 1971",
            ["Embassies in Lorne, Maris, and Tarn"],
        ),
        (
            "Memorandum From Secretary of State Orr to President Pell, Washington, undated.",
            ["Pell"],
        ),
        ("Report From the Commission to President Pell, Washington, June 1975.", ["Pell"]),
        ("Memorandum from Orr to Members of the Council, May 4", ["Members of the Council"]),
    ],
)
def test_who_received_is_named_whole(heading: str, recipients: list[str]) -> None:
    found = parties_of(heading).recipient
    assert found is not None
    assert [one.name for one in found.agents] == recipients


HEADINGS = {
    "Message From Orlan/Pell to the Embassy in Lorne and 7 Others": (
        ["Orlan", "Pell"],
        ["Embassy in Lorne"],
    ),
    "Telegram From DOD/ISA to the President, at Port Lorne, Kestania": (["DOD/ISA"], ["President"]),
    "Message From President Orlan to the Congress Transmitting the First Report": (
        ["Orlan, President"],
        ["Congress"],
    ),
    "Memorandum of a Telephone Conversation Between the Minister for Trade (Orlan) and Senator "
    "Emil Pell": (["Orlan, Minister for Trade"], ["Emil Pell, Senator"]),
    "Memorandum of a Conversation Between the Secretary of State in Lorne and Emil Pell in Maris, "
    "May 4, 1957": (["Secretary of State in Lorne"], ["Emil Pell"]),
    "Conversation Among President Orlan, Ambassador Emil Pell II, and General Max Ohm": (
        ["Orlan, President"],
        ["Emil Pell II, Ambassador", "Max Ohm"],
    ),
    "Memorandum From Emil Orlan, Jr., of the Council Staff and the President’s Assistant (Pell) to "
    "President Ohm": (
        ["Emil Orlan, Jr., Council Staff", "Pell, President’s Assistant"],
        ["Ohm, President"],
    ),
    "Memorandum From the Chairman of the Joint Chiefs (Orlan) and the Secretary of Defense "
    "(Pell) to the President": (
        ["Orlan, Chairman of the Joint Chiefs", "Pell, Secretary of Defense"],
        ["President"],
    ),
    "Memorandum From the Chairman of the Council and Counselor of the Department (Orlan) to "
    "Secretary of State Pell, Secretary of Defense Ohm, and the Director (Lund)": (
        ["Orlan, Chairman of the Council and Counselor of the Department"],
        ["Pell, Secretary of State", "Ohm, Secretary of Defense", "Lund, Director"],
    ),
    "Letter From Chairmen Orlan and Pell to Foreign Minister Couve de Lund": (
        ["Orlan, Chairmen", "Pell"],
        ["Couve de Lund, Foreign Minister"],
    ),
    "Telegram From the Embassy in Lorne to the Embassy in Maris and to the Mission in Tarn": (
        ["Embassy in Lorne"],
        ["Embassy in Maris", "Mission in Tarn"],
    ),
    "Telegram From the Delegation at the Foreign Ministers Meeting to All Diplomatic Missions": (
        ["Delegation at the Foreign Ministers Meeting"],
        ["All Diplomatic Missions"],
    ),
    "Paper Prepared in the Department of State for the Delegation to the General Assembly": (
        ["Department of State"],
        ["Delegation to the General Assembly"],
    ),
    "Memorandum for Secretary of State Orlan Prepared in the Bureau of Trade": (
        ["Bureau of Trade"],
        ["Orlan, Secretary of State"],
    ),
    "Report to the President From the Secretary of Trade (Orlan)": (
        ["Orlan, Secretary of Trade"],
        ["President"],
    ),
    "Memorandum From [name not declassified] of the Lorne Division to the Director (Orlan)": (
        ["[name not declassified], Lorne Division"],
        ["Orlan, Director"],
    ),
    "The Counselor of Embassy (Orlan) to Mr. Emil Pell, Deputy to the Representative (Ohm)": (
        ["Orlan, Counselor of Embassy"],
        ["Emil Pell, Deputy to the Representative (Ohm)"],
    ),
    "Address by President Orlan Before a Joint Session of Congress": (["Orlan, President"], []),
    "Highlights From Secretary Orlan’s Policy Planning Meeting": ([], []),
    "Telegram 1139 to Paris and London, November 4. Guidance. Secret.": ([], ["Paris", "London"]),
    "Memorandum From the Agency to the 303 Committee": (["Agency"], ["303 Committee"]),
}


@pytest.mark.parametrize(("heading", "sides"), HEADINGS.items())
def test_everyone_a_heading_names_is_on_a_side(
    heading: str, sides: tuple[list[str], list[str]]
) -> None:
    found = parties_of(f"12. {heading}")
    assert (_names(found.sender), _names(found.recipient)) == sides


def test_who_speaks_with_whom_is_a_conversation() -> None:
    assert parties_of("Memorandum of Conversation Between Orlan and Pell").is_conversation
    assert not parties_of("Letter From Orlan to Pell").is_conversation


@pytest.mark.parametrize(
    ("heading", "sender", "recipient"),
    [
        ("Ambassador Orlan to the Secretary of State", "Orlan, Ambassador", "Secretary of State"),
        ("Chargé Ohm to Minister Tarn", "Ohm, Chargé", "Tarn, Minister"),
        ("Vice Consul Pell to Consul General Tarn", "Pell, Vice Consul", "Tarn, Consul General"),
        (
            "Letter From Attorney General Orlan to Governor General Ohm",
            "Orlan, Attorney General",
            "Ohm, Governor General",
        ),
        (
            "Letter From East German Chancellor Orlan to Iraqi Prime Minister Ohm",
            "Orlan, East German Chancellor",
            "Ohm, Iraqi Prime Minister",
        ),
        ("Colonel E. M. Orlan to President Ohm", "E. M. Orlan", "Ohm, President"),
        ("Lord Tarn to Mr. Ohm", "Lord Tarn", "Ohm"),
        ("Sir Emil Tarn to Mr. Ohm", "Sir Emil Tarn", "Ohm"),
        ("M. Tarn to Messrs. Ohm and Pell", "M. Tarn", "Ohm; Pell"),
        ("Messrs. Ohm and Pell to Mr. Tarn", "Ohm; Pell", "Tarn"),
        ("Marshal Orlan to General of the Army Karl Ohm", "Orlan", "Karl Ohm"),
        (
            "American Consul at Lorne to the Secretary of State",
            "American Consul at Lorne",
            "Secretary of State",
        ),
        (
            "The Commission to Negotiate Peace to the Acting Secretary of State",
            "Commission to Negotiate Peace",
            "Acting Secretary of State",
        ),
        (
            "The Ambassador in Kestania (Orlan), Temporarily in Lorne, to the Secretary of State",
            "Orlan, Ambassador in Kestania",
            "Secretary of State",
        ),
        (
            "The Secretary of State to the Chargé in Kestania (Orlan), Temporarily at Lorne",
            "Secretary of State",
            "Orlan, Chargé in Kestania",
        ),
        (
            "The Consul General at Lorne (Orlan) to the Secretary of State, for Pell",
            "Orlan, Consul General at Lorne",
            "Secretary of State",
        ),
        ("The Embassy of Tarn to Mr. Ohm Aide-mémoire", "Embassy of Tarn", "Ohm"),
    ],
)
def test_headings_without_a_kind_name_both_sides(heading: str, sender: str, recipient: str) -> None:
    found = parties_of(heading)
    assert ("; ".join(_names(found.sender)), "; ".join(_names(found.recipient))) == (
        sender,
        recipient,
    )


def test_with_whom_somebody_spoke_is_no_office() -> None:
    found = parties_of("Memorandum by the Adviser (Orlan) of a Conversation With the Chargé (Ohm)")
    assert (_names(found.sender), found.recipient) == (["Orlan, Adviser"], None)
