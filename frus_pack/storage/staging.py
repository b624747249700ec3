"""All or nothing: what is being made stands in a staging folder and moves to its final name whole.

A deposit holds ``.frus-pack/`` while something is being made in it. Each maker has a folder of
its own there, ``<token>/``, and holds a lock on ``<token>.lock`` as long as it lives. A lock
that nobody holds belongs to a maker that was killed; the next one to come clears up after it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from frus_pack.errors import StorageError
from frus_pack.storage.disk import exchange, rename_to_free_name, sync, sync_below
from frus_pack.storage.locking import acquire, make_folder, take_over

STAGING = ".frus-pack"

_ASIDE = "aside"
_LOCK = ".lock"


class Staging:
    """One maker's room in a deposit; made by `staging`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self._folder = folder
        self._unsynced: set[Path] = set()

    def new_place(self) -> Path:
        """Where there is nothing yet, to build a folder or a file there, on the file system of
        the deposit."""
        return self._folder / secrets.token_hex(8)

    def new_folder(self) -> Path:
        """An empty folder in such a place."""
        folder = self.new_place()
        folder.mkdir()
        return folder

    def discard(self, built: Path) -> None:
        """Drop something that was being built, or was replaced."""
        if built.is_dir():
            _remove_tree(built)
        else:
            built.unlink(missing_ok=True)

    @contextmanager
    def holding(self, name: str, *, wait: bool = True) -> Iterator[None]:
        """Keep a name to oneself, among all makers of this deposit.

        Raises BlockingIOError where another has it and one does not `wait`.
        """
        path = self._folder.parent / f"{name}{_LOCK}"
        with _locked(self.root, path, wait=wait):
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    path.unlink()

    def sync(self) -> None:
        """Bring everything built so far to the disk. Call before `publish`."""
        sync_below(self._folder)

    def publish(self, built: Path, name: str) -> Path:
        """Give what was built and synced its final name, relative to the deposit, in one rename.

        Raises FileExistsError if something else already stands there.
        """
        final = self.root / name
        final.parent.mkdir(parents=True, exist_ok=True)
        try:
            rename_to_free_name(built, final)
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                raise FileExistsError(error.errno, os.strerror(error.errno), str(final)) from error
            _remove_if_empty(final.parent)
            raise
        self._note_as_unsynced(final)
        return final

    def graft(self, grown: Path, name: str) -> Path:
        """Give a synced tree its place: `grown` holds a folder under `name`, and the topmost
        folder on the way there that the deposit lacks comes in with all below it, in one rename.
        So there is never a folder with nothing in it.

        Raises FileExistsError if something stands under the name already.
        """
        way = list(reversed(PurePosixPath(name).parents[:-1]))
        for step in (*way, PurePosixPath(name)):
            try:
                (grown / step).rename(self.root / step)
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise
            else:
                self._note_as_unsynced(self.root / step)
                return self.root / name
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.root / name))

    def replace(self, built: Path, name: str) -> Path:
        """Put what was built and synced in the place of what stands there.

        The two change places in one step where the system can (Linux `renameat2`). Elsewhere a
        file takes the place of another in one step, and of two folders the old one is set aside
        first; the next run puts it back should this one be killed between the two renames.
        """
        final = self.root / name
        if not exchange(built, final):
            if built.is_dir():
                aside = self._folder / _ASIDE / name
                aside.parent.mkdir(parents=True, exist_ok=True)
                final.rename(aside)
            built.rename(final)
        self._note_as_unsynced(final)
        return final

    def settle(self) -> None:
        """Bring the new names to the disk. Nothing may be called packed before this returns."""
        for folder in sorted(self._unsynced):
            sync(folder)
        self._unsynced.clear()

    def _note_as_unsynced(self, final: Path) -> None:
        self._unsynced.update(
            folder for folder in final.parents if folder.is_relative_to(self.root)
        )


