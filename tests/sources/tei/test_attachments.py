"""Enclosures that a line alone announces: what they are called, and their date."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.document.model import Attachment, DateRange
from frus_pack.sources.tei.contents import attachments

ANNOUNCED = '<p rend="center">[Enclosure]</p>'
REPORT = "<p>Report on the Harbors</p>"


def _attached(xml: str) -> tuple[Attachment, ...]:
    """What is attached, where a further paragraph follows."""
    return _all_of(f"{xml}<p>It ends here.</p>")


def _all_of(xml: str) -> tuple[Attachment, ...]:
    return attachments(
        etree.fromstring(f'<div xmlns="http://www.tei-c.org/ns/1.0">{xml}</div>'), ()
    )


@pytest.mark.parametrize(
    "between", ["", '<pb n="3"/>', "<p>[Here follows a table of contents.]</p>", "<p>Secret</p>"]
)
def test_an_enclosure_has_the_name_of_the_line_behind_it(between: str) -> None:
    assert _attached(ANNOUNCED + between + REPORT) == (Attachment(title="Report on the Harbors"),)


@pytest.mark.parametrize(
    "mark",
    [
        "[Inclosure.]",
        "[Inclosure 1 in No. 235.—Translation.]",
        "[Enclosure 2—Extract]",
        "[Subenclosure]",
        "Tab A",
        "Attachment:",
    ],
)
def test_a_line_announces_an_enclosure_in_each_form_of_the_series(mark: str) -> None:
    assert _attached(f"<p>{mark}</p>{REPORT}") == (Attachment(title="Report on the Harbors"),)


def test_an_enclosure_that_begins_with_a_table_has_the_title_of_the_table() -> None:
    row = "<row><cell>December 21</cell><cell>Speech</cell></row>"
    for title in ("<head>Harbors</head>", "<row role='label'><cell>Harbors</cell></row>"):
        assert _attached(f"<p>Tab 3</p><table>{title}{row}</table>") == (
            Attachment(title="Harbors"),
        )
    assert _attached(f"<p>Tab 3</p><table>{row}</table>") == ()


def test_a_line_that_goes_on_announces_nothing() -> None:
    assert _attached(f"<p>Enclosure 2 was lost at sea.</p>{REPORT}") == ()


def test_a_line_of_a_place_and_a_day_is_the_date_of_an_enclosure() -> None:
    day = DateRange(earliest="1965-06-23", latest="1965-06-23", display="June 23, 1965")
    assert _attached(f"{ANNOUNCED}{REPORT}<p>Port Lorne, June 23, 1965.</p>") == (
        Attachment(title="Report on the Harbors", date=day),
    )


def test_a_sentence_with_a_day_is_not_the_date_of_an_enclosure() -> None:
    text = "<p>The harbor was closed on June 23, 1965, by the Minister.</p>"
    assert _attached(ANNOUNCED + REPORT + text) == (Attachment(title="Report on the Harbors"),)


@pytest.mark.parametrize(
    "letterhead",
    [
        "<p>THE SECRETARY OF STATE<lb/>WASHINGTON<lb/>June 23, 1965</p>",
        "<p>Department of Defense</p><p>Washington, D.C.</p><p>LM–12–65<lb/>June 23, 1965</p>",
        "<p>June 23, 1965</p>",
    ],
)
def test_a_letterhead_is_the_date_of_an_enclosure_not_its_title(letterhead: str) -> None:
    day = DateRange(earliest="1965-06-23", latest="1965-06-23", display="June 23, 1965")
    assert _attached(ANNOUNCED + letterhead + REPORT) == (
        Attachment(title="Report on the Harbors", date=day),
    )
    assert _attached(f"{ANNOUNCED}{letterhead}<p>Dear Mr. Orlan,</p>") == (Attachment(date=day),)


def test_a_line_that_announces_an_enclosure_is_not_its_title() -> None:
    first = f"<p>Attachment</p><p>[First Attachment]</p>{REPORT}"
    assert _attached(first) == (Attachment(title="Report on the Harbors"),)


def test_what_is_only_named_below_the_text_is_not_printed() -> None:
    assert _all_of(f'<p>Attachment:</p>{REPORT}<pb n="3"/>') == ()
    withheld = "[2 pages not declassified]"
    assert _all_of(f"{ANNOUNCED}<p>{withheld}</p>") == (Attachment(title=withheld),)
