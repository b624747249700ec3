"""The subject: of the document itself, and not what stands beside or behind it."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.sources.tei.elements import own_elements
from frus_pack.sources.tei.subjects import subject_of

LONG = f"<p>{'The harbor is closed, and the ships wait outside. ' * 4}</p>"


def _subject(xml: str) -> str | None:
    division = etree.fromstring(f'<div xmlns="http://www.tei-c.org/ns/1.0">{xml}</div>')
    return subject_of(own_elements(division), division)


def _list(head: str, *items: str) -> str:
    said = "".join(f"<item>{item}</item>" for item in items)
    return f'<list type="subject"><head>{head}</head>{said}</list>'


@pytest.mark.parametrize(
    ("xml", "subject"),
    [
        (_list("SUBJECT", "1. Ships; and", "2. Harbors"), "1. Ships; 2. Harbors"),
        (_list("SUBJECT", "Ships*"), "Ships"),
        (_list("SUBJECT", "Ships", "The following were present:", "Mr. Orr"), "Ships"),
        (_list("SUBJECT", "Ships", "Present at the meeting on May 3 were Orr and Pell"), "Ships"),
        (
            _list("SUBJECT", "Ships", "Present Situation in Lorne"),
            "Ships; Present Situation in Lorne",
        ),
        (_list("SUBJECT: REPIR:", "Ships"), "Ships"),
        (_list("SUBJECT", "Ships", "The harbor is closed, and the ships wait. " * 3), "Ships"),
        (_list("SUBJECT", "Mr. Orr, Chief", "Mr. Pell, Lorne"), None),
        (_list("SUBJECT", "Ships") + LONG + _list("SUBJECT", "Harbors"), "Ships"),
        (_list("REF:", "Lorne 14"), None),
        (_list("", "NEA/IRN:JCORR/HM", "Ships"), "Ships"),
        ("<p>14. Subject: Ships. Ref: Lorne 14.</p>", "Ships"),
        ("<p>14. Ref: Lorne 14.<note>Not found.</note> Subject: Ships. We agree.</p>", "Ships"),
        ("<p>TO: Lorne<lb/>SUBJECT: Ships<lb/>REF: 14</p>", "Ships"),
        ("<p>LORNE 14</p>" * 6 + "<p>SUBJECT: Ships</p>", "Ships"),
        ("<p>SUBJECT:</p><p>Ships</p>", "Ships"),
        ("<p>RE</p><p>Ships<note>Not found.</note></p>", "Ships"),
        ("<p>See below.</p><p>Attachment</p><p>SUBJECT</p><p>Ships</p>", None),
        ("<p>See below.</p><p>Tab A<note>Secret.</note></p><p>Subject: Ships</p>", None),
        ("<p>SUBJECT:</p><list><item>Mr. Orr</item></list><p>Orr: Sit down.</p>", None),
        (LONG * 2 + "<p>Subject: Harbors</p>", "Harbors"),
        (f"<p>{'Ships wait. ' * 30}</p><p>Subject: Harbors</p>", None),
    ],
)
def test_a_subject(xml: str, subject: str | None) -> None:
    assert _subject(xml) == subject
