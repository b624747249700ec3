"""Single files of a bag that is a folder, read without listing it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from frus_pack.bag.tag_files import paths
from frus_pack.errors import TooLargeError, UnreadableFileError

_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class FolderFiles:
    """The files below a folder. No link below it is followed, and no path leads out of it."""

    def __init__(self, folder: Path) -> None:
        self._root = f"{folder}{os.sep}"

    def __contains__(self, path: str) -> bool:
        """Whether there is a regular file of this path."""
        if paths.unsafe(path) or self._is_behind_a_link(path):
            return False
        try:
            return stat.S_ISREG(os.lstat(self._root + path).st_mode)
        except OSError:
            return False

    def read(self, path: str, limit: int) -> bytes:
        """A file's bytes. Raises UnreadableFileError, and TooLargeError if there are more than
        `limit`."""
        if fault := paths.unsafe(path):
            raise UnreadableFileError(f"is no path of a bag: {fault}")
        if self._is_behind_a_link(path):
            raise UnreadableFileError("is behind a link")
        try:
            descriptor = os.open(self._root + path, _OPEN)
            try:
                return _read(descriptor, limit)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UnreadableFileError(f"cannot be read: {error.strerror}") from error

    def _is_behind_a_link(self, path: str) -> bool:
        while path := path.rpartition("/")[0]:
            if os.path.islink(self._root + path):
                return True
        return False


def _read(descriptor: int, limit: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError("is no regular file")
    if status.st_size > limit:
        raise TooLargeError(f"is larger than {limit} bytes")
    content = os.read(descriptor, status.st_size)
    while len(content) < status.st_size and (more := os.read(descriptor, limit)):
        content += more  # no system reads more than 2 GiB at once
    return content
