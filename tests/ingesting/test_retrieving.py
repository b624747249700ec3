"""Packages out of a storage root: as they were put in, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import frus_pack
from frus_pack import PackageExistsError, SourceError, StorageError
from frus_pack.ocfl.layout import HashedLayout
from frus_pack.ocfl.object_files import ObjectError
from frus_pack.storage.publishing import first_difference
from tests.ocfl.objects import make_object, write_inventory
from tests.ocfl.packages import DOCUMENT, IDENTIFIER, NAME, make_package, tree
from tests.support.bags import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A storage root with one object."""
    frus_pack.ingest(make_package(tmp_path), ocfl=tmp_path / "root")
    return tmp_path / "root"


def _object(root: Path) -> Path:
    (folder,) = root.glob("*/*/*/*/inventory.json")
    return folder.parent


def test_the_same_package_that_is_there_already_is_left_alone(tmp_path: Path, root: Path) -> None:
    back = frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")
    before = tree(back)
    assert frus_pack.retrieve(IDENTIFIER, ocfl=root, to=tmp_path / "back") == back
    assert tree(back) == before


def test_another_package_that_is_there_is_an_error(tmp_path: Path, root: Path) -> None:
    back = frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")
    (back / "bagit.txt").write_bytes(b"mine")
    before = tree(tmp_path / "back")
    with pytest.raises(PackageExistsError, match="something else exists here"):
        frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")
    assert {path: one[1] for path, one in before.items()} == {
        path: one[1] for path, one in tree(tmp_path / "back").items()
    }


def test_nothing_is_put_into_the_root_it_comes_from(tmp_path: Path, root: Path) -> None:
    before = tree(root)
    with pytest.raises(SourceError, match="is inside the source"):
        frus_pack.retrieve(DOCUMENT, ocfl=root, to=root / "back")
    assert tree(root) == before


@pytest.mark.parametrize(
    ("document", "version", "complaint"),
    [
        ("frus1958-60v99/d8", None, "holds no object 'info:frus/frus1958-60v99/d8'"),
        (DOCUMENT, "v2", "has no version 'v2', only v1"),
    ],
)
def test_what_is_not_there_is_told(
    tmp_path: Path, root: Path, document: str, version: str | None, complaint: str
) -> None:
    with pytest.raises(StorageError, match=complaint):
        frus_pack.retrieve(document, ocfl=root, to=tmp_path / "back", version=version)
    assert not (tmp_path / "back").exists()


def test_no_root_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"root: does not exist$"):
        frus_pack.retrieve(DOCUMENT, ocfl=tmp_path / "root", to=tmp_path / "back")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "root").mkdir()
    with pytest.raises(StorageError, match=r"root: is not an OCFL storage root$"):
        frus_pack.retrieve(DOCUMENT, ocfl=tmp_path / "root", to=tmp_path / "back")


@pytest.mark.parametrize("spoiled", ["altered", "missing", "a link"])
def test_a_file_that_is_not_as_it_was_put_in_leaves_nothing(
    tmp_path: Path, root: Path, spoiled: str
) -> None:
    file = _object(root) / "v1/content/data/transcription.txt"
    content = file.read_bytes()
    file.unlink()
    if spoiled == "altered":
        file.write_bytes(content.replace(b"t", b"d", 1))
    if spoiled == "a link":
        (tmp_path / "elsewhere").write_bytes(content)
        file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ObjectError, match=str(file)):
        frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_an_inventory_that_is_altered_is_not_believed(tmp_path: Path, root: Path) -> None:
    inventory = _object(root) / "inventory.json"
    inventory.write_bytes(
        inventory.read_bytes().replace(b"transcription.txt", b"transcription.doc")
    )
    with pytest.raises(ObjectError, match=r"does not agree with inventory\.json\.sha512"):
        frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")


@pytest.mark.parametrize("path", ["C:/a", "a\\..\\b", "~/a"])
def test_a_path_that_would_lead_elsewhere_is_not_written(
    tmp_path: Path, root: Path, path: str
) -> None:
    data = json.loads((_object(root) / "inventory.json").read_bytes())
    state = data["versions"]["v1"]["state"]
    state[next(iter(state))] = [path]
    write_inventory(_object(root), data)
    with pytest.raises(ObjectError, match="has an unsafe path"):
        frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    "identifier",
    [
        *("info:frus/../../evil/d1", "../../evil", "info:frus//etc/d1", "info:frus/v\0/d1"),
        *("info:frus/../d1", "info:frus/v\\..\\..\\x/d1", "info:frus/C:/d1"),
    ],
)
def test_an_identifier_that_leads_elsewhere_is_not_retrieved(
    tmp_path: Path, identifier: str
) -> None:
    root, to = tmp_path / "root", tmp_path / "a/b/to"
    write(root, {**HashedLayout().files(), "0=ocfl_1.1": b"ocfl_1.1\n"})
    make_object(root / HashedLayout().path(identifier), identifier=identifier)
    before = tree(tmp_path)
    (one,) = frus_pack.retrieve_all("*", ocfl=root, to=to)
    assert one.status == "failed"
    assert "cannot be the place of its package: it " in str(one.error)
    assert tree(tmp_path) == before


def test_versions_are_whole_bags_each(tmp_path: Path, root: Path) -> None:
    second = make_package(tmp_path / "second", "Port")
    frus_pack.ingest(second, ocfl=root)
    for version in ("v1", "v2"):
        back = frus_pack.retrieve(DOCUMENT, ocfl=root, to=tmp_path / version, version=version)
        assert back == tmp_path / version / "frus1958-60v99" / NAME
        assert frus_pack.validate(back).ok
    assert first_difference(tmp_path / "v2/frus1958-60v99" / NAME, second) is None


@pytest.mark.parametrize("named", [DOCUMENT, IDENTIFIER, NAME, "frus1958-60v99/*", f"{NAME[:-1]}?"])
def test_a_document_is_named_by_identifier_package_or_pattern(
    tmp_path: Path, root: Path, named: str
) -> None:
    (first,) = frus_pack.retrieve_all([named], ocfl=root, to=tmp_path / "back")
    place = tmp_path / "back" / "frus1958-60v99" / NAME
    assert (first.identifier, first.status, first.path) == (IDENTIFIER, "retrieved", place)
    (second,) = frus_pack.retrieve_all([named], ocfl=root, to=tmp_path / "back")
    assert second.status == "unchanged"


def test_one_document_that_fails_does_not_stop_the_others(tmp_path: Path, root: Path) -> None:
    documents = ["frus1958-60v99/d8", DOCUMENT]
    both = list(frus_pack.retrieve_all(documents, ocfl=root, to=tmp_path / "back"))
    assert [one.status for one in both] == ["failed", "retrieved"]
    assert "holds no object" in str(both[0].error)


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path, root: Path) -> None:
    with pytest.raises(StorageError, match="holds no object that matches 'frus1900"):
        list(frus_pack.retrieve_all(["frus1900*"], ocfl=root, to=tmp_path / "back"))
