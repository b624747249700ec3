"""Check a storage root by OCFL 1.1 §4; its objects are checked one by one elsewhere."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import hierarchy, is_object
from frus_pack.ocfl.inventory import INVENTORY
from frus_pack.ocfl.object_files import format_declaration, read_inventory
from frus_pack.ocfl.root import OLDER, RootError, StorageRoot, UnknownLayoutError, find_root
from frus_pack.requirements.finding import Finding


def check_root(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a storage root itself: declaration, layout, stray files, places.

    A root of an unknown layout is reported, and then the places of its objects are not checked.
    """
    root: StorageRoot | None = None
    try:
        root = find_root(path)
    except RootError as error:
        unknown = isinstance(error, UnknownLayoutError)
        message = str(error).removeprefix(f"{path}: ").removeprefix(f"{path}{os.sep}")
        yield Finding("ocfl.layout-unknown" if unknown else "ocfl.root-malformed", "", message)
    for folder, files, folders in hierarchy(path):
        where = folder.relative_to(path).as_posix()
        if is_object(folder):
            yield from _place(root, folder, where)
            yield from _version(path, files, where)
        elif folder == path:
            yield from (_not_followed(name) for name in files if not _is_file(folder / name))
        else:
            for name in files:
                message = "is a file between the root and its objects"
                yield Finding("ocfl.stray-file", f"{where}/{name}", message)
            if not files and not folders:
                yield Finding("ocfl.empty-folder", where, "is an empty folder")


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _not_followed(name: str) -> Finding:
    message = "is neither a file nor a folder; links are not followed"
    return Finding("ocfl.stray-file", name, message)


def _place(root: StorageRoot | None, folder: Path, where: str) -> Iterator[Finding]:
    """Yield a finding for an object that is not where the layout puts its identifier."""
    if root is None:
        return
    try:
        expected = root.layout.path(read_inventory(folder).identifier)
    except StorageError:
        return  # the check of the object says why
    if where != expected:
        message = "the object is not where the layout of the root puts it"
        yield Finding("ocfl.object-misplaced", f"{where}/{INVENTORY}", message, expected, where)


def _version(path: Path, files: Collection[str], where: str) -> Iterator[Finding]:
    """Yield a finding for an object of a later version of OCFL than its root is of."""
    newer, _ = format_declaration("1.1")
    if newer in files and os.path.lexists(path / OLDER):
        message = f"is of {newer[2:]}, and the root is of {OLDER[2:]}"
        yield Finding("ocfl.object-newer", where, message)
