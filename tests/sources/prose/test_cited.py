"""Headings that are citations of documents published in their images alone."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.citations import date_of_citation, read_citation

HEADING = (
    "Memorandum From Gen. Orlan to Pell, May 4. The harbor. Top Secret; Restricted Data. 2 pp."
    " Lorne Library, Orlan Files, Box 4."
)


def test_classification_and_holding_are_read() -> None:
    read = read_citation(HEADING)
    assert (read.classification, read.handling) == ("Top Secret", "Restricted Data")
    assert (read.source.repository, read.source.collection, read.source.file) == (
        "Lorne Library",
        "Orlan Files",
        "Box 4",
    )


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        (
            "Letter, May 4. No classification marking on Orr memorandum. 2 pp. Lorne Library.",
            "No classification marking",
        ),
        (
            "Memorandum, May 4. Administratively confidential. 2 pp. Lorne Library.",
            "Administratively confidential",
        ),
        (
            "Memorandum, May 4. Secret. Orr Files, Ships. 6 pp. of source text not declassified.",
            "Secret",
        ),
        ("Telegram, May 4. On ships. 2 pp. Lorne Library.", None),
    ],
)
def test_the_first_classification_is_the_documents(heading: str, level: str | None) -> None:
    assert read_citation(heading).classification == level


def test_the_holding_can_be_before_the_pages() -> None:
    read = read_citation(
        "Memorandum. Secret. Orr Files, Ships. 6 pp. of source text not declassified."
    )
    assert (read.source.collection, read.source.file) == ("Orr Files", "Ships")


def test_the_year_is_that_of_the_chapter() -> None:
    found = date_of_citation(HEADING, "May 1961")
    assert found is not None
    assert (found.earliest, found.display) == ("1961-05-04", "May 4")


def test_a_chapter_of_another_month_gives_no_year() -> None:
    assert date_of_citation(HEADING, "June 1961") is None
    assert date_of_citation(HEADING, "Harbors") is None
