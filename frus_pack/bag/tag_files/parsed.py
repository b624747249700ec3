"""What the tag files of a bag say, once they are parsed (RFC 8493 §2).

Memory stays small, because a manifest may list a million files.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import Fault, Version

DECLARATION = BagPath("bagit.txt")
BAG_INFO = BagPath("bag-info.txt")
FETCH = BagPath("fetch.txt")


@dataclass(frozen=True, slots=True)
class Declaration:
    """bagit.txt. `version` and `encoding` are None where they cannot be made out."""

    version: Version | None
    encoding: str | None
    faults: tuple[Fault, ...]


class ListedDigests(Mapping[BagPath, str]):
    """The digest, in lower case, and the line of each path that a manifest lists.

    Args:
        rows: A number for each file of the bag. All manifests share it, so that none holds paths
            of its own.
        digits: How many hexadecimal digits a digest has; None if that is not known.
    """

    def __init__(self, rows: Mapping[BagPath, int], digits: int | None) -> None:
        self._rows = rows
        self._octets = (digits or 0) // 2
        room = max(rows.values(), default=-1) + 1
        self._packed = bytearray(self._octets * room)
        self._lines = array("Q", bytes(8 * room))
        """By row: the number of the line, and 0 for what is not listed or among the others."""
        self._others: dict[BagPath, tuple[str, int]] = {}
        """Paths that the bag does not have, and digests of another length."""
        self._in_rows = 0

    def add(self, path: BagPath, digest: str, line: int) -> bool:
        """Take a path; return False, and take nothing, if it is listed already."""
        row = self._rows.get(path)
        if path in self._others or (row is not None and self._lines[row]):
            return False
        octets = self._octets
        if row is None or len(digest) != 2 * octets:
            self._others[path] = digest, line
        else:
            self._packed[row * octets : (row + 1) * octets] = bytes.fromhex(digest)
            self._lines[row] = line
            self._in_rows += 1
        return True

    def line(self, path: BagPath) -> int:
        """Return the line on which a path is listed. Raises KeyError if it is not."""
        row = self._rows.get(path)
        if row is not None and self._lines[row]:
            return self._lines[row]
        return self._others[path][1]

    def __getitem__(self, path: BagPath) -> str:
        row = self._rows.get(path)
        if row is not None and self._lines[row]:
            octets = self._octets
            return self._packed[row * octets : (row + 1) * octets].hex()
        return self._others[path][0]

    def __contains__(self, path: object) -> bool:
        row = self._rows.get(path)  # type: ignore[call-overload]
        return (row is not None and self._lines[row] > 0) or path in self._others

    def __iter__(self) -> Iterator[BagPath]:
        """Yield the paths: those the bag has in its order, then the others in theirs."""
        if self._in_rows:
            for path, row in self._rows.items():
                if self._lines[row]:
                    yield path
        yield from self._others

    def __len__(self) -> int:
        return self._in_rows + len(self._others)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A payload or tag manifest: what it lists.

    Of a path listed more than once it holds the first line. Paths are decoded, and relative to
    the bag's base directory without ``./``.
    """

    digests: ListedDigests
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class BagInfo:
    """bag-info.txt: its elements in order, each label and value, and the line each starts on."""

    tags: tuple[tuple[str, str], ...]
    lines: tuple[int, ...]
    faults: tuple[Fault, ...]

    def values(self, label: str) -> tuple[str, ...]:
        """Return every value of `label`, whose case does not count (RFC 8493 §2.2.2)."""
        wanted = label.lower()
        return tuple([value for name, value in self.tags if name.lower() == wanted])


@dataclass(frozen=True, slots=True)
class FetchEntry:
    """One line of fetch.txt; `length` is in bytes, None where the line says ``-``."""

    url: str
    length: int | None
    path: BagPath
    line: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """fetch.txt: what is still to be fetched."""

    entries: tuple[FetchEntry, ...]
    faults: tuple[Fault, ...]


class Labels(Mapping[str, str]):
    """The labels and values of bag-info.txt, in order.

    A label is found in any letter case (RFC 8493 §2.2.2). A label that is there more than once has
    its first value; `getall` gives all of them, and `pairs` has every line.

    Example:
        >>> info = Labels([("Contact-Name", "A. Kest"), ("Contact-Name", "B. Kest")])
        >>> info["contact-name"], info.getall("Contact-Name")
        ('A. Kest', ['A. Kest', 'B. Kest'])
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)
        self._values: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}
        for label, value in self.pairs:
            key = label.lower()
            self._labels.setdefault(key, label)
            self._values.setdefault(key, []).append(value)

    def getall(self, label: str) -> list[str]:
        """Return every value of a label, in order; none where it is not there."""
        return list(self._values.get(label.lower(), ()))

    def __getitem__(self, label: str) -> str:
        try:
            return self._values[label.lower()][0]
        except KeyError:
            raise KeyError(label) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels.values())

    def __len__(self) -> int:
        return len(self._labels)

    def __repr__(self) -> str:
        return f"Labels({list(self.pairs)!r})"
