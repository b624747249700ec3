"""Each planter does the fault it names, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests.corpus import encoding_faults, image_faults, reading, volumes
from tests.corpus.shelf import Shelf, shelve

SCANS = [f"{number:04}" for number in range(1, 100)]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Twelve documents, more than thirty pages."""
    return shelve(volumes.make(documents=12, scan=(64, 104)), tmp_path)


def _contents(shelf: Shelf) -> dict[str, bytes]:
    folder = shelf.scans / shelf.volume.id / "tiff"
    return {path.stem: path.read_bytes() for path in sorted(folder.iterdir())}


def _attributes(shelf: Shelf, path: str, name: str) -> list[str | None]:
    return [one.get(name) for one in reading.find(etree.parse(shelf.xml).getroot(), path)]


def _numbers(shelf: Shelf) -> list[str | None]:
    return _attributes(shelf, "//t:div[@type='document']", "n")


def test_all_images_off_by_two(shelf: Shelf) -> None:
    before = _contents(shelf)
    image_faults.shift(shelf, 2)
    assert _contents(shelf) == {f"{int(facs) + 2:04}": one for facs, one in before.items()}


def test_images_numbered_from_elsewhere(shelf: Shelf) -> None:
    before = list(_contents(shelf).values())
    image_faults.number_from(shelf, 1040)
    after = _contents(shelf)
    assert next(iter(after)) == "1040"
    assert list(after.values()) == before


def test_pages_never_scanned(shelf: Shelf) -> None:
    before = list(_contents(shelf).values())
    image_faults.never_scan(shelf, "0009", 4)
    after = _contents(shelf)
    assert list(after) == SCANS[: len(before) - 4]
    assert list(after.values()) == before[:8] + before[12:]


