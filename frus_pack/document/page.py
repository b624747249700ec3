"""A printed page and its images, as page-images.json has them (schemas/page-images.schema.json)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Extra = Mapping[str, Any]
"""The user's own ``x-…`` keys of an object, kept as they are."""


Role = Literal["master", "access"]
Status = Literal["embedded", "referenced", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One image of a page. Sizes in pixels, `dpi` horizontal and vertical, `bits` a sample.

    `file` is the name under ``data/`` of an embedded rendition, `url` where a referenced one is
    published, `name` the local file it was read from. Two fields exist only while packing, and are
    not recorded: `path` is the local file, and `to_fetch` says that the package will not hold it,
    but name its `url` in fetch.txt.
    """

    status: Status
    role: Role
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    mode: str | None = None
    bits: int | None = None
    dpi: tuple[float, float] | None = None
    frames: int | None = None
    octets: int | None = field(default=None, metadata={"key": "bytes"})
    sha512: str | None = None
    name: str | None = None
    file: str | None = None
    url: str | None = None
    path: Path | None = field(default=None, metadata={"recorded": False})
    to_fetch: bool = field(default=False, metadata={"recorded": False})
    extra: Extra = field(default_factory=dict)

    @property
    def bag_path(self) -> str | None:
        """Its path in the bag, ``data/page-images/0371.png``; None if it is not embedded."""
        return f"data/{self.file}" if self.file else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A printed page of the document, the number of its scan (`facs`), its web address, its images.

    `sequence` is its place in the document, from 1, which distinguishes pages of one number.
    """

    page: str
    sequence: int
    facs: str | None = None
    url: str | None = None
    renditions: tuple[Rendition, ...] = ()
    extra: Extra = field(default_factory=dict)
