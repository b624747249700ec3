"""For each code of archives, a good bag that is archived so that it fires."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.reports.report import Report
from frus_pack.validating.validate import validate
from tests.support.bags import append, as_tar, as_tar_gz, as_zip, digest, replace, write


def list_empty(bag: Path, name: str) -> None:
    """Add an empty payload file that is all in order."""
    write(bag, {f"data/{name}": b""})
    append(bag, "manifest-sha512.txt", f"{digest(b'')}  data/{name}\n".encode())
    replace(bag, "bag-info.txt", b".3\n", b".4\n")


def _cut_off(bag: Path) -> Report:
    archive = as_tar(bag)
    archive.write_bytes(archive.read_bytes()[:2000])
    return validate(archive)


def _without_end_mark(bag: Path) -> Report:
    archive = as_tar(bag)
    content = archive.read_bytes().rstrip(b"\0")
    archive.write_bytes(content + bytes(-len(content) % 512))
    return validate(archive)


def _file_that_is_a_folder_to_some(bag: Path) -> Report:
    archive = as_zip(bag)
    content = archive.read_bytes()
    attributes = content.rindex(b"PK\1\2") + 38
    archive.write_bytes(content[:attributes] + b"\x10" + content[attributes + 1 :])
    return validate(archive)


def _without_mark_for_utf_8(bag: Path) -> Report:
    list_empty(bag, "été.txt")
    archive = as_zip(bag)
    marked = (b"\x14\0\0\x08\x08\0", b"\x14\0\0\0\x08\0")
    archive.write_bytes(archive.read_bytes().replace(*marked))
    return validate(archive)


def _twice(bag: Path) -> Report:
    archive = as_tar(bag)
    with tarfile.open(archive, "a") as file:
        file.addfile(tarfile.TarInfo(f"{bag.name}/data/letter.txt"), BytesIO())
    return validate(archive)


def _continued(bag: Path) -> Report:
    archive = as_tar(bag)
    with archive.open("ab") as file:
        file.write(b"more")
    return validate(archive)


def _overlapping(bag: Path) -> Report:
    """A zip file whose second member is said to lie where the first one does."""
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    archive.write_bytes(content)
    return validate(archive)


def _bzipped(bag: Path) -> Report:
    archive = as_zip(bag)
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_BZIP2) as file:
        file.writestr(f"{bag.name}/data/more", b"more")
    return validate(archive)


def _two_folders(bag: Path) -> Report:
    archive = as_tar(bag)
    with tarfile.open(archive, "a") as file:
        file.addfile(tarfile.TarInfo("other/readme"), BytesIO())
    return validate(archive)


def _no_folder(bag: Path) -> Report:
    archive = bag.with_suffix(".tar")
    with tarfile.open(archive, "w") as file:
        file.add(bag, "")
    return validate(archive)


def _too_many(bag: Path) -> Report:
    return validate(as_tar_gz(bag), limits=Limits(members=3))


SPOILED_ARCHIVES: Mapping[str, Callable[[Path], Report]] = {
    "bag.archive-damaged": _cut_off,
    "bag.archive-ambiguous": _file_that_is_a_folder_to_some,
    "bag.archive-end-mark-missing": _without_end_mark,
    "bag.archive-name-encoding": _without_mark_for_utf_8,
    "bag.archive-duplicate-member": _twice,
    "bag.archive-hidden-bytes": _continued,
    "bag.archive-overlap": _overlapping,
    "bag.archive-unsupported": _bzipped,
    "bag.archive-layout": _two_folders,
    "bag.archive-no-base-folder": _no_folder,
    "bag.limit-exceeded": _too_many,
}
