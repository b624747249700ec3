"""What cannot be read is never left out: an error at any call that reads is said of the work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import frus_pack
from tests.ocfl.packages import make_package
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag, seal
from tests.support.folders import add_images, document_folder
from tests.support.killing import Nursery, needs_strace
from tests.support.reading_errors import CODE, strike_in_place, strike_reading
from tests.support.striking import in_memory
from tests.surveying.small_volumes import PAGE, div, volume

pytestmark = [needs_strace, pytest.mark.slow, pytest.mark.timeout(900)]

PAYLOAD = {"data/a/letter.txt": b"Dear Sir:\n", "data/b": b"x" * 300}


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(CODE, tmp_path_factory.mktemp("nursery")) as nursery:
        yield nursery


@pytest.fixture
def place() -> Iterator[Path]:
    """The folder that is read, beside which something may be made."""
    with in_memory() as folder:
        (folder / "place").mkdir()
        yield folder / "place"


def _folder(bag: Path) -> Path:
    return bag


@pytest.mark.parametrize("form", [_folder, as_tar, as_tar_gz, as_zip])
@pytest.mark.parametrize("verb", ["validate", "unpack"])
def test_a_bag_with_an_error_at_any_call_is_not_called_good(
    nursery: Nursery, place: Path, verb: str, form: Callable[[Path], Path], thorough: bool
) -> None:
    made = make_bag(place.parent / "bag", PAYLOAD, further={"unlisted.txt": b"a tag file"})
    one = form(made)
    one.rename(place / one.name)
    assert strike_reading(nursery, verb, place, place.parent, thorough=thorough) > 10


@pytest.mark.parametrize("verb", ["validate", "ingest", "export"])
def test_a_package_with_an_error_at_any_call_is_not_taken_for_whole(
    nursery: Nursery, place: Path, verb: str, thorough: bool
) -> None:
    make_package(place.parent / "made").rename(place / "frus1958-60v99-d7")
    assert strike_reading(nursery, verb, place, place.parent, thorough=thorough) > 40


@pytest.mark.parametrize("verb", ["validate", "retrieve"])
def test_a_storage_root_with_an_error_at_any_call_is_not_called_good(
    nursery: Nursery, place: Path, verb: str, thorough: bool
) -> None:
    frus_pack.ingest(make_package(place.parent / "made", images=False), ocfl=place)
    assert strike_reading(nursery, verb, place, place.parent, thorough=thorough) > 20


def test_a_document_folder_with_an_error_at_any_call_is_not_packed(
    nursery: Nursery, place: Path, thorough: bool
) -> None:
    add_images(document_folder(place / "d7"))
    assert strike_reading(nursery, "pack", place, place.parent, thorough=thorough) > 20


@pytest.mark.parametrize("verb", ["pack", "survey"])
def test_a_volume_with_an_error_at_any_call_is_not_passed_over(
    nursery: Nursery, place: Path, verb: str, thorough: bool
) -> None:
    volume(place, PAGE, div(1), div(2))
    (place / "below").mkdir()
    other = "frus1958-60v98"
    volume(place / "below", PAGE, div(1), root=other, idno=other, name=other)
    assert strike_reading(nursery, verb, place, place.parent, thorough=thorough) > 10


@pytest.mark.parametrize("verb", ["audit", "list", "view"])
def test_what_is_said_of_kept_packages_is_true_after_any_error(
    nursery: Nursery, place: Path, verb: str, thorough: bool
) -> None:
    make_package(place.parent / "made").rename(place / "frus1958-60v99-d7")
    assert strike_reading(nursery, verb, place, place.parent, thorough=thorough) > 15


def _to_complete(place: Path) -> None:
    bag = make_bag(place / "one", PAYLOAD)
    (place / "mirror" / "example.org").mkdir(parents=True)
    (bag / "data" / "b").rename(place / "mirror" / "example.org" / "b")
    (bag / "fetch.txt").write_text("http://example.org/b 300 data/b\n")
    seal(bag)


def _to_repair(place: Path) -> None:
    package = make_package(place.parent / "made", images=False)
    shutil.copytree(package, place / "other")
    package.rename(place / "one")
    (place / "one" / "data" / "transcription.txt").write_bytes(b"Dear Sir:\n")


IN_PLACE: dict[str, Callable[[Path], object]] = {
    "amend": lambda place: make_package(place.parent / "made").rename(place / "one"),
    "rebag": lambda place: make_bag(place / "one", PAYLOAD),
    "complete": _to_complete,
    "repair": _to_repair,
}


@pytest.mark.parametrize("verb", IN_PLACE)
def test_a_package_is_changed_wholly_or_not_at_all_after_any_error(
    nursery: Nursery, place: Path, verb: str, thorough: bool
) -> None:
    IN_PLACE[verb](place)
    assert strike_in_place(nursery, verb, place, place.parent, thorough=thorough) > 15
