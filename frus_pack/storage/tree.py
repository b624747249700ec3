"""What is in a folder of any depth: walked through, and opened by its path. No link is followed.

Paths in a `Tree` have ``/`` and are in Unicode, whatever the locale says. Names on the disk are
UTF-8.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from frus_pack.storage.closable import Closing
from frus_pack.storage.regular_file import OPEN_UNFOLLOWED
from frus_pack.storage.system import O_CLOEXEC, O_DIRECTORY

_IN_UTF8 = sys.getfilesystemencoding().lower() in ("utf-8", "utf8")
_MOST_OPEN = 16
_FOLDER = OPEN_UNFOLLOWED | O_DIRECTORY


def entries_below(folder: Path) -> Iterator[os.DirEntry[str] | OSError]:
    """Yield everything below a folder, each folder before what is in it. Iterative: folders may be
    nested to any depth.

    Where a folder cannot be listed, the OSError comes in the place of what is in it.
    """
    waiting = [os.fspath(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield error
            continue
        yield from listed
        inner = (entry.path for entry in listed if entry.is_dir(follow_symlinks=False))
        waiting.extend(reversed(list(inner)))


def on_disk(path: str) -> str:
    """Return the text that makes Python write a path's UTF-8 to the disk, in any locale."""
    return path if _IN_UTF8 else os.fsdecode(path.encode("utf-8", "surrogateescape"))


def from_disk(name: str) -> str:
    """Return a name that Python read from the disk as the UTF-8 it is, in any locale."""
    return name if _IN_UTF8 else os.fsencode(name).decode("utf-8", "surrogateescape")


class Tree:
    """A folder at rest. Raises OSError if it cannot be opened.

    A link in place of the folder itself is followed: its path is the caller's.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        descriptor = os.open(path, os.O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self._status = os.fstat(descriptor)
        os.close(descriptor)

    def reading(self) -> TreeReader:
        """Open the folder for one thread.

        Raises OSError; NotADirectoryError if it is not the folder any more that it was.
        """
        descriptor = os.open(self._path, os.O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if not os.path.samestat(os.fstat(descriptor), self._status):
            os.close(descriptor)
            raise NotADirectoryError(20, "another folder took its place", self._path)
        return TreeReader(descriptor)


class TreeReader(Closing):
    """Opens what is in a tree; use it in a ``with`` statement, and in one thread.

    The folders that were last opened stay open, so that a path costs few calls however deep it is.
    """

    def __init__(self, descriptor: int) -> None:
        self._open = {"": descriptor}

    def close(self) -> None:
        """Close every folder that was opened."""
        for descriptor in self._open.values():
            os.close(descriptor)

    def open(self, path: str) -> int:
        """Open a file; what it is, its status has to say. Raises OSError, for a link too."""
        above, _, name = path.rpartition("/")
        return os.open(on_disk(name), OPEN_UNFOLLOWED, dir_fd=self._folder(above))

    def entries(self, path: str) -> Iterator[os.DirEntry[str]]:
        """List a folder, ``""`` for the tree itself. Raises OSError, for a link too."""
        with os.scandir(self._folder(path)) as entries:
            yield from entries

    def target(self, path: str) -> str:
        """Return where a link leads. Raises OSError."""
        above, _, name = path.rpartition("/")
        return os.readlink(on_disk(name), dir_fd=self._folder(above))

    def status(self, path: str) -> os.stat_result:
        """Return the status of a file, or of a link itself. Raises OSError."""
        above, _, name = path.rpartition("/")
        return os.stat(on_disk(name), dir_fd=self._folder(above), follow_symlinks=False)

    def _folder(self, path: str) -> int:
        if path in self._open:
            return self._open[path]
        missing = [path]
        while (above := missing[-1].rpartition("/")[0]) not in self._open:
            missing.append(above)
        for folder in reversed(missing):
            above, _, name = folder.rpartition("/")
            descriptor = os.open(on_disk(name), _FOLDER, dir_fd=self._open[above])
            self._make_room(above)
            self._open[folder] = descriptor
        return self._open[path]

    def _make_room(self, needed: str) -> None:
        """Close the folder that was opened first, but neither the tree nor the one needed."""
        if len(self._open) >= _MOST_OPEN:
            oldest = next(path for path in self._open if path not in ("", needed))
            os.close(self._open.pop(oldest))
