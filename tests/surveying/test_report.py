"""The report of a volume as Python, text and JSON, and the command that prints it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import frus_pack
from frus_pack.document import schemas
from frus_pack.errors import SourceError
from frus_pack.reports.volume_entry import IDENTIFIER, json_document
from frus_pack.reports.volume_report import Counted, volume_lines
from frus_pack.requirements.finding import Check
from tests.corpus import encoding_faults, image_faults, plan, volumes
from tests.corpus.shelf import Shelf
from tests.support.commands import run_command
from tests.surveying.conftest import MakeShelf
from tests.surveying.small_volumes import PAGE, div, pb, volume
from tests.surveying.told import told

NO_FOLDER = Check("images", "not checked", "no folder of images was given")


@pytest.mark.parametrize("index", range(4))
def test_everything_is_counted(index: int, sound: MakeShelf) -> None:
    made = sound(index).volume
    report = frus_pack.survey(sound(index).xml, sound(index).scans, jobs=1)
    last = made.pages[-1]
    assert report.ok
    assert report.volume.id == made.id
    assert report.documents == Counted(12, "d1", "d12")
    assert report.pages == Counted(len(made.pages), "[I]", last.n)
    assert report.pages_without_document == made.pages_without_document
    assert report.scans == Counted(len(made.pages), "0001", last.facs)
    assert report.notes == sum(not note.inline for one in made.documents for note in one.notes)
    assert report.attachments == sum(len(one.attachments) for one in made.documents)
    assert (report.persons, report.terms) == (len(made.persons), len(made.terms))
    every = Counted(len(made.pages), "0001", last.facs)
    assert report.images == {"tiff/*.tif": every, "medium/*.png": every}
    assert report.checks == (Check("volume", "passed"), Check("images", "passed"))


def test_references_are_counted_by_where_they_lead(tmp_path: Path) -> None:
    targets = ("#d1", "frus1958-60v99#d1", "#d9", "frus1961-63v12#d4", "https://history.state.gov")
    text = "".join(f'<p><ref target="{target}">x</ref></p>' for target in targets)
    report = frus_pack.survey(volume(tmp_path, PAGE, div(1, text=text)))
    assert (report.references, report.references_elsewhere) == (3, 1)


def test_without_a_folder_images_are_not_checked(shelf: Shelf) -> None:
    report = frus_pack.survey(shelf.xml, jobs=1)
    assert report.checks == (Check("volume", "passed"), NO_FOLDER)
    assert report.images is None


def test_an_error_makes_its_part_fail(shelf: Shelf) -> None:
    image_faults.shift(shelf, 2)
    report = frus_pack.survey(shelf.xml, shelf.scans, jobs=1)
    assert [one.code for one in report.errors] == ["images.shifted"]
    assert not report.ok
    assert report.checks == (Check("volume", "passed"), Check("images", "failed"))


def test_any_number_of_processes_finds_the_same(shelf: Shelf) -> None:
    encoding_faults.leave_facs_out(shelf, "5", "9")
    assert frus_pack.survey(shelf.xml, jobs=2) == frus_pack.survey(shelf.xml, jobs=1)


def test_nothing_is_written(shelf: Shelf) -> None:
    def state() -> list[tuple[str, int, int]]:
        files = sorted(shelf.xml.parent.rglob("*"))
        return [(str(one), one.stat().st_size, one.stat().st_mtime_ns) for one in files]

    before = state()
    frus_pack.survey(shelf.xml, shelf.scans, jobs=1)
    assert state() == before


def test_the_true_excerpts_are_as_they_are(shared: Path) -> None:
    name = ("volume.file-name-differs", "", "the file is not named after the volume")
    assert told(shared / "tei/frus1894Nicaragua-excerpt.xml") == [
        (*name, "frus1894Nicaragua", "frus1894Nicaragua-excerpt"),
        ("volume.document-first", "d5, line 29", "the first document is number 5", "1", None),
    ]
    assert told(shared / "tei/frus1952-54Guat-excerpt.xml") == [
        (*name, "frus1952-54Guat", "frus1952-54Guat-excerpt"),
        (
            "volume.person-nowhere",
            "d13, line 73",
            "the volume has no list of persons (4 times, in d13)",
            None,
            None,
        ),
        ("volume.document-first", "d13, line 70", "the first document is number 13", "1", None),
    ]


def test_the_text_begins_with_what_there_is(tmp_path: Path) -> None:
    path = volume(tmp_path, PAGE, div(1), pb("3", "0013"), div(2))
    report = frus_pack.survey(path)
    assert [line.text for line in volume_lines(report)] == [
        f"{path}: 1 warning",
        "  Verdict      with reservations",
        "  Volume       frus1958-60v99, Kestania",
        "  Documents    2 (d1 to d2)",
        "  Pages        2 (1 to 3)",
        "  Scans        2 (facs 0011 to 0013)",
        "  Notes        0",
        "  Attachments  0",
        "  References   0",
        "  Lists        0 persons, 0 terms",
        "",
        "warning  volume.page-gap",
        "  page 3, line 8: page 2 and facs 0012 are left out before it",
        "",
        "  passed       volume",
        "  not checked  images (no folder of images was given)",
    ]


def test_of_a_code_the_first_are_told_or_every_one(tmp_path: Path) -> None:
    text = "".join(f'<p><ref target="#d{number}">x</ref></p>' for number in range(20, 35))
    report = frus_pack.survey(volume(tmp_path, PAGE, div(1, text=text)))
    few, every = ([line.text for line in volume_lines(report, every=one)] for one in (False, True))
    assert "warning  volume.reference-nowhere  (15)" in few
    assert sum("is nowhere" in line for line in few) == 8
    assert "  … and 7 more" in few
    assert sum("is nowhere" in line for line in every) == 15


def test_what_a_volume_says_cannot_do_anything_to_a_terminal(tmp_path: Path) -> None:
    path = volume(tmp_path, PAGE, div(1), '<pb n="3&#x9b;2J\u202e" facs="0012"/>', div(2, n="4"))
    text = "\n".join(line.text for line in volume_lines(frus_pack.survey(path)))
    assert "\x9b" not in text
    assert "(1 to 3\\x9b2J\\u202e)" in text


def test_json_follows_its_schema(shelf: Shelf) -> None:
    encoding_faults.leave_facs_out(shelf, "5")
    image_faults.shift(shelf, 2)
    schema = schemas.load("survey.schema.json")
    Draft202012Validator.check_schema(schema)
    for images in (None, shelf.scans):
        report = frus_pack.survey(shelf.xml, images, jobs=1)
        data = json.loads(json_document([report.to_dict()]))
        Draft202012Validator(schema).validate(data)
        assert data["schema"] == schema["$id"] == IDENTIFIER
        assert len(data["findings"]) == len(report.findings)


def test_the_command_ends_with_1_only_if_there_is_an_error(shelf: Shelf) -> None:
    done = run_command("survey", shelf.xml, "--images", shelf.scans)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{shelf.xml}: no fault found\n")
    image_faults.shift(shelf, 2)
    done = run_command("survey", shelf.xml, "--images", shelf.scans, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["ok"] is False


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "does not exist"),
        (b"", "line 1, column 1: is not well-formed XML: no element found"),
        (b"1. Letter", "line 1, column 1: is not well-formed XML: syntax error"),
        (b"<html/>", "line 1: is not TEI: its root is not TEI"),
        (b"<!DOCTYPE TEI><TEI/>", "line 1: has a document type declaration (take the DOCTYPE out)"),
        (volumes.make(0, documents=2).xml[:-9], "is not well-formed XML: "),
    ],
)
def test_what_is_no_volume_is_one_clear_error(
    content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "volume.xml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as error:
        frus_pack.survey(path)
    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)


def test_what_is_no_file_is_one_clear_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    done = run_command("survey", tmp_path / "pipe.xml")
    assert (done.returncode, done.stdout) == (1, "")
    pipe, message = tmp_path / "pipe.xml", "cannot be read: it is not a regular file"
    assert done.stderr == f"failed     {pipe}: {message}\n"
    pipe.unlink()
    done = run_command("survey", tmp_path)
    assert done.stderr == f"failed     {tmp_path}: holds no volume (name a file *.xml)\n"


def test_a_volume_in_work_is_told_of_as_that(tmp_path: Path) -> None:
    path = tmp_path / f"{plan.volume_id(0)}.xml"
    path.write_bytes(volumes.still_digitised())
    assert [one.code for one in frus_pack.survey(path).findings] == ["volume.no-document"]


def test_the_sample_volume_has_no_fault(samples: Path) -> None:
    folder = samples / "frus1961-63v98"
    report = frus_pack.survey(folder / "frus1961-63v98.xml", folder / "scans", jobs=1)
    assert report.findings == ()
    assert report.images == {"medium/*.png": Counted(10, "0011", "0020")}
