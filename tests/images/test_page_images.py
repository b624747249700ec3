"""Which files are the images of which page, and what is said of pages that have none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frus_pack.document.model import Metadata, Volume
from frus_pack.document.page import Page, Rendition
from frus_pack.errors import SourceError
from frus_pack.images.image_folder import ImageFolder
from frus_pack.images.page_images import ImagesAs, find, find_own

VOLUME = "frus1964-68v31"
WEB = f"https://history.state.gov/historicaldocuments/{VOLUME}"
SCANS = f"https://static.history.state.gov/frus/{VOLUME}"
NAME_IT = "name it by its page, p341.png, or give its scan number under `facs` in the metadata"
SAVE_IT = "save each page as an image of one of these kinds, or take the file out"
COPY_IN = "copy the file itself into the folder"


def document(*pages: str, **facs: str) -> Metadata:
    """A description with these pages; ``p341="0371"`` gives a scan number."""
    return Metadata(
        volume=Volume(id=VOLUME),
        id="d151",
        title="Telegram",
        kind="telegram",
        language="en",
        rights="public domain",
        pages=pages,
        facs={key.removeprefix("p"): scan for key, scan in facs.items()},
    )


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    return folder


def found(folder: Path, metadata: Metadata, images_as: ImagesAs = "embedded") -> tuple[Page, ...]:
    return find(metadata, ImageFolder.of(folder, VOLUME), images_as)


def names(pages: tuple[Page, ...]) -> list[list[str | None]]:
    return [[rendition.name for rendition in page.renditions] for page in pages]


def problems(folder: Path, metadata: Metadata) -> list[str]:
    with pytest.raises(SourceError) as caught:
        found(folder, metadata)
    return str(caught.value).splitlines()


def own_problems(folder: Path, metadata: Metadata) -> list[str]:
    with pytest.raises(SourceError) as caught:
        find_own(metadata, folder, "embedded")
    return str(caught.value).splitlines()


def test_an_embedded_page_is_told_whole(tmp_path: Path) -> None:
    touch(tmp_path, "tiff/0371.tif", "medium/0371.png")
    assert found(tmp_path, document("341", p341="0371")) == (
        Page(
            page="341",
            sequence=1,
            facs="0371",
            url=f"{WEB}/pg_341",
            renditions=(
                Rendition(
                    status="embedded",
                    role="master",
                    name="tiff/0371.tif",
                    file="page-images/tiff/0371.tif",
                    url=f"{SCANS}/tiff/0371.tif",
                    path=tmp_path / "tiff/0371.tif",
                ),
                Rendition(
                    status="embedded",
                    role="access",
                    name="medium/0371.png",
                    file="page-images/medium/0371.png",
                    url=f"{SCANS}/medium/0371.png",
                    path=tmp_path / "medium/0371.png",
                ),
            ),
        ),
    )


def test_a_referenced_page_names_its_file_and_puts_none_in_the_package(tmp_path: Path) -> None:
    (page,) = found(touch(tmp_path, "p341.png"), document("341"), "referenced")
    assert page.renditions == (
        Rendition(status="referenced", role="access", name="p341.png", path=tmp_path / "p341.png"),
    )


def test_a_page_without_files_is_where_the_series_publishes_it_or_missing(tmp_path: Path) -> None:
    expected = (
        (
            Rendition(status="referenced", role="master", url=f"{SCANS}/tiff/0371.tif"),
            Rendition(status="referenced", role="access", url=f"{SCANS}/medium/0371.png"),
        ),
        (Rendition(status="missing", role="master"),),
    )
    metadata = document("341", "342", p341="0371")
    assert tuple(page.renditions for page in found(tmp_path, metadata)) == expected
    assert tuple(page.renditions for page in find(metadata, None, "embedded")) == expected


@pytest.mark.parametrize("base", ["", f"{VOLUME}/"])
@pytest.mark.parametrize(
    ("file", "role"),
    [
        ("0371.TIF", "master"),
        ("0371.tiff", "master"),
        ("0371.jp2", "master"),
        ("0371.PNG", "access"),
        ("p341.jpg", "access"),
        ("p341.jpeg", "access"),
        ("tiff/0371.png", "master"),
        ("medium/0371.tif", "access"),
        ("large/0371.jp2", "access"),
        ("small/p341.png", "access"),
    ],
)
def test_files_are_found_in_each_place_by_scan_or_page(
    tmp_path: Path, base: str, file: str, role: str
) -> None:
    touch(tmp_path, base + file)
    (page,) = found(tmp_path, document("341", p341="0371"))
    (rendition,) = page.renditions
    assert (rendition.role, rendition.name) == (role, file)
    assert (rendition.file, rendition.path) == (f"page-images/{file}", tmp_path / base / file)


def test_masters_come_first_and_then_names_decide(tmp_path: Path) -> None:
    touch(tmp_path, "p341.png", "0371.jpg", "p341.tif", "tiff/0371.tif", "0371.jp2", "0372.png")
    assert names(found(tmp_path, document("341", p341="0371"))) == [
        ["0371.jp2", "p341.tif", "tiff/0371.tif", "0371.jpg", "p341.png"]
    ]


def test_files_of_one_name_in_two_places_keep_their_places(tmp_path: Path) -> None:
    touch(tmp_path, "tiff/0371.png", "medium/0371.png")
    (page,) = found(tmp_path, document("341", p341="0371"))
    assert [rendition.file for rendition in page.renditions] == [
        "page-images/tiff/0371.png",
        "page-images/medium/0371.png",
    ]


def test_a_scan_of_a_size_that_is_not_published_has_no_address(tmp_path: Path) -> None:
    touch(tmp_path, "large/0371.png")
    (page,) = found(tmp_path, document("341", p341="0371"))
    assert page.renditions[0].url is None


def test_numbers_that_are_roman_or_not_printed_make_sound_names(tmp_path: Path) -> None:
    touch(tmp_path, "pII.png", "pXIV.png")
    pages = found(tmp_path, document("[II]", "XIV", "341a", "3%/ü"))
    assert names(pages) == [["pII.png"], ["pXIV.png"], [None], [None]]
    assert [page.url for page in pages] == [
        f"{WEB}/pg_II",
        f"{WEB}/pg_XIV",
        f"{WEB}/pg_341a",
        f"{WEB}/pg_3%25%2F%C3%BC",
    ]


def test_files_of_other_pages_and_other_things_do_not_matter(tmp_path: Path) -> None:
    touch(tmp_path, "0371.png", "0372.png", "notes.txt", "other/0371.png", ".DS_Store")
    (tmp_path / "0373.png").symlink_to("nowhere")
    assert names(found(tmp_path, document("341", p341="0371"))) == [["0371.png"]]


def test_two_pages_of_one_scan_share_its_file(tmp_path: Path) -> None:
    touch(tmp_path, "0371.png")
    metadata = document("341", "342", p341="0371", p342="0371")
    assert names(found(tmp_path, metadata)) == [["0371.png"], ["0371.png"]]


def test_names_equal_but_for_case_or_unicode_form_are_told(tmp_path: Path) -> None:
    touch(tmp_path, "0371.PNG", "0371.png", "0372.png", "0372.Png")
    if len(list(tmp_path.iterdir())) < 4:
        pytest.skip("this file system cannot tell them apart")
    upper, lower = tmp_path / "0371.PNG", tmp_path / "0371.png"
    assert problems(tmp_path, document("341", p341="0371")) == [
        f"{upper}: has the same name in a package as {lower} (keep one of the two)",
        f"{lower}: has the same name in a package as {upper} (keep one of the two)",
    ]


def test_a_file_in_the_folder_and_in_the_volume_s_own_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "tiff/0371.tif", f"{VOLUME}/tiff/0371.tif")
    one, other = tmp_path / "tiff/0371.tif", tmp_path / VOLUME / "tiff/0371.tif"
    assert problems(tmp_path, document("341", p341="0371")) == [
        f"{one}: has the same name in a package as {other} (keep one of the two)",
        f"{other}: has the same name in a package as {one} (keep one of the two)",
    ]


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    touch(tmp_path, "store/one.png")
    (tmp_path / "0371.png").symlink_to("store/one.png")
    (page,) = found(tmp_path, document("341", p341="0371"))
    (rendition,) = page.renditions
    assert (rendition.name, rendition.path) == ("0371.png", tmp_path.resolve() / "store/one.png")


def test_what_cannot_be_a_page_s_file_is_told_of_that_page(tmp_path: Path) -> None:
    scans = touch(tmp_path / "scans", "good.txt")
    touch(tmp_path, "outside.png")
    (scans / "p1.png").symlink_to("../outside.png")
    (scans / "p2.png").symlink_to("nowhere")
    (scans / "p3.png").symlink_to("p3.png")
    (scans / "p4.png").mkdir()
    os.mkfifo(scans / "p5.png")
    (scans / "p6.png").symlink_to("p4.png")
    assert problems(scans, document("1", "2", "3", "4", "5", "6")) == [
        f"{scans / 'p1.png'}: is a link that leads out of the folder ({COPY_IN})",
        f"{scans / 'p2.png'}: is a link that leads nowhere ({COPY_IN})",
        f"{scans / 'p3.png'}: is a link that leads nowhere ({COPY_IN})",
        f"{scans / 'p4.png'}: is not a file ({COPY_IN})",
        f"{scans / 'p5.png'}: is not a file ({COPY_IN})",
        f"{scans / 'p6.png'}: is not a file ({COPY_IN})",
    ]


def test_a_linked_sub_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/tiff").symlink_to(tmp_path)
    with pytest.raises(SourceError) as caught:
        ImageFolder.of(tmp_path / "scans", VOLUME)
    says = f"{tmp_path / 'scans/tiff'}: is a link that leads out of the folder ({COPY_IN})"
    assert str(caught.value) == says


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        ImageFolder.of(tmp_path / "scans", VOLUME)
    says = f"{tmp_path / 'scans'}: does not exist (check the name of the folder of images)"
    assert str(caught.value) == says
    (file,) = touch(tmp_path, "scans").iterdir()
    with pytest.raises(SourceError) as caught:
        ImageFolder.of(file, VOLUME)
    assert str(caught.value) == f"{file}: is not a folder (name a folder of images)"


def test_a_document_s_own_scans_are_its_pages_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "0099.png", "0100.png", "0101.png", "0100.tif", "Thumbs.db", "._0099.png")
    pages = find_own(document("340", "341", "342"), tmp_path, "embedded")
    assert [page.facs for page in pages] == ["0099", "0100", "0101"]
    assert names(pages) == [["0099.png"], ["0100.tif", "0100.png"], ["0101.png"]]


@pytest.mark.parametrize(
    ("files", "counts"),
    [
        (("0370.png", "0372.png"), "2 scans (0370 to 0372) for 2 pages"),
        (("0370.png",), "1 scan (0370) for 2 pages"),
        (("0370.png", "0371.png", "0372.png"), "3 scans (0370 to 0372) for 2 pages"),
        (("0370.png", "371.png", "0371.png"), "3 scans (0370 to 371) for 2 pages"),
        (("p341.png", "0371.png"), "1 scan (0371) for 2 pages"),
    ],
)
def test_scans_that_do_not_match_the_pages_are_not_guessed(
    tmp_path: Path, files: tuple[str, ...], counts: str
) -> None:
    touch(tmp_path, *files)
    (problem,) = own_problems(tmp_path, document("340", "341"))
    cannot = "so which scan shows which page is unknown"
    assert problem == f"{tmp_path}: has {counts}, {cannot} ({NAME_IT})"


def test_a_surplus_file_in_a_document_s_own_folder_is_told(tmp_path: Path) -> None:
    touch(tmp_path, "0371.png", "p342.png", "0373.png", "notes.txt", "tiff/p999.tif", "more/a.png")
    (tmp_path / "gone.png").symlink_to("nowhere")
    metadata = document("341", "342", p341="0371")
    assert own_problems(tmp_path, metadata) == [
        f"{tmp_path / '0373.png'}: belongs to no page of the document ({NAME_IT})",
        f"{tmp_path / 'gone.png'}: is a link that leads nowhere ({COPY_IN})",
        f"{tmp_path / 'more'}: is not a PNG, TIFF, JPEG or JPEG 2000 image ({SAVE_IT})",
        f"{tmp_path / 'notes.txt'}: is not a PNG, TIFF, JPEG or JPEG 2000 image ({SAVE_IT})",
        f"{tmp_path / 'tiff/p999.tif'}: belongs to no page of the document ({NAME_IT})",
    ]


def test_a_document_without_images_has_those_the_series_publishes() -> None:
    metadata = document("341", p341="0371")
    assert find_own(metadata, None, "embedded") == find(metadata, None, "embedded")
