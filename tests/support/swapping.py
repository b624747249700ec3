"""Swapping a folder for a link before any one of the file system calls that some work makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CALLS = (
    *("chmod", "fchmod", "link", "listdir", "lstat", "mkdir", "open", "readlink", "rename"),
    *("rmdir", "scandir", "stat", "symlink", "unlink", "utime"),
)
"""What Python asks of the file system by a name."""


@dataclass
class Swap:
    """Puts a link to `target` in the place of what `pattern` finds in `root`, if it finds any."""

    root: Path
    pattern: str
    target: Path
    done: list[Path] = field(default_factory=list)

    def __call__(self) -> None:
        for path in sorted(self.root.glob(self.pattern)):
            if path.is_symlink() or path.is_relative_to(self.target):
                continue
            path.rename(self.root.parent / f"moved-{self.root.name}-{len(self.done)}")
            path.symlink_to(self.target)
            self.done.append(path)


def count_calls(work: Callable[[], object]) -> int:
    """Return how many calls the work makes."""
    with swap_at_call(-1, lambda: None) as counted:
        work()
    return counted[0]


@contextmanager
def swap_at_call(number: int, swap: Callable[[], None]) -> Iterator[list[int]]:
    """Let `swap` happen before the call of this number, from 0; gives the count of calls."""
    counted = [0]
    real = {name: getattr(os, name) for name in CALLS}

    def before(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            counted[0] += 1
            if counted[0] == number + 1:
                _restore(real)
                swap()
                _replace(real, before)
            return real[name](*arguments, **named)

        return call

    _replace(real, before)
    try:
        yield counted
    finally:
        _restore(real)


def _replace(real: dict[str, Any], before: Callable[[str], Callable[..., Any]]) -> None:
    for name in real:
        setattr(os, name, before(name))


def _restore(real: dict[str, Any]) -> None:
    for name, call in real.items():
        setattr(os, name, call)
