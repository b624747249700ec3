"""The lines that a message or memorandum begins with, where its heading names nobody."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.message_head import MessageHead, read_message_head


def _said(*lines: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    head = read_message_head(lines)
    return (
        [(one.name, one.office) for one in head.senders],
        [(one.name, one.office) for one in head.recipients],
    )


def test_an_e_mail_names_each_mailbox_as_printed() -> None:
    assert _said(
        "From: Orlan, Emil (NSC)",
        "Sent: Friday, May 5, 2000 3:15 PM",
        "To: Pell, Max <mpell@lorne>; Ilse Ohm",
        "Cc: Roy, Ray",
        "Subject: RE: Harbors",
    ) == ([("Orlan, Emil", "NSC")], [("Pell, Max", None), ("Ilse Ohm", None)])


def test_a_memorandum_names_persons_with_their_offices() -> None:
    lines = ("TO: The President", "THROUGH: S/S", "FROM: INR—Max Pell", "SUBJECT: Harbors")
    assert _said(*lines) == ([("Max Pell", "INR")], [("The President", None)])


@pytest.mark.parametrize(
    "lines",
    [
        ("From: the harbor we saw the ships.",),
        ("To: be decided.", "We met."),
        ("From: Orlan", *("Text.",) * 12, "To: Pell"),
        ("From:", "To:"),
        (),
    ],
)
def test_one_of_the_lines_alone_is_text(lines: tuple[str, ...]) -> None:
    assert read_message_head(lines) == MessageHead()
