"""Source notes: read as far as their form is regular, kept verbatim beyond."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.document.model_json import to_json
from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.sentences import sentences
from frus_pack.sources.prose.source_note import Mention, SourceNote, read_source_note

NARA = "National Archives and Records Administration"


def fields_of(note: str) -> dict[str, Any]:
    """The fields read from a note, but for the note itself and what was not read of it."""
    read = read_source_note(note)
    assert read.source.note == note
    fields = {**to_json(read.source), **to_json(read)}
    return {key: value for key, value in fields.items() if key not in ("note", "source", "unread")}


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


def agents(*names: str) -> list[dict[str, str]]:
    """``Name (OFFICE)`` as JSON data."""
    return [
        {"name": name.partition(" (")[0], **({"office": office[:-1]} if office else {})}
        for name in names
        for office in [name.partition(" (")[2]]
    ]


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (
            "Drafted by A (S/S), B (ARA), and C; cleared by D (INR), E, and F; and approved by G.",
            {
                "drafted_by": agents("A (S/S)", "B (ARA)", "C"),
                "cleared_by": agents("D (INR)", "E", "F"),
                "approved_by": agents("G"),
            },
        ),
        (
            "Drafted by Loy (E/TT), cleared by Davies (NEA) and Ray (E/OA), and approved by X.",
            {
                "drafted_by": agents("Loy (E/TT)"),
                "cleared_by": agents("Davies (NEA)", "Ray (E/OA)"),
                "approved_by": agents("X"),
            },
        ),
        ("Drafted on November 5 by X.", {"drafted_by": agents("X")}),
        (
            "Drafted by X on November 5, 1964, and approved and initialed by Rusk on November 6.",
            {"drafted_by": agents("X"), "approved_by": agents("Rusk")},
        ),
        (
            "Cleared in draft with L.S. Ray, Jr. (EA), with EUR, and Mr. Dean (in draft).",
            {"cleared_by": agents("L.S. Ray, Jr. (EA)", "EUR", "Mr. Dean")},
        ),
        (
            "Drafted by Terry B. Sand, Jr., on March 4 and approved by John Sile, Jr., of EA/HB.",
            {
                "drafted_by": agents("Terry B. Sand, Jr."),
                "approved_by": agents("John Sile, Jr. (EA/HB)"),
            },
        ),
        (
            "Approved by the White House on May 18 and in S on May 20.",
            {"approved_by": agents("White House", "S")},
        ),
        (
            "Cleared by Roy and in draft by Sand; cleared with S/S; and approved by Lorne.",
            {"cleared_by": agents("Roy", "Sand", "S/S"), "approved_by": agents("Lorne")},
        ),
        (
            "Cleared by Orlan in draft, Sand in draft, and Roy and, in draft, by Lorne.",
            {"cleared_by": agents("Orlan", "Sand", "Roy", "Lorne")},
        ),
        (
            "Drafted by S/S-S Orlan; cleared by Clement J. Roy, S/R; Sand; and Orson W. True, S/R.",
            {
                "drafted_by": agents("Orlan (S/S-S)"),
                "cleared_by": agents("Clement J. Roy (S/R)", "Sand", "Orson W. True (S/R)"),
            },
        ),
        (
            "Drafted by Howard Brand of the Harbor Division, Office of Port Affairs.",
            {"drafted_by": agents("Howard Brand (Harbor Division, Office of Port Affairs)")},
        ),
        (
            "Drafted by Assistant Secretary of State for Harbor Affairs Foy D. Orlan.",
            {
                "drafted_by": agents(
                    "Foy D. Orlan (Assistant Secretary of State for Harbor Affairs)"
                )
            },
        ),
        (
            "Drafted by Officer in Charge of Lornish and Kestanian Affairs James W. Sand and Roy.",
            {
                "drafted_by": agents(
                    "James W. Sand (Officer in Charge of Lornish and Kestanian Affairs)", "Roy"
                )
            },
        ),
        (
            "Drafted by the Bureau of Intelligence and Research and Roy.",
            {"drafted_by": agents("Bureau of Intelligence and Research", "Roy")},
        ),
        (
            "Drafted on May 3 by Ed Roy, an adviser in the Office of Trade, on May 4.",
            {"drafted_by": agents("Ed Roy")},
        ),
        (
            "Drafted by Roy, who signed for Orlan; a copy was sent to Sand.",
            {"drafted_by": agents("Roy")},
        ),
        ("Drafted in CA by Roy for the Secretary.", {"drafted_by": agents("Roy")}),
        (
            "Sent also to Bonn, Rome, and Oslo and to Manila and Paris by pouch.",
            {"also_sent_to": ["Bonn", "Rome", "Oslo", "Manila", "Paris"]},
        ),
        (
            "Repeated priority for information to Paris as 2154, the White House, and CTF 72.",
            {"repeated_to": ["Paris", "White House", "CTF 72"]},
        ),
        (
            "Repeated to Army Attaché Bonn and Rome, CINCPAC, and Oslo.",
            {"repeated_to": ["Army Attaché Bonn and Rome", "CINCPAC", "Oslo"]},
        ),
        (
            "Also sent to the Embassy eyes only for A, B, and C; and to the CIA eyes only for D.",
            {"also_sent_to": ["Embassy eyes only for A, B, and C", "CIA eyes only for D"]},
        ),
        (
            "Drafted by Green and William J. Cunningham of the ROC desk.",
            {"drafted_by": agents("Green", "William J. Cunningham (ROC desk)")},
        ),
        ("Also sent to A, B, and C.", {"also_sent_to": ["A", "B", "C"]}),
        (
            "Repeated to Lima, Buenos Aires, and USUN.",
            {"repeated_to": ["Lima", "Buenos Aires", "USUN"]},
        ),
        (
            "Repeated for information to Bonn and to The Hague.",
            {"repeated_to": ["Bonn", "The Hague"]},
        ),
        (
            "Also sent to Paris for TOPOL and repeated to London.",
            {"also_sent_to": ["Paris for TOPOL"], "repeated_to": ["London"]},
        ),
        (
            "Received at 7:31 p.m. Repeated to Bonn.",
            {"repeated_to": ["Bonn"]},
        ),
        ("Drafted by Smith. Drafted by Jones.", {"drafted_by": agents("Smith", "Jones")}),
        (
            "Cleared by A (INR) and B; cleared in draft by C; approved by D. Approved by E.",
            {"cleared_by": agents("A (INR)", "B", "C"), "approved_by": agents("D", "E")},
        ),
        (
            "Repeated to Lima and Bonn. Also sent to Rome, and repeated to Oslo. Also sent to Rio.",
            {"also_sent_to": ["Rome", "Rio"], "repeated_to": ["Lima", "Bonn", "Oslo"]},
        ),
        ("Repeated to the U.S. Also repeated to Bonn.", {"repeated_to": ["U.S.", "Bonn"]}),
        (
            "Drafted by Coverdale (Attaché) and approved by Rusk.",
            {"drafted_by": agents("Coverdale (Attaché)"), "approved_by": agents("Rusk")},
        ),
    ],
)
def test_who_had_to_do_with_the_paper(sentence: str, fields: dict[str, Any]) -> None:
    assert fields_of(f"Source: Ibid. {sentence}") == fields


@pytest.mark.parametrize(
    "sentence",
    [
        "Drafted by someone in ARA",
        "Drafted",
        "Drafted on November 5",
        "Drafted by [name not declassified]",
        "Cleared by McGeorge and William Bundy",
        "Cleared by five offices and the Departments of Labor and Commerce",
        "Drafted by Thomas A. Sand, Officer in Charge of Lorne, Kestania, and Orlan",
        "Sent to all posts except those in Asia",
        "Also sent to everybody",
        "The President read it",
        "Repeated to the Commander in Chief, Pacific, and Bonn",
        "Repeated to the Departments of State, Defense, and Labor",
        "It was repeated for information to Bonn",
        "Walt Roy also cleared the telegram with the President",
    ],
)
def test_a_sentence_in_another_form_is_unread_and_gives_no_field(sentence: str) -> None:
    source = read_source_note(f"Source: Johnson Library, Aides Files. {sentence}.").source
    assert source.unread == (sentence,)
    assert (source.drafted_by, source.cleared_by, source.approved_by) == ((), (), ())
    assert (source.also_sent_to, source.repeated_to) == ((), ())


def test_unread_clauses_are_listed_beside_what_was_read() -> None:
    note = (
        "Source: Johnson Library, Aides Files. Secret; sent on the wire. Drafted by Roy, initialed"
        " by Orlan, and approved by someone. The meeting was held at noon. (Ibid.)\n\nMore."
    )
    source = read_source_note(note).source
    assert source.drafted_by == (Agent(name="Roy"),)
    assert source.unread == (
        "sent on the wire",
        "initialed by Orlan",
        "approved by someone",
        "The meeting was held at noon",
        "(Ibid.)",
        "More.",
    )


@pytest.mark.parametrize(
    "other",
    [
        "A cover memorandum was attached.",
        "Sent to the President under cover of a memorandum.",
        "Attached to another paper.",
        "Initialed by Rusk; sent with an enclosure;",
    ],
)
def test_after_another_paper_nothing_is_added_to_what_was_read(other: str) -> None:
    assert fields_of(f"Source: Ibid. Drafted by Smith. {other} Drafted by Jones.") == {
        "drafted_by": agents("Smith")
    }


@pytest.mark.parametrize(
    "note", ["", "[Not printed.]", "Drafted by X. Secret.", "Source:", "A. Secret."]
)
def test_a_note_that_is_no_source_note_is_only_kept(note: str) -> None:
    assert read_source_note(note) == SourceNote(source=ArchivalSource(note=note))


def test_only_the_first_paragraph_speaks_of_the_paper() -> None:
    assert fields_of("Source: Ibid.\n\nDrafted by X. Secret.") == {}


@settings(deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["Source: ", "Secret", "; ", ". ", "by ", "A", "(", "B)", "Drafted ", "and "]
        )
    ).map("".join)
)
def test_any_note_is_kept_verbatim(note: str) -> None:
    assert read_source_note(note).source.note == note


def test_initials_and_abbreviations_end_no_sentence() -> None:
    text = "By L.S. Ray, Jr. (EA) and Mr. Dean, Vol. II. Next to the U.S. It (so.) And “that.” End"
    assert [sentence.words for sentence in sentences(Passage(text))] == [
        "By L.S. Ray, Jr. (EA) and Mr. Dean, Vol. II",
        "Next to the U.S.",
        "It (so.)",
        "And “that.”",
        "End",
    ]


def test_a_quotation_and_a_date_behind_a_clock_end_no_sentence() -> None:
    note = (
        "Source: Lorne Library, Orlan Papers. Secret. Passed to the Council at 11:05 a.m. May 2."
        " Ohm wrote on it: “OK as amended. Secret. O.” See the Supplement."
    )
    found = read_source_note(note)
    assert found.classification == "Secret"
    assert found.source.unread == (
        "Passed to the Council at 11:05 a.m. May 2",
        "Ohm wrote on it: “OK as amended. Secret. O.”",
        "See the Supplement",
    )


def test_a_missing_full_stop_or_blank_does_not_hide_a_sentence() -> None:
    note = (
        "Source: Department of State, Central Files, POL 26 S LORNE Top Secret; Immediate."
        " Repeated to Oslo.The meeting was short."
    )
    assert fields_of(note) == {
        "repository": "Department of State",
        "collection": "Central Files",
        "file": "POL 26 S LORNE",
        "repeated_to": ["Oslo"],
        "classification": "Top Secret",
        "handling": "Immediate",
    }


def test_an_abbreviation_does_not_cut_the_place_in_two() -> None:
    note = "Source: Johnson Library, National Security File, Other Misc. Material. Secret."
    assert fields_of(note)["collection"] == "National Security File, Other Misc. Material"
    note = "Source: Johnson Library, Aides Files, Lorne, Vol. II. Memos. Secret."
    assert fields_of(note)["file"] == "Lorne, Vol. II. Memos"


@pytest.mark.parametrize(
    "note",
    [
        "Summary: The harbor is shut.\n\nSource: Johnson Library, Aides Files. Secret.",
        "Summary: The harbor is shut. Source: Johnson Library, Aides Files. Secret.",
        "Johnson Library, Aides Files. Secret.",
        "Source: Source: Johnson Library,\n    Aides Files.\n  Secret.",
    ],
)
def test_a_note_is_read_whatever_stands_before_its_place(note: str) -> None:
    read = read_source_note(note)
    assert (read.source.repository, read.classification) == ("Johnson Library", "Secret")
    assert read.source.unread == ()


def test_names_keep_the_identifiers_of_the_markup() -> None:
    note = (
        "Source: Johnson Library,\n   Aides Files. Secret. Drafted by  Koren and Roy; cleared by"
        " Deputy Director Orlan Sand and Terry B. Lorne, Jr.; approved by Koren."
    )
    names = {"Koren": "p_K_1", "Orlan Sand": "p_S_1", "Terry B. Lorne, Jr.": "p_L_1"}
    mentions = [Mention(note.index(n), note.index(n) + len(n), i) for n, i in names.items()]
    source = read_source_note(note, mentions).source
    assert source.drafted_by == (Agent(name="Koren", id="p_K_1"), Agent(name="Roy"))
    assert source.cleared_by == (
        Agent(name="Orlan Sand", office="Deputy Director", id="p_S_1"),
        Agent(name="Terry B. Lorne, Jr.", id="p_L_1"),
    )
    assert source.approved_by == (Agent(name="Koren"),)


@pytest.mark.parametrize(
    "piece",
    ["Drafted by ", "A, ", "(x) ", "of Affairs ", "and ", "Secret; ", "“", "(", "\n", "to B and "],
)
def test_a_note_of_any_length_is_read_in_time(piece: str) -> None:
    note = f"Source: Johnson Library, Aides Files. Drafted by Secretary {piece * 20_000}!"
    assert read_source_note(note).source.note == note


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


def test_handling_can_be_before_the_classification() -> None:
    read = read_source_note(
        "Source: Lorne Library, Orlan Papers, Talks. Official-Informal. Secret."
    )
    assert (read.classification, read.handling) == ("Secret", "Official-Informal")
