"""Markings in lines of their own above the text."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.labelled_lines import markings_of
from frus_pack.sources.prose.markings import PrintedMarkings, read_marking_lines


@pytest.mark.parametrize(
    ("lines", "classification", "handling"),
    [
        (["secret   us urgent"], "secret", "us urgent"),
        (["Secret", "Priority"], "Secret", "Priority"),
        (["TOP SECRET—EYES ONLY."], "TOP SECRET", "EYES ONLY"),
        (["confidential; niact (no delay), niact (no delay)"], "confidential", "niact (no delay)"),
        (["official use only"], "official use only", None),
        (["Priority", "The Secretary", "secret"], "secret", "Priority"),
        (["secret reports arrived"], None, None),
        (["secretary"], None, None),
        ([""], None, None),
        ([], None, None),
    ],
)
def test_a_line_of_nothing_but_markings_is_read(
    lines: list[str], classification: str | None, handling: str | None
) -> None:
    assert read_marking_lines(lines) == PrintedMarkings(classification, handling)


def test_of_a_reading_text_every_line_of_markings_counts() -> None:
    paragraphs = ["Priority", "secret   niact", "confidential", "The harbor is open."]
    assert markings_of(paragraphs) == PrintedMarkings("secret", "Priority; niact")


def test_a_classification_behind_the_first_paragraphs_is_text() -> None:
    assert markings_of(["One.", "Two.", "Three.", "Four.", "Secret"]) is None


def test_the_number_of_a_despatch_is_not_a_marking() -> None:
    assert read_marking_lines(["No. 12. Confidential.]"]) == PrintedMarkings("Confidential")
    assert read_marking_lines(["No. 325.]"]) == PrintedMarkings()
