"""What is found in the images of a volume: each fault that is planted, and nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from frus_pack.errors import SourceError
from tests.corpus import encoding_faults, image_faults, images
from tests.corpus.shelf import Shelf
from tests.surveying.conftest import MakeShelf
from tests.surveying.told import Told, told, told_of

BY_SIZES = "as their sizes show"
BY_NUMBERS = "as far as numbers alone can show"


def _told(shelf: Shelf) -> list[Told]:
    return [one for one in told_of(shelf) if one[0].startswith("images.")]


def _facs(shelf: Shelf, by: int = 0) -> str:
    """The scan numbers of all pages, or what they would be, greater by so much."""
    last = int(shelf.volume.pages[-1].facs)
    return f"{1 + by:04}–{last + by:04}"


def test_all_images_off_by_two(shelf: Shelf) -> None:
    image_faults.shift(shelf, 2)
    message = f"all images bear numbers 2 greater than facs, {BY_SIZES}"
    assert _told(shelf) == [("images.shifted", "", message, _facs(shelf), _facs(shelf, 2))]


def test_images_numbered_from_elsewhere(shelf: Shelf) -> None:
    image_faults.number_from(shelf, 1040)
    message = f"all images bear numbers 1039 greater than facs, {BY_SIZES}"
    expected, found = _facs(shelf), _facs(shelf, 1039)
    assert _told(shelf) == [("images.numbered-elsewhere", "", message, expected, found)]


def test_numbers_alone_tell_that_all_images_are_off(old_shelf: Shelf) -> None:
    image_faults.shift(old_shelf, 2)
    message = f"all images bear numbers 2 greater than facs, {BY_NUMBERS}"
    expected, found = _facs(old_shelf), _facs(old_shelf, 2)
    assert _told(old_shelf) == [("images.shifted", "", message, expected, found)]


def test_pages_never_scanned(shelf: Shelf) -> None:
    image_faults.never_scan(shelf, "0009", 4)
    last = int(shelf.volume.pages[-1].facs)
    message = (
        "pages 2–5 (facs 0009–0012) were never scanned: from page 6 on images bear numbers 4 "
        f"smaller than facs, {BY_SIZES}"
    )
    expected, found = f"0013–{last:04}", f"0009–{last - 4:04}"
    assert _told(shelf) == [("images.never-scanned", "", message, expected, found)]


def test_where_no_sizes_are_given_pages_never_scanned_are_suspected(old_shelf: Shelf) -> None:
    image_faults.never_scan(old_shelf, "0009", 4)
    first, *_, last = old_shelf.volume.pages[-4:]
    message = (
        f"there is no image of pages {first.n}–{last.n} (facs {first.facs}–{last.facs}), the last: "
        "if others were never scanned before, all images after those have wrong numbers"
    )
    assert _told(old_shelf) == [("images.missing", "", message, None, None)]


@pytest.mark.parametrize(("index", "how"), [(0, BY_SIZES), (1, BY_NUMBERS)])
def test_scan_numbers_that_skip_what_images_do_not(copy: MakeShelf, index: int, how: str) -> None:
    one = copy(index)
    encoding_faults.skip_facs(one, "5", 3)
    before = next(page for page in one.volume.pages if page.n == "5").facs
    last = int(one.volume.pages[-1].facs)
    message = f"from page 5 on images bear numbers 3 smaller than facs, {how}"
    expected, found = f"{int(before) + 3:04}–{last + 3:04}", f"{before}–{last:04}"
    assert _told(one) == [("images.shifted", "", message, expected, found)]


def test_two_faults_at_once_are_told_apart(shelf: Shelf) -> None:
    image_faults.never_scan(shelf, "0012", 2)
    image_faults.remove(shelf, "0005")
    image_faults.crop(shelf, "0016")
    never = (
        "pages 5–6 (facs 0012–0013) were never scanned: from page 7 on images bear numbers 2 "
        f"smaller than facs, {BY_SIZES}"
    )
    assert [(code, message) for code, _, message, *_ in _told(shelf)] == [
        ("images.never-scanned", never),
        ("images.missing", "there is no image of page V (facs 0005)"),
        ("images.cut-off", "the image of page 11 is much shorter or narrower"),
        ("images.cut-off", "the image of page 11 is much shorter or narrower"),
    ]


def test_pages_never_scanned_behind_images_that_were_too_far_on(shelf: Shelf) -> None:
    image_faults.remove(shelf, "0009", "0010")
    for number in range(8, 0, -1):
        for path in shelf.images(f"{number:04}"):
            path.rename(path.with_stem(f"{number + 2:04}"))
    shifted = f"from page [I] on images bear numbers 2 greater than facs, {BY_SIZES}"
    assert _told(shelf) == [
        ("images.shifted", "", shifted, "0001–0008", "0003–0010"),
        ("images.never-scanned", "", "pages 2–3 (facs 0009–0010) were never scanned", None, None),
    ]


def test_images_missing(shelf: Shelf) -> None:
    image_faults.remove(shelf, "0003", "0004")
    shelf.image("0006", "medium").unlink()
    assert _told(shelf) == [
        ("images.missing", "", "there is no image of pages III–IV (facs 0003–0004)", None, None),
        ("images.missing", "medium/*.png", "there is no image of page VI (facs 0006)", None, None),
    ]


def test_surplus_images(shelf: Shelf) -> None:
    image_faults.add(shelf, "0901", "0902")
    shutil.copy(shelf.image("0003"), shelf.image("cover"))
    found = [(code, place, message) for code, place, message, *_ in _told(shelf)]
    assert found == [
        ("images.surplus", "", "0901–0902 belong to no page"),
        ("images.surplus", "tiff/*.tif", "cover belongs to no page"),
        ("images.double", "tiff/*.tif", "0003, cover are one and the same image"),
    ]


def test_pages_whose_facs_is_left_out_leave_their_images(shelf: Shelf) -> None:
    encoding_faults.leave_facs_out(shelf, "5", "6")
    assert _told(shelf) == [("images.surplus", "", "0012–0013 belong to no page", None, None)]


@pytest.mark.parametrize("index", [0, 1])
def test_one_image_for_two_pages(copy: MakeShelf, index: int) -> None:
    shelf = copy(index)
    image_faults.double(shelf, "0006", instead_of="0007")
    message = "0006, 0007 are one and the same image"
    assert _told(shelf) == [("images.double", "", message, None, None)]


def test_images_cut_off(shelf: Shelf) -> None:
    page = shelf.volume.pages[4]
    image_faults.crop(shelf, "0005")
    message = "the image of page V is much shorter or narrower"
    found = [
        (f"{width} × {height}", f"{width} × {height // 2}")
        for width, height in (page.master, page.access)
    ]
    assert _told(shelf) == [
        ("images.cut-off", "tiff/0005.tif", message, *found[0]),
        ("images.cut-off", "medium/0005.png", message, *found[1]),
    ]


def test_facsimile_does_not_make_an_image_whole_that_is_cut_off(
    shelf: Shelf,
) -> None:
    page = shelf.volume.pages[4]
    image_faults.crop(shelf, "0005")
    height = f'height="{page.master[1]}px" mimeType="image/tiff"\n'.encode()
    xml = shelf.xml.read_bytes()
    place = xml.rindex(height, 0, xml.index(b"tiff/0005.tif"))
    half = height.replace(str(page.master[1]).encode(), str(page.master[1] // 2).encode())
    shelf.xml.write_bytes(xml[:place] + half + xml[place + len(height) :])
    assert [one[:2] for one in _told(shelf)] == [
        ("images.cut-off", "tiff/0005.tif"),
        ("images.cut-off", "medium/0005.png"),
    ]


def test_images_that_end_in_the_midst(shelf: Shelf) -> None:
    image_faults.truncate(shelf, "0006")
    shelf.image("0007", "medium").write_bytes(b"")
    found = _told(shelf)
    assert [one[:2] for one in found] == [
        ("images.damaged", "tiff/0006.tif"),
        ("images.damaged", "medium/0006.png"),
        ("images.damaged", "medium/0007.png"),
    ]
    assert all("is cut off" in message for _, _, message, *_ in found[:2])
    assert found[2][2] == "is empty"


def test_an_image_of_another_size(shelf: Shelf) -> None:
    width, height = shelf.volume.pages[4].access
    image_faults.resize_access(shelf, "0005")
    message = "the image of page V is of another size than facsimile says"
    half = f"{width // 2} × {height // 2}"
    assert _told(shelf) == [
        ("images.size-differs", "medium/0005.png", message, f"{width} × {height}", half)
    ]


def test_an_image_of_another_size_than_all_others(old_shelf: Shelf) -> None:
    with Image.open(old_shelf.image("0005")) as image:
        image.resize((image.width * 2, image.height * 2)).save(old_shelf.image("0005"))
    ((code, place, message, *_),) = _told(old_shelf)
    assert (code, place) == ("images.size-unusual", "tiff/0005.tif")
    assert message == "the image of page V is of another size than the others"


def test_images_in_one_folder_and_such_as_are_named_after_pages(shelf: Shelf) -> None:
    flat = images.draw(shelf.volume, shelf.scans.parent / "flat", "flat")
    for page in shelf.volume.pages[5:]:
        (flat / f"{page.facs}.tif").rename(flat / f"p{page.n}.tif")
    assert told(shelf.xml, flat) == []
    page = shelf.volume.pages[7]
    (flat / f"p{page.n}.tif").unlink()
    message = f"there is no image of page {page.n} (facs {page.facs})"
    assert told(shelf.xml, flat) == [("images.missing", "*.tif", message, None, None)]


def test_images_that_cannot_be_packed(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "0005.tif"
    shelf.image("0005").rename(outside)
    shelf.image("0005").symlink_to(outside)
    found = [one for one in _told(shelf) if one[0] == "images.unusable"]
    message = "is a link that leads out of the folder"
    assert found == [("images.unusable", "tiff/0005.tif", message, None, None)]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read everything")
def test_images_that_cannot_be_read(shelf: Shelf) -> None:
    shelf.image("0005").chmod(0)
    message = "cannot be read: Permission denied"
    assert _told(shelf) == [("images.unreadable", "tiff/0005.tif", message, None, None)]


def test_a_folder_without_images_of_the_volume(shelf: Shelf) -> None:
    shutil.rmtree(shelf.scans / shelf.volume.id)
    ((code, location, message, *_),) = _told(shelf)
    assert (code, location) == ("images.missing", "")
    assert message.startswith(f"there is no image in {shelf.scans}, nor in its tiff/")


def test_a_folder_that_is_not_there_is_an_error(shelf: Shelf) -> None:
    with pytest.raises(SourceError, match=r"nowhere: does not exist"):
        told(shelf.xml, shelf.scans / "nowhere")
    with pytest.raises(SourceError, match="is not a folder"):
        told(shelf.xml, shelf.xml)
