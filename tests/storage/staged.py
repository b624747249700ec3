"""What tests stage, and what is then below a folder."""

from __future__ import annotations

from pathlib import Path

from frus_pack.storage import staging as module


def tree(root: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


def build(stage: module.Staging, content: bytes) -> Path:
    folder = stage.new_place()
    folder.mkdir()
    (folder / "bagit.txt").write_bytes(content)
    return folder
