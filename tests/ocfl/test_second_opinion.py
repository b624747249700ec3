"""What ocfl-py says of a storage root, as docs/ocfl.md has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import frus_pack


def said(*command: str) -> str:
    """What one of ocfl-py's scripts prints."""
    script = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [sys.executable, script, *command[1:]], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_ocfl_py_knows_the_objects_and_not_the_layout(samples: Path, tmp_path: Path) -> None:
    (packed,) = frus_pack.pack_all(samples / "d12-telegram", tmp_path / "deposit", jobs=1)
    assert packed.path is not None
    root = tmp_path / "root"
    ingested = frus_pack.ingest(packed.path, ocfl=root)
    assert f"Object at {ingested.path} is VALID" in said("ocfl-validate.py", str(ingested.path))
    verdict = said("ocfl-root.py", "validate", "--root", str(root))
    assert "[E071]" in verdict
    assert "unknown layout 0004-hashed-n-tuple-storage-layout" in verdict
    assert f"Storage root {root} is INVALID" in verdict
    assert frus_pack.validate(root).ok
