"""The story of ``docs/keeping.md``: its console blocks, run one after the other.

python -m tests.keeping.story     writes what the commands print into the page
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "keeping.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_VARYING = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"), "2026-01-02T00:00:00Z"),
    (re.compile(r"[0-9]{8}T[0-9]{6}Z"), "20260102T000000Z"),
    (re.compile(r" +$", re.MULTILINE), ""),
)
"""What differs from run to run, and what the page has instead."""

_SEAL = re.compile(r"(?<=seal )[0-9a-f]{12}(?=…)")
_SEALS = ("db103c081fd4", "5e0c77a1b2f9")
"""What the page has instead of the first seal that differs from version to version, and so on."""


def told(folder: Path) -> Callable[[str], str]:
    """Return what makes a block with the output of its commands, run in a folder."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": "1767312000",
        "COLUMNS": "100",
    }

    def tell(block: str) -> str:
        lines = []
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            lines.append(f"$ {command}\n{_steady(done.stdout, folder)}")
        return "".join(lines)

    return tell


def page_as_run(folder: Path) -> str:
    """Return the page with the output that its commands have now."""
    shutil.copytree(REPOSITORY / "samples", folder / "samples")
    tell = told(folder)
    page = _BLOCK.sub(lambda block: tell(block[0]), PAGE.read_text(encoding="utf-8"))
    seals = dict(zip(dict.fromkeys(_SEAL.findall(page)), _SEALS, strict=True))
    return _SEAL.sub(lambda seal: seals[seal[0]], page)


def _steady(output: str, folder: Path) -> str:
    for pattern, fixed in _VARYING:
        output = pattern.sub(fixed, output)
    return output.replace(f"{folder}/", "/archive/")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        PAGE.write_text(page_as_run(Path(place)), encoding="utf-8")
