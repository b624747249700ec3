"""Finding the bags below a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from frus_pack.bag.opening import form_by_name
from frus_pack.bag.tag_files.tag_files import DECLARATION
from frus_pack.errors import StorageError
from frus_pack.storage.staging import STAGING

_MARK_OF_A_BAG = re.compile(
    r"bagit\.txt|bag-info\.txt|(?:tag)?manifest-.+\.txt|data|0=ocfl_(?:object_)?[0-9]+\.[0-9]+"
)
"""What a folder has that is, or was meant to be, a bag: one that lacks its declaration, or is
only half made, must be found and judged, not passed over. A storage root and an object of OCFL
are found as they are: what is inside them is for those who know OCFL."""


def find_bags(path: Path) -> Iterator[Path]:
    """The bags that `path` is or holds, at any depth, in order: folders and archives.

    A bag is not searched for others, links to folders are not followed, and what is being made
    in a deposit is left alone. If there is none below a folder, it is the folder itself, so that
    it is judged. Raises StorageError if there is nothing at `path` or a folder cannot be read.
    """
    if not path.is_dir():
        if not os.path.lexists(path):
            raise StorageError(f"{path}: is not there")
        yield path
        return
    found = False
    for bag in _bags_below(path):
        found = True
        yield bag
    if not found:
        yield path


def _bags_below(folder: Path) -> Iterator[Path]:
    if os.path.lexists(folder / DECLARATION):
        # Nearly every bag is known by it, and asking is cheaper than listing what is in a folder.
        yield folder
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise StorageError(f"{folder}: cannot be read: {error.strerror}") from error
    if any(_MARK_OF_A_BAG.fullmatch(entry.name) for entry in entries):
        yield folder
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != STAGING:
                yield from _bags_below(folder / entry.name)
        elif form_by_name(Path(entry.name)) and entry.is_file():
            yield folder / entry.name
