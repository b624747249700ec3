"""Packing a volume again tells what stands without making it again, and is never wrong about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import bagit
import pytest

import frus_pack
from frus_pack.bag.opening import open_bag
from frus_pack.bag.sink import archive_sink
from frus_pack.bag.tag_files.parsed import BAG_INFO
from frus_pack.errors import PackageExistsError
from frus_pack.packing import recipe_digest
from frus_pack.packing.recipe import Recipe
from frus_pack.packing.unchanged import find_existing
from frus_pack.sources.searching import find_sources
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.storage.publishing import first_difference
from tests.corpus import volumes
from tests.support.repacking import DAY, FORMS, Form, each_form, forbid_reading, pack


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A volume of four documents."""
    (volume,) = volumes.write(tmp_path / "source", 1, documents=4)
    return tmp_path / "source" / f"{volume.id}.xml"


def _document(source: Path) -> VolumeDocument:
    document = next(find_sources(source))
    assert isinstance(document, VolumeDocument)
    return document


class Standing:
    """One package of the volume, and how it is looked at when its document is packed again."""

    def __init__(self, source: Path, root: Path, form: Form) -> None:
        self.recipe = Recipe(deposit=root / "deposit", serialize=form)
        self.document = _document(source)
        name = self.recipe.name(self.document.volume.id, self.document.name)
        self.path = self.recipe.deposit / name

    def is_same(self) -> bool:
        """Whether it is the package that was made."""
        identifier = f"{self.document.volume.id}/{self.document.place.id}"
        try:
            find_existing(self.path, self.recipe.serialize, identifier, self.document.name)
        except PackageExistsError:
            return False
        return True

    def files(self) -> Iterator[Path]:
        below = (path for path in self.path.rglob("*") if path.is_file())
        return below if self.path.is_dir() else iter([self.path])


