"""Page images as a browser shows them. Masters that no browser reads become JPEG or PNG files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from frus_pack.document.page import Page, Rendition
from frus_pack.errors import SourceError, StorageError, UnreadableFileError
from frus_pack.images.image_inspection import open_image
from frus_pack.package.package import Package
from frus_pack.viewing.site_folder import SiteFolder, SiteStorageError

_SHOWN_AS_THEY_ARE = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_LONGEST_SIDE = 2400
"""Pixels of a derivative: a letter page at 218 dpi, on which every printed word can be read."""
_QUALITY = 82
_FORM = b"1"
"""Raise it when derivatives are made in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownImage:
    """One rendition of a page. `source` is its address from the page of the document; without one,
    `missing` says why there is nothing to see."""

    role: str
    source: str | None = None
    width: int | None = None
    height: int | None = None
    derived_from: str = ""
    missing: str = ""
    url: str | None = None
    is_unread: bool = False
    """Whether its file could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A printed page and its images, the access copy first."""

    page: str
    facs: str | None
    images: tuple[ShownImage, ...]

    @property
    def has_image(self) -> bool:
        """Whether there is anything to see."""
        return any(one.source for one in self.images)


def shown_pages(package: Package, site: SiteFolder, folder: str) -> tuple[ShownPage, ...]:
    """Put the images of a package into a folder of the site, and return its pages.

    An image that cannot be shown does not stop the others: the page says why.
    """
    return tuple(
        ShownPage(
            page=page.page,
            facs=page.facs,
            images=tuple(_shown(package, one, site, folder) for one in _in_order(page.renditions)),
        )
        for page in package.pages
    )


def statuses(pages: Sequence[Page]) -> Iterator[str]:
    """Yield what there is of each page's image, at best: ``embedded``, ``referenced`` or
    ``missing``."""
    for page in pages:
        found = {one.status for one in page.renditions}
        yield next((one for one in ("embedded", "referenced") if one in found), "missing")


def _in_order(renditions: Sequence[Rendition]) -> list[Rendition]:
    return sorted(renditions, key=lambda one: one.role != "access")


def _shown(package: Package, image: Rendition, site: SiteFolder, folder: str) -> ShownImage:
    if image.file is None or image.bag_path is None:
        return ShownImage(role=image.role, missing=image.status, url=image.url)
    try:
        content = package.read(image.bag_path)
        name, derived = _put(content, image.file, site, folder)
    except SiteStorageError:
        raise
    except (StorageError, SourceError) as error:
        return ShownImage(
            role=image.role,
            missing=f"cannot be shown: {error}",
            url=image.url,
            is_unread=isinstance(error.__cause__, UnreadableFileError),
        )
    return ShownImage(
        role=image.role,
        source=name,
        width=image.width,
        height=image.height,
        derived_from=(image.media_type or "") if derived else "",
        url=image.url,
    )


def _put(content: bytes, path: str, site: SiteFolder, folder: str) -> tuple[str, bool]:
    """Write an image, named by its content, unless it is there. Return its address from a page in
    the folder, and whether it is a derivative."""
    suffix = next((end for head, end in _SHOWN_AS_THEY_ARE.items() if content.startswith(head)), "")
    if suffix:
        name = f"images/{hashlib.sha256(content).hexdigest()[:32]}.{suffix}"
        if not site.holds(f"{folder}/{name}"):
            site.write(f"{folder}/{name}", content)
        return name, False
    stem = hashlib.sha256(_FORM + content).hexdigest()[:32]
    for made in ("png", "jpg"):
        if site.holds(f"{folder}/images/{stem}.{made}"):
            return f"images/{stem}.{made}", True
    derivative, suffix = _derivative(content, path)
    site.write(f"{folder}/images/{stem}.{suffix}", derivative)
    return f"images/{stem}.{suffix}", True


def _derivative(content: bytes, path: str) -> tuple[bytes, str]:
    """Return an image for the screen and its suffix. Raises SourceError if it cannot be decoded."""
    image = open_image(io.BytesIO(content), path)
    out = io.BytesIO()
    try:
        is_bilevel = image.mode == "1"
        small = _for_the_screen(image)
        small.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        if is_bilevel:
            small.quantize(16).save(out, "PNG", optimize=True)
        else:
            small.save(out, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, MemoryError, SyntaxError) as error:
        raise StorageError(f"it cannot be decoded: {error}") from error
    return out.getvalue(), "png" if is_bilevel else "jpg"


def _for_the_screen(image: Image.Image) -> Image.Image:
    """Return an image in shades of grey or in colours of 8 bits."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("1", "L", "LA"):
        return image.convert("L")
    return image.convert("RGB")
