"""The note above an older document's heading: its file number, and what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from frus_pack.document.model import ArchivalSource
from frus_pack.sources.prose.note_above_heading import kind_in
from frus_pack.sources.prose.source_note import read_source_note


@pytest.mark.parametrize(
    ("note", "file", "kind"),
    [
        ("861.77/341", "861.77/341", "other"),
        ("File No. 861.77/341a.", "861.77/341a", "other"),
        ("861.77/341½: Telegram", "861.77/341½", "telegram"),
        ("861.77/341:Telegram", "861.77/341", "telegram"),
        ("856D.00/9–948: Telegram (part air)", "856D.00/9–948", "telegram"),
        ("501.BC Island/8–948: Airgram", "501.BC Island/8–948", "airgram"),
        ("740.0011 Harbor War 1939/12: Circular telegram", "740.0011 Harbor War 1939/12",
         "circular-telegram"),
        ("795.00 Control (Lorne)/7–350", "795.00 Control (Lorne)/7–350", "other"),
        ("Paris Peace Conf. 184.01/30: Telegram", "Paris Peace Conf. 184.01/30", "telegram"),
        ("123 Whitcombe, Arnold: Telegram", "123 Whitcombe, Arnold", "telegram"),
        ("Arnold Whitcombe Papers: Telegram", None, "telegram"),
        ("Department of State Harbor Files", None, "other"),
        ("HB Files: US(P)/A/12", "US(P)/A/12", "other"),
        ("S/S Files: Lot 12 D 34: Note by the Secretary", "Lot 12 D 34", "other"),
        ("[Telegram.—Paraphrase.]", None, "telegram"),
        ("[Translation.]", None, "other"),
        ("No. 12.]", None, "other"),
        ("861.77/341, 342", "861.77/341, 342", "other"),
        ("", None, "other"),
    ],
)  # fmt: skip
def test_a_file_number_and_a_kind_are_read_where_they_are_certain(
    note: str, file: str | None, kind: str
) -> None:
    assert (read_source_note(note).source.file, kind_in(note)) == (file, kind)


def test_both_come_into_the_description(tmp_path: Path) -> None:
    path = tmp_path / "frus1918Islandv01.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" xml:id="d1"'
        ' n="1"><note rend="inline" type="source">861.77/341: <hi>Telegram</hi></note>'
        "<head>The Consul at Port Lorne to the Secretary of State</head><p>x</p></div>"
        "</body></text></TEI>"
    )
    (document,) = frus_pack.read(path)
    assert document.metadata.kind == "telegram"
    assert document.metadata.source == ArchivalSource(
        note="861.77/341: Telegram", file="861.77/341"
    )
