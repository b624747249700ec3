"""Embedded page images that an amendment replaces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from os import PathLike
from pathlib import Path, PurePosixPath

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.page_images.seen_images import SeenImage
from frus_pack.document import strict_json
from frus_pack.document.amendment import Change
from frus_pack.document.page import Page, Rendition
from frus_pack.errors import Problem, SourceError
from frus_pack.images.image_inspection import ImageFacts, inspect_file
from frus_pack.package.package import pages_from_json
from frus_pack.package.paths import PAGE_IMAGES_PATH
from frus_pack.storage.regular_file import read_bytes

_LARGEST_LIST = 8 << 20

Replaced = tuple[tuple[Page, ...], dict[BagPath, bytes], tuple[Change, ...]]
"""The pages, the new images by path in the bag, and what changed."""


def replaced_images(bag: Bag, images: Mapping[str, str | PathLike[str]]) -> Replaced:
    """Return the pages of a package with these embedded images replaced.

    Raises SourceError for a list of pages that cannot be understood, for a name that not just one
    embedded image has, for a file of another format, and for a damaged image.
    """
    try:
        pages = pages_from_json(strict_json.parse(bag.read(PAGE_IMAGES_PATH, _LARGEST_LIST)))
    except ValueError as error:
        raise SourceError(Problem(PAGE_IMAGES_PATH, f"cannot be understood: {error}")) from error
    contents: dict[BagPath, bytes] = {}
    changed: list[Change] = []
    for name, given in ((name, Path(image)) for name, image in images.items()):
        old = _named(pages, name, given.suffix.lower())
        new, content = _inspected(old, given)
        if new.sha512 != old.sha512:
            contents[BagPath(f"data/{old.file}")] = content
            changed.append(
                Change(pointer=f"page-images/{name}", before=old.sha512, after=new.sha512)
            )
            pages = tuple(_with(page, old, new) for page in pages)
    return pages, contents, tuple(changed)


def recorded_images(pages: Iterable[Page]) -> Iterator[SeenImage]:
    """Yield the embedded images as a package records them.

    Packing decoded each of them. Where the seal is whole, the records are as packing wrote them.
    So an image with the recorded digest need not be decoded again.
    """
    for one in (rendition for page in pages for rendition in page.renditions):
        if one.file and one.sha512 and one.media_type and one.width and one.height and one.mode:
            facts = ImageFacts(
                media_type=one.media_type,
                width=one.width,
                height=one.height,
                mode=one.mode,
                bits=one.bits or 0,
                dpi=one.dpi,
                frames=one.frames or 1,
                trailing_bytes=0,
            )
            yield SeenImage(BagPath(f"data/{one.file}"), one.sha512, facts, None)


def _named(pages: tuple[Page, ...], name: str, suffix: str) -> Rendition:
    """Return the embedded image of a name; the suffix decides if several have the name."""
    found = {one.file: one for one in _embedded(pages) if _has_name(one, name)}
    if len(found) > 1:
        found = {file: one for file, one in found.items() if str(file).endswith(suffix)}
    if len(found) != 1:
        known = ", ".join(sorted({PurePosixPath(str(one.file)).name for one in _embedded(pages)}))
        what = "several images have" if found else "no embedded image has"
        message = f"{what} the name {name!r}"
        raise SourceError(Problem("page images", message, advice=f"the package has {known}"))
    return next(iter(found.values()))


def _embedded(pages: tuple[Page, ...]) -> Iterator[Rendition]:
    return (one for page in pages for one in page.renditions if one.file)


def _has_name(rendition: Rendition, name: str) -> bool:
    path = PurePosixPath(str(rendition.file))
    return name in (path.name, path.stem, str(path))


def _inspected(old: Rendition, given: Path) -> tuple[Rendition, bytes]:
    content = read_bytes(given)
    facts = inspect_file(BytesIO(content), f"{given.stem}{PurePosixPath(str(old.file)).suffix}")
    if facts.media_type != old.media_type:
        message = f"is {facts.media_type}, and the image it would replace is {old.media_type}"
        raise SourceError(Problem(str(given), message))
    new = replace(
        old,
        width=facts.width,
        height=facts.height,
        mode=facts.mode,
        bits=facts.bits,
        dpi=facts.dpi,
        frames=facts.frames if facts.frames > 1 else None,
        octets=len(content),
        sha512=hashlib.sha512(content).hexdigest(),
        name=given.name,
    )
    return new, content


def _with(page: Page, old: Rendition, new: Rendition) -> Page:
    renditions = (new if one.file == old.file else one for one in page.renditions)
    return replace(page, renditions=tuple(renditions))
