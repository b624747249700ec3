"""A true document of the series, from its reading text to a bag that other tools accept."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import frus_pack
from frus_pack.document.model import Agent
from frus_pack.document.transcription import NoteAnchor
from frus_pack.sources.text.reading_text import parse_reading_text
from frus_pack.storage.publishing import first_difference
from tests.support.reading_texts import render

NAME = "frus1964-68v31/frus1964-68v31-d151"
COMMAND = (sys.executable, "-m", "frus_pack")


@pytest.fixture
def text(shared: Path) -> Path:
    return shared / "documents" / "frus1964-68v31-d151.txt"


def _pack(folder: Path, text: Path, deposit: str) -> frus_pack.Package:
    """As an archivist does it: draft, put the text beside it, pack."""
    (folder / "m").mkdir(parents=True)
    draft = subprocess.run(
        [*COMMAND, "describe", str(text), "--volume", "frus1964-68v31"],
        capture_output=True,
        check=True,
    )
    (folder / "m/metadata.yaml").write_bytes(draft.stdout)
    shutil.copy(text, folder / "m/transcription.txt")
    command = [*COMMAND, "pack", "m", "--to", deposit, "--bagging-date", "2026-01-02"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return frus_pack.open_package(folder / deposit / NAME)


def test_it_is_described_as_its_source_note_has_it(tmp_path: Path, text: Path) -> None:
    metadata = _pack(tmp_path, text, "deposit").metadata
    assert (metadata.volume.id, metadata.id, metadata.number) == ("frus1964-68v31", "d151", "151")
    assert metadata.kind == "telegram"
    assert metadata.title == "Telegram From the Department of State to All American Republic Posts"
    assert metadata.pages == ("340", "341", "342")
    assert (metadata.classification, metadata.handling) == ("Secret", "Priority")
    assert [(n.n, n.type, n.page) for n in metadata.notes] == [
        ("1", "source", "340"),
        ("2", "note", "341"),
        ("3", "note", "341"),
        ("4", "note", "341"),
        ("5", "note", "342"),
    ]
    assert [(w.text, w.page, w.note) for w in metadata.withheld] == [
        ("[text not declassified]", "341", "4")
    ]
    source = metadata.source
    assert source
    assert source.repository == "National Archives and Records Administration"
    assert source.record_group == "RG 59"
    assert source.collection == "Central Files 1964–66"
    assert source.file == "POL 23–9 BOL"
    assert source.drafted_by == (
        Agent(name="William L.S. Williams"),
        Agent(name="Roger Brewin", office="ARA/BC"),
    )
    assert source.cleared_by == ()
    assert source.approved_by == (Agent(name="Adams"),)
    assert source.also_sent_to == ("Paris for TOPOL",)


def test_its_notes_are_anchored_where_they_stand(text: Path) -> None:
    transcription = parse_reading_text(text.read_text(encoding="utf-8"))
    before: dict[str, str] = {}
    for block in transcription.blocks:
        pieces = getattr(block, "content", ())
        for left, piece in pairwise(pieces):
            if isinstance(piece, NoteAnchor):
                before[piece.n] = left[-12:] if isinstance(left, str) else ""
    assert before == {
        "1": "public Posts",
        "2": " been named.",
        "3": "rough force.",
        "4": "ublic order.",
        "5": " government.",
    }


def test_parsing_and_rendering_give_it_back(text: Path) -> None:
    content = text.read_text(encoding="utf-8")
    assert render(parse_reading_text(content)) == content


def test_other_tools_accept_it_and_a_second_run_gives_the_same_bytes(
    tmp_path: Path, text: Path
) -> None:
    package = _pack(tmp_path / "one", text, "deposit")
    assert package.read("data/transcription.txt") == text.read_bytes()
    bagit = Path(sys.executable).with_name("bagit.py")
    subprocess.run([str(bagit), "--validate", str(package.path)], check=True, capture_output=True)
    checked = subprocess.run(
        ["sha512sum", "-c", "manifest-sha512.txt"],
        cwd=package.path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert checked.stdout.splitlines() == [
        "data/metadata.json: OK",
        "data/page-images.json: OK",
        "data/transcription.txt: OK",
        "data/transcription.xml: OK",
    ]
    again = _pack(tmp_path / "two", text, "another")
    assert first_difference(package.path, again.path) is None
