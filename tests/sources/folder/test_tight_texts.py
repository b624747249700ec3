"""Texts copied without blank lines behind the heading and the dateline, and in lists."""

from __future__ import annotations

from frus_pack.document.model import DateRange
from frus_pack.sources.folder.description import infer_description

TIGHT = """12. Memorandum of Conversation1
secret
Port Lorne, March 5, 1975, 3–3:45 p.m.
SUBJECT
The harbor
PARTICIPANTS
United Kingdom
President Emil Orlan
Ilse Marand, Foreign Office

United States
Karl Ohm, Department of State
Emil Tarn, Embassy

President: It is good to see you.

  1. Source: Kestanian State Archive, Box 4.
"""


def test_a_text_without_blank_lines_is_described_like_one_with_them() -> None:
    spaced = TIGHT.replace("\n", "\n\n").replace("\n\n\n", "\n\n")
    tight, other = (
        infer_description(one.encode(), "frus1958-60v99", file="t") for one in (TIGHT, spaced)
    )
    assert tight.metadata == other.metadata


def test_heading_dateline_and_lists_are_parted() -> None:
    found = infer_description(TIGHT.encode(), "frus1958-60v99", file="t").metadata
    assert found.title == "Memorandum of Conversation"
    assert found.classification == "secret"
    assert found.place == "Port Lorne"
    assert found.date == DateRange(
        earliest="1975-03-05", latest="1975-03-05", display="March 5, 1975, 3–3:45 p.m."
    )
    assert found.subject == "The harbor"
    assert [(one.group, one.name) for one in found.participants] == [
        ("United Kingdom", "President Emil Orlan"),
        ("United Kingdom", "Ilse Marand"),
        ("United States", "Karl Ohm"),
        ("United States", "Emil Tarn"),
    ]


def test_a_wrapped_heading_stays_whole() -> None:
    text = "7. Letter From President Orlan to the\nSecretary of State\n\nDear Mr. Secretary:\n"
    found = infer_description(text.encode(), "frus1958-60v99", file="t").metadata
    assert found.title == "Letter From President Orlan to the Secretary of State"


def test_wrapped_sentences_are_no_list() -> None:
    text = "7. Letter\n\nPresident Orlan said at once that the\nharbor was\nPresent: nobody.\n"
    assert infer_description(text.encode(), "frus1958-60v99", file="t").metadata.participants == ()
