"""Building a package anew beside the one that exists, and exchanging the two in one step."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from frus_pack.bag.digested_bag import DigestedBag
from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.sink import SERIALIZATIONS
from frus_pack.checks.page_images.seen_images import SeenImage, SeenImages
from frus_pack.errors import StorageError, UnreadableFileError
from frus_pack.keeping.fixity_check import FixityCheck, check_open
from frus_pack.keeping.identity import Stamp, stamp
from frus_pack.keeping.rebuilt_files import RebuiltFile, WrittenFile, write_files
from frus_pack.storage.snapshot import Snapshot, changed_meanwhile, snapshot
from frus_pack.storage.staging import STAGING, Staging, staging, storage_errors
from frus_pack.storage.tree import entries_below
from frus_pack.validating.valid_copy import InvalidPackageError
from frus_pack.validating.validate import ValidationOptions

_KEPT = re.compile(r"\.damaged-[0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package that no other repair, amendment, rebagging or completion changes meanwhile, and
    how it was when it was locked. `refuse_changed` finds what others changed."""

    path: Path
    stage: Staging
    before: Stamp
    known: Snapshot

    def refuse_changed(self) -> None:
        """Raise StorageError if another program changed the package meanwhile."""
        if stamp(self.path) != self.before:
            raise changed_meanwhile(self.path)


@contextmanager
def changing(path: Path) -> Iterator[Locked]:
    """Lock a package while it is read and changed, and open a staging folder to build it anew in.

    A second repair, amendment, rebagging or completion of it waits. Raises StorageError if the
    package does not exist, its folder is inside a bag, it cannot be read, or the system refuses.
    """
    home = path.parent
    if not os.path.lexists(path):
        raise StorageError(f"{path}: does not exist")
    refuse_inside_bag(home)
    with storage_errors(home, STAGING), staging(home) as stage, stage.holding(path.name):
        locked = Locked(path, stage, stamp(path), snapshot(path))
        try:
            yield locked
        except UnreadableFileError as error:
            locked.refuse_changed()
            raise StorageError(f"{path}: {error}") from error


def replace_package(
    locked: Locked,
    package: Bag,
    files: Iterable[RebuiltFile],
    limits: Limits,
    *,
    seen: Sequence[SeenImage] = (),
    kept: Path | None = None,
) -> FixityCheck:
    """Build a package of the files, validate it, and let it replace the one that exists.

    Return the check that was made of it. It compares the digests with which the files were
    written, so that only linked files are read for it. Images that were `seen` are not decoded
    again, and others are decoded as they are written.

    With `kept`, the old package first gets that second name on the same file system, by hard links.
    Then the two are exchanged in one step: after a kill the old package or the new one has the
    name.

    Raises:
        InvalidPackageError: what was built is not valid.
        StorageError: another program changed the package meanwhile, its form cannot be written,
            or the system refuses.
    """
    if package.is_archive and package.form not in SERIALIZATIONS:
        raise StorageError(f"{package.path}: a {package.form} file cannot be written: unpack it")
    stage = locked.stage
    built = stage.new_folder() / package.path.name
    written = write_files(package, list(files), built, {one.path for one in seen})
    check = _check(built, package.path, limits, written, seen)
    stage.sync()
    locked.refuse_changed()
    if kept is not None:
        _keep(package.path, kept, stage)
    stage.replace(built, package.path.name, locked.known)
    stage.settle()
    return check


def name_for_damaged(package: Path, folder: Path | None) -> Path:
    """Return a free name under which a repair keeps a damaged package, in the folder or beside it.

    Raises StorageError if the folder cannot be made, or is inside a bag.
    """
    home = folder or package.parent
    refuse_inside_bag(home)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{home}: cannot be made: {error.strerror}") from error
    time = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (
        f"{package.name}.damaged-{time}{more}" for more in chain(("",), map("-{}".format, count(2)))
    )
    return next(home / name for name in names if not os.path.lexists(home / name))


def is_kept_damaged(path: Path) -> bool:
    """Return whether a path has the name under which a repair keeps a damaged package."""
    return _KEPT.search(path.name) is not None


def _check(
    built: Path,
    path: Path,
    limits: Limits,
    written: Sequence[WrittenFile],
    seen: Sequence[SeenImage],
) -> FixityCheck:
    """Check what was built to replace the package at `path`. Raises InvalidPackageError."""
    images = tuple(one.image for one in written if one.image)
    with open_unjudged(built, limits, ahead=()) as bag:
        known = DigestedBag(bag, (one.digests for one in written))
        # A holey bag may stay one: what fetch.txt lists need not be there.
        options = ValidationOptions(limits=limits, allow_unfetched=True)
        check = check_open(known, options, SeenImages((*seen, *images)))
    report = replace(check.report, path=path)
    if not report.ok:
        raise InvalidPackageError(report)
    return replace(check, place=path, report=report, decoded=(*images, *check.decoded))


def _keep(package: Path, kept: Path, stage: Staging) -> None:
    """Give the files of a package second names below `kept`, which appears whole."""
    linked = stage.new_place()
    try:
        if package.is_dir():
            _link_all(package, linked)
        else:
            os.link(package, linked, follow_symlinks=False)
        linked.rename(kept)
    except OSError as error:
        raise StorageError(
            f"{kept}: the damaged package cannot be kept there: {error.strerror}"
            " (name a folder on the same file system)"
        ) from error


def _link_all(folder: Path, target: Path) -> None:
    """Make the folders of `folder` anew, and give everything else in them a second name."""
    target.mkdir()
    for entry in entries_below(folder):
        if isinstance(entry, OSError):
            raise entry
        place = target / Path(entry.path).relative_to(folder)
        if entry.is_dir(follow_symlinks=False):
            place.mkdir()
        else:
            os.link(entry.path, place, follow_symlinks=False)
