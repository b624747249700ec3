"""Packages and bags of any form are read as they stand, and nothing but what is in them."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import frus_pack
from frus_pack import Bag, Limits, Package, StorageError, open_bag, open_package
from frus_pack.document.page import Rendition
from tests.support.bags import PAYLOAD, as_tar, as_tar_gz, as_zip, make_bag
from tests.support.folders import TEXT, add_images, document_folder, read_document


def as_folder(bag: Path) -> Path:
    return bag


FORMS = pytest.mark.parametrize("form", [as_folder, as_tar, as_tar_gz, as_zip])
Form = Callable[[Path], Path]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return add_images(document_folder(tmp_path / "source"))


@pytest.fixture
def made(tmp_path: Path, source: Path) -> Path:
    return frus_pack.pack(read_document(source), tmp_path / "deposit").path


@FORMS
def test_a_package_of_any_form_says_the_same(source: Path, made: Path, form: Form) -> None:
    with open_package(form(made)) as package, open_package(made) as expected:
        assert package.metadata == expected.metadata == read_document(source).metadata
        assert package.pages == expected.pages
        assert package.transcription == expected.transcription == TEXT
        assert package.bag_info.pairs == expected.bag_info.pairs
        assert package.bag.bag_info.pairs == expected.bag_info.pairs
        assert package.read("data/transcription.txt") == TEXT.encode()
        assert "data/page-images/p11.png" in package
        assert "data/page-images/p99.png" not in package
        roots = [one.tei.getroot() for one in (package, expected)]
        assert [root.tag for root in roots] == ["{http://www.tei-c.org/ns/1.0}TEI"] * 2


@FORMS
def test_images_come_from_pillow_when_they_are_asked_for(
    source: Path, made: Path, form: Form
) -> None:
    with open_package(form(made)) as package:
        for page in package.pages:
            (rendition,) = page.renditions
            with (
                package.image(rendition) as image,
                Image.open(source / "page-images" / (rendition.name or "")) as expected,
            ):
                assert (image.format, image.size, image.mode) == ("PNG", (40, 60), "L")
                assert image.tobytes() == expected.tobytes()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"file": None, "status": "referenced"}, "the image is referenced, not embedded"),
        ({"file": "page-images/p99.png"}, r"data/page-images/p99\.png: cannot be read: "),
        ({"file": "transcription.txt"}, r"data/transcription\.txt: is not a PNG, TIFF, JPEG or"),
        ({"file": "../bagit.txt"}, r"data/\.\./bagit\.txt: "),
        ({"file": "../../../../../../../../etc/passwd"}, r"etc/passwd: "),
        ({"file": "/etc/passwd"}, r"data//etc/passwd: "),
    ],
)
@FORMS
def test_an_image_that_cannot_be_had_is_one_clear_error(
    made: Path, form: Form, change: dict[str, str | None], message: str
) -> None:
    with open_package(form(made)) as package:
        rendition: Rendition = replace(package.pages[0].renditions[0], **change)  # type: ignore[arg-type]
        with pytest.raises(StorageError, match=message):
            package.image(rendition)


def test_an_image_too_large_to_decode_safely_is_not_decoded(made: Path) -> None:
    place = made / "data/page-images/p11.png"
    content = place.read_bytes()
    place.write_bytes(content[:16] + b"\x7f\xff\xff\xff" * 2 + content[24:])
    package = open_package(made)
    with pytest.raises(StorageError, match=r"data/page-images/p11\.png: "):
        package.image(package.pages[0].renditions[0])


@FORMS
def test_no_path_leads_out_of_a_package(tmp_path: Path, made: Path, form: Form) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    with open_package(form(made)) as package:
        for path in ("../../../secret", str(tmp_path / "secret"), "data/../../../../secret"):
            assert path not in package
            with pytest.raises(StorageError):
                package.read(path)


@pytest.mark.parametrize("link", ["data/metadata.json", "data"])
def test_no_link_is_followed_out_of_a_folder(tmp_path: Path, made: Path, link: str) -> None:
    package = open_package(made)
    (made / link).rename(tmp_path / "moved")
    (made / link).symlink_to(tmp_path / "moved")
    for _ in range(2):
        with pytest.raises(
            StorageError, match=r"metadata\.json: (cannot be read|is behind a link)"
        ):
            _ = package.metadata
    with pytest.raises(StorageError, match=r"is not a package: it has no data/metadata\.json"):
        open_package(made)


@FORMS
def test_nothing_but_what_is_asked_for_has_to_be_sound(made: Path, form: Form) -> None:
    for name in ("data/transcription.xml", "data/page-images.json", "bag-info.txt"):
        (made / name).write_bytes(b"\xff")
    with open_package(form(made)) as package:
        assert package.metadata.id == "d7"
        for broken in ("tei", "pages", "bag_info"):
            with pytest.raises(StorageError):
                getattr(package, broken)


@FORMS
def test_a_file_larger_than_the_limit_is_not_read(made: Path, form: Form) -> None:
    with open_package(form(made)) as package:
        octets = len(package.read("data/transcription.txt"))
        assert len(package.read("data/transcription.txt", octets)) == octets
        with pytest.raises(StorageError, match=f"is larger than {octets - 1} bytes"):
            package.read("data/transcription.txt", octets - 1)


@pytest.mark.parametrize("form", [as_tar, as_tar_gz, as_zip])
@pytest.mark.parametrize("limits", [Limits(members=2), Limits(octets=300)])
def test_an_archive_beyond_the_limits_is_not_opened(made: Path, form: Form, limits: Limits) -> None:
    archive = form(made)
    with pytest.raises(StorageError, match=f"{archive.name}: the archive (has|holds|unpacks)"):
        open_package(archive, limits)
    with pytest.raises(StorageError, match=f"{archive.name}: the archive (has|holds|unpacks)"):
        open_bag(archive, limits)


@pytest.mark.parametrize("form", [as_tar, as_tar_gz, as_zip])
def test_an_archive_that_is_cut_off_is_not_opened(made: Path, form: Form) -> None:
    archive = form(made)
    content = archive.read_bytes().rstrip(b"\0")
    for length in (0, 100, len(content) // 2, len(content) - 30):
        archive.write_bytes(content[:length])
        for opened in (open_bag, open_package):
            with pytest.raises(StorageError, match=archive.name):
                opened(archive)


@FORMS
def test_a_foreign_bag_is_opened_as_a_bag_with_its_payload(tmp_path: Path, form: Form) -> None:
    archive = form(make_bag(tmp_path / "bag", tags=[("Contact-Name", "A. Person")]))
    with open_bag(archive) as bag:
        assert isinstance(bag, Bag)
        assert bag.name == "bag"
        assert bag.payload == {path: len(content) for path, content in PAYLOAD.items()}
        assert dict(bag.read_each(list(bag.payload), 1000)) == PAYLOAD
        assert bag.bag_info.pairs == (("Payload-Oxum", "274.3"), ("Contact-Name", "A. Person"))
        assert bag.irregularities == ()
    with pytest.raises(
        StorageError, match=r"is not a package: it has no data/metadata\.json \(frus_pack\.open_bag"
    ):
        open_package(archive)


@FORMS
def test_a_bag_need_have_no_bag_info(tmp_path: Path, form: Form) -> None:
    folder = make_bag(tmp_path / "bag")
    (folder / "bag-info.txt").unlink()
    with open_bag(form(folder)) as bag:
        assert bag.bag_info.pairs == ()


@FORMS
def test_a_bag_info_in_no_encoding_is_one_clear_error(tmp_path: Path, form: Form) -> None:
    folder = make_bag(tmp_path / "bag")
    (folder / "bag-info.txt").write_bytes(b"A: caf\xe9\n")
    with open_bag(form(folder)) as bag, pytest.raises(StorageError, match="at byte 6"):
        _ = bag.bag_info


@FORMS
def test_what_is_no_bag_is_not_opened_as_one(tmp_path: Path, form: Form) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/letter.txt").write_bytes(b"x")
    with pytest.raises(StorageError, match=r"is not a bag: it has no bagit\.txt"):
        open_bag(form(tmp_path / "folder"))


def test_hostile_members_are_told_and_are_not_among_the_files(made: Path) -> None:
    archive = as_tar(made)
    with tarfile.open(archive, "a") as file:
        for name, kind in (("../../evil", tarfile.REGTYPE), ("d7/data/l", tarfile.SYMTYPE)):
            member = tarfile.TarInfo(name)
            member.type = kind
            member.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            file.addfile(member, BytesIO())
    with open_package(archive) as package:
        assert package.metadata.id == "d7"
        codes = {one.code for one in package.bag.irregularities}
        assert codes == {"path-unsafe", "link"}
        assert not [path for path in package.bag.files if "evil" in path or "/l" in path]


@pytest.mark.parametrize("form", [as_tar, as_zip])
def test_an_archive_is_held_open_until_it_is_closed(made: Path, form: Form) -> None:
    archive = form(made)
    before = len(os.listdir("/proc/self/fd"))
    with open_package(archive) as package:
        assert len(os.listdir("/proc/self/fd")) == before + 1
    assert len(os.listdir("/proc/self/fd")) == before
    for wrong in (archive.parent / "nothing.tar", made.parent):
        with pytest.raises(StorageError):
            open_package(wrong)
    assert len(os.listdir("/proc/self/fd")) == before
    assert package.metadata.id == "d7"  # which opens it again
    package.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_every_valid_bag_of_the_conformance_suite_opens(shared: Path) -> None:
    bags = sorted(shared.glob("bagit-conformance/v*/valid/*/bagit.txt"))
    assert bags
    for declaration in bags:
        with open_bag(declaration.parent) as bag:
            for path in bag.payload:
                assert len(bag.read(path, 1 << 20)) == bag.payload[path]


def test_a_package_that_was_made_is_opened_when_it_is_read(made: Path) -> None:
    assert repr(Package(made)) == f"Package({str(made)!r})"
