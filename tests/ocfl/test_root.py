"""Roots: made whole, added to where OCFL lets one, and otherwise left as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack import StorageError
from frus_pack.ocfl.layout import CONFIGURATION, EXTENSION, HashedLayout
from frus_pack.ocfl.root import ROOM, RootError, find_root, make_root
from frus_pack.storage.publishing import first_difference
from frus_pack.storage.staging import staging
from tests.ocfl.objects import make_object
from tests.ocfl.packages import IDENTIFIER, make_package, tree
from tests.ocfl.validating import complaints
from tests.support.bags import write


def _make(path: Path) -> Path:
    with staging(path, ROOM) as stage:
        make_root(path, stage)
    return path


def _foreign_root(path: Path, layout: object = None, config: dict[str, Any] | None = None) -> Path:
    files = {"0=ocfl_1.1": b"ocfl_1.1\n"}
    if layout is not None:
        files["ocfl_layout.json"] = json.dumps(layout).encode()
    if config is not None:
        files[CONFIGURATION] = json.dumps(config).encode()
    write(path, files)
    return path


_DEAD = f"{ROOM}/0123456789abcdef"
LAYOUT = {"extension": EXTENSION, "description": "As another tool words it"}


def test_a_root_that_is_made_is_found(tmp_path: Path) -> None:
    root = find_root(_make(tmp_path / "root"))
    assert root is not None
    assert root.layout == HashedLayout()
    assert complaints(tmp_path / "root") == set()


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_where_there_is_nothing_there_is_no_root(tmp_path: Path, kind: str) -> None:
    if kind == "empty":
        (tmp_path / "root").mkdir()
    assert find_root(tmp_path / "root") is None


@pytest.mark.parametrize("left", [(), (CONFIGURATION,), (CONFIGURATION, "ocfl_layout.json")])
def test_what_is_left_of_making_a_root_is_completed(tmp_path: Path, left: tuple[str, ...]) -> None:
    files = HashedLayout().files()
    write(tmp_path / "root", {name: files[name] for name in left})
    write(tmp_path / "root", {f"{_DEAD}/9876/0=ocfl_1.1": b"half", f"{_DEAD}.lock": b""})
    assert find_root(tmp_path / "root") is None
    _make(tmp_path / "root")
    assert first_difference(tmp_path / "root", _make(tmp_path / "other")) is None


@pytest.mark.parametrize(
    "config",
    [
        None,
        {"extensionName": EXTENSION, "digestAlgorithm": "md5", "tupleSize": 2},
        {"extensionName": EXTENSION, "tupleSize": 0, "numberOfTuples": 0},
        {"extensionName": EXTENSION, "shortObjectRoot": True},
    ],
)
def test_a_root_of_another_tool_gets_objects_where_its_layout_has_them(
    tmp_path: Path, config: dict[str, Any] | None
) -> None:
    root = _foreign_root(tmp_path / "root", LAYOUT, config)
    write(root, {"README.md": b"Ours since 2019\n", "extensions/0008-schema-registry/a": b""})
    package = make_package(tmp_path)
    outcome = frus_pack.ingest(package, ocfl=root)
    found = find_root(root)
    assert found is not None
    assert outcome.path == root / found.layout.path(IDENTIFIER)
    assert complaints(root) == {"W008"}
    assert (root / "README.md").read_bytes() == b"Ours since 2019\n"
    back = frus_pack.retrieve(IDENTIFIER, ocfl=root, to=tmp_path / "back")
    assert first_difference(back, package) is None


def _older(root: Path) -> None:
    (root / "0=ocfl_1.1").rename(root / "0=ocfl_1.0")
    (root / "0=ocfl_1.0").write_bytes(b"ocfl_1.0\n")


REFUSED: list[tuple[str, Callable[[Path], object], str]] = [
    ("file", lambda root: root.write_bytes(b"mine"), "is a file, not a folder"),
    ("other folder", lambda root: write(root, {"letter.txt": b""}), "is not an OCFL storage root"),
    (
        "other extensions",
        lambda root: write(root, {"extensions/a": b""}),
        "is not an OCFL storage root",
    ),
    (
        "other layout file",
        lambda root: write(root, {"ocfl_layout.json": b"{}"}),
        "is not an OCFL storage root",
    ),
    ("object", lambda root: make_object(root), "declares itself ocfl_object_1.1"),
    ("OCFL 1.0", lambda root: _older(_foreign_root(root, LAYOUT)), "declares itself ocfl_1.0"),
    (
        "two declarations",
        lambda root: write(_foreign_root(root, LAYOUT), {"0=ocfl_1.0": b"ocfl_1.0\n"}),
        "declares itself more than once",
    ),
    (
        "declaration altered",
        lambda root: write(_foreign_root(root, LAYOUT), {"0=ocfl_1.1": b"ocfl_1.1"}),
        "does not say what its name does",
    ),
    ("no layout", lambda root: _foreign_root(root), "has no ocfl_layout.json"),
    (
        "layout that is not JSON",
        lambda root: write(_foreign_root(root), {"ocfl_layout.json": b"{"}),
        "is not JSON",
    ),
    ("layout that is not an object", lambda root: _foreign_root(root, []), "names the layout None"),
    (
        "another layout",
        lambda root: _foreign_root(root, {"extension": "0002-flat-direct-storage-layout"}),
        "names the layout '0002-flat-direct-storage-layout'",
    ),
    (
        "parameters",
        lambda root: _foreign_root(root, LAYOUT, {"extensionName": EXTENSION, "tupleSize": 40}),
        "40 is not between 0 and 32",
    ),
    (
        "initial extension",
        lambda root: write(_foreign_root(root, LAYOUT), {"extensions/initial/config.json": b"{}"}),
        "what this extension asks for is not known",
    ),
]


@pytest.mark.parametrize(
    ("make", "complaint"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_what_cannot_be_added_to_is_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], object], complaint: str
) -> None:
    package = make_package(tmp_path)
    (tmp_path / "there").mkdir()
    make(tmp_path / "there/root")
    before = tree(tmp_path / "there")
    with pytest.raises(RootError, match=complaint):
        frus_pack.ingest(package, ocfl=tmp_path / "there/root")
    with pytest.raises(RootError, match=complaint):
        list(frus_pack.ingest_all(package, ocfl=tmp_path / "there/root"))
    assert tree(tmp_path / "there") == before


def test_an_object_never_goes_into_another(tmp_path: Path) -> None:
    root = _foreign_root(tmp_path / "root", LAYOUT)
    within = make_object(root / HashedLayout().path(IDENTIFIER)[:3])
    before = tree(within)
    with pytest.raises(RootError, match=r"is an object, and .* would be inside it"):
        frus_pack.ingest(make_package(tmp_path), ocfl=root)
    assert tree(within) == before


def test_a_root_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(StorageError, match="cannot be listed"):
        frus_pack.ingest(make_package(tmp_path), ocfl=tmp_path / "file/root")
