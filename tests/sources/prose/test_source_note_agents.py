"""Who drafted, cleared, saw or read a paper, as its source note says."""

from __future__ import annotations

from typing import Any

import pytest

from frus_pack.sources.prose.source_note import read_source_note
from tests.sources.prose.source_notes import agents, fields_of


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
        ("Drafted by X on Apr. 16.", {"drafted_by": agents("X")}),
        (
            "Drafted by Emil Orlan, Chief of the Trade Division, Bureau of Ports, and Roy.",
            {
                "drafted_by": agents(
                    "Emil Orlan (Chief of the Trade Division, Bureau of Ports)", "Roy"
                )
            },
        ),
        ("Drafted by X between May 29 and June 1.", {"drafted_by": agents("X")}),
        ("Drafted by X with Orlan’s concurrence.", {"drafted_by": agents("X")}),
        ("Drafted by X in response to a paper by Y of S/S.", {"drafted_by": agents("X")}),
        ("Drafted by Emil Orlan, Jr., (EA/HB).", {"drafted_by": agents("Emil Orlan, Jr. (EA/HB)")}),
        (
            "Drafted by [name not declassified] and cleared by Orr and [name not declassified].",
            {
                "drafted_by": agents("[name not declassified]"),
                "cleared_by": agents("Orr", "[name not declassified]"),
            },
        ),
        (
            "Cleared by Orr and Sand as well as Roy of the CIA.",
            {"cleared_by": agents("Orr", "Sand", "Roy (CIA)")},
        ),
        (
            "Drafted by Officer in Charge of Lornish Affairs Emil Orlan.",
            {"drafted_by": agents("Emil Orlan (Officer in Charge of Lornish Affairs)")},
        ),
        (
            "Approved by Director of the Office of Northern Affairs Max Pell, II.",
            {"approved_by": agents("Max Pell, II (Director of the Office of Northern Affairs)")},
        ),
        (
            "Text received from the White House, cleared by Orr and Sand, and approved by Roy.",
            {"cleared_by": agents("Orr", "Sand"), "approved_by": agents("Roy")},
        ),
        (
            "The telegram was drafted by Orr and Sand, cleared by Roy, and approved by Orr.",
            {
                "drafted_by": agents("Orr", "Sand"),
                "cleared_by": agents("Roy"),
                "approved_by": agents("Orr"),
            },
        ),
        (
            "Orr drafted this message, Sand cleared it, and Roy approved it.",
            {
                "drafted_by": agents("Orr"),
                "cleared_by": agents("Sand"),
                "approved_by": agents("Roy"),
            },
        ),
        (
            "No time is given on the telegram, which was received at 8 a.m. Drafted by Orr.",
            {"drafted_by": agents("Orr")},
        ),
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
            "Drafted by Howard Brand, Office of Port and Northern Lorne Affairs, on May 3.",
            {"drafted_by": agents("Howard Brand (Office of Port and Northern Lorne Affairs)")},
        ),
        (
            "Drafted by Roy and Howard Brand of the Harbor Agreements and Ports Division.",
            {"drafted_by": agents("Roy", "Howard Brand (Harbor Agreements and Ports Division)")},
        ),
        (
            "Cleared by Max Pell and Howard Brand of the Harbor Planning Staff.",
            {"cleared_by": agents("Max Pell", "Howard Brand (Harbor Planning Staff)")},
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
        "The source text was transmitted from Lorne to the White House, where it was read",
        "The letter was forwarded to Orlan by Pell",
    ],
)
def test_a_sentence_from_which_no_field_is_read_is_unread_as_a_whole(sentence: str) -> None:
    assert read_source_note(f"Source: Ibid. Secret. {sentence}.").source.unread[-1:] == (sentence,)
