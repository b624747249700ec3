"""Check the page images of a volume: each page has one, whole, of usual size, of its own."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from frus_pack.checks.volume import image_numbers as volume_image_numbers
from frus_pack.checks.volume.image_numbers import PlacedPages
from frus_pack.checks.volume.image_sets import ImageSet
from frus_pack.checks.volume.read_volume import ReadVolume
from frus_pack.images.image_folder import ImageFolder
from frus_pack.images.image_inspection import UNREADABLE
from frus_pack.images.image_sizes import Size, is_cut, is_far, is_part, size_in_words, typical
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.places import PageMark
from frus_pack.storage.regular_file import open_regular

T = TypeVar("T", bound=Hashable)

_SAMPLE = 1 << 16


def check_images(
    volume: ReadVolume, folder: ImageFolder, sets: Sequence[ImageSet]
) -> Iterator[Finding]:
    """Everything about the images."""
    yield from _unusable(folder)
    if not sets:
        message = f"there is no image in {folder.path}, nor in its tiff/, large/, medium/ or small/"
        message += f", nor in those of its {volume.id}/"
        yield Finding("images.missing", "", message)
    found: list[Finding] = []
    for alike in _with_the_same_names(sets):
        placed = volume_image_numbers.place_pages(volume, alike)
        found += volume_image_numbers.check_numbers(alike, placed)
        for one in alike:
            found += _check_set(volume, one, placed)
    yield from _at_once(found, ", ".join(one.name for one in sets))


def _unusable(folder: ImageFolder) -> Iterator[Finding]:
    for images in folder.images.values():
        for image in images:
            if image.problem:
                yield Finding("images.unusable", image.name, image.problem.message)


def _with_the_same_names(sets: Iterable[ImageSet]) -> list[list[ImageSet]]:
    """Sets that were numbered together, as access images made from the masters are."""
    alike: dict[frozenset[str], list[ImageSet]] = defaultdict(list)
    for one in sets:
        alike[frozenset(one.images)].append(one)
    return list(alike.values())


def _check_set(volume: ReadVolume, one: ImageSet, placed: PlacedPages) -> Iterator[Finding]:
    for name, problem in one.problems.items():
        code = "images.unreadable" if problem.kind == UNREADABLE else "images.damaged"
        yield Finding(code, one.images[name].name, problem.message)
    names = {image.path: name for name, image in one.images.items()}
    doubles = sorted(sorted(map(names.__getitem__, same)) for same in same_files(names))
    for same in doubles:
        message = f"{', '.join(same)} are one and the same image"
        yield Finding("images.double", one.name, message)
    doubled = frozenset(name for same in doubles for name in same)
    yield from check_sizes(volume, one, placed, doubled)


def _at_once(findings: Iterable[Finding], everywhere: str) -> Iterator[Finding]:
    """Yield findings that are alike as one, with all their places; without a place if they are
    everywhere."""
    places: dict[tuple[str, str, str | None, str | None], list[str]] = defaultdict(list)
    for one in findings:
        places[one.code, one.message, one.expected, one.found].append(one.location)
    for (code, message, expected, found), locations in places.items():
        location = ", ".join(locations)
        yield Finding(code, "" if location == everywhere else location, message, expected, found)


def same_files(files: Iterable[Path]) -> Iterator[Sequence[Path]]:
    """Groups of files that are the same. Files of one size are looked into, and read whole if
    their middle is the same too. One that cannot be read is in no group."""
    for alike in _alike(files, _octets):
        for similar in _alike(alike, _sample):
            yield from _alike(similar, _digest)


def _alike(files: Iterable[Path], mark: Callable[[Path], T]) -> Iterator[Sequence[Path]]:
    groups: dict[T, list[Path]] = defaultdict(list)
    for file in files:
        try:
            groups[mark(file)].append(file)
        except OSError:
            continue
    return (group for group in groups.values() if len(group) > 1)


def _octets(file: Path) -> int:
    return file.stat().st_size


def _sample(file: Path) -> bytes:
    with open_regular(file) as opened:
        opened.seek(max(0, os.fstat(opened.fileno()).st_size - _SAMPLE) // 2)
        return hashlib.sha512(opened.read(_SAMPLE)).digest()


def _digest(file: Path) -> bytes:
    with open_regular(file) as opened:
        return hashlib.file_digest(opened, "sha512").digest()


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
    """Return the code, and the size there should be. Two pages of one scan are content with one
    size."""
    differs = given and size not in given
    if is_cut(size, usual) or (differs and is_part(size, given[0])):
        return "cut-off", given[0] if differs else usual
    if differs:
        return "size-differs", given[0]
    if not given and any(is_far(side, proper) for side, proper in zip(size, usual, strict=True)):
        return "size-unusual", usual
    return None
