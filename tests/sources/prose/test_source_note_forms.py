"""Source notes in forms that are less usual in the series: what each says in its fields."""

from __future__ import annotations

from typing import Any

import pytest

from frus_pack.sources.prose.source_note import read_source_note
from tests.sources.prose.source_notes import agents, fields_of

KEPT = "Source: Lorne Library, Aides Files, Box 7. "
HELD = {"repository": "Lorne Library", "collection": "Aides Files", "file": "Box 7"}

HOLDINGS = {
    "Naitonal Archives, RG 59, Central Files 1967-69, DEF 18": (
        "Naitonal Archives",
        "RG 59",
        "Central Files 1967-69",
        "DEF 18",
    ),
    "Department of State, National Archives, RG 59, Central Files 1964–66, POL 7": (
        "National Archives",
        "RG 59",
        "Central Files 1964–66",
        "POL 7",
    ),
    "Lorne Historical Office, Orlan Papers": (
        "Lorne Historical Office",
        None,
        "Orlan Papers",
        None,
    ),
    "Department of Defense, Official Records of the Secretary of Defense, Memos, 1971": (
        "Department of Defense",
        None,
        "Official Records of the Secretary of Defense",
        "Memos, 1971",
    ),
    "Johnson Library, National Security File, NSC Meetings File, Vol. 3, Tab 34": (
        "Johnson Library",
        None,
        "National Security File, NSC Meetings File",
        "Vol. 3, Tab 34",
    ),
}

SENTENCES: dict[str, dict[str, Any]] = {
    "Drafted by Emil Orlan, Second Secretary and political officer at the Embassy": {
        "drafted_by": [
            {
                "name": "Emil Orlan",
                "office": "Second Secretary and political officer at the Embassy",
            }
        ]
    },
    "Cleared by Emil Orlan, First Secretary, and Max Pell, Harbor Attaché": {
        "cleared_by": agents("Emil Orlan (First Secretary)", "Max Pell (Harbor Attaché)")
    },
    "Cleared by Emil Orlan, Staff Assistant, Bureau of Lornish Affairs, and Pell": {
        "cleared_by": agents("Emil Orlan (Staff Assistant, Bureau of Lornish Affairs)", "Pell")
    },
    "Drafted by Captain Orlan, USN, Regional Director, Far East, ISA, on May 15": {
        "drafted_by": agents("Captain Orlan (USN, Regional Director, Far East, ISA)")
    },
    "Drafted by Emil Orlan, Political Officer, EUR, and NEA": {
        "drafted_by": agents("Emil Orlan (Political Officer)", "EUR", "NEA")
    },
    "Drafted by Orlan, the President’s Staff Assistant": {
        "drafted_by": agents("Orlan (President’s Staff Assistant)")
    },
    "Cleared by Orlan, the Secretary, and Pell": {
        "cleared_by": agents("Orlan", "Secretary", "Pell")
    },
    "Cleared by Country Director for Northern Africa Emil F. Orlan and Pell": {
        "cleared_by": [
            {"name": "Emil F. Orlan", "office": "Country Director for Northern Africa"},
            {"name": "Pell"},
        ]
    },
    "Drafted by Orlan, May 11–17": {"drafted_by": agents("Orlan")},
    "Drafted by Orlan;cleared by Pell": {
        "drafted_by": agents("Orlan"),
        "cleared_by": agents("Pell"),
    },
    "Also sent to Paris; repeated niact to USUN and priority Bonn, May 4": {
        "also_sent_to": ["Paris"],
        "repeated_to": ["USUN", "Bonn"],
    },
    "Repeated to Lorne for Orlan (who was at a meeting), Bonn, and 7/13 AF": {
        "repeated_to": ["Lorne for Orlan", "Bonn", "7/13 AF"]
    },
    "Repeated to Paris, Bonn, and Rome “eyes only for Ambassador”": {
        "repeated_to": ["Paris", "Bonn", "Rome"]
    },
    "Repeated to all diplomatic posts and USUN": {"repeated_to": ["all diplomatic posts", "USUN"]},
    "Repeated to Bonn; to the White House for Orlan and Pell; and to CIA for Marand": {
        "repeated_to": ["Bonn", "White House for Orlan and Pell", "CIA for Marand"]
    },
    "Sent for information Priority to Bonn, Moscow, and USNATO": {
        "also_sent_to": ["Bonn", "Moscow", "USNATO"]
    },
    "Approved in S and B. See Document 331": {"approved_by": agents("S", "B")},
    "Copies were sent to Orlan and Pell. Drafted by Marand": {"drafted_by": agents("Marand")},
}

