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
        (_list("SUBJECT: REPIR:", "Ships"), "Ships"),
        (_list("SUBJECT", "Ships", "The harbor is closed, and the ships wait. " * 3), "Ships"),
        (_list("SUBJECT", "Mr. Orr, Chief", "Mr. Pell, Lorne"), None),
        (_list("SUBJECT", "Ships") + LONG + _list("SUBJECT", "Harbors"), "Ships"),
        (_list("REF:", "Lorne 14"), None),
        (_list("", "NEA/IRN:JCORR/HM", "Ships"), "Ships"),
        ("<p>14. Subject: Ships. Ref: Lorne 14.</p>", "Ships"),
    ],
)
def test_a_subject(xml: str, subject: str | None) -> None:
    assert _subject(xml) == subject
