"""What the README shows repositories is run as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.difference import first_difference
from tests.conftest import REPOSITORY
from tests.ocfl.validating import complaints

TEXT = (REPOSITORY / "README.md").read_text()


def _block(language: str, containing: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (block,) = (block for block in blocks if containing in block)
    return str(block)


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


def test_packages_go_into_a_storage_root_and_come_back(place: Path) -> None:
    commands = _block("sh", "frus-pack ingest").replace(
        ".venv/bin/", f"{Path(sys.executable).parent}/"
    )
    said = _run(["bash", "-euo", "pipefail", "-c", commands], place)
    assert said.splitlines()[-2:] == ["2 ingested", "retrieved  back/frus1958-60v99-d12"]
    assert complaints(place / "storage") == set()
    package = place / "deposit/frus1958-60v99/frus1958-60v99-d12"
    assert first_difference(place / "back/frus1958-60v99-d12", package) is None
