"""Recording what some work writes, and replaying what a power failure may leave of it.

A model of a file system holds folders and files by identity. Of the operations that no sync has
forced to the disk yet, any may be there after a failure and any may be lost, in whatever order
they were made: the strictest assumption, which every true file system keeps.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from frus_pack.storage import system
from tests.support.disk_model import Disk, Operation, Sync, Tree

_EXCHANGE = 2
_RANDOM_SUBSETS = 12


@dataclass
class Recording:
    """What was at `root` at first, and everything that was done below it, in order."""

    root: Path
    steps: list[Operation | Sync] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._nodes: dict[tuple[int, int], int] = {}
        self._first = Disk({}, {})
        self._count = 0
        self._read(self.root)

    def states(self) -> Iterator[Tree]:
        """Every state that is tried: what may be at `root` after a failure at any step."""
        chance = random.Random(1964)
        root = self.node(os.stat(self.root))
        forced = self._first.copy()
        pending: list[Operation] = []
        for step in [*self.steps, Sync(None)]:
            if isinstance(step, Operation):
                pending.append(step)
            for chosen in _subsets(len(pending), chance):
                state = forced.copy()
                for index in chosen:
                    state.apply(pending[index])
                yield state.tree(root)
            if isinstance(step, Sync):
                node = step.node
                done = [one for one in pending if node is None or one.touches(node)]
                for one in done:
                    forced.apply(one)
                pending = [one for one in pending if one not in done]

    def node(self, status: os.stat_result, *, new: bool = False) -> int:
        """The identity of what has this status; the system gives its numbers away again."""
        key = status.st_dev, status.st_ino
        if new or key not in self._nodes:
            self._count += 1
            self._nodes[key] = self._count
        return self._nodes[key]

    def _read(self, folder: Path) -> int:
        node = self.node(os.stat(folder))
        names = self._first.folders.setdefault(node, {})
        for path in folder.iterdir():
            if path.is_dir():
                names[path.name] = self._read(path)
            else:
                names[path.name] = self.node(path.stat())
                self._first.files[names[path.name]] = bytearray(path.read_bytes())
        return node


def _subsets(count: int, chance: random.Random) -> Iterator[Sequence[int]]:
    everything = range(count)
    yield everything
    yield ()
    for left_out in everything:
        yield [one for one in everything if one != left_out]
        yield [left_out]
    for _ in range(_RANDOM_SUBSETS):
        yield [one for one in everything if chance.random() < 0.5]


@contextmanager
def recording(root: Path) -> Iterator[Recording]:
    """Record what is written below `root`, which exists, in this process."""
    record = Recording(root)
    with pytest.MonkeyPatch.context() as patch:
        for name, wrap in _WRAPS.items():
            patch.setattr(os, name, wrap(record, getattr(os, name)))
        patch.setattr(system, "_LIBC", _Libc(record, system._LIBC))
        yield record


def _place(record: Recording, path: Any, dir_fd: int | None) -> tuple[int, str]:
    above, _, name = os.fsdecode(path).rpartition("/")
    if above or dir_fd is None:
        return record.node(os.stat(above or ".", dir_fd=dir_fd if above[:1] != "/" else None)), name
    return record.node(os.fstat(dir_fd)), name


def _at(record: Recording, path: Any, dir_fd: int | None, *, new: bool = False) -> int:
    return record.node(os.stat(path, dir_fd=dir_fd, follow_symlinks=False), new=new)


Wrap = Callable[[Recording, Callable[..., Any]], Callable[..., Any]]


def _open(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> Any:
        makes = bool(flags & os.O_CREAT)
        existed = makes and _exists(path, dir_fd)
        descriptor = real(path, flags, mode, dir_fd=dir_fd)
        if makes and not existed:
            folder, name = _place(record, path, dir_fd)
            node = record.node(os.fstat(descriptor), new=True)
            record.steps.append(Operation(enters=((folder, name, node),), file=node))
        return descriptor

    return call


def _exists(path: Any, dir_fd: int | None) -> bool:
    try:
        os.stat(path, dir_fd=dir_fd, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _mkdir(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        real(path, mode, dir_fd=dir_fd)
        node = _at(record, path, dir_fd, new=True)
        record.steps.append(Operation(enters=((*_place(record, path, dir_fd), node),)))

    return call


def _write(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(descriptor: int, data: Any) -> int:
        offset = os.lseek(descriptor, 0, os.SEEK_CUR)
        count = int(real(descriptor, data))
        written = bytes(data[:count])
        node = record.node(os.fstat(descriptor))
        record.steps.append(Operation(file=node, offset=offset, data=written))
        return count

    return call


def _pwrite(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(descriptor: int, data: Any, offset: int) -> int:
        count = int(real(descriptor, data, offset))
        written = bytes(data[:count])
        node = record.node(os.fstat(descriptor))
        record.steps.append(Operation(file=node, offset=offset, data=written))
        return count

    return call


def _take(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Any, *, dir_fd: int | None = None) -> None:
        real(path, dir_fd=dir_fd)
        record.steps.append(Operation(leaves=(_place(record, path, dir_fd),)))

    return call


def _rename(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(
        old: Any, new: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None
    ) -> None:
        node = _at(record, old, src_dir_fd)
        real(old, new, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        left, entered = _place(record, old, src_dir_fd), _place(record, new, dst_dir_fd)
        record.steps.append(Operation(leaves=(left,), enters=((*entered, node),)))

    return call


def _link(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(old: Any, new: Any, **named: Any) -> None:
        real(old, new, **named)
        node = _at(record, old, named.get("src_dir_fd"))
        entered = _place(record, new, named.get("dst_dir_fd"))
        record.steps.append(Operation(enters=((*entered, node),)))

    return call


def _fsync(record: Recording, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(descriptor: int) -> None:
        real(descriptor)
        record.steps.append(Sync(record.node(os.fstat(descriptor))))

    return call


_WRAPS: dict[str, Wrap] = {
    "open": _open,
    "mkdir": _mkdir,
    "write": _write,
    "pwrite": _pwrite,
    "unlink": _take,
    "rmdir": _take,
    "rename": _rename,
    "link": _link,
    "fsync": _fsync,
}


class _Libc:
    """What `frus_pack.storage.system` calls without Python."""

    def __init__(self, record: Recording, real: Any) -> None:
        self._record = record
        self._real = real

    def syncfs(self, descriptor: int) -> int:
        status = int(self._real.syncfs(descriptor))
        self._record.steps.append(Sync(None))
        return status

    def renameat2(self, source: int, old: bytes, target: int, new: bytes, flags: int) -> int:
        from_fd, to_fd = (None if one < 0 else one for one in (source, target))
        left, node = _place(self._record, old, from_fd), _at(self._record, old, from_fd)
        other = _at(self._record, new, to_fd) if flags == _EXCHANGE else 0
        status = int(self._real.renameat2(source, old, target, new, flags))
        if status == 0:
            entered = _place(self._record, new, to_fd)
            back = ((*left, other),) if flags == _EXCHANGE else ()
            enters = ((*entered, node), *back)
            self._record.steps.append(Operation(leaves=(left,), enters=enters))
        return status
