"""What --replace may remove: a package of this document whose seal is whole, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack import PackageExistsError
from frus_pack.commands.main import command
from frus_pack.storage.comparing import first_difference
from tests.support.bags import make_bag
from tests.support.folders import METADATA, NAME, document_folder, read_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document folder whose package is not the one that exists."""
    return document_folder(tmp_path / "source", {"metadata.yaml": METADATA + "x-more: yes\n"})


def _notes(place: Path, source: Path) -> None:
    place.mkdir(parents=True)
    (place / "notes.txt").write_text("my only notes\n")


def _a_file(place: Path, source: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text("my only notes\n")


def _a_link(place: Path, source: Path) -> None:
    _notes(place.parent / "elsewhere", source)
    place.symlink_to("elsewhere")


def _a_foreign_bag(place: Path, source: Path) -> None:
    make_bag(place)


def _another_document(place: Path, source: Path) -> None:
    other = document_folder(source.parent / "o", {"metadata.yaml": METADATA.replace("d7", "d8")})
    package = frus_pack.pack(read_document(other), source.parent / "others").path
    shutil.copytree(package, place)


def _edited(place: Path, source: Path) -> None:
    _packed(place, source)
    (place / "data/transcription.txt").write_text("corrected by hand\n")
    bagit.Bag(str(place)).save(manifests=True)


def _packed(place: Path, source: Path) -> None:
    earlier = document_folder(source.parent / "earlier")
    frus_pack.pack(read_document(earlier), place.parents[1])


KEPT: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "notes": (_notes, "something that is not a package exists here"),
    "a file": (_a_file, "something that is not a package exists here"),
    "a link": (_a_link, "something that is not a package exists here"),
    "a foreign bag": (_a_foreign_bag, "something that is not a package exists here"),
    "another document": (_another_document, "a package of frus1958-60v99/d8 exists here"),
    "edited": (_edited, "its seal is broken or missing"),
}


@pytest.mark.parametrize("name", KEPT)
def test_replacing_never_removes(tmp_path: Path, folder: Path, name: str) -> None:
    make, message = KEPT[name]
    make(tmp_path / "deposit" / NAME, folder)
    shutil.copytree(tmp_path / "deposit", tmp_path / "before", symlinks=True)
    with pytest.raises(PackageExistsError, match=message) as caught:
        frus_pack.pack(read_document(folder), tmp_path / "deposit", replace=True)
    assert "never replaced: move it away, or pack to another deposit" in str(caught.value)
    assert first_difference(tmp_path / "deposit", tmp_path / "before") is None


def test_replacing_takes_the_place_of_an_earlier_package(tmp_path: Path, folder: Path) -> None:
    _packed(tmp_path / "deposit" / NAME, folder)
    package = frus_pack.pack(read_document(folder), tmp_path / "deposit", replace=True)
    assert package.metadata.extra == {"x-more": "yes"}


def test_the_command_keeps_what_it_does_not_replace(tmp_path: Path, folder: Path) -> None:
    _notes(tmp_path / "deposit" / NAME, folder)
    arguments = ["pack", str(folder), "--to", str(tmp_path / "deposit"), "--replace", "--jobs", "1"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 1
    assert "never replaced" in done.output
    assert (tmp_path / "deposit" / NAME / "notes.txt").read_text() == "my only notes\n"
