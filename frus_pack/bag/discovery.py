"""Finding the bags below a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.opening import form_by_name
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.errors import StorageError
from frus_pack.storage.regular_file import reading
from frus_pack.storage.staging import STAGING

_MARK_OF_A_BAG = re.compile(
    r"bagit\.txt|(?:tag)?manifest-.+\.txt|0=ocfl_(?:object_)?[0-9]+\.[0-9]+"
)
"""What a folder has that is, or was meant to be, a bag: one that lacks its declaration must be
found and judged. A storage root and an object of OCFL are found as they are: what is inside them
is for those who know OCFL."""

_TRACE_OF_A_BAG = re.compile(r"bag-info\.txt|data")
"""What a folder has that is perhaps the rest of a bag, or only holds bags."""

_NOT_READ = re.compile(
    r"\.(?:7z|rar|arj|cab|cpio|dmg|iso|lha|lzh|sitx?|wim|zipx|taz|tlz|tz2|tzo|tzst"
    r"|tar\.(?:br|bz|bz3|lrz|lz|lz4|lzma|lzo|sz|z|zst)|(?:7z|rar|tar|tgz|tar\.gz|zip)\.[0-9]{2,3}"
    r"|z[0-9]{2})\Z",
    re.IGNORECASE,
)
"""How the names of archives end that are of other forms, or in several pieces."""


class NotSearchedError(StorageError):
    """Something that can hold bags was not looked into; `path` is where, `reason` says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def find_bags(path: Path) -> Iterator[Path | NotSearchedError]:
    """Find the bags that `path` is or holds, at any depth, in order: folders and archives.

    A bag is not searched for others, and what is being made in a deposit is left alone. If there
    is nothing below a folder, the folder itself is given, so that it is judged.

    Args:
        path: A folder, or an archive.

    Yields:
        The path of a bag, or a NotSearchedError for what is not searched. That is a link to a
        folder, an archive of a form that is not read here, or a folder that cannot be listed.

    Raises:
        StorageError: Nothing exists at `path`, or it is a folder that cannot be listed.
    """
    with reading(path):
        is_folder = path.is_dir()
    if not is_folder:
        if not os.path.lexists(path):
            raise StorageError(f"{path}: does not exist")
        yield path
        return
    found = False
    for one in _bags_below(path):
        if isinstance(one, NotSearchedError) and one.path == path:
            raise one
        found = True
        yield one
    if not found:
        yield path


@dataclass
class _Search:
    """A folder that is searched; `trace` says whether it is judged where nothing is found."""

    path: Path
    entries: Iterator[os.DirEntry[str]]
    trace: bool
    found: bool = False


def _bags_below(top: Path) -> Iterator[Path | NotSearchedError]:
    """Walk without recursion, because folders may be nested to any depth."""
    first = _look_into(top)
    if not isinstance(first, _Search):
        yield first
        return
    searches = [first]
    while searches:
        search = searches[-1]
        entry = next(search.entries, None)
        if entry is None:
            searches.pop()
            if search.trace and not search.found:
                search.found = True
                yield search.path
            if searches:
                searches[-1].found |= search.found
            continue
        one = _judge(search.path / entry.name, entry)
        if isinstance(one, _Search):
            searches.append(one)
        elif one is not None:
            search.found = True
            yield one


def _look_into(folder: Path) -> Path | NotSearchedError | _Search:
    if os.path.lexists(folder / DECLARATION):
        # Nearly every bag is known by it, and asking is cheaper than listing what is in a folder.
        return folder
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        return NotSearchedError(folder, f"cannot be read: {error.strerror}")
    if any(_MARK_OF_A_BAG.fullmatch(entry.name) for entry in entries):
        return folder
    trace = any(_TRACE_OF_A_BAG.fullmatch(entry.name) for entry in entries)
    return _Search(folder, iter(entries), trace)


def _judge(path: Path, entry: os.DirEntry[str]) -> Path | NotSearchedError | _Search | None:
    if entry.is_dir(follow_symlinks=False):
        return None if entry.name == STAGING else _look_into(path)
    if entry.is_symlink() and (reason := _not_followed(entry)):
        return NotSearchedError(path, reason)
    if form_by_name(Path(entry.name)):
        return path
    if _NOT_READ.search(entry.name):
        return NotSearchedError(path, "is an archive of a form that cannot be read")
    return None


def _not_followed(entry: os.DirEntry[str]) -> str:
    """Return why a link is not followed, or an empty text for a link to a file."""
    try:
        if entry.is_dir():
            return "is a link to a folder, and was not followed (give it by its own path)"
        entry.stat()
    except FileNotFoundError:
        return "is a link that leads nowhere"
    except OSError as error:
        return f"is a link that cannot be followed: {error.strerror}"
    return ""
