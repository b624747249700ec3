"""A bar on the terminal, from the first moment on.

It is drawn by a timer's signal and not by a thread: worker processes are forked safely only while
there is one thread. What it shows is the last `Progress` of the job.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self, TypeVar

from frus_pack.workers.progress import OnProgress, Progress

T = TypeVar("T")

_FIRST, _AGAIN = 0.1, 0.2
"""Seconds until it is drawn first, and again."""
_WIDTH = 20
_ERASE = "\r\x1b[K"
_UNITS = ("B", "kB", "MB", "GB", "TB")


class Bar:
    """Shows how far a command is: things, bytes, how many in all, rate, time left.

    Nothing is drawn unless standard error is a terminal that can erase a line. An interrupt
    gets a message that says how far the command was, and whether it `goes_on` when it is run again.
    """

    def __init__(self, doing: str, *, goes_on: bool = True) -> None:
        self._doing = doing
        self._advice = "; run again to go on" if goes_on else ""
        self._shown = _is_wanted()
        self._drawn = False
        self._paused = True
        self._done = 0
        self._begun = time.monotonic()
        self._last = Progress(0, None, 0, None, 0)

    @property
    def progress(self) -> OnProgress | None:
        """What a job reports its progress to; None where nothing is drawn."""
        return self._note if self._shown else None

    def __enter__(self) -> Self:
        if self._shown:
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
        if self._shown:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            self.hide()
        if isinstance(error, KeyboardInterrupt):
            done = max(self._done, self._last.done)
            of = "" if self._last.total is None else f" of {self._last.total:,}"
            raise KeyboardInterrupt(f"after {done:,}{of}{self._advice}") from None

    def following(self, things: Iterable[T]) -> Iterator[T]:
        """Count the things while they come. The bar is not drawn while the caller has one, who
        hides it before printing."""
        try:
            for thing in things:
                self._done += 1
                self._paused = True
                yield thing
                self._paused = False
        finally:
            self._paused = True

    def hide(self) -> None:
        """Erase the bar, so that something can be printed."""
        if self._drawn:
            self._drawn = False
            _to_terminal(_ERASE)

    def line(self) -> str:
        """Return what is drawn."""
        last, spent = self._last, max(time.monotonic() - self._begun, 0.001)
        share = _share(last)
        of = "" if last.total is None else f"/{last.total:,}"
        parts = [f"{self._doing} {last.done:,}{of}"]
        if last.bytes:
            of = "" if last.total_bytes is None else f"/{_size(last.total_bytes)}"
            parts.append(f"{_size(last.bytes)}{of}")
            parts.append(f"{_size(last.bytes / spent)}/s")
        if share is None:
            parts.append(_duration(spent))
        else:
            filled = round(share * _WIDTH)
            parts.insert(0, "━" * filled + "─" * (_WIDTH - filled))
            left = spent / share - spent if share and spent > 1 else None
            parts.append("" if left is None else f"{_duration(left)} left")
        return "  ".join(part for part in parts if part)

    def _note(self, progress: Progress) -> None:
        self._last = progress

    def _draw(self, number: int, frame: FrameType | None) -> None:
        if not self._paused:
            self._drawn = True
            width = shutil.get_terminal_size().columns - 1
            _to_terminal(_ERASE + self.line()[:width])


def _share(progress: Progress) -> float | None:
    """Return how much is done, from 0 to 1: by things where there are many, else by bytes."""
    if progress.total is None:
        return None
    if progress.total >= 100 or progress.total_bytes is None:
        return min(progress.done / progress.total, 1) if progress.total else None
    return min(progress.bytes / progress.total_bytes, 0.99) if progress.total_bytes else None


def _is_wanted() -> bool:
    """Return whether standard error is a terminal on which a line can be drawn anew."""
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
