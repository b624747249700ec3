"""A signal or an error at each system call of some work, and what has to be true afterwards."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest

from tests.support.killing import Nursery

SIGNALS = [
    "SIGKILL",
    pytest.param("SIGTERM", marks=pytest.mark.slow),
    pytest.param("SIGINT", marks=pytest.mark.slow),
]
"""Killed by the system; asked to end, as at a shutdown; stopped with Ctrl-C."""

ERRORS = [
    "ENOSPC",
    *(
        pytest.param(name, marks=pytest.mark.slow)
        for name in ("EIO", "EDQUOT", "EROFS", "ESTALE", "EINTR")
    ),
]
"""A full disk, a faulty one, a quota, one made read-only, a lost network share, an interruption."""

_TIDYING = ("unlink", "unlinkat", "rmdir", "flock", "fsync")
"""Calls that take away, and calls after which the new name may be there already."""


class Scene(Protocol):
    """Some work, and the place where it is done."""

    def prepare(self) -> tuple[str, ...]:
        """Set the place up as it was at first; gives the arguments of the work."""

    def is_as_before(self) -> bool:
        """Whether the place holds what it held at first, and nothing more."""

    def check(self) -> None:
        """Assert that nothing is half made, and that the work can be done now."""


def strike_with_signal(nursery: Nursery, scene: Scene, name: str) -> int:
    """Let a signal come at each call; returns how many calls there are."""
    steps = list(nursery.steps(*scene.prepare()))
    for call, number in steps:
        ended = nursery.do(*scene.prepare(), inject=f"{call}:signal={name}:when={number}")
        if name == "SIGINT":  # which is an exception that the work ends with, if it had not yet
            assert ended.status in (0, 1), (call, number)
        else:
            assert ended.status == -signal.Signals[name], (call, number)
        scene.check()
    return len(steps)


def strike_with_error(nursery: Nursery, scene: Scene, name: str) -> int:
    """Let each call fail once with an error; returns how many calls there are."""
    code = getattr(errno, name)
    steps = list(nursery.steps(*scene.prepare()))
    for call, number in steps:
        ended = nursery.do(*scene.prepare(), inject=f"{call}:error={name}:when={number}")
        if ended.status:
            assert ended.status == 1, (call, number)
            assert os.strerror(code) in ended.errors, (call, number)
            assert "StorageError" in ended.errors, (call, number)
            assert scene.is_as_before() or call in _TIDYING, (call, number)
        scene.check()
    return len(steps)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where that can be: a disk is waited for at every step."""
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)
