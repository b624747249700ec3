"""Packages that are amended, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TELEGRAM = "frus1958-60v99/frus1958-60v99-d12"
FROM_TEI = "frus1961-63v98/frus1961-63v98-d6"
WHY: dict[str, Any] = {"reason": "misread", "agent": "M. Kest"}


def description(package: Path) -> dict[str, Any]:
    """The data of metadata.json."""
    data: dict[str, Any] = json.loads((package / "data/metadata.json").read_text())
    return data


def inodes(package: Path) -> dict[str, int]:
    """Which file is which."""
    return {
        path.relative_to(package).as_posix(): path.stat().st_ino
        for path in package.rglob("*")
        if path.is_file()
    }
