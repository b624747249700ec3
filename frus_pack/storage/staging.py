"""All or nothing: what is being made stays in a staging folder until it is whole.

A deposit holds ``.frus-pack/`` while something is being made in it. Each maker has a folder of
its own there, ``<token>/``, and holds a lock on ``<token>.lock`` as long as it lives. A lock
that nobody holds belongs to a maker that was killed; the next maker clears up after it.

These folders are held open by their descriptors. What takes their names meanwhile, a link above
all, is neither followed, moved, changed nor removed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from frus_pack.errors import StorageError
from frus_pack.storage.clearing_up import ASIDE, HELD, LOCK, clear_up_after_the_dead, put_back
from frus_pack.storage.given_paths import NOT_A_FOLDER
from frus_pack.storage.locking import acquire
from frus_pack.storage.open_folder import OpenFolder
from frus_pack.storage.snapshot import Snapshot, refuse_changed
from frus_pack.storage.system import exchange, rename_to_free_name, sync, sync_below

STAGING = ".frus-pack"

_TRIES = 100
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)


class Staging:
    """One maker's room in a deposit; made by `staging`."""

    def __init__(self, deposit: OpenFolder, home: OpenFolder, room: OpenFolder) -> None:
        self.root = deposit.path
        self._deposit = deposit
        self._home = home
        self._room = room
        self._unsynced: set[str] = set()

    def new_place(self) -> Path:
        """Return a free path, to build a folder or a file there, in the deposit's file system."""
        return self._room.path / secrets.token_hex(8)

    def new_folder(self) -> Path:
        """Return an empty folder in such a place."""
        place = self.new_place()
        self._room.make(place.name)
        return place

    def discard(self, built: Path) -> None:
        """Drop something that was being built, or was replaced."""
        with self._beside(built) as folder:
            folder.remove(built.name)

    @contextmanager
    def holding(self, name: str, *, wait: bool = True) -> Iterator[None]:
        """Keep a name to oneself, among all makers of this deposit.

        Raises BlockingIOError where another has it and one does not `wait`.
        """
        file = HELD.format(hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest())
        with _refusals(self.root):
            lock = acquire(self._home, file, wait=wait)
        try:
            yield
        finally:
            with suppress(OSError):
                self._home.unlink(file)
            os.close(lock)

    def sync(self) -> None:
        """Bring everything built so far to the disk. Call before `publish`."""
        sync_below(self._room.descriptor)

    def publish(self, built: Path, name: str) -> Path:
        """Give what was built and synced its final name, relative to the deposit, in one rename.

        Raises FileExistsError if something else has the name already, and NotADirectoryError for
        a link on the way there.
        """
        above, _, last = name.rpartition("/")
        try:
            with self._beside(built) as source, self._deposit.open(above, make=True) as target:
                rename_to_free_name(
                    built.name, last, src_dir_fd=source.descriptor, dst_dir_fd=target.descriptor
                )
        except OSError as error:
            if error.errno in (*_TAKEN, errno.ENOTDIR):
                raise _named(error, self.root / name, FileExistsError) from error
            self._deposit.remove_empty(above)
            raise _named(error, self.root / name) from error
        self._note_as_unsynced(name)
        return self.root / name

    def graft(self, grown: Path, name: str) -> Path:
        """Give a synced tree its place in one rename: `grown` holds a folder under `name`.

        The topmost folder on the way there that the deposit lacks comes in with all below it. So
        there is never a folder with nothing in it.

        Raises FileExistsError if something has the name already, and NotADirectoryError for a
        link on the way there.
        """
        for step in (*reversed(PurePosixPath(name).parents[:-1]), PurePosixPath(name)):
            with (
                self._beside(grown / step) as source,
                self._deposit.open(str(step.parent)) as target,
            ):
                try:
                    source.rename(step.name, target, step.name)
                except OSError as error:
                    if error.errno not in _TAKEN:
                        raise
                else:
                    self._note_as_unsynced(str(step))
                    return self.root / name
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.root / name))

    def replace(self, built: Path, name: str, known: Snapshot) -> Path:
        """Put what was built and synced in the place of what has the name, and is as `known`.

        The two change places in one step where the system can (Linux `renameat2`). Elsewhere a
        file takes the place of another in one step, and of two folders the old one is set aside
        first. The next run puts it back if this one is killed between the two renames.

        Raises StorageError if what has the name is not as known: it keeps its name.
        """
        above, _, last = name.rpartition("/")
        with self._beside(built) as source, self._deposit.open(above) as target:
            places = {"src_dir_fd": source.descriptor, "dst_dir_fd": target.descriptor}
            if exchange(built.name, last, **places):
                try:
                    refuse_changed(built, known, self.root / name)
                except BaseException:
                    exchange(built.name, last, **places)
                    raise
            else:
                refuse_changed(self.root / name, known, self.root / name)
                if source.holds_folder(built.name):
                    with self._room.open(f"{ASIDE}/{above}", make=True) as aside:
                        target.rename(last, aside, last)
                source.rename(built.name, target, last)
        self._note_as_unsynced(name)
        return self.root / name

    def settle(self) -> None:
        """Bring the new names to the disk. Nothing may be called packed before this returns."""
        for above in sorted(self._unsynced):
            with self._deposit.open(above) as folder:
                folder.sync()
        self._unsynced.clear()

    def _beside(self, built: Path) -> OpenFolder:
        """Open the folder in which something was built, without following a link."""
        return self._room.open(str(built.parent.relative_to(self._room.path)))

    def _note_as_unsynced(self, name: str) -> None:
        self._unsynced.update(map(str, PurePosixPath(name).parents))


