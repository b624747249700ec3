"""Folders nested 1,400 deep are read, copied and refused like any others, by every command."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frus_pack.commands.main import command
from frus_pack.errors import FrusPackError
from tests.support.deep import nested, take_away
from tests.support.folders import document_folder

DEPTH = 1400


def _run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    assert isinstance(result.exception, SystemExit | FrusPackError | None)
    return result


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that is taken away at the end, however deep what is in it."""
    folder = tmp_path / "place"
    folder.mkdir()
    yield folder
    take_away(folder)


@pytest.fixture
def sources(place: Path) -> Iterator[Path]:
    """Folders nested deep, with a document folder and a volume in the innermost."""
    folder = document_folder(place / "d7")
    with nested(place / "sources", DEPTH, "frus1958-60v99.xml") as innermost:
        opened = os.open(place / "sources", os.O_RDONLY)
        for _ in range(DEPTH):
            inner = os.open("a", os.O_RDONLY, dir_fd=opened)
            os.close(opened)
            opened = inner
        os.rename(folder, "d7", dst_dir_fd=opened)
        os.close(opened)
        assert len(str(innermost)) < 4096
        yield place / "sources"


@pytest.fixture
def package(place: Path, samples: Path) -> Path:
    """A package with a tag file that is nested deep, which no manifest lists."""
    assert _run("pack", samples / "d12-telegram", "--to", place / "deposit").exit_code == 0
    package = place / "deposit/frus1958-60v99/frus1958-60v99-d12"
    with nested(place / "extra", DEPTH, "x"):
        (place / "extra").rename(package / "extra")
    return package


def test_sources_nested_deep_are_found_and_packed(sources: Path, place: Path) -> None:
    packed = _run("pack", sources, "--to", place / "deposit", "--quiet")
    assert packed.exit_code == 1
    assert packed.output.startswith("failed     ")
    assert packed.output.endswith("is not well-formed XML: no element found\n")
    assert (place / "deposit/frus1958-60v99/frus1958-60v99-d7/bagit.txt").exists()


def test_volumes_nested_deep_are_found_and_surveyed(sources: Path) -> None:
    surveyed = _run("survey", sources, "--jobs", "1")
    assert (surveyed.exit_code, surveyed.output.count("is not well-formed XML")) == (1, 1)


@pytest.mark.parametrize("verb", ["validate", "unpack", "ingest", "export", "list", "audit"])
def test_every_command_reads_packages_nested_deep(package: Path, place: Path, verb: str) -> None:
    options: dict[str, list[str | Path]] = {
        "unpack": ["--to", place / "unpacked"],
        "ingest": ["--ocfl", place / "root"],
        "export": ["--as", "mods", "--to", place / "exported"],
        "audit": ["--ledger", place / "ledger.sqlite"],
    }
    assert _run(verb, place / "deposit", *options.get(verb, [])).exit_code == 0
    if verb == "ingest":
        assert _run("validate", place / "root").exit_code == 0
        back = ("--ocfl", place / "root", "--to", place / "back")
        assert _run("retrieve", "frus1958-60v99/d12", *back).exit_code == 0


def test_a_package_nested_deep_is_repaired_from_one(package: Path, place: Path) -> None:
    assert _run("unpack", package, "--to", place / "replicas").exit_code == 0
    shutil.copy(package / "bagit.txt", package / "data/transcription.txt")
    assert _run("repair", package, "--from", place / "replicas").exit_code == 0
    assert _run("validate", package).exit_code == 0


def test_packing_and_amending_leave_a_package_nested_deep_alone(
    package: Path, samples: Path, place: Path
) -> None:
    replaced = _run("pack", samples / "d12-telegram", "--to", place / "deposit", "--replace")
    amended = _run("amend", package, "--set", "place=Lima", "--reason", "r", "--agent", "a")
    assert (replaced.exit_code, amended.exit_code) == (1, 1)
    assert "not as it was packed" in replaced.output
    assert "not as it was packed" in str(amended.exception)
    assert (package / "extra/a/a").is_dir()
