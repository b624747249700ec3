"""Sender and recipient of a heading whose names are typed against its words."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.sources.tei import correspondents


def _of(head: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    element = etree.fromstring(f'<head xmlns="http://www.tei-c.org/ns/1.0">{head}</head>')
    found = correspondents.of_head(element, {})
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
    ) == ([("Mission", None)], [("Department of State", None)])


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
