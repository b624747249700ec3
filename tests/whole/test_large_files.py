"""A file of 20 GB where a small one belongs is refused by its size, and not read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack.commands.main import command
from frus_pack.errors import FrusPackError
from tests.ocfl.packages import make_package
from tests.support.folders import document_folder

OCTETS = 20 << 30


def _grown(path: Path) -> Path:
    """Make a file end in a hole, which takes no room on the disk."""
    with path.open("ab") as file:
        file.truncate(OCTETS)
    return path


def _refusal(*arguments: str | Path) -> str:
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    assert isinstance(result.exception, SystemExit | FrusPackError)
    assert result.exit_code in (1, 2)
    return f"{result.output} {result.exception}"


@pytest.mark.parametrize("part", ["transcription.txt", "metadata.yaml"])
def test_a_part_of_a_document_folder_is_not_read(tmp_path: Path, part: str) -> None:
    _grown(document_folder(tmp_path / "d7") / part)
    message = f"{part}: has {OCTETS} bytes, and at most 4194304 are read into memory"
    assert message in _refusal("pack", tmp_path / "d7", "--to", tmp_path / "to")


@pytest.mark.parametrize("verb", ["pack", "describe"])
def test_a_reading_text_is_not_read(tmp_path: Path, verb: str) -> None:
    text = _grown(tmp_path / "frus1958-60v99-d1.txt")
    to: list[str | Path] = ["--to", tmp_path / "to"] if verb == "pack" else []
    assert f"has {OCTETS} bytes, and at most 4194304" in _refusal(verb, text, *to)


@pytest.mark.parametrize(
    ("option", "most"),
    [("--bag-info", 256 << 20), ("--tag-file", 256 << 20), ("--profile", 16 << 20)],
)
def test_a_file_given_to_pack_is_not_read(tmp_path: Path, option: str, most: int) -> None:
    given = _grown(tmp_path / "given")
    value = f"notes.txt={given}" if option == "--tag-file" else given
    source = document_folder(tmp_path / "d7")
    said = _refusal("pack", source, "--to", tmp_path / "to", option, value)
    assert f"{given}: has {OCTETS} bytes, and at most {most} are read into memory" in said


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"]
)
def test_a_tag_file_is_not_read(tmp_path: Path, name: str) -> None:
    package = make_package(tmp_path, images=False)
    _grown(package / name)
    report = frus_pack.validate(package, completeness_only=True)
    assert ("bag.limit-exceeded", name) in {(one.code, one.location) for one in report.errors}


@pytest.mark.parametrize(
    ("name", "most"), [("inventory.json", 256 << 20), ("inventory.json.sha512", 4096)]
)
def test_an_inventory_of_a_storage_root_is_not_read(tmp_path: Path, name: str, most: int) -> None:
    root = tmp_path / "root"
    frus_pack.ingest(make_package(tmp_path, images=False), ocfl=root)
    (first, *_) = sorted(root.rglob(name))
    _grown(first)
    message = f"has {OCTETS} bytes, and at most {most} are read into memory"
    errors = frus_pack.validate(root).errors
    assert ("ocfl.object-invalid", message) in {(one.code, one.message) for one in errors}
    shutil.rmtree(root)