@contextmanager
def storage_errors(deposit: Path, room: str) -> Iterator[None]:
    """Turn an OSError into a StorageError that names what is of use to know: not what lies in
    the folder `room` of the deposit, where things are built, but then the deposit."""
    try:
        yield
    except OSError as error:
        names = [str(name) for name in (error.filename2, error.filename) if name]
        hidden = deposit / room
        where = next((name for name in names if not Path(name).is_relative_to(hidden)), deposit)
        raise StorageError(f"{where}: cannot be written: {error.strerror or error}") from error


@contextmanager
def staging(root: Path, within: str = STAGING) -> Iterator[Staging]:
    """A room to build packages in for the deposit `root`, which is made if it is not there.

    The room is in the folder `within` of the deposit. Whatever was not published is gone at the
    end, and so is what makers killed earlier left. Raises StorageError if the deposit cannot be
    written.
    """
    home, token = root / within, secrets.token_hex(8)
    made = [folder for folder in home.parents if folder.is_relative_to(root) and folder != root]
    made += _make_deposit(root)
    try:
        with _locked(root, home / f"{token}{_LOCK}"):
            _clear_up_after_the_dead(root, home)
            folder = home / token
            folder.mkdir()
            yield Staging(root, folder)
    finally:
        try:
            _leave(root, home, token, made)
        except KeyboardInterrupt:  # Ctrl-C in the midst of tidying up; finish that first
            _leave(root, home, token, made)
            raise


def _leave(root: Path, home: Path, token: str, made: list[Path]) -> None:
    """Remove one's room, and what was made for it and is empty."""
    _put_back(root, home / token)
    _remove_tree(home / token)
    with contextlib.suppress(OSError):
        (home / f"{token}{_LOCK}").unlink()
    for folder in (home, *made):
        _remove_if_empty(folder)


def _make_deposit(root: Path) -> list[Path]:
    """Make the deposit; returns the folders that were made, the innermost first."""
    missing = [folder for folder in (root, *root.parents) if not folder.exists()]
    try:
        make_folder(root)
    except OSError as error:
        raise StorageError(f"{root}: cannot make the folder: {error.strerror}") from error
    for folder in missing:
        sync(folder.parent)
    return missing


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _remove_tree(folder: Path) -> None:
    """Remove a folder, also where those in it are write-protected, as far as that can be done."""
    if not os.access(folder, os.F_OK):
        return
    for below, _, _ in os.walk(folder):
        with contextlib.suppress(OSError):
            os.chmod(below, 0o700)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(root: Path, path: Path, *, wait: bool = True) -> Iterator[None]:
    try:
        lock = acquire(path, wait=wait)
    except BlockingIOError:
        raise
    except OSError as error:
        raise StorageError(f"{root}: cannot write to the deposit: {error.strerror}") from error
    try:
        yield
    finally:
        os.close(lock)


def _clear_up_after_the_dead(root: Path, home: Path) -> None:
    for folder in home.iterdir():
        if folder.suffix != _LOCK and not folder.with_suffix(_LOCK).exists():
            _bury(root, folder)  # its maker could not remove it; makers lock before they make
    for path in home.glob(f"*{_LOCK}"):
        lock = take_over(path)
        if lock is not None:
            try:
                _bury(root, path.with_suffix(""))
                path.unlink(missing_ok=True)
            finally:
                os.close(lock)


def _bury(root: Path, folder: Path) -> None:
    """Remove a killed maker's folder, after putting back what it had set aside.

    It is taken from its maker in one step first. One that lives after all, on another machine
    whose locks are not seen here, then publishes nothing of which part is gone: it fails.
    """
    grave = folder.with_name(secrets.token_hex(8))
    with contextlib.suppress(FileNotFoundError):
        folder.rename(grave)
        _put_back(root, grave)
        _remove_tree(grave)


def _put_back(root: Path, folder: Path) -> None:
    """Put what a maker had set aside, and then did not replace, in its place again."""
    aside = folder / _ASIDE
    for package in _set_aside(aside):
        final = root / package.relative_to(aside)
        if not final.exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            package.rename(final)
            sync(final.parent)


def _set_aside(aside: Path) -> Iterator[Path]:
    """The packages below a folder: what holds files, and no more the folders on the way there."""
    for below, folders, files in os.walk(aside):
        if files:
            folders.clear()
            yield Path(below)
