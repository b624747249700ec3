"""Opening a bag at rest in whichever form it is."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from io import FileIO
from os import PathLike
from pathlib import Path
from typing import Literal

from frus_pack.bag.archives.compressed_stream import CompressedForm, compressed_form
from frus_pack.bag.archives.compressed_tar_reader import (
    AHEAD,
    CompressedTarBag,
    SpilledTarBag,
)
from frus_pack.bag.archives.tar_header_rules import BLOCK, looks_like_header
from frus_pack.bag.archives.tar_reader import TarBag
from frus_pack.bag.archives.zip_directory import has_end
from frus_pack.bag.archives.zip_reader import ZipBag
from frus_pack.bag.folder_reader import FolderBag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.errors import StorageError
from frus_pack.storage.given_paths import one_path
from frus_pack.storage.regular_file import open_regular, reading

_7Z = b"7z\xbc\xaf\x27\x1c"
_INCOMPLETE = frozenset(("archive-damaged", "archive-ambiguous", "unreadable", "limit-exceeded"))
ArchiveForm = Literal["tar", "zip"] | CompressedForm

_SUFFIXES: dict[str, ArchiveForm] = {
    ".tar": "tar",
    ".tar.gz": "tar.gz",
    ".tgz": "tar.gz",
    ".tar.bz2": "tar.bz2",
    ".tbz2": "tar.bz2",
    ".tbz": "tar.bz2",
    ".tar.xz": "tar.xz",
    ".txz": "tar.xz",
    ".zip": "zip",
}


def open_bag(path: str | PathLike[str], limits: Limits | None = None) -> Bag:
    """Open a bag of any origin. Nothing is checked, except that it is one.

    Close it, or use it in a ``with`` statement.

    Args:
        path: A folder, or a tar, tar.gz, tar.bz2, tar.xz or zip file, which is read without
            unpacking it.
        limits: What an archive may unpack to; by default `Limits()`.

    Returns:
        The bag. What a bag should not hold (links, devices, paths that lead out of it) is among
        its ``irregularities``, not among its ``files``.

    Raises:
        StorageError: `path` does not exist, cannot be read, or is not a bag. Or it is an archive
            that is damaged, that programs read differently, or that exceeds the limits.

    Example:
        >>> with frus_pack.open_bag("bag.tar") as bag:
        ...     print(sum(bag.payload.values()))
    """
    bag = open_unjudged(one_path(path, "path"), limits, ahead=())
    if fault := _fault(bag):
        bag.close()
        raise StorageError(f"{path}: {fault}")
    return bag


def open_unjudged(path: Path, limits: Limits | None = None, ahead: Sequence[str] = AHEAD) -> Bag:
    """Return what is at `path`, as a bag, whether it is one or not; that is for the checks.

    The content of an archive decides its form. Its name decides only where the content says
    nothing, so that a damaged archive is still taken for one. `ahead` concerns compressed tar
    files, see `CompressedTarBag`.

    Raises StorageError if `path` does not exist or cannot be read, or if it is neither a folder
    nor an archive of these forms.
    """
    known = Limits.of(limits)
    return _open(path, known, partial(CompressedTarBag, path, limits=known, ahead=ahead))


def open_to_copy(path: Path, limits: Limits, copy: Path) -> Bag:
    """Open what is at `path`, to be copied into the folder `copy`. A compressed tar file is
    unpacked there while it is listed, so that it is read only once.

    Raises StorageError as `open_unjudged` does, and OSError if the copy cannot be written.
    """
    spill = copy / secrets.token_hex(8)
    return _open(path, limits, partial(SpilledTarBag, path, limits=limits, spill=spill))


def _open(
    path: Path, limits: Limits, open_compressed: Callable[[FileIO, CompressedForm], Bag]
) -> Bag:
    """Open a bag. An archive is opened once: its form is the form of the very file that is read.

    The file stays open for the bag that is made of it, unless making it fails.
    """
    with reading(path):
        with suppress(NotADirectoryError):
            return FolderBag(path)
        file = open_regular(path)
    try:
        form = _form(path, file.fileno())
        with reading(path):
            if form == "tar":
                return TarBag(path, file, limits)
            if form == "zip":
                return ZipBag(path, file, limits)
        return open_compressed(file, form)
    except BaseException:
        file.close()
        raise


def _fault(bag: Bag) -> str | None:
    if bag.is_archive:
        for one in bag.irregularities:
            if one.code in _INCOMPLETE:
                return f"{one.path}: {one.message}" if one.path else one.message
    return None if DECLARATION in bag else f"is not a bag: it has no {DECLARATION}"


def form_by_name(path: Path) -> ArchiveForm | None:
    """Return the form of archive that a file's name announces."""
    name = path.name.lower()
    return next((form for suffix, form in _SUFFIXES.items() if name.endswith(suffix)), None)


def without_suffix(name: str) -> str:
    """Return a file's name without what announces the form of an archive."""
    suffix = next((one for one in _SUFFIXES if name.lower().endswith(one)), "")
    return name.removesuffix(name[len(name) - len(suffix) :]) or name


def _form(path: Path, descriptor: int) -> ArchiveForm:
    """Return the form of a file by its content, or by its name where the content says nothing."""
    with reading(path):
        start = os.pread(descriptor, BLOCK, 0)
        ends_like_zip = form_by_name(path) == "zip" and has_end(descriptor)
    if start.startswith((b"PK\3\4", b"PK\5\6")):
        return "zip"
    if ends_like_zip:
        return "zip"  # whatever it begins with: programs that unpack zip files go by the end
    if form := compressed_form(start) or (
        "tar" if looks_like_header(start) else form_by_name(path)
    ):
        return form
    if start.startswith(_7Z):
        advice = "unpack it with 7z x, and give the folder"
        raise StorageError(f"{path}: is a 7z archive, which cannot be read here ({advice})")
    raise StorageError(
        f"{path}: is not a bag: neither a folder nor a tar, tar.gz, tar.bz2, tar.xz or zip file"
    )
