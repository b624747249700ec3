"""Sender and recipient of a heading, each with an office, also where they are typed wrongly."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from frus_pack.sources.tei.correspondents import correspondents_of_head


def _of(head: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    element = etree.fromstring(f'<head xmlns="http://www.tei-c.org/ns/1.0">{head}</head>')
    found = correspondents_of_head(element, {})
    return (
        [(one.name, one.office) for one in found.senders],
        [(one.name, one.office) for one in found.recipients],
    )


def test_a_bracketed_recipient_after_an_office_is_the_sender() -> None:
    assert _of(
        'The <gloss type="from">Political Adviser</gloss> to SCAP (<persName type="to">Orlan'
        '</persName>) to the <gloss type="to">Department of State</gloss>'
    ) == ([("Orlan", "Political Adviser to SCAP")], [("Department of State", None)])


def test_the_place_that_an_office_takes_is_neither_sender_nor_recipient() -> None:
    assert _of(
        'Telegram From <gloss type="from">the Mission</gloss> to <gloss type="to">the United '
        'Nations</gloss> to <gloss type="to">the Department of State</gloss>'
    ) == ([("Mission to the United Nations", None)], [("Department of State", None)])


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("The Minister for Foreign Affairs", "Minister for Foreign Affairs"),
        ("The Political Adviser to SCAP", "Political Adviser to SCAP"),
        ("The Delegate to the Assembly", "Delegate to the Assembly"),
        ("No. 206<lb/>The Minister in Kestania", "Minister in Kestania"),
        ("No. 5.<lb/><hi>The Secretary for Trade</hi>", "Secretary for Trade"),
        ("12. The Secretary for Trade", "Secretary for Trade"),
        ("12. Memorandum by the Secretary for Trade", "Secretary for Trade"),
        ("12. Telegram From the Legation to Kestania", "Legation to Kestania"),
    ],
)
def test_an_office_begins_behind_the_number_and_the_kind(before: str, office: str) -> None:
    sender = f'{before} (<persName type="from">Orlan</persName>) '
    assert _of(f'{sender} to the <gloss type="to">Department of State</gloss>') == (
        [("Orlan", office)],
        [("Department of State", None)],
    )


HEADS = {
    "Memorandum by {from Orlan} of the Office of Research and Trade to the Director ({to Ohm})": (
        [("Orlan", "Office of Research and Trade")],
        [("Ohm", "Director")],
    ),
    "Memorandum by {from Orlan}, Consultant to the Council, to the Director ({to Ohm})": (
        [("Orlan", "Consultant to the Council")],
        [("Ohm", "Director")],
    ),
    "Memorandum of Conversation, by {from Orlan}, Jr., of the Mission to the Assembly": (
        [("Orlan, Jr.", "Mission to the Assembly")],
        [],
    ),
    "Memorandum for the Record of a Conversation Between the Minister for Trade ({from Orlan}) "
    "and Senator {to Ohm}, Lorne, May 2, 1948, 3 p.m.": (
        [("Orlan", "Minister for Trade")],
        [("Ohm", "Senator")],
    ),
    "Memorandum by the {from Minister} and the Secretary of Trade ({from Orlan}) to {to Ohm}": (
        [("Minister", None), ("Orlan", "Secretary of Trade")],
        [("Ohm", None)],
    ),
    "Letter From the Director for Lorne, the Kestan Republic, and Orr ({from Orlan}) to {to Ohm}": (
        [("Orlan", "Director for Lorne, the Kestan Republic, and Orr")],
        [("Ohm", None)],
    ),
    "Letter From President {from Orlan}’s Adviser ({from Marand}) to {to Ohm}": (
        [("Marand", "President Orlan’s Adviser")],
        [("Ohm", None)],
    ),
    "Letter From Ambassador {from Orlan} to Senator {to Emil Ohm} of Lorne": (
        [("Orlan", "Ambassador")],
        [("Emil Ohm", "Senator")],
    ),
    "Memorandum by Ambassador {from Orlan}, Adviser to the Mission, to Senator {to Ohm} of the "
    "Committee on Trade": (
        [("Orlan", "Ambassador, Adviser to the Mission")],
        [("Ohm", "Senator, Committee on Trade")],
    ),
    "The {from Secretary} to the Ambassadors in Lorne ({to Orlan}), Orr ({to Ohm}), "
    "and Pell ({to Ash})": (
        [("Secretary", None)],
        [
            ("Orlan", "Ambassador in Lorne"),
            ("Ohm", "Ambassador in Orr"),
            ("Ash", "Ambassador in Pell"),
        ],
    ),
    "Memorandum by the Minister ({name Orlan}) and the Director ({name Ohm}) to the Council": (
        [("Orlan", "Minister"), ("Ohm", "Director")],
        [("Council", None)],
    ),
}


@pytest.mark.parametrize(("head", "named"), HEADS.items())
def test_each_name_has_its_own_office(
    head: str, named: tuple[list[tuple[str, str]], list[tuple[str, str]]]
) -> None:
    marked = re.sub(r"{(from|to|name) ([^}]+)}", r'<persName type="\1">\2</persName>', head)
    assert _of(marked) == named


def test_the_office_of_a_recipient_begins_behind_the_senders() -> None:
    assert _of(
        'Memorandum From <persName type="from">Emil Orlan</persName> of the Council Staff to the'
        ' President\'s Assistant (<persName type="to">Pell</persName>)'
    ) == ([("Emil Orlan", "Council Staff")], [("Pell", "President's Assistant")])


def test_what_the_encoder_took_into_a_name_is_left_out() -> None:
    assert _of(
        'Letter <gloss type="from">from the Shah of Lorne</gloss> '
        '<gloss type="to">to the Department of State</gloss>'
    ) == ([("Shah of Lorne", None)], [("Department of State", None)])
