"""Document folders that tests make, one sound one to spoil in many ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image

TEXT = """\
7. Letter From President Orlan to the Secretary of State1

Port Lorne, May 2, 1959.

Dear Mr. Secretary: I thank you for your letter.2 The harbor [Page 12] is open.

  1. Source: Kestanian State Archive, RG 3, Box 4. Confidential.
  2. Not printed. [1 line not declassified]
"""
METADATA = """\
volume: {id: frus1958-60v99}
id: d7
title: Letter From President Orlan to the Secretary of State
kind: letter
language: en
rights: Public domain
"""
IMAGES = ("p11.png", "p12.png")
NAME = "frus1958-60v99/frus1958-60v99-d7"


def document_folder(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """A sound document folder, but for `files`: what is given replaces, None takes away."""
    folder.mkdir(parents=True)
    contents = {"metadata.yaml": METADATA, "transcription.txt": TEXT, **(files or {})}
    for name, content in contents.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def add_images(folder: Path, names: tuple[str, ...] = IMAGES) -> Path:
    """Give a document folder small page images of different content."""
    images = folder / "page-images"
    images.mkdir(exist_ok=True)
    for shade, name in enumerate(names):
        Image.new("L", (40, 60), 100 + shade).save(images / name)
    return folder
