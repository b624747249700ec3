"""Folders held open by their descriptors, so that no link that takes their name is followed."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Self

from frus_pack.storage.closable import Closing
from frus_pack.storage.system import O_CLOEXEC, O_DIRECTORY, O_NOFOLLOW

_OPEN = os.O_RDONLY | O_DIRECTORY | O_CLOEXEC
_IS_FOLDER = (errno.EISDIR, errno.EPERM)
"""What systems say that are asked to unlink a folder."""


class OpenFolder(Closing):
    """A folder that is held open. Close it, or use it in a ``with`` statement.

    Every method works in this very folder, whatever `path` leads to by then, and follows no link
    below it. Each raises OSError with the whole path.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open a folder by a path that the caller trusts: its links are followed."""
        return cls(path, os.open(path, _OPEN))

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self.descriptor)

    def open(self, way: str, *, make: bool = False) -> OpenFolder:
        """Open a folder below this one; with `make`, make what is missing of it and of the way.

        Raises NotADirectoryError for a link or a file in its place or on the way, and for a way
        that leads out.
        """
        names = PurePosixPath(way).parts
        if way.startswith("/") or ".." in names:
            raise NotADirectoryError(errno.ENOTDIR, "the path leads out of the folder", way)
        folder = OpenFolder(self.path, os.dup(self.descriptor))
        for name in names:
            with folder:
                folder = folder._step(name, make=make)
        return folder

    def names(self) -> list[str]:
        """Return the names of everything in the folder."""
        with self._naming(""):
            return os.listdir(self.descriptor)

    def holds(self, name: str) -> bool:
        """Return whether anything has this name, also a link that leads nowhere."""
        return self._mode(name) is not None

    def holds_folder(self, name: str) -> bool:
        """Return whether there is a folder of this name, which no link is."""
        mode = self._mode(name)
        return mode is not None and stat.S_ISDIR(mode)

    def make(self, name: str, mode: int = 0o777) -> None:
        """Make a folder of a name that is free."""
        with self._naming(name):
            os.mkdir(name, mode, dir_fd=self.descriptor)

    def rename(self, name: str, target: OpenFolder, new_name: str) -> None:
        """Rename as the system does: over a file or an empty folder."""
        with self._naming(name):
            os.rename(name, new_name, src_dir_fd=self.descriptor, dst_dir_fd=target.descriptor)

    def sync(self) -> None:
        """Bring the names in the folder to the disk."""
        with self._naming(""):
            os.fsync(self.descriptor)

    def unlink(self, name: str) -> None:
        """Remove a file or a link."""
        with self._naming(name):
            os.unlink(name, dir_fd=self.descriptor)

    def remove_empty(self, way: str) -> None:
        """Remove a folder below this one if it is empty, and do nothing if it is not."""
        above, _, name = way.rpartition("/")
        with suppress(OSError), self.open(above) as folder:
            os.rmdir(name, dir_fd=folder.descriptor)

    def remove(self, name: str) -> None:
        """Remove a file, a link, or a folder with everything in it, as far as that can be done.

        Folders may be nested to any depth, and be write-protected. Each one is renamed before
        anything in it is removed. So whoever renames it meanwhile gets the whole or nothing.
        """
        waiting = deque((name,))
        while waiting:
            inner = waiting.popleft()
            with suppress(OSError):
                if not self._unlinked(inner):
                    waiting.extend(self._spread(inner))

    def _step(self, name: str, *, make: bool) -> OpenFolder:
        try:
            return self._opened(name)
        except FileNotFoundError:
            if not make:
                raise
        with suppress(FileExistsError):
            self.make(name)
        return self._opened(name)

    def _opened(self, name: str) -> OpenFolder:
        with self._naming(name):
            descriptor = os.open(name, _OPEN | O_NOFOLLOW, dir_fd=self.descriptor)
        return OpenFolder(self.path / name, descriptor)

    def _mode(self, name: str) -> int | None:
        try:
            with self._naming(name):
                return os.stat(name, dir_fd=self.descriptor, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return None

    def _unlinked(self, name: str) -> bool:
        """Remove what is not a folder; False for a folder."""
        try:
            os.unlink(name, dir_fd=self.descriptor)
        except OSError as error:
            if error.errno not in _IS_FOLDER or not self.holds_folder(name):
                raise
            return False
        return True

    def _spread(self, name: str) -> Iterator[str]:
        """Remove a folder, and move the folders in it here; gives the new names of those."""
        grave = secrets.token_hex(8)
        self.rename(name, self, grave)
        with self._step(grave, make=False) as folder:
            os.fchmod(folder.descriptor, 0o700)
            for inner in folder.names():
                with suppress(OSError):
                    if not folder._unlinked(inner):
                        yield folder._hand_over(inner, self)
        self.remove_empty(grave)

    def _hand_over(self, name: str, target: OpenFolder) -> str:
        with self._step(name, make=False) as folder:
            os.fchmod(folder.descriptor, 0o700)  # a folder that moves is written to
        moved = secrets.token_hex(8)
        self.rename(name, target, moved)
        return moved

    @contextmanager
    def _naming(self, name: str) -> Iterator[None]:
        """Let errors name the whole path, where the system knows only the name."""
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self.path / name)) from error
