"""The drafted statement on rights follows from who sent the document."""

from __future__ import annotations

import pytest

from frus_pack.document.model import Agent, Person
from frus_pack.document.rights import CLAIMED_RIGHTS, FOREIGN_RIGHTS, RIGHTS, drafted_rights

OTHERS = [
    ("Macmillan", "Prime Minister"),
    ("Caccia", "British Ambassador"),
    ("Makins", "British Ambassador in the United States"),
    ("Rabin", "Ambassador of Israel"),
    ("Sadchikov", "Ambassador of the Soviet Union in Iran"),
    ("Allen", "Counselor of the British Embassy"),
    ("Stikker", "Netherlands Minister for Foreign Affairs"),
    ("Casey", "Minister of External Affairs"),
    ("Mau", "Secretary of State for Foreign Affairs"),
    ("Nasser", "President"),
    ("López Mateos", "President"),
    ("Hussein", "King"),
    ("Paul VI", "Pope"),
    ("Lie", "Secretary-General of the United Nations"),
    ("British Embassy", None),
    ("Soviet Mission at the United Nations", None),
    ("Government of the People's Republic of China", None),
    ("Iranian Ministry for Foreign Affairs", None),
    ("Shah of Iran", None),
    ("Soviet Leaders", None),
    ("United Nations Security Council", None),
    ("Her Majesty’s Government", None),
]
OWN = [
    ("Department of State", None),
    ("Embassy in the Soviet Union", None),
    ("Embassy in the Republic of China", None),
    ("U.S. Interests Section of the Spanish Embassy in the United Arab Republic", None),
    ("Government of the United States", None),
    ("Delegation at the Foreign Ministers Meetings", None),
    ("J.C. King", None),
    ("Austin", "Representative at the United Nations Security Council"),
    ("Johnson", "President"),
    ("Nixon", "President-elect"),
    ("Rusk", "Secretary of State"),
    ("Rountree", "Assistant Secretary of State for Near Eastern, South Asian, and African Affairs"),
    ("Childs", "Minister in Saudi Arabia"),
    ("Brown", "Minister for Economic Affairs in the United Kingdom"),
    ("Smith", "Ambassador in the Soviet Union"),
    ("Raynor", "Director of the Office of British Commonwealth and Northern European Affairs"),
    ("Raynor", "Special Assistant to the Director (Franks, British Ambassador)"),
    ("Power", "Deputy Secretary-General of the United States Mission at the United Nations"),
    ("Kohler", "Career Ambassador"),
]


@pytest.mark.parametrize(("name", "office"), OTHERS)
def test_what_another_government_sent_is_not_evaluated(name: str, office: str | None) -> None:
    assert drafted_rights("letter", [Agent(name=name, office=office)], [], None) == FOREIGN_RIGHTS


@pytest.mark.parametrize(("name", "office"), OWN)
def test_what_the_government_sent_is_in_the_public_domain(name: str, office: str | None) -> None:
    assert drafted_rights("telegram", [Agent(name=name, office=office)], [], None) == RIGHTS


@pytest.mark.parametrize("office", [None, "Chairman", "Ambassador"])
def test_a_listed_person_is_known_by_the_description(office: str | None) -> None:
    description = "Chairman of the Council of Ministers of the Soviet Union"
    persons = [Person(id="p_KN1", name="Khrushchev, Nikita", description=description)]
    sender = Agent(name="Khrushchev", office=office, id="p_KN1")
    assert drafted_rights("letter", [sender], persons, None) == FOREIGN_RIGHTS


def test_an_office_says_more_than_an_id_that_may_be_wrong() -> None:
    persons = [Person(id="p_HC1", name="Howe, C. D.", description="Canadian Minister of Trade")]
    sender = Agent(name="Howe", office="Director of the Executive Secretariat", id="p_HC1")
    assert drafted_rights("memorandum", [sender], persons, None) == RIGHTS


def test_one_foreign_sender_of_several_is_enough() -> None:
    senders = [Agent(name="Rusk", office="Secretary of State"), Agent(name="British Embassy")]
    assert drafted_rights("statement", senders, [], None) == FOREIGN_RIGHTS


@pytest.mark.parametrize("kind", ["memorandum-of-conversation", "minutes", "editorial-note"])
def test_a_record_is_the_governments_whoever_spoke_first(kind: str) -> None:
    assert (
        drafted_rights(kind, [Agent(name="Macmillan", office="Prime Minister")], [], None) == RIGHTS
    )


def test_a_document_without_sender_is_the_governments() -> None:
    assert drafted_rights("paper", [], [], None) == RIGHTS


@pytest.mark.parametrize(
    "claim",
    [
        "Source: Papers of Emil Orlan, vol. 46. © 1984 by Lorne University Press.",
        "Source: Lorne University, Orlan Papers. Published with permission of Lorne University.",
        "Source: Orlan's Notes. These notes are printed with the permission of Emil Orlan.",
        "Source: Orlan Papers. Copyright by Emil Orlan.",
    ],
)
def test_rights_that_the_source_note_claims_are_not_denied(claim: str) -> None:
    assert drafted_rights("notes", [], [], claim) == CLAIMED_RIGHTS


def test_another_permission_in_a_source_note_claims_nothing() -> None:
    note = "Source: Department of State. Orlan asked permission to land."
    assert drafted_rights("telegram", [], [], note) == RIGHTS
