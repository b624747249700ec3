"""A signal or an error at each system call of some work, and what must be true afterwards.

Every call is struck by SIGKILL and by one error, which the number of the call chooses; SIGTERM and
SIGINT come at every second call, in turn. With ``--thorough`` every signal and every error comes
at every call.
"""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from tests.support.killing import Nursery

SIGNALS = ("SIGKILL", "SIGTERM", "SIGINT")
"""Killed by the system; asked to end, as at a shutdown; stopped with Ctrl-C."""

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS", "ESTALE", "EINTR")
"""A full disk, a faulty one, a quota, one made read-only, a lost network share, an interruption."""

_SAMPLED = (("SIGKILL", "SIGTERM"), ("SIGKILL",), ("SIGKILL", "SIGINT"), ("SIGKILL",))
"""The signals of four calls in turn."""

_TIDYING = ("unlink", "unlinkat", "rmdir", "flock", "fsync")
"""Calls that take away, and calls after which the new name may be there already."""


class Scene(Protocol):
    """Some work, and the place where it is done."""

    def prepare(self) -> tuple[str, ...]:
        """Set the place up as it was at first; returns the arguments of the work."""

    def is_as_before(self) -> bool:
        """Whether the place holds what it held at first, and nothing more."""

    def check(self) -> None:
        """Assert that nothing is half made, and that the work can be done now."""


def signals_at(step: int, *, thorough: bool) -> Sequence[str]:
    """The signals that come at a call; the first call is 0."""
    return SIGNALS if thorough else _SAMPLED[step % len(_SAMPLED)]


def errors_at(step: int, *, thorough: bool) -> Sequence[str]:
    """The errors that a call is refused with; the first call is 0."""
    return ERRORS if thorough else (ERRORS[step % len(ERRORS)],)


def strike_with_signals(nursery: Nursery, scene: Scene, *, thorough: bool) -> int:
    """Let signals come at each call; returns how many calls there are."""
    steps = list(nursery.steps(*scene.prepare()))
    for step, (call, number) in enumerate(steps):
        for name in signals_at(step, thorough=thorough):
            ended = nursery.do(*scene.prepare(), inject=f"{call}:signal={name}:when={number}")
            if name == "SIGINT":  # an exception that the work ends with, if it had not yet
                assert ended.status in (0, 1), (call, number)
            else:
                assert ended.status == -signal.Signals[name], (call, number)
            scene.check()
    return len(steps)


def is_storage_error(errors: str, name: str) -> bool:
    """Whether a traceback ends with a StorageError that gives the system's reason."""
    return "StorageError" in errors and os.strerror(getattr(errno, name)) in errors


def strike_with_errors(
    nursery: Nursery,
    scene: Scene,
    *,
    thorough: bool,
    is_clear: Callable[[str, str], bool] = is_storage_error,
) -> int:
    """Let each call fail with errors, once each; returns how many calls there are.

    `is_clear` gets the traceback of work that failed, and the name of the error.
    """
    steps = list(nursery.steps(*scene.prepare()))
    for step, (call, number) in enumerate(steps):
        for name in errors_at(step, thorough=thorough):
            ended = nursery.do(*scene.prepare(), inject=f"{call}:error={name}:when={number}")
            if ended.status:
                assert ended.status == 1, (call, number)
                assert is_clear(ended.errors, name), (call, number, name, ended.errors)
                assert scene.is_as_before() or call in _TIDYING, (call, number)
            scene.check()
    return len(steps)


def calls_around_naming(
    log: str, gives_name: Callable[[str, str], bool]
) -> tuple[list[str], list[str]]:
    """The calls from the last sync to the call that gives the final name, and those from there on.

    Asserts that nothing is written in between. `gives_name` gets a call and its arguments; the last
    call that it means counts.
    """
    calls = re.findall(r"^\d+ +(\w+)\((.*)$", log, re.MULTILINE)
    made = [call for call, _ in calls]
    named = max(at for at, (call, arguments) in enumerate(calls) if gives_name(call, arguments))
    synced = max(at for at, call in enumerate(made[:named]) if call == "syncfs")
    between = made[synced:named]
    assert not {"write", "pwrite64"} & set(between)
    return between, made[named:]


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where that can be: a disk is waited for at every step."""
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)
