"""The whole scripts of the pages do what the pages say."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import frus_pack
from tests.conftest import REPOSITORY
from tests.support.markdown import scripts

PACKAGE = "deposit/frus1958-60v99/frus1958-60v99-d13"
SCRIPTS = scripts(REPOSITORY / "docs" / "python.md")


@pytest.fixture
def place(tmp_path: Path, samples: Path) -> Path:
    """A folder with the samples and a deposit of the document folders among them."""
    shutil.copytree(samples, tmp_path / "samples")
    folders = [
        tmp_path / "samples" / name for name in ("d12-telegram", "d13-memorandum-of-conversation")
    ]
    list(frus_pack.pack_all(folders, tmp_path / "deposit", jobs=1))
    return tmp_path


def _run(script: list[str], place: Path) -> str:
    done = subprocess.run(script, cwd=place, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _script(name: str, place: Path) -> list[str]:
    """The page's script of that name, written down, and the command that runs it."""
    (place / name).write_text(SCRIPTS[name])
    return [sys.executable, name]


def _spoil(place: Path) -> str:
    (place / PACKAGE / "data/transcription.txt").unlink()
    return PACKAGE


def test_the_script_packs_a_folder_of_documents(place: Path) -> None:
    said = _run([*_script("pack_folder.py", place), "samples/d12-telegram", "new"], place)
    assert said == "packed new/frus1958-60v99/frus1958-60v99-d12\n"
    (place / "samples/d12-telegram/transcription.txt").unlink()
    done = subprocess.run(
        [*_script("pack_folder.py", place), "samples", "new"],
        cwd=place,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "failed samples/d12-telegram: has no transcription.txt" in done.stdout


def test_the_script_stops_a_pipeline_before_the_deposit(place: Path) -> None:
    assert _run([*_script("check.py", place), "deposit"], place) == ""
    bad = _spoil(place)
    done = subprocess.run(
        [*_script("check.py", place), "deposit"], cwd=place, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "1 not valid: nothing is deposited\n")
    assert f"{bad}: bag.payload-file-missing: " in done.stdout


def test_the_script_takes_packages_into_a_database(place: Path) -> None:
    bad = _spoil(place)
    done = subprocess.run(
        [*_script("take_in.py", place), "repository.db", "deposit"],
        cwd=place,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr.split()[:2] == ["refused", bad]
    assert "bag.payload-file-missing" in done.stderr.split()
    with closing(sqlite3.connect(place / "repository.db")) as database:
        documents = database.execute("select id, kind, earliest from document").fetchall()
        pages = database.execute("select page, scan from page order by page").fetchall()
        text = database.execute("select text from document").fetchone()[0]
    assert documents == [("frus1958-60v99/d12", "telegram", "1959-03-14T19:12:00-05:00")]
    assert pages == [("203", "0231"), ("204", "0232"), ("205", "0233")]
    assert text.encode() == (place / "samples/d12-telegram/transcription.txt").read_bytes()
    assert (
        _run(
            [
                *_script("take_in.py", place),
                "repository.db",
                "deposit/frus1958-60v99/frus1958-60v99-d12",
            ],
            place,
        )
        == ""
    )
