"""The folder of a site: what is written there, and that nothing else is touched.

A site has the folder ``.frus-pack-site``, which marks it as made here. Only an empty or new folder,
or one with that mark, is written to. Each file is written whole or not at all.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.errors import PackageExistsError, StorageError
from frus_pack.storage.locking import acquire
from frus_pack.storage.new_file import write_whole
from frus_pack.storage.open_folder import OpenFolder

MARK = ".frus-pack-site"
_SAYS = "site.txt"
_WORDS = (
    "The folder above this one was written by frus-pack view, which overwrites its own files there."
    "\nThe lists here are for the next run: they may be removed with the whole site.\n"
)
_LOCK = "lock"
_HALF = re.compile(r"\.[0-9]+\.half")


class SiteStorageError(StorageError):
    """The site itself cannot be written, so that no further page can be made."""


@dataclass(frozen=True)  # no slots: sent to workers
class SiteFolder:
    """The folder of a site, by its path."""

    root: Path

    def path(self, name: str) -> Path:
        """Return where the file of a name is, which is relative and has ``/``."""
        return self.root / name

    def holds(self, name: str) -> bool:
        """Return whether the site has a file of this name."""
        return self.path(name).is_file()

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all, in the place of the one that has the name.

        Raises SiteStorageError if it cannot be written.
        """
        final = self.path(name)
        half = final.with_name(f".{os.getpid()}.half")
        try:
            self._make_folder(final.parent)
            with suppress(FileNotFoundError):
                half.unlink()
            write_whole(final, half, content)
        except OSError as error:
            raise SiteStorageError(
                f"{final}: cannot be written: {error.strerror or error}"
            ) from error

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder of the site, in order. A missing folder has none."""
        place = self.path(folder)
        if folder and place.is_symlink():
            return []
        try:
            return sorted(os.listdir(place))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def remove(self, name: str) -> None:
        """Remove a file of the site, and its folder if that is empty then."""
        with suppress(OSError):
            self.path(name).unlink()
            for above in PurePosixPath(name).parents[:-1]:
                self.path(str(above)).rmdir()

    def _make_folder(self, folder: Path) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        below = folder.relative_to(self.root)
        for step in (*reversed(below.parents[:-1]), below):
            place = self.root / step
            if place != self.root and place.is_symlink():
                raise NotADirectoryError(errno.ENOTDIR, "a link is in the place of its folder")
            place.mkdir(exist_ok=True)


@contextmanager
def opened_site(to: Path) -> Iterator[SiteFolder]:
    """Open a folder as a site, for one maker at a time, and mark it.

    Raises:
        PackageExistsError: The folder holds something, and is not a site.
        StorageError: It cannot be written, is inside a package or a storage root, or another
            maker is writing to it.
    """
    refuse_unfit(to)
    site = SiteFolder(to)
    lock: int | None = None
    try:
        if not site.holds(f"{MARK}/{_SAYS}"):
            site.write(f"{MARK}/{_SAYS}", _WORDS.encode())
        with OpenFolder.at(site.path(MARK)) as folder:
            lock = acquire(folder, _LOCK, wait=False)
    except BlockingIOError as error:
        message = "another frus-pack view is writing to this site (wait until it has ended)"
        raise StorageError(f"{to}: {message}") from error
    except OSError as error:
        raise StorageError(f"{to}: cannot be written: {error.strerror}") from error
    try:
        for within in ("", "assets", MARK):
            for name in filter(is_half, site.names(within)):
                site.remove(f"{within}/{name}" if within else name)
        yield site
    finally:
        with suppress(OSError):
            site.path(f"{MARK}/{_LOCK}").unlink()
        os.close(lock)


def refuse_unfit(to: Path) -> None:
    """Raise what `opened_site` raises for a folder that cannot become a site."""
    refuse_inside_bag(to)
    _refuse_foreign(to)


def is_half(name: str) -> bool:
    """Return whether a file's name is that of one that was not finished, because its maker was
    killed."""
    return _HALF.fullmatch(name) is not None


def _refuse_foreign(to: Path) -> None:
    if not os.path.lexists(to):
        return
    if not to.is_dir():
        raise PackageExistsError(f"{to}: is not a folder (choose another name for the site)")
    try:
        names = os.listdir(to)
    except OSError as error:
        raise StorageError(f"{to}: cannot be listed: {error.strerror}") from error
    marked = (to / MARK / _SAYS).is_file() and not (to / MARK).is_symlink()
    if names and not marked and set(names) != {MARK}:
        advice = "choose a new or empty folder"
        raise PackageExistsError(f"{to}: holds something, and is not a site of pages ({advice})")
