"""Descriptions drafted from a reading text and a volume's identifier."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from frus_pack.document import schemas
from frus_pack.document.model import (
    Agent,
    ArchivalSource,
    DateRange,
    Metadata,
    Note,
    Volume,
    Withheld,
)
from frus_pack.document.model_json import to_json
from frus_pack.document.rights import FOREIGN_RIGHTS, RIGHTS
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.folder import metadata_file
from frus_pack.sources.folder.description import (
    draft_description,
    infer_description,
)
from frus_pack.sources.prose.kinds import KINDS
from tests.support.texts import well_formed_texts

VOLUME = "frus1964-68v31"
SOURCE = (
    "Source: Department of State, Central Files, POL 23–9 BOL. Secret; Priority. Drafted by"
    " Ray (ARA)."
)
TEXT = f"""\
7. Letter From President Orlan to the Secretary of State1

Lima, November 5, 1964, 3 p.m.

He wrote: no [Page 12] more.2

  1. {SOURCE}
  2. [text not declassified]
"""


def test_a_description_is_complete_but_for_the_original() -> None:
    assert infer_description(TEXT.encode(), VOLUME, file="t.txt").metadata == Metadata(
        volume=Volume(
            id=VOLUME,
            series="Foreign Relations of the United States",
            sub_series="1964–1968",
            volume_number="XXXI",
        ),
        id="d7",
        number="7",
        title="Letter From President Orlan to the Secretary of State",
        kind="letter",
        language="en",
        rights=FOREIGN_RIGHTS,
        date=DateRange(
            earliest="1964-11-05", latest="1964-11-05", display="November 5, 1964, 3 p.m."
        ),
        place="Lima",
        senders=(Agent(name="Orlan", office="President"),),
        recipients=(Agent(name="Secretary of State"),),
        classification="Secret",
        handling="Priority",
        source=ArchivalSource(
            note=SOURCE,
            repository="Department of State",
            collection="Central Files",
            file="POL 23–9 BOL",
            drafted_by=(Agent(name="Ray", office="ARA"),),
        ),
        pages=("11", "12"),
        notes=(Note(n="1", type="source", page="11"), Note(n="2", type="note", page="12")),
        withheld=(Withheld(text="[text not declassified]", page="12", note="2"),),
    )


def test_the_kinds_are_known_here() -> None:
    assert len(KINDS) == 24
    assert KINDS[0] == "telegram"
    assert KINDS[-1] == "other"


def test_what_the_text_does_not_tell_is_not_there() -> None:
    assert infer_description(
        b"Editorial Note\n\nNo more.", "frus1894", file="t", document="d9"
    ).metadata == (
        Metadata(
            volume=Volume(
                id="frus1894", series="Foreign Relations of the United States", sub_series="1894"
            ),
            id="d9",
            title="Editorial Note",
            kind="editorial-note",
            language="en",
            rights=RIGHTS,
        )
    )


def test_a_draft_with_every_comment_taken_out_follows_the_schema() -> None:
    _, _, body = draft_description(TEXT.encode(), VOLUME, file="t.txt").yaml.partition("\n\n")
    whole = re.sub(r"^( *)# ", r"\1", body, flags=re.MULTILINE)
    data = metadata_file.read_yaml(whole.encode(), "m.yaml").data
    for table in data["tables"]:
        table.update(rows=int(table["rows"]), columns=int(table["columns"]))
    original = {"form": "reading-text", "file": "t.txt", "sha512": "0" * 128}
    schema = schemas.identifier(schemas.DOCUMENT)
    assert schemas.faults(schemas.DOCUMENT, {"schema": schema, **data, "original": original}) == ()
    assert set(data) == {one.name for one in fields(Metadata)} - {"original", "extra", "amendments"}


def test_the_draft_reads_as_the_description_and_says_what_was_inferred() -> None:
    draft = draft_description(TEXT.encode(), VOLUME, file="t.txt").yaml
    expected = to_json(infer_description(TEXT.encode(), VOLUME, file="t.txt").metadata)
    assert yaml.safe_load(draft) == expected
    assert metadata_file.read_yaml(draft.encode(), "m.yaml").data == expected
    assert list(yaml.safe_load(draft)) == list(expected)
    header, _, body = draft.partition("\n\n")
    assert header.startswith(f"# The description of {VOLUME}/d7, drafted by frus-pack.")
    assert all(line.startswith("# ") for line in header.splitlines())
    assert "# subject: Situation in Bolivia" in body.splitlines()
    assert "  # record_group: RG 59" in body.splitlines()
    for line in (
        "id: d7  # from the printed number",
        "kind: letter  # from the title",
        "language: en  # taken for granted",
        "date:  # from the dateline",
        "classification: Secret  # from the source note",
        "  repository: Department of State  # from the source note",
        "pages:  # from the marks in the text; 11 because the first mark is the next page's",
        "  - '11'",
    ):
        assert line in body.splitlines()


def test_every_value_that_was_inferred_has_its_reason() -> None:
    found = infer_description(TEXT.encode(), VOLUME, file="t.txt", document="d7x")
    data = to_json(found.metadata)
    given_ones = {"volume", "source"}
    assert {key for key in data if key not in given_ones} <= set(found.inferred)
    assert {f"source.{key}" for key in data["source"]} <= set(found.inferred)
    assert found.inferred["id"] == "from the name of the file"


@settings(deadline=None)
@given(well_formed_texts())
def test_any_well_formed_text_can_be_described(text: str) -> None:
    draft = draft_description(text.encode(), VOLUME, file="t.txt").yaml
    expected = to_json(infer_description(text.encode(), VOLUME, file="t.txt").metadata)
    assert yaml.safe_load(draft) == expected


@pytest.mark.parametrize(
    ("text", "volume", "document", "problem"),
    [
        (
            b"Editorial Note",
            VOLUME,
            None,
            Problem(
                "t.txt",
                "has no printed number to be named after",
                "line 1",
                "begin the heading with it (151. Telegram …), or name the file like"
                " frus1964-68v31-d151.txt",
            ),
        ),
        (
            b"1. T",
            "frus/1",
            None,
            Problem(
                "t.txt",
                "'frus/1' is not a volume of the series",
                advice="write it like frus1964-68v31",
            ),
        ),
        (
            b"1. T",
            VOLUME,
            "d 1",
            Problem(
                "t.txt", "'d 1' cannot be a document's identifier", advice="write it like d151"
            ),
        ),
        (
            b"1. \xff",
            VOLUME,
            None,
            Problem(
                "t.txt",
                "is not UTF-8: byte 0xFF, invalid start byte",
                "line 1, byte 3",
                "save it as UTF-8",
                "encoding",
            ),
        ),
    ],
)
def test_what_cannot_be_described_is_refused(
    text: bytes, volume: str, document: str | None, problem: Problem
) -> None:
    with pytest.raises(SourceError) as caught:
        infer_description(text, volume, file="t.txt", document=document)
    assert caught.value.problems == (problem,)


def test_the_true_document_is_described(shared: Path) -> None:
    content = (shared / "documents" / "frus1964-68v31-d151.txt").read_bytes()
    read = infer_description(content, VOLUME, file="t.txt").metadata
    assert (read.id, read.number, read.kind) == ("d151", "151", "telegram")
    assert read.title == "Telegram From the Department of State to All American Republic Posts"
    assert read.pages == ("340", "341", "342")
    assert len(read.notes) == 5
    assert (read.classification, read.handling) == ("Secret", "Priority")
    assert read.source is not None
    assert read.source.repository == "National Archives and Records Administration"
    assert read.source.record_group == "RG 59"
    assert read.source.collection == "Central Files 1964–66"
    assert read.source.file == "POL 23–9 BOL"
    assert read.source.drafted_by == (
        Agent(name="William L.S. Williams"),
        Agent(name="Roger Brewin", office="ARA/BC"),
    )
    assert read.source.approved_by == (Agent(name="Adams"),)
    assert read.source.also_sent_to == ("Paris for TOPOL",)
    assert read.withheld == (Withheld(text="[text not declassified]", page="341", note="4"),)
    assert (read.date, read.place) == (None, None)
    draft = draft_description(content, VOLUME, file="t.txt").yaml
    assert metadata_file.read_yaml(draft.encode(), "m.yaml").data == to_json(read)


def _described(text: str) -> Metadata:
    return infer_description(text.encode(), VOLUME, file="a.txt", document="d1").metadata


@pytest.mark.parametrize(
    ("signature", "name", "office"),
    [
        ("Emil Orlan, Jr.", "Emil Orlan, Jr.", None),
        ("J.C. Orlan\nChief, WH", "J.C. Orlan", "Chief, WH"),
        ("J.C. Orlan\n\nChief, WH", "J.C. Orlan", None),
        ("H. H. S.", "H. H. S.", None),
        ("CK", "CK", None),
    ],
)
def test_the_last_line_that_is_a_name_or_initials_is_the_sender(
    signature: str, name: str, office: str | None
) -> None:
    text = f"12. Memorandum for the Record\n\nWe met today.\n\n{signature}\n"
    found = _described(text)
    assert [(one.name, one.office) for one in found.senders] == [(name, office)]


@pytest.mark.parametrize("last", ["END", "We met.", "Orlan", "Tab A", "Chief, WH"])
def test_another_last_line_is_no_signature(last: str) -> None:
    text = f"12. Memorandum for the Record\n\nWe met today.\n\n{last}\n"
    assert _described(text).senders == ()


def test_a_source_in_brackets_is_that_of_a_withheld_document() -> None:
    note = "[Source: Johnson Library, Aides Files. Secret. 2 pages not declassified.]"
    text = f"12. Letter From President Orlan to Pope Pell II\n\n{note}\n"
    found = _described(text)
    assert found.source is not None
    assert (found.source.repository, found.classification) == ("Johnson Library", "Secret")


def test_a_title_has_no_blanks_that_layout_left_in_brackets() -> None:
    text = "The Consul at Lorne ( Orlan ) to the Secretary of State\n\nWe met .\n"
    found = _described(text)
    assert found.title == "The Consul at Lorne (Orlan) to the Secretary of State"


def test_an_e_mail_has_the_sender_and_recipients_of_its_lines() -> None:
    lines = "From: Orlan, Emil\n\nSent: May 5, 2000\n\nTo: Pell, Max; Ohm, Ilse"
    found = _described(f"12. Electronic Mail\n\n{lines}\n\nWe met.\n")
    assert [one.name for one in found.senders] == ["Orlan, Emil"]
    assert [one.name for one in found.recipients] == ["Pell, Max", "Ohm, Ilse"]
