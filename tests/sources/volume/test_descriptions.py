"""What a volume's document is described as, where its encoding has no element for it."""

from __future__ import annotations

import pytest

from frus_pack.document.model import DateRange
from tests.sources.volume.one_volume import Make, read

DATED = DateRange(earliest="1948-05-02", latest="1948-05-02", display="May 2, 1948")
HEADING = "<head>The Embassy of Lorne to the Department of State</head>"
SAID = "<p>The Embassy has the honor to say this.</p>"
LINE = "<p>[<hi>Washington</hi>,] May 2, 1948.</p>"


def _document(content: str) -> str:
    return f'<div type="document" xml:id="d2" n="2">{content}</div>'


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADING}{SAID}{LINE}",
        f'{HEADING}{SAID}{LINE}<pb n="3"/>',
        f"<note rend='inline'>123.45/6</note>{HEADING}{LINE}{SAID}",
        f"{HEADING}<p>No. 44 Washington, May 2, 1948.</p>{SAID}",
    ],
)
def test_a_dateline_can_be_a_paragraph_above_the_text_or_below_it(
    volume: Make, content: str
) -> None:
    (document,) = read(volume(_document(content)))
    assert (document.metadata.date, document.metadata.place) == (DATED, "Washington")


@pytest.mark.parametrize(
    "content",
    [
        f"<head>2. Editorial Note</head>{SAID}{LINE}",
        f"{HEADING}<dateline>Lorne, undated.</dateline>{SAID}{LINE}",
        f"{HEADING}{SAID}<p>[Enclosure]</p><p>The harbor is closed.</p>{LINE}",
        f"{HEADING}{SAID}<p>They met in Washington on May 2, 1948.</p>",
    ],
)
def test_a_date_elsewhere_in_the_text_is_not_the_documents(volume: Make, content: str) -> None:
    (document,) = read(volume(_document(content)))
    assert document.metadata.date is None


def test_handling_is_kept_where_the_source_note_has_no_classification(volume: Make) -> None:
    note = '<note type="source">Source: Lorne Library, Aides Files. Presidential Handling.</note>'
    (document,) = read(volume(_document(f"<head>2. Letter{note}</head>{SAID}")))
    assert (document.metadata.classification, document.metadata.handling) == (
        None,
        "Presidential Handling",
    )


def test_a_signature_that_was_deleted_names_nobody(volume: Make) -> None:
    signed = "<closer><signed>[Name and title deleted]</signed></closer>"
    (document,) = read(volume(_document(f"<head>2. Letter to the President</head>{SAID}{signed}")))
    assert document.metadata.senders == ()


def test_a_withheld_recipient_keeps_its_brackets(volume: Make) -> None:
    withheld = '[<persName type="to">name not declassified</persName>]'
    heading = f"<head>2. Memorandum From Emil Orlan to {withheld}</head>"
    (document,) = read(volume(_document(f"{heading}{SAID}")))
    assert [one.name for one in document.metadata.recipients] == ["[name not declassified]"]
