"""The wrong inputs: a folder with them all, each under the name of its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from tests.support.folders import METADATA, TEXT, add_images, document_folder
from tests.support.image_files import drawn, encoded

Files: TypeAlias = Mapping[str, str | bytes | None]
Make: TypeAlias = Callable[[Path], object]


def with_files(**files: str | bytes | None) -> Make:
    """A document folder in which `yaml`, `json`, `text` or `xml` is another, or None is away."""
    names = {
        "yaml": "metadata.yaml",
        "json": "metadata.json",
        "text": "transcription.txt",
        "xml": "transcription.xml",
    }
    return lambda folder: document_folder(
        folder, {names[name]: content for name, content in files.items()}
    )


def field(old: str, new: str) -> Make:
    """A document folder whose description has something else in the place of `old`."""
    assert old in METADATA
    return with_files(yaml=METADATA.replace(old, new))


def more(lines: str) -> Make:
    """A document folder whose description has further lines."""
    return with_files(yaml=METADATA + lines)


def text(old: str, new: str) -> Make:
    """A document folder whose reading text has something else in the place of `old`."""
    assert old in TEXT
    return with_files(text=TEXT.replace(old, new))


def images(files: Mapping[str, bytes | str]) -> Make:
    """A document folder with these page images."""
    return lambda folder: document_folder(
        folder, {f"page-images/{name}": content for name, content in files.items()}
    )


def file(name: str, content: str | bytes) -> Make:
    """A single file in the place of a folder."""

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)

    return make


def png() -> bytes:
    """A small page image."""
    return encoded(drawn("L", (40, 60)), "png")


def good_images(folder: Path) -> Path:
    """A document folder with an image of each page."""
    return add_images(document_folder(folder))
