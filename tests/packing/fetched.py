"""A document whose page images are left to be fetched, and its package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frus_pack
from frus_pack import Package
from tests.support.folders import document_folder
from tests.support.packages import DESCRIPTION, LETTER, SCANS, scan

SERIES = "https://static.history.state.gov/frus/frus1958-60v99"
IMAGES = {f"{name}.png": scan(int(name)) for name in SCANS}
DAY = "2026-01-02"


def source(folder: Path, images: dict[str, bytes] | None = None, facs: bool = True) -> Path:
    """A document folder with page images named by their scans."""
    given = IMAGES if images is None else images
    lines = DESCRIPTION.splitlines(keepends=True)
    description = "".join(one for one in lines if facs or not one.startswith("facs"))
    files: dict[str, str | bytes | None] = {
        "metadata.yaml": description,
        "transcription.txt": LETTER,
        **{f"page-images/{name}": content for name, content in given.items()},
    }
    return document_folder(folder, files)


def packed(folder: Path, deposit: Path, images_as: Any = "fetched", **options: Any) -> Package:
    (document,) = frus_pack.read(folder, images_as=images_as)
    return frus_pack.pack(document, deposit, bagging_date=DAY, **options)
