"""Who signed: the first line is the name, the others are the office."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.sources.tei.correspondents import signer

LISTED = {"p_O_1": "Orlan, Emil"}


def _signer(xml: str) -> tuple[str, str | None, str | None] | None:
    element = etree.fromstring(f'<signed xmlns="http://www.tei-c.org/ns/1.0">{xml}</signed>')
    found = signer(element, LISTED)
    return None if found is None else (found.name, found.office, found.id)


@pytest.mark.parametrize(
    ("xml", "signed"),
    [
        ("Emil Orlan<lb/><hi>Colonel</hi><lb/>Staff", ("Emil Orlan", "Colonel, Staff", None)),
        (
            '<persName corresp="#p_O_1">E. Orlan</persName><lb/>Staff',
            ("E. Orlan", "Staff", "p_O_1"),
        ),
        ("Emil Orlan, Jr.", ("Emil Orlan, Jr.", None, None)),
        ("E. O.", ("E. O.", None, None)),
        ("G<lb/>Colonel", None),
        ("[signed]", None),
        ("", None),
    ],
)
def test_a_signature(xml: str, signed: tuple[str, str | None, str | None] | None) -> None:
    assert _signer(xml) == signed