@contextmanager
def storage_errors(deposit: Path, room: str) -> Iterator[None]:
    """Turn an OSError into a StorageError that names what is of use to know.

    What is in the folder `room` of the deposit, where things are built, is of none: then the
    deposit is named.
    """
    try:
        yield
    except OSError as error:
        names = [str(name) for name in (error.filename2, error.filename) if name]
        hidden = deposit / room
        where = next((name for name in names if not Path(name).is_relative_to(hidden)), deposit)
        raise StorageError(f"{where}: cannot be written: {error.strerror or error}") from error


@contextmanager
def staging(root: Path, within: str = STAGING) -> Iterator[Staging]:
    """A room to build packages in for the deposit `root`, which is made if it does not exist.

    The room is in the folder `within` of the deposit. At the end, whatever was not published is
    removed, and so is what makers killed earlier left. Raises StorageError if the deposit cannot
    be written, or if `within` is a link or a file.
    """
    token = secrets.token_hex(8)
    made: list[Path] = []
    try:
        with _entered(root, within, token, made) as (deposit, home):
            try:
                with _refusals(root):
                    clear_up_after_the_dead(deposit, home)
                    # What is built in it, by its path, nobody else can swap for a link.
                    home.make(token, 0o700)
                with home.open(token) as room:
                    yield Staging(deposit, home, room)
            finally:
                try:
                    _leave(deposit, home, token)
                except KeyboardInterrupt:  # Ctrl-C in the midst of tidying up; finish that first
                    _leave(deposit, home, token)
                    raise
    finally:
        _remove_empty_folders(root, within, made)


@contextmanager
def _entered(
    root: Path, within: str, token: str, made: list[Path]
) -> Iterator[tuple[OpenFolder, OpenFolder]]:
    """Open the deposit and its staging folder, and hold the lock of `token` there.

    Another maker that leaves removes the folders if they are empty, so there are several tries.
    """
    for _ in range(_TRIES):
        made += _make_deposit(root)
        with ExitStack() as held:
            try:
                with _refusals(root):
                    deposit = held.enter_context(OpenFolder.at(root))
                    home = held.enter_context(_open_home(deposit, within))
                    held.callback(os.close, acquire(home, f"{token}{LOCK}"))
            except FileNotFoundError:
                continue
            yield deposit, home
            return
    raise StorageError(f"{root}: cannot write to the deposit: it is removed again and again")


def _open_home(deposit: OpenFolder, within: str) -> OpenFolder:
    try:
        return deposit.open(within, make=True)
    except NotADirectoryError as error:
        message = "is a link or a file where packages are to be built (remove it)"
        raise StorageError(f"{error.filename}: {message}") from error


@contextmanager
def _refusals(root: Path) -> Iterator[None]:
    try:
        yield
    except (BlockingIOError, FileNotFoundError):
        raise
    except OSError as error:
        raise StorageError(f"{root}: cannot write to the deposit: {error.strerror}") from error


def _leave(deposit: OpenFolder, home: OpenFolder, token: str) -> None:
    """Remove one's room and its lock."""
    put_back(deposit, home, token)
    home.remove(token)
    with suppress(OSError):
        home.unlink(f"{token}{LOCK}")


def _remove_empty_folders(root: Path, within: str, made: list[Path]) -> None:
    """Remove the staging folder, and the folders that were made for it, where they are empty."""
    with suppress(OSError), OpenFolder.at(root) as deposit:
        way = PurePosixPath(within)
        for folder in (way, *way.parents[:-1]):
            deposit.remove_empty(str(folder))
    for path in made:
        with suppress(OSError):
            path.rmdir()


def _make_deposit(root: Path) -> list[Path]:
    """Make the deposit; returns the folders that were made, the innermost first."""
    missing = [folder for folder in (root, *root.parents) if not folder.exists()]
    for _ in range(_TRIES):
        try:
            root.mkdir(parents=True, exist_ok=True)
        except FileNotFoundError:
            continue  # another maker, leaving, removed a folder above in between
        except FileExistsError as error:
            raise StorageError(f"{root}: {NOT_A_FOLDER}") from error
        except OSError as error:
            raise StorageError(f"{root}: cannot make the folder: {error.strerror}") from error
        break
    for folder in missing:
        with suppress(FileNotFoundError):
            sync(folder.parent)
    return missing


def _named(error: OSError, path: Path, kind: type[OSError] = OSError) -> OSError:
    return kind(error.errno, error.strerror, str(path))
