"""Building a package anew beside the one that exists, and exchanging the two in one step."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path

from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.sink import SERIALIZATIONS, Sink, archive_sink, folder_sink
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.page_images.seen_images import SeenImage
from frus_pack.errors import StorageError, UnreadableFileError
from frus_pack.keeping.fixity_check import Due, FixityCheck, check_one
from frus_pack.storage.fixity import HASHES, Digester, Piece
from frus_pack.storage.staging import STAGING, Staging, staging, storage_errors
from frus_pack.storage.walking import entries_below
from frus_pack.validating.options import ValidationOptions
from frus_pack.validating.valid_copy import InvalidPackageError

_KEPT = re.compile(r"\.damaged-[0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package to build: where it comes from and the digests that it must have.

    `content` are its bytes where they are known already; `digests` is empty for a file that no
    manifest lists. A `linked` file of a folder gets a second name instead of a copy: it was
    checked in this run, and is the package's own.
    """

    path: BagPath
    source: Bag
    digests: Mapping[str, str]
    content: bytes | None = None
    linked: bool = False

    @property
    def octets(self) -> int:
        """Its size in bytes."""
        return self.source.files[self.path] if self.content is None else len(self.content)


def replace_package(
    package: Bag,
    parts: Iterable[Part],
    limits: Limits,
    *,
    seen: Iterable[SeenImage] = (),
    kept: Path | None = None,
) -> FixityCheck:
    """Build a package of the parts, validate it, and put it in the place of the one that exists.

    Return the check that was made of it. Images that were `seen` are not decoded again.

    With `kept`, the old package first gets that second name, on the same file system (by hard
    links, so no bytes are copied). Then the two are exchanged in one step: a kill leaves the old
    package or the new one under the name, never none.

    Raises:
        InvalidPackageError: what was built is not valid.
        StorageError: the form cannot be written, or the system refuses.
    """
    home, name = package.path.parent, package.path.name
    refuse_inside_bag(home)
    if package.is_archive and package.form not in SERIALIZATIONS:
        raise StorageError(f"{package.path}: a {package.form} file cannot be written: unpack it")
    with storage_errors(home, STAGING), staging(home) as stage:
        built = stage.new_folder() / name
        _build(package, list(parts), built)
        check = _check(Due(built, tuple(seen)), package.path, limits)
        stage.sync()
        if kept is not None:
            _keep(package.path, kept, stage)
        stage.replace(built, name)
        stage.settle()
    return check


def name_for_damaged(package: Path, folder: Path | None) -> Path:
    """Return the name under which a repair keeps a damaged package, in the folder or beside.

    The name is free. Raises StorageError if the folder cannot be made, or is inside a bag.
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


def _build(package: Bag, parts: list[Part], built: Path) -> None:
    with _sink(package, built) as sink:
        slots = {part.path: sink.claim(part.path, part.octets) for part in parts}
        for part in parts:
            if part.linked and not package.is_archive:
                os.link(package.path / part.path, built / part.path, follow_symlinks=False)
            else:
                slots[part.path].fill(_proven(part))
        sink.finish()


def _sink(package: Bag, built: Path) -> AbstractContextManager[Sink]:
    for form in SERIALIZATIONS:
        if package.form == form:
            return archive_sink(form, built, package.name, _day(package))
    return folder_sink(built)


def _day(package: Bag) -> date:
    """Return the day of the package's bagging, which the members of its archive bear."""
    try:
        labels = dict(package.bag_info)
        return date.fromisoformat(labels.get("Bagging-Date", ""))
    except (StorageError, ValueError):
        return datetime.now(UTC).date()


def _proven(part: Part) -> Iterator[Piece]:
    """Yield the bytes of a part; raise if they are not those that its digests promise."""
    algorithms = [name for name in part.digests if name in HASHES]
    digester = Digester(algorithms)
    if part.content is not None:
        pieces: Iterable[Piece] = (part.content,)
    else:
        ((_, pieces),) = part.source.stream_each([part.path])
    place = part.source.path / part.path
    try:
        yield from digester.passing(pieces)
    except UnreadableFileError as error:
        raise StorageError(f"{place}: changed while it was copied: {error}") from error
    found = digester.fixity().digests
    if any(found[name] != part.digests[name] for name in algorithms):
        raise StorageError(f"{place}: changed while it was copied")


def _check(built: Due, path: Path, limits: Limits) -> FixityCheck:
    """Make every check of what was built to take the place of the package at `path`."""
    check = check_one(built, ValidationOptions(limits=limits))
    check = replace(check, place=path, report=replace(check.report, path=path))
    if not check.valid:
        raise InvalidPackageError(check.report)
    return check


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
