"""A model of a file system: folders and files by identity, and the changes made to them."""

from __future__ import annotations

from dataclasses import dataclass

Tree = dict[str, bytes | None]
"""What is below a folder: a file's bytes, or None for a folder, by path."""


@dataclass(frozen=True)
class Operation:
    """One change: `enters` and `leaves` are names in folders, `data` is written to a file."""

    leaves: tuple[tuple[int, str], ...] = ()
    enters: tuple[tuple[int, str, int], ...] = ()
    file: int | None = None
    offset: int = 0
    data: bytes = b""

    def touches(self, node: int) -> bool:
        """Whether syncing this file or folder forces the operation to the disk."""
        folders = (*(one[0] for one in self.leaves), *(one[0] for one in self.enters))
        return node in folders or node == self.file


@dataclass(frozen=True)
class Sync:
    """Of one file or folder, or of everything."""

    node: int | None


@dataclass
class Disk:
    """The folders and files that exist, by identity."""

    folders: dict[int, dict[str, int]]
    files: dict[int, bytearray]

    def copy(self) -> Disk:
        return Disk(
            {node: dict(names) for node, names in self.folders.items()},
            {node: bytearray(content) for node, content in self.files.items()},
        )

    def apply(self, change: Operation) -> None:
        for folder, name in change.leaves:
            self.folders.setdefault(folder, {}).pop(name, None)
        for folder, name, node in change.enters:
            self.folders.setdefault(folder, {})[name] = node
        if change.file is not None:
            content = self.files.setdefault(change.file, bytearray())
            content.extend(bytes(max(0, change.offset - len(content))))
            content[change.offset : change.offset + len(change.data)] = change.data

    def tree(self, root: int) -> Tree:
        found: Tree = {}
        waiting = [(root, "")]
        while waiting:
            folder, below = waiting.pop()
            for name, node in self.folders.get(folder, {}).items():
                if node in self.files:
                    found[below + name] = bytes(self.files[node])
                else:
                    found[below + name] = None
                    waiting.append((node, f"{below}{name}/"))
        return found
