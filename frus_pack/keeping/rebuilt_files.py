"""The files of a package that is built anew, each digested and looked into as it is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from frus_pack.bag.reader import Bag
from frus_pack.bag.sink import SERIALIZATIONS, Sink, Slot, archive_sink, folder_sink
from frus_pack.bag.tag_files.inventory import manifest_algorithms
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.page_images.inspection import LARGEST_IN_ARCHIVE, inspect_content
from frus_pack.checks.page_images.seen_images import SeenImage
from frus_pack.errors import StorageError, UnreadableFileError
from frus_pack.package.paths import PAGE_IMAGES_FOLDER, PAGE_IMAGES_PATH
from frus_pack.storage.fixity import HASHES, Digester, FileDigests, Piece
from frus_pack.storage.parallel import all_cores, in_threads

_SEEN_BY = "sha512"
_WORTH_THREADS = 1 << 20
_MOST_OCTETS = 256 << 20
"""Bytes of the images that are in memory at once, unless one alone has more."""


@dataclass(frozen=True, slots=True)
class RebuiltFile:
    """One file of the package to build: where it comes from and the digests that it must have.

    `content` are its bytes where they are known already. `digests` is empty for a file that is
    not to be compared as it is written. A `linked` file of a folder gets a second name instead of
    a copy: it is the package's own.
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

    @property
    def is_streamed(self) -> bool:
        """Whether its bytes are in a compressed tar file, which is read from front to back."""
        return self.content is None and self.source.form.startswith("tar.")


_Task: TypeAlias = tuple[RebuiltFile, Slot]
"""A file, and where it is written to."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as it was written: its digests, and what was found in it if it is a whole image."""

    digests: FileDigests
    image: SeenImage | None = None


def write_files(
    package: Bag, files: Sequence[RebuiltFile], built: Path, seen: Collection[BagPath]
) -> list[WrittenFile]:
    """Write the files of a package, in its form, and return what became known of each on the way.

    Linked files are not read. Images whose paths are `seen` are not decoded. Raises StorageError
    if a file no longer has its bytes.
    """
    known = manifest_algorithms(file.path for file in files) & HASHES.keys()
    images = {path: size for path, size in _images(files).items() if path not in seen}
    write = partial(_write, algorithms=sorted({*known, _SEEN_BY}), images=images)
    with _sink(package, built) as sink:
        tasks: list[_Task] = []
        streams: dict[Bag, dict[BagPath, _Task]] = {}
        for file in files:
            slot = sink.claim(file.path, file.octets)
            if file.linked and not package.is_archive:
                os.link(package.path / file.path, built / file.path, follow_symlinks=False)
            elif file.is_streamed:
                streams.setdefault(file.source, {})[file.path] = file, slot
            else:
                tasks.append((file, slot))
        written = [one for bag, each in streams.items() for one in _write_stream(bag, each, write)]
        written += in_threads(
            lambda task: write(task, _pieces(task[0])),
            tasks,
            1 if sum(file.octets for file, _ in tasks) < _WORTH_THREADS else all_cores(),
            octets=lambda task: images.get(task[0].path, 0),
            most_octets=_MOST_OCTETS,
        )
        sink.finish()
    return written


def _write_stream(
    source: Bag,
    tasks: Mapping[BagPath, _Task],
    write: Callable[[_Task, Iterable[Piece]], WrittenFile],
) -> Iterator[WrittenFile]:
    """Write the files of one compressed tar file while it is read through once."""
    try:
        for path, pieces in source.stream_each(list(tasks)):
            yield write(tasks[path], pieces)
    except UnreadableFileError as error:
        raise StorageError(f"{source.path}: changed while it was copied: {error}") from error


def _images(files: Sequence[RebuiltFile]) -> dict[BagPath, int]:
    """Return the size of each embedded page image that fits in memory; none of a foreign bag."""
    sizes = {file.path: file.octets for file in files}
    if PAGE_IMAGES_PATH not in sizes:
        return {}
    return {
        path: size
        for path, size in sizes.items()
        if path.startswith(PAGE_IMAGES_FOLDER) and size <= LARGEST_IN_ARCHIVE
    }


def _write(
    task: _Task, pieces: Iterable[Piece], algorithms: Sequence[str], images: Collection[BagPath]
) -> WrittenFile:
    file, slot = task
    digester, kept = Digester({*algorithms, *file.digests} & HASHES.keys()), list[bytes]()
    passed = digester.passing(pieces)
    slot.fill(_keeping(passed, kept) if file.path in images else passed)
    found = digester.fixity()
    if any(found.digests.get(name, digest) != digest for name, digest in file.digests.items()):
        raise StorageError(f"{file.source.path / file.path}: changed while it was copied")
    digests = FileDigests(file.path, found.octets, found.digests)
    return WrittenFile(digests, _image(file.path, kept, found.digests) if kept else None)


def _pieces(file: RebuiltFile) -> Iterator[Piece]:
    """Yield the bytes of a file. Raises StorageError if they cannot be read."""
    if file.content is not None:
        yield file.content
        return
    try:
        for _, pieces in file.source.stream_each([file.path]):
            yield from pieces
    except UnreadableFileError as error:
        place = file.source.path / file.path
        raise StorageError(f"{place}: changed while it was copied: {error}") from error


def _keeping(pieces: Iterable[Piece], kept: list[bytes]) -> Iterator[Piece]:
    for piece in pieces:
        kept.append(bytes(piece))
        yield piece


def _image(path: BagPath, kept: list[bytes], digests: Mapping[str, str]) -> SeenImage | None:
    """Return what is found in an image; None if it is not whole, which the check then reports."""
    found = inspect_content(path, b"".join(kept))
    if found.facts is None:
        return None
    return SeenImage(path, digests[_SEEN_BY], found.facts, found.appearance)


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