@pytest.fixture(params=FORMS, ids=str)
def standing(source: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Standing:
    pack(source, tmp_path / "deposit", serialize=request.param)
    return Standing(source, tmp_path, request.param)


@each_form
def test_what_stands_is_not_made_again(
    source: Path, tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = pack(source, tmp_path / "deposit", serialize=form, bagging_date=DAY)
    shutil.copytree(tmp_path / "deposit", tmp_path / "before")
    forbid_reading(monkeypatch)
    again = pack(source, tmp_path / "deposit", serialize=form)
    assert [one.status for one in again] == ["unchanged"] * 4
    told = [(one.source, one.path, one.images) for one in packed]
    assert [(one.source, one.path, one.images) for one in again] == told
    assert first_difference(tmp_path / "deposit", tmp_path / "before") is None


def test_only_what_is_missing_is_made(source: Path, tmp_path: Path) -> None:
    packed = pack(source, tmp_path / "deposit")
    shutil.rmtree(packed[2].path or "")
    again = pack(source, tmp_path / "deposit")
    assert [one.status for one in again] == ["unchanged", "unchanged", "packed", "unchanged"]


def test_a_package_with_any_byte_altered_is_not_the_same(standing: Standing) -> None:
    assert standing.is_same()
    for file in standing.files():
        content = bytearray(file.read_bytes())
        for place in {*range(0, len(content), 61), len(content) - 1}:
            content[place] ^= 1
            file.write_bytes(content)
            assert not standing.is_same(), (file, place)
            content[place] ^= 1
        file.write_bytes(content)
    assert standing.is_same()


def test_a_package_cut_off_or_grown_is_not_the_same(standing: Standing) -> None:
    for file in standing.files():
        content = file.read_bytes()
        for other in (content[:-1], b"", content + b"\n"):
            file.write_bytes(other)
            assert not standing.is_same(), file
        file.write_bytes(content)
    assert standing.is_same()


@pytest.mark.parametrize("standing", ["tar", "zip"], indirect=True, ids=str)
def test_an_archive_of_another_folder_or_day_is_not_the_same(standing: Standing) -> None:
    form, base = standing.recipe.serialize, standing.document.name
    assert form
    with open_bag(standing.path) as bag:
        files = {path: bag.read(path, 1 << 20) for path in bag.files}
    day = date.fromisoformat(files[BAG_INFO].partition(b"ing-Date: ")[2][:10].decode())
    for folder, of, same in (
        (base, day + timedelta(days=1), False),
        (f"{base}a", day, False),
        (base, day, True),
    ):
        standing.path.unlink()
        with archive_sink(form, standing.path, folder, of) as sink:
            slots = {path: sink.claim(path, len(content)) for path, content in files.items()}
            for path, slot in slots.items():
                slot.fill([files[path]])
            sink.finish()
        assert standing.is_same() is same


def _add_a_file(package: Path) -> None:
    (package / "data/more.txt").write_bytes(b"")


def _add_a_tag_file(package: Path) -> None:
    (package / "more.txt").write_bytes(b"")


def _add_a_folder(package: Path) -> None:
    (package / "data/page-images").mkdir()


def _link(package: Path) -> None:
    text = package / "data/transcription.txt"
    text.rename(package.parent / "text")
    text.symlink_to(package.parent / "text")


def _remove(package: Path) -> None:
    (package / "data/transcription.txt").unlink()


def _rename(package: Path) -> None:
    (package / "data/transcription.txt").rename(package / "data/Transcription.txt")


def _make_it_a_link(package: Path) -> None:
    package.rename(package.with_name("elsewhere"))
    package.symlink_to("elsewhere")


def _make_it_a_file(package: Path) -> None:
    shutil.rmtree(package)
    package.write_bytes(b"")


@pytest.mark.parametrize("standing", [None], indirect=True, ids=str)
@pytest.mark.parametrize(
    "change",
    [
        *(_add_a_file, _add_a_tag_file, _add_a_folder, _link),
        *(_remove, _rename, _make_it_a_link, _make_it_a_file),
    ],
)
def test_a_package_with_other_files_is_not_the_same(
    standing: Standing, change: Callable[[Path], None]
) -> None:
    change(standing.path)
    assert not standing.is_same()


@pytest.mark.parametrize("file", ["metadata.json", "transcription.xml", "page-images.json"])
def test_what_was_changed_along_with_its_manifests_is_found(
    source: Path, tmp_path: Path, file: str
) -> None:
    packed = pack(source, tmp_path / "deposit")
    changed = (packed[1].path or tmp_path) / "data" / file
    changed.write_bytes(changed.read_bytes() + b"\n")
    bag = bagit.Bag(str(packed[1].path))
    bag.save(manifests=True)
    bag.validate()
    for replacing in (False, True):
        again = pack(source, tmp_path / "deposit", replace=replacing)
        assert [one.status for one in again] == ["unchanged", "failed", "unchanged", "unchanged"]
        assert "its seal is broken or missing" in str(again[1].error)
    bag.validate()


@each_form
@pytest.mark.parametrize(
    "options",
    [
        {"algorithms": ["sha256"]},
        {"algorithms": ["sha512", "md5"]},
        {"bag_info": [("Source-Organization", "Kestanian State Archive")]},
        {"include": ["mods"]},
        {"tag_files": {"notes.txt": b"seen"}},
        {"bagging_date": date(2026, 1, 3)},
    ],
    ids=lambda options: "-".join(options),
)
def test_other_options_make_another_package(
    source: Path, tmp_path: Path, form: Form, options: dict[str, Any]
) -> None:
    usual = {"bagging_date": DAY, "serialize": form}
    pack(source, tmp_path / "usual", **usual)
    pack(source, tmp_path / "other", **{**usual, **options})
    for deposit, given in (("usual", {**usual, **options}), ("other", usual)):
        again = pack(source, tmp_path / deposit, **given)
        assert [one.status for one in again] == ["failed"] * 4
        assert "another package of this document exists here" in str(again[0].error)


@each_form
def test_the_same_options_make_the_same_package(
    source: Path, tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    options: dict[str, Any] = {
        "algorithms": ["md5", "sha256"],
        "bag_info": [
            ("Source-Organization", "Kestanian State Archive"),
            ("Contact-Name", "A.\nB."),
        ],
        "include": ["mods", "premis"],
        "tag_files": {"notes/seen.txt": b"seen", "notes/vis\u00e9.txt": b"vu"},
        "bagging_date": DAY,
        "serialize": form,
    }
    pack(source, tmp_path / "deposit", **options)
    forbid_reading(monkeypatch)
    again = pack(source, tmp_path / "deposit", **options)
    assert [one.status for one in again] == ["unchanged"] * 4


def test_another_content_of_a_given_tag_file_is_found(source: Path, tmp_path: Path) -> None:
    pack(source, tmp_path / "deposit", tag_files={"notes.txt": b"seen"})
    again = pack(source, tmp_path / "deposit", tag_files={"notes.txt": b"read"})
    assert "another package of this document exists here" in str(again[0].error)


def test_another_format_makes_another_package(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(source, tmp_path / "deposit")
    monkeypatch.setattr(recipe_digest, "PACKAGE_FORMAT", 10_000)
    again = pack(source, tmp_path / "deposit")
    assert [one.status for one in again] == ["failed"] * 4


def test_a_document_read_by_itself_has_the_recipe_it_has_in_a_run(
    source: Path, tmp_path: Path
) -> None:
    pack(source, tmp_path / "deposit", bagging_date=DAY)
    shutil.copytree(tmp_path / "deposit", tmp_path / "before")
    for document in frus_pack.read(source):
        frus_pack.pack(document, tmp_path / "deposit")
        frus_pack.pack(document, tmp_path / "other", bagging_date=DAY)
    assert first_difference(tmp_path / "deposit", tmp_path / "before") is None
    assert first_difference(tmp_path / "other", tmp_path / "before") is None


def test_a_document_altered_in_a_script_has_a_recipe_of_its_own(
    source: Path, tmp_path: Path
) -> None:
    document = next(frus_pack.read(source))
    frus_pack.pack(document, tmp_path / "deposit")
    altered = replace(document, metadata=replace(document.metadata, place="Lima"))
    with pytest.raises(PackageExistsError, match="another package of this document exists here"):
        frus_pack.pack(altered, tmp_path / "deposit")
    path = frus_pack.pack(altered, tmp_path / "deposit", replace=True).path
    assert frus_pack.pack(altered, tmp_path / "deposit").path == path
