"""Peak memory of work that may have workers."""

from __future__ import annotations

import re
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

R = TypeVar("R")

_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def measured(work: Callable[[], R]) -> tuple[R, float]:
    """Do the work in a fresh process: its result, and the peak memory in MiB of that process or
    of a process it started, whichever had the most. The work must be a value that can be sent."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work).result()


def _measured(work: Callable[[], R]) -> tuple[R, float]:
    result = work()
    # ru_maxrss of the process itself would count what its parent held before; VmHWM does not.
    own = _PEAK.search(Path("/proc/self/status").read_text())
    if own is None:
        raise OSError("/proc/self/status does not tell VmHWM")
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return result, max(int(own[1]), workers) / 1024
