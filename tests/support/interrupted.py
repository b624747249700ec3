"""Work in a process of its own that is killed, or refused by the system, at any of its steps.

A step is a system call that changes the file system. strace kills the process, or fails the
call, at the N-th call of a kind.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import re
import shutil
import subprocess
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

CHANGING = (
    *("mkdir", "mkdirat", "write", "pwrite64", "flock", "syncfs", "fsync", "link"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir"),
)
REFUSABLE = frozenset(
    ("mkdir", "mkdirat", "write", "pwrite64", "syncfs", "link", "rename", "renameat", "renameat2")
)
"""What a full or failing disk refuses; taking things away it does not."""

KILL, FULL = "signal=SIGKILL", "error=ENOSPC"

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

Step = tuple[str, int]
"""A kind of call, and which of its kind."""

_PR_SET_PTRACER = 0x59616D61
_ANY = ctypes.c_ulong(-1)
# Forked from a process that has imported everything, a run takes a tenth of the time.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__, "frus_pack"])


@dataclass(frozen=True)
class Run:
    """How the process ended (negative: by which signal), what it said, and its calls in order,
    each with its arguments as strace writes them."""

    status: int
    errors: str
    calls: list[tuple[str, str]]

    def steps(self) -> list[Step]:
        """Every step there was."""
        counts = Counter(call for call, _ in self.calls)
        return [(call, n) for call, count in counts.items() for n in range(1, count + 1)]

    def refused(self) -> str:
        """The first path of the call that was made to fail."""
        (arguments,) = [rest for _, rest in self.calls if rest.endswith("(INJECTED)")]
        folder, name = re.findall(r'(?:<([^>]*)>, )?"([^"]*)"', arguments)[0]
        return str(os.path.join(folder, name))


def run(
    folder: Path,
    work: Callable[..., object],
    *arguments: Any,
    at: Step | None = None,
    fate: str = KILL,
) -> Run:
    """Do importable `work` in a process of its own, and let `fate` strike it at a step.

    `folder`, which is made, is for what strace and the process say.
    """
    folder.mkdir()
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(
        target=_work, args=(theirs, folder / "errors", work, arguments), daemon=True
    )
    process.start()
    inject = ["-e", f"inject={at[0]}:{fate}:when={at[1]}"] if at else []
    trace = ["-e", f"trace={','.join(CHANGING)}", *inject, "-p", str(process.pid)]
    ours.recv()
    with subprocess.Popen(
        ["strace", "-f", "-y", "-o", str(folder / "log"), *trace], stderr=subprocess.PIPE, text=True
    ) as strace:
        if strace.stderr is None or "attached" not in (said := strace.stderr.readline()):
            process.kill()
            raise RuntimeError(f"strace: {said}")
        ours.send("go")
        process.join()
        strace.communicate()
    calls = re.findall(r"^\d+ +(\w+)\((.*)$", (folder / "log").read_text(), re.MULTILINE)
    return Run(process.exitcode or 0, (folder / "errors").read_text(), calls)


def _work(
    waiting: Connection, errors: Path, work: Callable[..., object], arguments: tuple[Any, ...]
) -> None:
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT, 0o600), 2)
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)  # or only a parent may trace it
    waiting.send("ready")
    waiting.recv()
    try:
        work(*arguments)
    except Exception:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
