"""Hostile archives, wherever one can be put in: told, and nothing is written or read outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack import InvalidPackageError, StorageError
from frus_pack.bag.tag_files import paths
from tests.ocfl.packages import make_package
from tests.support.hostile_archives import HOSTILE

Taking = Callable[[Path, Path], object]

WHERE_IT_MUST_BE_VALID: dict[str, Taking] = {
    "unpack": lambda archive, to: frus_pack.unpack(archive, to),
    "ingest": lambda archive, to: frus_pack.ingest(archive, ocfl=to),
    "export_dspace": lambda archive, to: frus_pack.export_dspace(archive, to),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("package"), images=False)


class Place:
    """A hostile archive, a good package beside it, and a working directory deep down.

    What leads out of a bag often leads there or above.
    """

    def __init__(self, folder: Path, package: Path, case: str) -> None:
        self.folder = folder
        self.code, spoil = HOSTILE[case]
        made = spoil(package)
        self.archive = made.rename(folder / made.name)
        self.to = folder / "a" / "b" / "to"
        self.to.parent.mkdir(parents=True)
        self.before = self.names()

    def names(self) -> list[Path]:
        return sorted(self.folder.rglob("*"))


@pytest.fixture(params=HOSTILE)
def place(
    tmp_path: Path, package: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Place:
    place = Place(tmp_path, package, request.param)
    monkeypatch.chdir(place.to.parent)
    return place


def test_what_needs_a_valid_package_refuses_it_and_writes_nothing(place: Place) -> None:
    report = frus_pack.validate(place.archive)
    assert f"bag.{place.code}" in {one.code for one in report.errors}
    for take in WHERE_IT_MUST_BE_VALID.values():
        with pytest.raises(InvalidPackageError) as refused:
            take(place.archive, place.to)
        assert refused.value.report == report
        assert place.names() == place.before
    assert not Path("/tmp/frus-pack-evil").exists()  # noqa: S108


def test_what_only_reads_it_reads_its_good_files_or_says_why_not(
    place: Place, package: Path
) -> None:
    try:
        with frus_pack.open_bag(place.archive) as bag:
            assert not any(map(paths.unsafe, bag.files))
            read = dict(bag.read_each(list(bag.files), 1 << 20))
    except StorageError as error:
        assert str(place.archive) in str(error)  # noqa: PT017 - either is right
    else:
        written = {name: content for name, content in read.items() if content != b"evil"}
        assert all((package / name).read_bytes() == content for name, content in written.items())
    assert place.names() == place.before


def test_an_export_of_it_is_that_of_its_good_files_or_says_why_not(
    place: Place, package: Path
) -> None:
    try:
        with frus_pack.open_package(place.archive) as opened:
            assert opened.metadata == frus_pack.open_package(package).metadata
        exported = frus_pack.export(place.archive, "oai_dc")
    except StorageError as error:
        assert str(place.archive) in str(error)  # noqa: PT017 - either is right
    else:
        assert exported == frus_pack.export(package, "oai_dc")
    assert place.names() == place.before
