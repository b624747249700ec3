"""Packages to ingest: one document in several states, and snapshots of what became of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import frus_pack
from tests.support.folders import METADATA, add_images, document_folder, read_document

DOCUMENT = "frus1958-60v99/d7"
IDENTIFIER = f"info:frus/{DOCUMENT}"
NAME = "frus1958-60v99-d7"


def make_package(
    folder: Path, subject: str = "Harbor", *, document: str = "d7", images: bool = True
) -> Path:
    """A small package, with two page images or none; `subject` makes the difference between
    states."""
    metadata = METADATA.replace("id: d7", f"id: {document}")
    source = document_folder(
        folder / "source", {"metadata.yaml": f"{metadata}subject: {subject}\n"}
    )
    if images:
        add_images(source)
    made = frus_pack.pack(read_document(source), folder / "deposit", bagging_date=date(2024, 5, 6))
    return made.path


def tree(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Everything below a folder: when it was last changed, and its bytes."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() and not path.is_symlink() else None,
        )
        for path in (folder, *sorted(folder.rglob("*")))
    }
