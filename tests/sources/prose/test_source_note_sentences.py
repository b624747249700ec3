"""Where the sentences of a source note end, and which of them are read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.sentences import sentences
from frus_pack.sources.prose.source_note import Mention, SourceNote, read_source_note
from tests.sources.prose.source_notes import agents, fields_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Drafted by someone in ARA",
        "Drafted",
        "Drafted on November 5",
        "Cleared by McGeorge and William Bundy",
        "Cleared by five offices and the Departments of Labor and Commerce",
        "Drafted by Thomas A. Sand, Officer in Charge of Lorne, Kestania, and Orlan",
        "Drafted by Thomas A. Sand, Division of Research for East Lorne, South Asia, and Africa",
        "Drafted by Thomas A. Sand, Reports and Harbor Staff, Lorne Secretariat, on May 3",
        "Drafted by Thomas A. Sand, Office of Lorne Affairs, Orr, and Pell",
        "Another record is in the Orlan Papers, Lorne, chap. XX",
        "Sent to all posts except those in Asia",
        "Also sent to everybody",
        "The President read it",
        "Repeated to the Commander in Chief, Pacific, and Bonn",
        "Repeated to the Departments of State, Defense, and Labor",
        "It was repeated for information to Bonn",
        "Orlan approved the memorandum",
        "Orlan approved it",
        "The report was approved by the Board at its May meeting",
        "Walt Roy also cleared the telegram with the President",
    ],
)
def test_a_sentence_in_another_form_is_unread_and_gives_no_field(sentence: str) -> None:
    source = read_source_note(f"Source: Johnson Library, Aides Files. {sentence}.").source
    assert source.unread == (sentence,)
    assert (source.drafted_by, source.cleared_by, source.approved_by) == ((), (), ())
    assert (source.also_sent_to, source.repeated_to) == ((), ())


def test_an_article_in_small_letters_can_begin_a_sentence() -> None:
    note = "Source: Department of State, Central Files, 320/2. a copy is in the Orr Files."
    source = read_source_note(note).source
    assert (source.file, source.unread) == ("320/2", ("a copy is in the Orr Files",))


def test_a_mark_of_withheld_text_is_a_sentence_of_its_own() -> None:
    note = "Source: Johnson Library, Aides Files. Cleared in S on May 9. [text not declassified]"
    source = read_source_note(note).source
    assert source.cleared_by == (Agent(name="S"),)
    assert source.unread == ("[text not declassified]",)


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
    note = "Source: Lorne Library, Orlan Papers. Secret. Drafted by Cpt. Emil Orlan (LRN)."
    assert fields_of(note)["drafted_by"] == agents("Cpt. Emil Orlan (LRN)")


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
