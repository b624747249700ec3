"""Work done under strace, which kills it, or lets it be refused, at a system call of choice.

Python is started once; each piece of work is a fork of that process, which strace attaches to.
To start it anew for each would take ten times as long. What a piece of work imported is imported
before the next one, so that no fork imports it again.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

CHANGING = (
    *("mkdir", "mkdirat", "write", "pwrite64", "ftruncate", "flock", "link", "linkat"),
    *("syncfs", "fsync", "fdatasync", "rename", "renameat", "renameat2"),
    *("unlink", "unlinkat", "rmdir"),
)
"""The calls that change what is on the disk, or who may change it."""

_NURSERY = """
import contextlib, ctypes, importlib, json, mmap, os, subprocess, sys, traceback

_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
imported = mmap.mmap(-1, 1 << 20)  # written to without a system call, which would be traced
sys.argv = ["-c"]
exec(sys.stdin.readline().encode().decode("unicode_escape"))


def be_born(arguments, waiting, errors):
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYBODY, 0, 0, 0)
    os.read(waiting, 1)
    code = 0
    try:
        work(*arguments)
    except BaseException:
        with open(errors, "w") as file:
            traceback.print_exc(file=file)
        code = 1
    names = " ".join(sys.modules).encode()
    imported[: len(names)] = names
    os._exit(code)


def import_as_the_child():
    for name in imported[:].rstrip(b"\\0").decode().split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


for line in sys.stdin:
    job = json.loads(line)
    waiting, ready = os.pipe()
    child = os.fork()
    if child == 0:
        be_born(job["arguments"], waiting, job["errors"])
    strace = subprocess.Popen(
        ["strace", "-f", "-y", "-p", str(child), *job["options"]], stderr=subprocess.PIPE
    )
    strace.stderr.readline()
    os.write(ready, b".")
    _, status = os.waitpid(child, 0)
    strace.communicate()
    os.close(waiting)
    os.close(ready)
    import_as_the_child()
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


@dataclass(frozen=True)
class Ended:
    """How a piece of work ended; killed, its status is minus the signal."""

    status: int
    errors: str
    log: str


class Nursery:
    """Does one piece of work after the other, each in a process of its own.

    `code` imports what is needed and defines ``work``. Leave by a ``with`` statement.
    """

    def __init__(self, code: str, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-c", _NURSERY],  # byte code is not written in a child
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._tell(code.encode("unicode_escape").decode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def do(
        self,
        *arguments: str,
        inject: str = "",
        trace: Sequence[str] = CHANGING,
        only: Sequence[str] = (),
    ) -> Ended:
        """One piece of work with these arguments; `inject` is in strace's words. With `only`, no
        other calls are traced than those on these paths."""
        log, errors = self._folder / "strace.log", self._folder / "errors.txt"
        errors.write_text("")
        options = ["-o", str(log), "-e", f"trace={','.join(trace)}"]
        options += ["-e", f"inject={inject}"] if inject else []
        options += [word for path in only for word in ("-P", path)]
        self._tell(json.dumps({"arguments": arguments, "options": options, "errors": str(errors)}))
        if self._process.stdout is None:
            raise ValueError("the process has no output")
        status = int(self._process.stdout.readline())
        return Ended(status, errors.read_text(), log.read_text())

    def steps(self, *arguments: str) -> Iterator[tuple[str, int]]:
        """Each kind of call and its number, of a piece of work that is left alone."""
        ended = self.do(*arguments)
        assert (ended.status, ended.errors) == (0, "")
        return steps_in(ended.log)

    def _tell(self, line: str) -> None:
        if self._process.stdin is None:
            raise ValueError("the process has no input")
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()


def steps_in(log: str) -> Iterator[tuple[str, int]]:
    """Each kind of call in a log of strace, and its number."""
    counts = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    for call, count in counts.items():
        yield from ((call, number) for number in range(1, count + 1))
