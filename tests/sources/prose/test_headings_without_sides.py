"""Headings that name neither a sender nor a recipient."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.parties import Parties, parties_of


@pytest.mark.parametrize(
    "heading",
    [
        "President Orlan’s Fourth Annual Report to the Congress",
        "President Orlan to Visit Lorne",
        "Ambassador Orlan's Return to Washington",
        "Secretary Orlan to Attend",
        "Paper Prepared for the Lorne Conference, May 4, 1971",
        "Highlights From the Lorne Planning Meeting",
    ],
)
def test_a_heading_that_names_no_sides_has_none(heading: str) -> None:
    assert parties_of(heading) == Parties()
