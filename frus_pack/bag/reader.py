"""A bag at rest, in whatever form: what is in it, its bytes and their digests.

Nothing here says whether a bag is good. Some things cannot be a file of a bag: a link, a device, a
member of an archive that leads outside it. They are reported as an `Irregularity`, never opened.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Literal

from frus_pack.bag.tag_files.parsed import BAG_INFO, Labels
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import read_bag_info
from frus_pack.errors import StorageError, UnreadableFileError
from frus_pack.storage.closable import Closing
from frus_pack.storage.fixity import FileDigests, Piece

MOST_READ = 1 << 30
"""Bytes of one file that are read into memory, where nothing else is asked for."""

RATIO_COUNTS_FROM = 256 << 20
"""Below this many bytes the ratio limit does not apply."""

_SHORT = 4 << 20
"""Bytes of bagit.txt and bag-info.txt, which people read."""

Form = Literal["folder", "tar", "tar.gz", "tar.bz2", "tar.xz", "zip", "ocfl"]
"""The form of a bag at rest; ``ocfl``: the files of one version of an OCFL object."""

IrregularityCode = Literal[
    "link",
    "special-file",
    "unreadable",
    "path-unsafe",
    "system-file",
    "archive-damaged",
    "archive-ambiguous",
    "archive-end-mark-missing",
    "archive-name-encoding",
    "archive-duplicate-member",
    "archive-hidden-bytes",
    "archive-overlap",
    "archive-unsupported",
    "archive-layout",
    "archive-no-base-folder",
    "limit-exceeded",
]
"""The table of requirements has each as ``bag.`` and the code."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a bag may ask of this machine before reading it is given up.

    The numbers of members and bytes and the ratio concern archives. There a small file can unpack
    to an immense one.
    """

    members: int = 1_000_000
    """Members of one archive."""
    octets: int = 1 << 42
    """Bytes that the members of one archive unpack to."""
    ratio: int = 200
    """Bytes an archive unpacks to for each of its own, once they are more than 256 MiB."""
    tag_file_octets: int = 1 << 27
    """Bytes of one tag file, which is held in memory."""

    @classmethod
    def of(cls, given: Limits | None) -> Limits:
        """Return the limits that were given, or the usual ones. Raises TypeError for others."""
        if given is not None and not isinstance(given, Limits):
            raise TypeError(f"limits: give Limits, like Limits(members=1000), not {given!r}")
        return given or cls()

    def is_bomb(self, packed: int, unpacked: int) -> bool:
        """Return whether so many bytes are too many for what they came from."""
        return unpacked > max(RATIO_COUNTS_FROM, packed * self.ratio)


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Something at rest that no bag should have. `path` is where in the bag; for an archive
    without a base folder to relate to, the member's name."""

    code: IrregularityCode
    path: str
    message: str


class Bag(Closing):
    """A bag at rest. Close it, or use it in a ``with`` statement; then do not read any more.

    `files` maps the path of each regular file, relative to the bag's base directory and with
    ``/``, to its size in bytes. `folders` are the paths of its folders. What is among
    `irregularities` is not among the files. Where the reading stopped at a limit, `cut_short`
    says so, and what is not in `files` may still be in the bag.
    """

    form: Form
    unread: IrregularityCode = "archive-damaged"
    """What it means that one of `files` cannot be read."""
    path: Path
    name: str
    """Of the base directory."""
    files: Mapping[BagPath, int]
    beside: Mapping[BagPath, int] = MappingProxyType({})
    """Size in bytes of each file in an archive that is beside the base directory, and harmless.
    Its path begins with ``../``; it can be digested."""
    folders: frozenset[str]
    irregularities: tuple[Irregularity, ...]
    cut_short: bool = False

    def __contains__(self, path: str) -> bool:
        return path in self.files

    def read(self, path: str, limit: int = MOST_READ) -> bytes:
        """Return the bytes of one of `files`.

        Args:
            path: The path in the bag, as `files` has it.
            limit: The most bytes to read into memory; 1 GiB if it is not given.

        Raises:
            UnreadableFileError: There is no such file in the bag, or it cannot be read.
            TooLargeError: The file has more bytes than `limit`.
        """
        if path not in self.files:
            raise UnreadableFileError("the bag has no such file")
        return self._read_listed(BagPath(path), limit)

    @abstractmethod
    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        """Return the bytes of one of `files`; raises as `read` does."""

    def open_file(self, path: BagPath) -> BinaryIO:
        """Open one of `files`, to be read at any position; in memory where it is in an archive.

        Raises OSError, and what `read` raises.
        """
        return BytesIO(self.read(path))

    @abstractmethod
    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        """Return the digests of these files, each read once, in any order, by up to `jobs`
        threads."""

    def read_each(self, paths: Sequence[BagPath], limit: int) -> Iterator[tuple[BagPath, bytes]]:
        """Yield the bytes of several of `files`, in whatever order this form of bag gives them
        cheaply. Raises as `read` does."""
        for path in paths:
            yield path, self.read(path, limit)

    @abstractmethod
    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        """Several of `files` with their bytes, in whatever order this form of bag gives them
        cheaply.

        Take all pieces of a file before the next file, and each before the next, which may
        overwrite it. The pieces raise UnreadableFileError; so does the iteration where no
        further file can be read.
        """

    @property
    def is_archive(self) -> bool:
        """Whether the bag is one file, which has to be unpacked to be used."""
        return self.form not in ("folder", "ocfl")

    @property
    def payload(self) -> Mapping[BagPath, int]:
        """Those of `files` that are below ``data/``."""
        return {path: size for path, size in self.files.items() if path.startswith("data/")}

    @cached_property
    def bag_info(self) -> Labels:
        """Labels and values of bag-info.txt in order; none where a bag has no such file.

        Raises StorageError if it cannot be read, or not in the encoding that bagit.txt declares.
        """
        if BAG_INFO not in self:
            return Labels(())
        try:
            return read_bag_info(lambda path: self.read(path, _SHORT))
        except (StorageError, ValueError) as error:
            raise StorageError(f"{self.path / BAG_INFO}: {error}") from error

    def close(self) -> None:
        """Let go of what is held open."""


class FileTable(Mapping[BagPath, int]):
    """The size in bytes of each file, in little memory: a bag may hold a million files.

    Args:
        rows: A number for each file.
        sizes: The sizes, by those numbers.
    """

    def __init__(self, rows: Mapping[BagPath, int], sizes: Sequence[int]) -> None:
        self.rows = rows
        self.sizes = sizes

    def __getitem__(self, path: BagPath) -> int:
        return self.sizes[self.rows[path]]

    def __contains__(self, path: object) -> bool:
        return path in self.rows

    def __iter__(self) -> Iterator[BagPath]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def joined(self, other: FileTable) -> FileTable:
        """Return a table of these files and others that are numbered with them."""
        return FileTable({**self.rows, **other.rows}, self.sizes) if other else self


def rows_of(files: Mapping[BagPath, int]) -> Mapping[BagPath, int]:
    """Return a number for each of a bag's files, from 0 on."""
    if isinstance(files, FileTable):
        return files.rows
    return {path: row for row, path in enumerate(files)}
