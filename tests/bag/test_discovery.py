"""Every bag below a folder is found, also what was only meant to be one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frus_pack.bag.discovery import NotSearchedError, find_bags
from frus_pack.bag.opening import open_unjudged
from frus_pack.errors import StorageError


def _touch(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()


def _found(root: Path) -> list[str]:
    found = (one if isinstance(one, Path) else one.path for one in find_bags(root))
    return [str(path.relative_to(root)) for path in found]


def test_bags_are_found_at_any_depth_in_order_and_not_inside_bags(tmp_path: Path) -> None:
    _touch(tmp_path, "v2/b/bagit.txt", "v1/a/bagit.txt", "v1/a/data/inner/bagit.txt")
    _touch(tmp_path, "v1/c.tar", "v1/d.TGZ", "v1/e.zip", "v1/readme.txt")
    assert _found(tmp_path) == ["v1/a", "v1/c.tar", "v1/d.TGZ", "v1/e.zip", "v2/b"]


@pytest.mark.parametrize(
    "file", ["bag-info.txt", "manifest-md5.txt", "tagmanifest-sha512.txt", "data/file"]
)
def test_a_bag_without_its_declaration_is_not_passed_over(tmp_path: Path, file: str) -> None:
    _touch(tmp_path, "good/bagit.txt", f"half/{file}")
    assert _found(tmp_path) == ["good", "half"]


def test_what_is_being_made_is_left_alone(tmp_path: Path) -> None:
    _touch(tmp_path, "v/a/bagit.txt", ".frus-pack/0123/4567/bagit.txt")
    assert _found(tmp_path) == ["v/a"]


def test_where_there_is_no_bag_the_folder_itself_is_judged(tmp_path: Path) -> None:
    _touch(tmp_path, "some/file")
    assert _found(tmp_path) == ["."]


def test_links_to_folders_are_told_and_not_followed(tmp_path: Path) -> None:
    _touch(tmp_path, "v/a/bagit.txt")
    (tmp_path / "v/up").symlink_to(tmp_path)
    told = [one for one in find_bags(tmp_path) if isinstance(one, NotSearchedError)]
    assert [one.path for one in told] == [tmp_path / "v/up"]
    assert _found(tmp_path) == ["v/a", "v/up"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("gone", "is a link that leads nowhere"),
        ("link", "is a link that cannot be followed: Too many levels of symbolic links"),
    ],
)
@pytest.mark.parametrize("suffix", ["", ".tar"])
def test_a_link_that_leads_nowhere_is_told_and_the_search_goes_on(
    tmp_path: Path, target: str, reason: str, suffix: str
) -> None:
    _touch(tmp_path, "a/bagit.txt", "z/bagit.txt")
    (tmp_path / f"link{suffix}").symlink_to(target + suffix)
    told = [one for one in find_bags(tmp_path) if isinstance(one, NotSearchedError)]
    assert [(one.path.name, one.reason) for one in told] == [(f"link{suffix}", reason)]
    assert _found(tmp_path) == ["a", f"link{suffix}", "z"]


@pytest.mark.parametrize(
    "name",
    [
        *("a.7z", "a.RAR", "a.iso", "a.cpio", "a.dmg", "a.cab", "a.tlz", "a.taz", "a.tzst"),
        *("a.tar.zst", "a.tar.lz4", "a.tar.lzma", "a.tar.Z", "a.tar.br", "a.tar.bz"),
        *("a.zip.001", "a.7z.02", "a.tar.001", "a.tar.gz.010", "a.z01"),
    ],
)
def test_an_archive_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    _touch(tmp_path, "b/bagit.txt", name)
    (told,) = (one for one in find_bags(tmp_path) if isinstance(one, NotSearchedError))
    assert str(told) == f"{tmp_path / name}: is an archive of a form that cannot be read"


@pytest.mark.parametrize("name", ["a.tar.sha512", "a.tar.asc", "a.gz", "a.z", "a.001", "a7z"])
def test_what_only_resembles_an_archive_is_not_told(tmp_path: Path, name: str) -> None:
    _touch(tmp_path, "b/bagit.txt", name)
    assert _found(tmp_path) == ["b"]


def test_a_pipe_with_the_name_of_an_archive_is_judged_and_not_waited_for(tmp_path: Path) -> None:
    _touch(tmp_path, "a/bagit.txt")
    os.mkfifo(tmp_path / "b.tar")
    assert _found(tmp_path) == ["a", "b.tar"]
    with pytest.raises(StorageError, match="it is not a regular file"):
        open_unjudged(tmp_path / "b.tar")


def test_nothing_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        list(find_bags(tmp_path / "none"))