def test_images_missing_surplus_and_doubled(shelf: Shelf) -> None:
    before = _contents(shelf)
    image_faults.remove(shelf, "0003", "0004")
    image_faults.add(shelf, "0901")
    image_faults.double(shelf, "0006", instead_of="0007")
    after = _contents(shelf)
    assert set(before) - set(after) == {"0003", "0004"}
    assert set(after) - set(before) == {"0901"}
    assert {facs for facs in before if after.get(facs, before[facs]) != before[facs]} == {"0007"}
    assert after["0007"] == before["0006"]
    assert shelf.image("0007", "medium").read_bytes() == shelf.image("0006", "medium").read_bytes()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_images_cut_off(shelf: Shelf) -> None:
    page = shelf.volume.pages[4]
    image_faults.crop(shelf, "0005")
    for path, (width, height) in zip(shelf.images("0005"), (page.master, page.access), strict=True):
        with Image.open(path) as image:
            assert image.size == (width, height // 2)
    image_faults.truncate(shelf, "0006")
    for path in shelf.images("0006"):
        with pytest.raises((OSError, SyntaxError)), Image.open(path) as image:
            image.load()


def test_renditions_of_another_size(shelf: Shelf) -> None:
    page = shelf.volume.pages[4]
    image_faults.resize_access(shelf, "0005")
    with Image.open(shelf.image("0005", "medium")) as image:
        assert image.size == (page.access[0] // 2, page.access[1] // 2)


def test_facs_left_out_skipped_and_repeated(shelf: Shelf) -> None:
    sound = list(SCANS[: len(shelf.volume.pages)])
    place = [page.n for page in shelf.volume.pages].index("5")
    for plant, expected in (
        (encoding_faults.leave_facs_out, [None, *sound[place + 1 :]]),
        (
            lambda one, page: encoding_faults.skip_facs(one, page, 3),
            [f"{int(facs) + 3:04}" for facs in sound[place:]],
        ),
        (encoding_faults.repeat_facs, [sound[place - 1], *sound[place + 1 :]]),
    ):
        shelf.xml.write_bytes(shelf.volume.xml)
        plant(shelf, "5")
        assert _attributes(shelf, "//t:pb", "facs") == sound[:place] + expected


def test_page_numbers_skipped_repeated_and_left_out(shelf: Shelf) -> None:
    sound = [page.n for page in shelf.volume.pages]
    place = sound.index("5")
    encoding_faults.skip_page_numbers(shelf, "5", 16)
    later = [str(int(page) + 16) for page in sound[place:]]
    assert _attributes(shelf, "//t:pb", "n") == sound[:place] + later
    starts = _attributes(shelf, "//t:surface", "start")
    assert starts == [f"#pg_{page.strip('[]')}" for page in sound[:place] + later]
    for plant, expected in (
        (encoding_faults.repeat_page_number, "4"),
        (encoding_faults.leave_n_out, None),
    ):
        shelf.xml.write_bytes(shelf.volume.xml)
        plant(shelf, "5")
        assert _attributes(shelf, "//t:pb", "n") == [*sound[:place], expected, *sound[place + 1 :]]


def test_documents_renumbered(shelf: Shelf) -> None:
    encoding_faults.renumber(shelf, "d8", 2)
    assert _numbers(shelf) == [*"1234567", "10", "11", "12", "13", "14"]
    heads = reading.find(etree.parse(shelf.xml).getroot(), "//t:div[@type='document']/t:head")
    assert reading.words(heads[7]).startswith("10. ")
    shelf.xml.write_bytes(shelf.volume.xml)
    encoding_faults.repeat_number(shelf, "d8")
    assert _numbers(shelf) == [*"12345677", "9", "10", "11", "12"]


def test_two_documents_with_one_id(shelf: Shelf) -> None:
    encoding_faults.repeat_id(shelf, "d8")
    assert shelf.xml.read_bytes().count(b'xml:id="d7"') == 2
    assert b'xml:id="d8"' not in shelf.xml.read_bytes()


def test_documents_lost_with_their_pages_or_without(shelf: Shelf) -> None:
    sound = [page.n for page in shelf.volume.pages]
    inside = shelf.volume.documents[4].pages[1:]
    encoding_faults.lose(shelf, "d5")
    assert _numbers(shelf) == [*"12346789", "10", "11", "12"]
    kept = [page for page in sound if page not in inside]
    assert _attributes(shelf, "//t:pb", "n") == kept
    assert len(kept) < len(sound)
    shelf.xml.write_bytes(shelf.volume.xml)
    encoding_faults.lose_text(shelf, "d5")
    assert _numbers(shelf) == [*"12346789", "10", "11", "12"]
    assert _attributes(shelf, "//t:pb", "n") == sound


def test_a_document_read_as_an_attachment(shelf: Shelf) -> None:
    encoding_faults.bury(shelf, "d3")
    root = etree.parse(shelf.xml).getroot()
    assert _numbers(shelf) == [*"12456789", "10", "11", "12"]
    (attached,) = reading.find(root, "//t:div[@n='2']/f:attachment[last()]")
    assert reading.title(attached) == shelf.volume.documents[2].title
    with pytest.raises(ValueError, match="d4 and the document before it stand in two divisions"):
        encoding_faults.bury(shelf, "d4")


def test_pointers_to_nowhere(shelf: Shelf) -> None:
    document = shelf.volume.documents[0]
    person = document.persons[0]
    own = f"{shelf.volume.id}/"
    target = next(one.removeprefix(own) for one in document.references if one.startswith(own))
    encoding_faults.point_persons_nowhere(shelf, person)
    encoding_faults.point_references_nowhere(shelf, target)
    pointers = reading.pointers(reading.documents(etree.parse(shelf.xml).getroot())[0])
    assert f"{person}gone" in pointers
    assert person not in pointers
    assert f"#{target}gone" in _attributes(shelf, "//t:ref", "target")


@pytest.mark.parametrize(
    "plant",
    [
        lambda shelf: image_faults.shift(shelf, 2),
        lambda shelf: image_faults.crop(shelf, "0003"),
        lambda shelf: image_faults.remove(shelf, "0003"),
    ],
)
def test_faults_of_images_leave_the_encoding_alone(
    shelf: Shelf, plant: Callable[[Shelf], None]
) -> None:
    plant(shelf)
    assert shelf.xml.read_bytes() == shelf.volume.xml