ASIDES = {
    "Drafted by Orlan, except paragraph 6": ", except paragraph 6",
    "Drafted by Orlan on behalf of Pell": "on behalf of Pell",
    "Drafted by Orlan; Pell initialed for the Secretary": "; Pell initialed for the Secretary",
    "Drafted by Orlan; paragraph 6 cleared in H": "; paragraph 6 cleared in H",
    "Drafted by Orlan for paragraph 2": "for paragraph 2",
}

UNREAD = [
    "Transmitted to Lorne in telegram 310, which is the source text",
    "Printed from a copy that bears typed initials",
    "Sent for information",
    "Sent for information to the Chief, Harbor Division",
    "Repeated to the Chief of MAAG, Lorne",
    "Cleared by Orlan, Deputy Counselor and Vice Chairman of Planning Max D. Pell, and Marand",
    "Drafted by Country Director for Kuwait, Yemen, and Aden Max D. Pell and Orlan",
    "Drafted by Max Pell, Officer in Charge of Lorne, Orlan, and Kestania",
]


@pytest.mark.parametrize(("where", "kept"), HOLDINGS.items())
def test_where_a_paper_is_kept(where: str, kept: tuple[str | None, ...]) -> None:
    source = read_source_note(f"Source: {where}. Secret.").source
    assert (source.repository, source.record_group, source.collection, source.file) == kept


@pytest.mark.parametrize(("sentence", "fields"), SENTENCES.items())
def test_what_was_done_with_a_paper(sentence: str, fields: dict[str, Any]) -> None:
    assert fields_of(f"{KEPT}{sentence}.") == HELD | fields


@pytest.mark.parametrize(("sentence", "aside"), ASIDES.items())
def test_what_is_said_by_the_way_is_unread(sentence: str, aside: str) -> None:
    assert fields_of(f"{KEPT}{sentence}.") == HELD | {"drafted_by": agents("Orlan")}
    assert read_source_note(f"{KEPT}{sentence}.").source.unread == (aside,)


@pytest.mark.parametrize("sentence", UNREAD)
def test_a_sentence_that_gives_no_field_is_unread_whole(sentence: str) -> None:
    assert fields_of(f"{KEPT}{sentence}.") == HELD
    assert read_source_note(f"{KEPT}{sentence}.").source.unread == (sentence,)


def test_a_sentence_begins_without_the_full_stop_of_the_one_before() -> None:
    note = f"{KEPT}Secret; Exdis Drafted by Orlan, cleared by Pell. Memoranda Drafted in G are"
    assert fields_of(note) == HELD | {
        "classification": "Secret",
        "handling": "Exdis",
        "drafted_by": agents("Orlan"),
        "cleared_by": agents("Pell"),
    }


def test_blanks_before_punctuation_are_not_of_the_note() -> None:
    note = "Source : Lorne Library , Aides Files , Box 7 . Secret . Drafted by Orlan ."
    assert fields_of(note) == HELD | {"classification": "Secret", "drafted_by": agents("Orlan")}


def test_distribute_as_is_handling() -> None:
    fields = fields_of(f"{KEPT}Secret; Exdis; Distribute as Nodis.")
    assert fields == HELD | {"classification": "Secret", "handling": "Exdis; Distribute as Nodis"}
