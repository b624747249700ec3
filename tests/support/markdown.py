"""The examples of a Markdown page as one program, and the scripts that it shows whole."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SCRIPT = re.compile(r'"""Usage: (\w+\.py) ')


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """The language and the content of each fenced block."""
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield block[1], block[2]


def scripts(page: Path) -> dict[str, str]:
    """The whole scripts by name: blocks that begin with ``Usage: NAME.py``."""
    found = ((_SCRIPT.match(content), content) for _, content in blocks(page))
    return {match[1]: content for match, content in found if match}


def program(page: Path) -> str:
    """Python that runs the page's examples in order: Python itself, ``sh`` through bash.

    Whole scripts have tests of their own, and what installs something is not run again.
    """
    parts = ["import subprocess"]
    for language, content in blocks(page):
        if language == "python" and not _SCRIPT.match(content):
            parts.append(content)
        elif language == "sh" and "pip install" not in content:
            parts.append(f"subprocess.run({_bash(content)!r}, check=True)")
    return "\n".join(parts)


def _bash(commands: str) -> list[str]:
    place = f"{Path(sys.executable).parent}/"
    commands = commands.replace(".venv/bin/", place)
    commands = re.sub(r"^frus-pack ", f"{place}frus-pack ", commands, flags=re.MULTILINE)
    return ["bash", "-euo", "pipefail", "-c", commands]
