"""A bar on the terminal, from the first moment on.

It is drawn by a timer's signal and not by a thread: worker processes are forked safely only while
there is one thread. The bytes are those that this process and its workers have read, as the
kernel counts them.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self, TypeVar

T = TypeVar("T")

_FIRST, _AGAIN = 0.1, 0.2
"""Seconds until it is drawn first, and again."""
_WIDTH = 20
_ERASE = "\r\x1b[K"
_UNITS = ("B", "kB", "MB", "GB", "TB")


class Bar:
    """Shows how far a command is: things, bytes, how many in all, rate, time left.

    Nothing is drawn unless standard error is a terminal that can erase a line. An interrupt
    gets a message that says how far the command was.
    """

    def __init__(self, doing: str) -> None:
        self.done = 0
        self.total: int | None = None
        """How many things there are in all, once that is known."""
        self.octets: int | None = None
        """How many bytes there are to read in all, once that is known."""
        self.shown = _is_wanted()
        self._doing = doing
        self._drawn = False
        self._paused = True
        self._begun = time.monotonic()
        self._read = _BytesRead()

    def __enter__(self) -> Self:
        if self.shown:
            self._begun = time.monotonic()
            self._paused = False
            signal.signal(signal.SIGALRM, self._draw)
            signal.setitimer(signal.ITIMER_REAL, _FIRST, _AGAIN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.shown:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            self.hide()
        if isinstance(error, KeyboardInterrupt):
            of = "" if self.total is None else f" of {self.total:,}"
            raise KeyboardInterrupt(f"after {self.done:,}{of}; run again to go on") from None

    def following(self, things: Iterable[T]) -> Iterator[T]:
        """Count the things while they come. The bar is not drawn while the caller has one, who
        hides it before printing."""
        for thing in things:
            self.done += 1
            self._paused = True
            yield thing
            self._paused = False

    def hide(self) -> None:
        """Erase the bar, so that something can be printed."""
        if self._drawn:
            self._drawn = False
            _to_terminal(_ERASE)

    def line(self) -> str:
        """What is drawn."""
        spent = max(time.monotonic() - self._begun, 0.001)
        octets = self._read.octets()
        share = self._share(octets)
        of = "" if self.total is None else f"/{self.total:,}"
        parts = [f"{self._doing} {self.done:,}{of}"]
        if octets:
            of = "" if self.octets is None else f"/{_size(self.octets)}"
            parts.append(f"{_size(octets)}{of}")
            parts.append(f"{_size(octets / spent)}/s")
        if share is None:
            parts.append(_duration(spent))
        else:
            filled = round(share * _WIDTH)
            parts.insert(0, "━" * filled + "─" * (_WIDTH - filled))
            left = spent / share - spent if share and spent > 1 else None
            parts.append("" if left is None else f"{_duration(left)} left")
        return "  ".join(part for part in parts if part)

    def _share(self, octets: int) -> float | None:
        """How much is done, from 0 to 1: by things where there are many, else by bytes."""
        if self.total is None:
            return None
        if self.total >= 100 or self.octets is None:
            return min(self.done / self.total, 1) if self.total else None
        return min(octets / self.octets, 0.99) if self.octets else None

    def _draw(self, number: int, frame: FrameType | None) -> None:
        if not self._paused:
            self._drawn = True
            width = shutil.get_terminal_size().columns - 1
            _to_terminal(_ERASE + self.line()[:width])


class _BytesRead:
    """The bytes that this process and its children have read since this was made."""

    def __init__(self) -> None:
        self._before = _read_by("self")
        self._by_process: dict[str, int] = {}

    def octets(self) -> int:
        for process in _children():
            self._by_process[process] = _read_by(process)
        return _read_by("self") - self._before + sum(self._by_process.values())


def _read_by(process: str) -> int:
    """The bytes that a process has read; 0 where the kernel does not count them."""
    try:
        first = Path(f"/proc/{process}/io").read_bytes().split(b"\n", 1)[0]
        return int(first.removeprefix(b"rchar:"))
    except (OSError, ValueError):
        return 0


def _children() -> list[str]:
    found: list[str] = []
    with suppress(OSError):
        for thread in Path("/proc/self/task").iterdir():
            found += (thread / "children").read_text().split()
    return found


def _is_wanted() -> bool:
    """Whether standard error is a terminal on which a line can be drawn anew."""
    capable = os.environ.get("TERM", "dumb") not in ("dumb", "unknown")
    return capable and sys.stderr.isatty() and hasattr(signal, "setitimer")


def _to_terminal(text: str) -> None:
    """Write at once: a signal may come while a stream of Python's is in use."""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), text.encode(errors="replace"))


def _size(octets: float) -> str:
    for unit in _UNITS:
        if octets < 1000 or unit == _UNITS[-1]:
            return f"{octets:.0f} {unit}" if unit == "B" else f"{octets:.1f} {unit}"
        octets /= 1000
    raise AssertionError


def _duration(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
