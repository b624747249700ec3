"""The files of a bag with their sizes, in little memory: a bag may hold a million files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from frus_pack.bag.tag_files.paths import BagPath


class FileTable(Mapping[BagPath, int]):
    """The size in bytes of each file of a bag.

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
