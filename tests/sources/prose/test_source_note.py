"""Source notes: read as far as their form is regular, kept verbatim beyond."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.document.model_json import to_json
from frus_pack.sources.prose.sentences import listed, sentences
from frus_pack.sources.prose.source_note import SourceNote, read_source_note

NARA = "National Archives and Records Administration"


def fields_of(note: str) -> dict[str, Any]:
    """The fields read from a note, but for the note itself."""
    read = read_source_note(note)
    assert read.source.note == note
    fields = {**to_json(read.source), **to_json(read)}
    return {key: value for key, value in fields.items() if key not in ("note", "source")}


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
                "National Security File",
                "Country File, Bolivia, Vol. II, July 1964",
            ),
        ),
        (
            "Central Intelligence Agency, Job 79–01025A, Box 151, Folder 2",
            ("Central Intelligence Agency", None, None, "Job 79–01025A, Box 151, Folder 2"),
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
            ("Library of Congress", None, "Manuscript Division, Kissinger Papers", "Box CL 101"),
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
        ("Johnson Library, Papers 3 of Rusk, Folder 2.", {"repository": "Johnson Library"}),
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
            "Cleared in draft with L.S. Ray, Jr. (EA), [name withheld], and Mr. Dean (in draft).",
            {"cleared_by": agents("L.S. Ray, Jr. (EA)", "[name withheld]", "Mr. Dean")},
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
        ("Repeated to the U.S. Also repeated to Bonn.", {"repeated_to": ["the U.S.", "Bonn"]}),
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
        "Drafted by the Secretary and Rusk.",
        "Drafted by someone in ARA.",
        "Drafted.",
        "Cleared by phone with A.",
        "Sent to all posts except those in Asia.",
        "Also sent to all of them; see below.",
        "The President read it.",
        "A cover memorandum was attached. Drafted by Rusk.",
        "Printed from a copy. Repeated to Lima.",
        "Drafted by Smith. Drafted by the Secretary.",
        "Drafted in the Secretary's office. Drafted by Smith.",
        "Drafted and approved by Smith. Drafted by Jones. Approved by Rusk.",
        "Repeated to Lima. Repeated to all of them; see below.",
        "Repeated to Lima. It was repeated for information to Bonn.",
        "Repeated to Bonn as telegram 45. Repeated to Oslo.",
        "Signed by Rusk on a memorandum drafted by Jones.",
    ],
)
def test_a_sentence_in_another_form_gives_no_field(sentence: str) -> None:
    assert fields_of(f"Source: Ibid. {sentence}") == {}


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
    "note", ["", "[Not printed.]", "Drafted by X. Secret.", "Source:", "Sources: A."]
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
    assert list(sentences(text)) == [
        "By L.S. Ray, Jr. (EA) and Mr. Dean, Vol. II",
        "Next to the U.S. It (so",
        "And “that",
        "End",
    ]


def test_lists_are_parted_outside_brackets() -> None:
    assert listed("A (X, Y), B, Jr., and C and D") == ["A (X, Y)", "B, Jr.", "C", "D"]
