"""What --replace may remove: a package of this document whose seal is whole, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack import PackageExistsError
from frus_pack.bag.sink import Serialization
from frus_pack.commands.main import command
from frus_pack.storage.publishing import first_difference
from tests.support.bags import make_bag
from tests.support.folders import METADATA, NAME, document_folder, read_document
from tests.support.packages import seal_as_packed


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


def _with(path: str, change: Callable[[Any], object]) -> Callable[[Path, Path], None]:
    """The earlier package with a JSON file changed and sealed again, as another tool may do."""

    def make(place: Path, source: Path) -> None:
        _packed(place, source)
        data = json.loads((place / path).read_text())
        change(data)
        (place / path).write_text(json.dumps(data))
        seal_as_packed(place)

    return make


def _without_date(place: Path, source: Path) -> None:
    _packed(place, source)
    info = place / "bag-info.txt"
    info.write_text(info.read_text().replace("Bagging-Date: ", "Bagging-Day: "))
    seal_as_packed(place)


def _not_understood(path: str, why: str) -> str:
    return re.escape(f"{NAME}/{path}: cannot be understood: {why} (")


KEPT: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "notes": (_notes, "something that is not a package exists here"),
    "a file": (_a_file, "something that is not a package exists here"),
    "a link": (_a_link, "something that is not a package exists here"),
    "a foreign bag": (_a_foreign_bag, "something that is not a package exists here"),
    "another document": (_another_document, "a package of frus1958-60v99/d8 exists here"),
    "edited": (_edited, "its seal is broken or missing"),
    "an amendment without a time": (
        _with("data/metadata.json", lambda data: data.update(amendments=[{"agent": "me"}])),
        _not_understood("data/metadata.json", "amendments: when is missing"),
    ),
    "amendments that are text": (
        _with("data/metadata.json", lambda data: data.update(amendments="none")),
        _not_understood("data/metadata.json", "amendments: 'none' is not what is expected there"),
    ),
    "no list of pages": (
        _with("data/page-images.json", lambda data: data.pop("pages")),
        _not_understood("data/page-images.json", "it has no list of pages"),
    ),
    "no bagging date": (
        _without_date,
        _not_understood("bag-info.txt", "it has no Bagging-Date"),
    ),
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


def test_an_amendment_of_the_wrong_type_is_not_carried_over(tmp_path: Path, folder: Path) -> None:
    place = tmp_path / "deposit" / NAME
    title = "Letter From President Orlan to the Secretary of State"
    change = {"field": "/title", "from": title, "to": 5}
    amendment = {"when": "2026-01-01T00:00:00Z", "agent": "a", "reason": "r", "changes": [change]}
    _with("data/metadata.json", lambda data: data.update(amendments=[amendment]))(place, folder)
    with pytest.raises(PackageExistsError) as caught:
        frus_pack.pack(read_document(folder), tmp_path / "deposit", replace=True)
    assert str(caught.value) == (
        f"{place}/data/metadata.json: amendments cannot be carried over: title: 5 is not what is"
        " expected there (pack to another deposit, and amend that package)"
    )


def test_the_command_keeps_what_it_does_not_replace(tmp_path: Path, folder: Path) -> None:
    _notes(tmp_path / "deposit" / NAME, folder)
    arguments = ["pack", str(folder), "--to", str(tmp_path / "deposit"), "--replace", "--jobs", "1"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 1
    assert "never replaced" in done.output
    assert (tmp_path / "deposit" / NAME / "notes.txt").read_text() == "my only notes\n"


@pytest.mark.parametrize("serialize", [None, "tar", "zip"])
def test_a_package_with_a_large_description_is_unchanged(
    tmp_path: Path, serialize: Serialization | None
) -> None:
    words = "word " * 250_000
    folder = document_folder(
        tmp_path / "source", {"metadata.yaml": f"{METADATA}x-more: [{words}]\n"}
    )
    first, second = (
        next(frus_pack.pack_all(folder, tmp_path / "deposit", serialize=serialize, jobs=1))
        for _ in range(2)
    )
    assert (first.status, first.error) == ("packed", None)
    assert (second.status, second.error) == ("unchanged", None)
