"""What a manifest lists, in little memory: it may list a million files."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from frus_pack.bag.tag_files.paths import BagPath


class ListedDigests(Mapping[BagPath, str]):
    """The digest of each path that a manifest lists, in lower case.

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


class Lines(Mapping[BagPath, int]):
    """The line on which each path of a manifest is."""

    def __init__(self, digests: ListedDigests) -> None:
        self._digests = digests

    def __getitem__(self, path: BagPath) -> int:
        return self._digests.line(path)

    def __iter__(self) -> Iterator[BagPath]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)
