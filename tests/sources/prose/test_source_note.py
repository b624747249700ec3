"""Source notes: read as far as their form is regular, kept verbatim beyond."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.sources.prose.source_note import SourceNote, read_source_note
from tests.sources.prose.source_notes import NARA, fields_of


def test_the_source_note_of_a_telegram_is_read_whole() -> None:
    note = (
        f"Source: {NARA}, RG 59, Central Files 1964–66, POL 23–9 BOL. Secret; Priority. Drafted by"
        " William L.S. Williams and Roger Brewin (ARA/BC) and approved by Adams. Also sent to Paris"
        " for TOPOL."
    )
    assert read_source_note(note) == SourceNote(
        source=ArchivalSource(
            note=note,
            repository=NARA,
            record_group="RG 59",
            collection="Central Files 1964–66",
            file="POL 23–9 BOL",
            drafted_by=(
                Agent(name="William L.S. Williams"),
                Agent(name="Roger Brewin", office="ARA/BC"),
            ),
            approved_by=(Agent(name="Adams"),),
            also_sent_to=("Paris for TOPOL",),
        ),
        classification="Secret",
        handling="Priority",
    )


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        (
            "Library of Congress, Papers of the Commission, Box 7",
            ("Library of Congress", None, "Papers of the Commission", "Box 7"),
        ),
        (
            "Johnson Library, National Security File, Country File, Bolivia, Vol. II, July 1964",
            (
                "Johnson Library",
                None,
                "National Security File, Country File",
                "Bolivia, Vol. II, July 1964",
            ),
        ),
        (
            "Central Intelligence Agency, Job 79–01025A, Box 151, Folder 2",
            ("Central Intelligence Agency", None, "Job 79–01025A", "Box 151, Folder 2"),
        ),
        (
            "Department of State, Central Files, 611.14/1-652",
            ("Department of State", None, "Central Files", "611.14/1-652"),
        ),
        (
            "Department of State, S/P Files: Lot 70 D 199, National Policy Paper",
            ("Department of State", None, "S/P Files", "Lot 70 D 199, National Policy Paper"),
        ),
        (
            "National Archives, RG 59, Central Files, 1970–73, POL 15–1 JAM",
            ("National Archives", "RG 59", "Central Files, 1970–73", "POL 15–1 JAM"),
        ),
        (
            "Washington National Records Center, RG 330, OASD/ISA Files: FRC 68 A 306, 092 Bolivia",
            (
                "Washington National Records Center",
                "RG 330",
                "OASD/ISA Files",
                "FRC 68 A 306, 092 Bolivia",
            ),
        ),
        (
            "Library of Congress, Manuscript Division, Kissinger Papers, Box CL 101",
            ("Library of Congress, Manuscript Division", None, "Kissinger Papers", "Box CL 101"),
        ),
        (
            "Center of Military History, Whitcombe Papers, Box 4",
            ("Center of Military History", None, "Whitcombe Papers", "Box 4"),
        ),
        (
            "University of Lorne, Orlan Papers, Box 4",
            ("University of Lorne", None, "Orlan Papers", "Box 4"),
        ),
        (
            "Lorne Historical Society, Orlan Papers, Box 4",
            ("Lorne Historical Society", None, "Orlan Papers", "Box 4"),
        ),
        ("Department of State, INR Files", ("Department of State", None, "INR Files", None)),
        ("Department of State", ("Department of State", None, None, None)),
        (
            "Department of State, Central Files, POL 1 U.S.",
            ("Department of State", None, "Central Files", "POL 1 U.S."),
        ),
    ],
)
def test_where_the_paper_lies(where: str, fields: tuple[str | None, ...]) -> None:
    source = read_source_note(f"Source: {where}. Secret.").source
    read = (source.repository, source.record_group, source.collection, source.file)
    assert read == fields


@pytest.mark.parametrize(
    "note",
    [
        "Source:Johnson Library, Aides Files. Secret.",
        "Source; Johnson Library, Aides Files. Secret.",
        "[Source: Johnson Library, Aides Files. Secret. 3 pages not declassified.]",
    ],
)
def test_slips_of_the_opening_and_brackets_do_not_matter(note: str) -> None:
    assert fields_of(note) == {
        "repository": "Johnson Library",
        "collection": "Aides Files",
        "classification": "Secret",
    }


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        ("Ibid.", {}),
        ("Ibid., POL 15 BOL.", {}),
        ("The private papers of someone, Folder 3.", {}),
        ("Kennedy Library, Box 3; also in the Truman Library.", {"repository": "Kennedy Library"}),
        ("Johnson Library, Tables 3 of Rusk.", {"repository": "Johnson Library"}),
        ("Department of State Bulletin, May 12, 1975, pp. 593–595.", {}),
        ("Public Papers: Orlan, 1978, Book I, pp. 258–263.", {}),
        ("Department of State, Some Division.", {"repository": "Department of State"}),
        ("Department of State, RG 59A3, X.", {"repository": "Department of State"}),
    ],
)
def test_of_a_place_only_what_is_certain_is_read(where: str, fields: dict[str, str]) -> None:
    assert fields_of(f"Source: {where}") == fields


@pytest.mark.parametrize(
    ("sentence", "classification", "handling"),
    [
        ("Secret.", "Secret", None),
        (
            "Top Secret; Sensitive; Exclusively Eyes Only.",
            "Top Secret",
            "Sensitive; Exclusively Eyes Only",
        ),
        ("Confidential; Immediate; Limdis.", "Confidential", "Immediate; Limdis"),
        ("Secret, Nodis.", "Secret", "Nodis"),
        ("Limited Official Use; Priority.", "Limited Official Use", "Priority"),
        ("Unclassified.", "Unclassified", None),
        ("No classification marking.", "No classification marking", None),
        ("Secret; as it says.", "Secret", None),
        ("Top secret.", "Top secret", None),
        ("Top Secret and Personal.", "Top Secret", "Personal"),
        ("Personal; Secret.", "Secret", "Personal"),
        ("Official–Informal; Secret; Eyes Only.", "Secret", "Official–Informal; Eyes Only"),
        (
            "Secret; Priority. Roger Channel. Eyes Only.",
            "Secret",
            "Priority; Roger Channel; Eyes Only",
        ),
        ("Secret. Limit Distribution. Received at noon.", "Secret", "Limit Distribution"),
        ("Secret. Secret talks were held.", "Secret", None),
        (
            "Secret; Controlled Dissem (Background Use Only).",
            "Secret",
            "Controlled Dissem (Background Use Only)",
        ),
        ("Secret; U.S. Eyes Only.", "Secret", "U.S. Eyes Only"),
        ("Confidential; U.S. Officials Only.", "Confidential", "U.S. Officials Only"),
        ("Confidential with Secret attachment.", "Confidential", None),
        ("No classification marking.Orlan was there.", "No classification marking", None),
        ("Secretive; Priority.", None, None),
        ("Kissinger met with Boumediene in Algiers.", None, None),
    ],
)
def test_classification_and_handling(
    sentence: str, classification: str | None, handling: str | None
) -> None:
    read = read_source_note(f"Source: Department of State, INR Files. {sentence}")
    assert (read.classification, read.handling) == (classification, handling)


def test_only_the_sentence_after_the_place_classifies_the_paper() -> None:
    note = "Source: Department of State, INR Files. Attached is a telegram. Secret."
    assert read_source_note(note).classification is None


NOTES = Path(__file__).parents[4] / "shared" / "source_notes.json"


@pytest.mark.skipif(not NOTES.exists(), reason="the notes read by hand are not here")
def test_the_notes_read_by_hand_are_read_the_same() -> None:
    wrong = [
        (note["volume"], note["doc"], field, read[field])
        for note in json.loads(NOTES.read_text())
        for read in [_as_read_by_hand(read_source_note(note["note"]))]
        for field, right in note["right"].items()
        if not any(
            _is_same(read[field], one)
            for one in (right, *note.get("also_right", {}).get(field, ()))
        )
    ]
    assert wrong == []


def _as_read_by_hand(read: SourceNote) -> dict[str, Any]:
    source = read.source
    agents = {
        field: [{"name": agent.name, "office": agent.office} for agent in getattr(source, field)]
        for field in ("drafted_by", "cleared_by", "approved_by")
    }
    handling = re.split("[;,] ?", read.handling) if read.handling else []
    return {**asdict(source), **agents, "classification": read.classification, "handling": handling}


def _is_same(read: Any, right: Any) -> bool:
    """Whether values agree, but for letter case and a leading article."""
    if isinstance(right, dict):
        return all(_is_same(read[key], right[key]) for key in right)
    if isinstance(right, list):
        return len(read) == len(right) and all(map(_is_same, read, right))
    return _bare(read) == _bare(right)


def _bare(words: str | None) -> str | None:
    return words and words.casefold().removeprefix("the ").strip(" .,[]")


def test_an_extract_and_a_transcript_are_not_part_of_the_holding() -> None:
    read = read_source_note("Source: Lorne Library, Orlan Papers, Talks. Extract. Secret.")
    assert (read.source.collection, read.source.file) == ("Orlan Papers", "Talks")
    assert read.classification == "Secret"


def test_what_is_done_can_follow_markings_without_a_full_stop() -> None:
    read = read_source_note("Source: Lorne Library, Aides Files. Secret Drafted by Orlan.")
    assert (read.classification, read.source.drafted_by) == ("Secret", (Agent(name="Orlan"),))


def test_what_is_behind_a_level_is_not_lost() -> None:
    read = read_source_note(
        "Source: Lorne Library, Aides Files. Secret with Nodis attachment. Drafted by Orlan."
    )
    assert (read.classification, read.source.unread) == ("Secret", ("with Nodis attachment",))
    assert read.source.drafted_by == (Agent(name="Orlan"),)


@pytest.mark.parametrize(
    "note",
    [
        "Source: Lorne Library, Aides Files, Harbors Top Secret, Priority.",
        "Source: Lorne Library, Aides Files, Harbors.Top Secret; Priority.",
        "Source Lorne Library, Aides Files, Harbors. Top Secret; Priority.",
    ],
)
def test_a_missing_stop_or_colon_does_not_hide_the_markings(note: str) -> None:
    read = read_source_note(note)
    assert (read.source.file, read.classification, read.handling) == (
        "Harbors",
        "Top Secret",
        "Priority",
    )


def test_handling_can_be_before_the_classification() -> None:
    read = read_source_note(
        "Source: Lorne Library, Orlan Papers, Talks. Official-Informal. Secret."
    )
    assert (read.classification, read.handling) == ("Secret", "Official-Informal")
