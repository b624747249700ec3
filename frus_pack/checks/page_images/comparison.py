"""The images of a document beside each other: the same one twice, one of another size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.page_images.page_list import ListedImage
from frus_pack.images import image_sizes
from frus_pack.images.image_inspection import ImageFacts
from frus_pack.images.image_sizes import is_far
from frus_pack.requirements.finding import Finding


@dataclass(frozen=True, slots=True)
class _Sized:
    """An image and its size in pixels."""

    image: ListedImage
    width: int
    height: int


def compare_images(
    images: Sequence[ListedImage], facts: Mapping[BagPath, ImageFacts]
) -> Iterator[Finding]:
    """Report images that occur twice, and images of an unusual size.

    `facts` has what was found in each image that is in the package and whole.
    """
    yield from _twice(images)
    kinds: dict[tuple[str, str, str], list[_Sized]] = defaultdict(list)
    for image in images:
        if sized := _sized(image, facts.get(image.path)):
            kinds[_kind(image)].append(sized)
    for alike in kinds.values():
        yield from _odd_sizes(alike)


def _twice(images: Sequence[ListedImage]) -> Iterator[Finding]:
    first: dict[str, ListedImage] = {}
    for image in images:
        digest = image.rendition.sha512
        if digest is None:
            continue
        other = first.setdefault(digest, image)
        if other.listed.scan != image.listed.scan:
            page, other_page = image.listed.page.page, other.listed.page.page
            message = f"pages {other_page} and {page} have the same image"
            yield Finding("page-images.image-twice", image.place(), message)


def _sized(image: ListedImage, facts: ImageFacts | None) -> _Sized | None:
    """Return the size found, or else recorded; None if neither is known."""
    if facts is not None:
        return _Sized(image, facts.width, facts.height)
    width, height = image.rendition.width, image.rendition.height
    return _Sized(image, width, height) if width and height else None


def _kind(image: ListedImage) -> tuple[str, str, str]:
    """Return which images are made alike: by role, folder of origin, and format."""
    name = image.rendition.file or image.rendition.name or image.rendition.url or ""
    return image.rendition.role, name.rpartition("/")[0], name.rpartition(".")[2].lower()


def _odd_sizes(alike: Sequence[_Sized]) -> Iterator[Finding]:
    width, height = image_sizes.typical([(one.width, one.height) for one in alike])
    for one in alike:
        if is_far(one.width, width) or is_far(one.height, height):
            message = f"page {one.image.listed.page.page} has an image of another size"
            expected, found = f"about {width} × {height}", f"{one.width} × {one.height}"
            yield Finding("page-images.size-unusual", one.image.place(), message, expected, found)
