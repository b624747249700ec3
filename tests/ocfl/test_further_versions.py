"""Objects that are there already: whole ones get a version, in their own ways; others none."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack import StorageError
from frus_pack.ocfl.building import carry_over
from frus_pack.ocfl.layout import HashedLayout
from frus_pack.ocfl.object_files import ObjectError
from frus_pack.storage import staging as staging_module
from frus_pack.storage.publishing import first_difference
from tests.ocfl.objects import FIRST, SECOND, digest, make_object
from tests.ocfl.packages import IDENTIFIER, make_package, tree
from tests.ocfl.validating import object_complaints
from tests.support.bags import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A storage root without objects, as another tool may have left it."""
    write(tmp_path / "root", {**HashedLayout().files(), "0=ocfl_1.1": b"ocfl_1.1\n"})
    return tmp_path / "root"


def _object(root: Path, **options: Any) -> Path:
    return make_object(root / HashedLayout().path(IDENTIFIER), identifier=IDENTIFIER, **options)


@pytest.mark.parametrize(
    ("options", "head", "content"),
    [
        ({}, "v3", "content"),
        ({"specification": "1.0"}, "v3", "content"),
        ({"algorithm": "sha256"}, "v3", "content"),
        ({"content": "stuff"}, "v3", "stuff"),
        ({"padding": 3}, "v003", "content"),
        (
            {
                "changes": {
                    "fixity": {
                        "md5": {digest(SECOND["letter.txt"], "md5"): ["v2/content/letter.txt"]}
                    }
                }
            },
            "v3",
            "content",
        ),
    ],
)
def test_an_object_of_another_tool_gets_a_version_in_its_own_ways(
    tmp_path: Path, root: Path, options: dict[str, Any], head: str, content: str
) -> None:
    folder = _object(root, **options)
    write(folder, {"logs/2024.txt": b"checked\n"})
    kept = {path: one for path, one in tree(folder).items() if "/" in path}
    package = make_package(tmp_path)
    outcome = frus_pack.ingest(package, ocfl=root)
    assert (outcome.status, outcome.version, outcome.path) == ("ingested", head, folder)
    assert object_complaints(folder) == set()
    assert (folder / head / content / "bagit.txt").is_file()
    assert kept.items() <= tree(folder).items()
    inventory = json.loads((folder / "inventory.json").read_bytes())
    assert inventory["type"] == "https://ocfl.io/1.1/spec/#inventory"
    assert inventory.get("fixity") == options.get("changes", {}).get("fixity")
    back = frus_pack.retrieve(IDENTIFIER, ocfl=root, to=tmp_path / "back")
    assert first_difference(back, package) is None


def test_a_damaged_object_is_neither_added_to_nor_called_unchanged(
    tmp_path: Path, root: Path
) -> None:
    package = make_package(tmp_path)
    folder = frus_pack.ingest(package, ocfl=root).path
    assert folder is not None
    (folder / "v1/content/data/transcription.txt").write_bytes(b"Another text\n")
    before = tree(folder)
    for again in (package, make_package(tmp_path / "again", "Port")):
        with pytest.raises(
            ObjectError, match=r"transcription\.txt: does not agree with its sha512"
        ):
            frus_pack.ingest(again, ocfl=root)
        assert tree(folder) == before


@pytest.mark.parametrize("left", ["v3/content/a", "extensions/0005-mutable-head/a", "v2/content/a"])
def test_an_object_that_somebody_is_at_work_on_is_left_alone(
    tmp_path: Path, root: Path, left: str
) -> None:
    folder = _object(root)
    write(folder, {left: b"half"})
    before = tree(folder)
    with pytest.raises(ObjectError):
        frus_pack.ingest(make_package(tmp_path), ocfl=root)
    assert tree(folder) == before


def test_padded_versions_that_are_used_up_are_told(tmp_path: Path, root: Path) -> None:
    folder = _object(root, versions=[FIRST] * 9, padding=2)
    before = tree(folder)
    with pytest.raises(ObjectError, match="no version can come after v09"):
        frus_pack.ingest(make_package(tmp_path), ocfl=root)
    assert tree(folder) == before


def test_where_links_are_not_allowed_the_object_stays_as_it_is(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _object(root)
    before, names = tree(folder), tree(root).keys()

    def link(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(source), None, str(target))

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(StorageError, match="cannot be linked, which a new version needs"):
        frus_pack.ingest(make_package(tmp_path), ocfl=root)
    assert tree(folder) == before
    assert tree(root).keys() == names


def test_a_version_is_made_also_where_folders_cannot_be_exchanged(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _object(root)
    monkeypatch.setattr(staging_module, "exchange", lambda one, other, **folders: False)
    assert frus_pack.ingest(make_package(tmp_path), ocfl=root).version == "v3"
    assert object_complaints(folder) == set()
    assert sorted(path.name for path in (root / "extensions").iterdir()) == [
        "0004-hashed-n-tuple-storage-layout"
    ]


@pytest.mark.parametrize("name", ["logs/now.txt", "logs/2024.txt"])
def test_what_another_program_writes_meanwhile_is_not_lost(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = _object(root)
    write(folder, {"logs/2024.txt": b"checked\n"})

    def carry_over_and_add(*arguments: Any) -> None:
        carry_over(*arguments)
        write(tmp_path, {"mine": b"mine"})
        (tmp_path / "mine").replace(folder / name)

    monkeypatch.setattr("frus_pack.ocfl.object_group.carry_over", carry_over_and_add)
    with pytest.raises(StorageError, match="was changed by another program meanwhile"):
        frus_pack.ingest(make_package(tmp_path), ocfl=root)
    assert (folder / name).read_bytes() == b"mine"
    assert object_complaints(folder) == set()
    monkeypatch.undo()
    assert frus_pack.ingest(make_package(tmp_path / "again"), ocfl=root).version == "v3"
    assert (folder / name).read_bytes() == b"mine"


def test_modes_and_times_of_what_was_there_are_kept(tmp_path: Path, root: Path) -> None:
    folder = _object(root)
    for path in (folder / "v1").rglob("*"):
        path.chmod(0o550 if path.is_dir() else 0o440)
    (folder / "v1").chmod(0o550)
    before = _modes_and_times(folder / "v1")
    frus_pack.ingest(make_package(tmp_path), ocfl=root)
    assert _modes_and_times(folder / "v1") == before
    assert not list(root.glob("extensions/frus*"))


def _modes_and_times(folder: Path) -> dict[Path, tuple[int, int]]:
    found = {path: path.stat() for path in (folder, *folder.rglob("*"))}
    return {path: (one.st_mode, one.st_mtime_ns) for path, one in found.items()}
