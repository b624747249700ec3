"""Opening a bag at rest in whichever form it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Literal

from frus_pack.bag.archives.compressed_stream import CompressedForm, compressed_form
from frus_pack.bag.archives.compressed_tar_reader import AHEAD, CompressedTarBag
from frus_pack.bag.archives.tar_form import BLOCK, looks_like_header
from frus_pack.bag.archives.tar_reader import TarBag
from frus_pack.bag.archives.zip_reader import ZipBag
from frus_pack.bag.folder_reader import FolderBag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.tag_files import DECLARATION
from frus_pack.errors import StorageError

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
        StorageError: There is nothing at `path`, it cannot be read, it is not a bag, or it is an
            archive that is damaged, that programs read differently, or that exceeds the limits.

    Example:
        >>> with frus_pack.open_bag("bag.tar") as bag:
        ...     print(sum(bag.payload.values()))
    """
    bag = open_unjudged(Path(path), limits, ahead=())
    if fault := _fault(bag):
        bag.close()
        raise StorageError(f"{path}: {fault}")
    return bag


def open_unjudged(path: Path, limits: Limits | None = None, ahead: Sequence[str] = AHEAD) -> Bag:
    """What is at `path`, as a bag, whether it is one or not; that is for the checks.

    What an archive is, its content says; its name only where the content says nothing, so that
    a damaged archive is still taken for one. `ahead` concerns compressed tar files, see
    `CompressedTarBag`.

    Raises StorageError if there is nothing at `path`, if it cannot be read, or if it is neither
    a folder nor an archive of these forms.
    """
    limits = limits or Limits()
    try:
        with suppress(NotADirectoryError):
            return FolderBag(path)
        form = form_of_archive(path)
        if form == "tar":
            return TarBag(path, limits)
        if form == "zip":
            return ZipBag(path, limits)
        if form is not None:
            return CompressedTarBag(path, form, limits, ahead)
        if _is_7z(path):
            advice = "unpack it with 7z x, and give the folder"
            raise StorageError(f"{path}: is a 7z archive, which cannot be read here ({advice})")
    except OSError as error:
        raise _unreadable(path, error) from error
    raise StorageError(
        f"{path}: is not a bag: neither a folder nor a tar, tar.gz, tar.bz2, tar.xz or zip file"
    )


def _is_7z(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_7Z)) == _7Z


def _fault(bag: Bag) -> str | None:
    if bag.is_archive:
        for one in bag.irregularities:
            if one.code in _INCOMPLETE:
                return f"{one.path}: {one.message}" if one.path else one.message
    return None if DECLARATION in bag else f"is not a bag: it has no {DECLARATION}"


def form_by_name(path: Path) -> ArchiveForm | None:
    """The form of archive that a file's name announces."""
    name = path.name.lower()
    return next((form for suffix, form in _SUFFIXES.items() if name.endswith(suffix)), None)


def without_suffix(name: str) -> str:
    """A file's name without what announces the form of an archive."""
    suffix = next((one for one in _SUFFIXES if name.lower().endswith(one)), "")
    return name.removesuffix(name[len(name) - len(suffix) :]) or name


def form_of_archive(path: Path) -> ArchiveForm | None:
    """The form of a file by its content, or by its name where that says nothing. Raises
    StorageError if it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            start = os.pread(descriptor, BLOCK, 0)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _unreadable(path, error) from error
    if start.startswith((b"PK\3\4", b"PK\5\6")):
        return "zip"
    if form := compressed_form(start):
        return form
    return "tar" if looks_like_header(start) else form_by_name(path)


def _unreadable(path: Path, error: OSError) -> StorageError:
    return StorageError(f"{path}: cannot be read: {error.strerror}")
