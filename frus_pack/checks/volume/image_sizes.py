"""The sizes of a volume's images, against those that facsimile gives, and against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from frus_pack.checks.volume.image_numbers import PlacedPages
from frus_pack.checks.volume.image_sets import ImageSet
from frus_pack.checks.volume.volume import ReadVolume
from frus_pack.images.image_sizes import Size, is_cut, is_far, is_part, size_in_words, typical
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.places import PageMark


def check_sizes(
    volume: ReadVolume, images: ImageSet, placed: PlacedPages, doubled: Collection[str]
) -> Iterator[Finding]:
    """Report images that are cut off or of another size.

    Images that another page has too are reported as such instead.
    """
    if not images.sizes:
        return
    usual = typical(list(images.sizes.values()))
    pages: dict[str, list[PageMark]] = defaultdict(list)
    for one in placed.pages:
        if one.image and one.image in images.sizes:
            pages[one.image].append(one.page)
    for image, shown in pages.items():
        size = images.sizes[image]
        given = list(filter(None, (images.size_given(volume.published(page)) for page in shown)))
        fault = _fault(size, given, usual)
        if fault and not (given and image in doubled):
            code, expected = fault
            message = f"the image of page {shown[0].page} is {_WORDS[code]}"
            location = images.images[image].name
            sizes = (size_in_words(expected), size_in_words(size))
            yield Finding(f"images.{code}", location, message, *sizes)


_WORDS = {
    "cut-off": "much shorter or narrower",
    "size-differs": "of another size than facsimile says",
    "size-unusual": "of another size than the others",
}


def _fault(size: Size, given: list[Size], usual: Size) -> tuple[str, Size] | None:
    """The code, and the size there should be. Two pages of one scan are content with one size."""
    differs = given and size not in given
    if is_cut(size, usual) or (differs and is_part(size, given[0])):
        return "cut-off", given[0] if differs else usual
    if differs:
        return "size-differs", given[0]
    if not given and any(is_far(side, proper) for side, proper in zip(size, usual, strict=True)):
        return "size-unusual", usual
    return None
