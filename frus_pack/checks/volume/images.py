"""The page images of a volume: one of each page, whole, of its size, under its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from frus_pack.checks.volume import image_doubles
from frus_pack.checks.volume import image_numbers as volume_image_numbers
from frus_pack.checks.volume import image_sizes as volume_image_sizes
from frus_pack.checks.volume.image_numbers import PlacedPages
from frus_pack.checks.volume.image_sets import ImageSet
from frus_pack.checks.volume.volume import ReadVolume
from frus_pack.images.image_folder import ImageFolder
from frus_pack.images.image_inspection import UNREADABLE
from frus_pack.requirements.finding import Finding


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
    doubles = sorted(
        sorted(map(names.__getitem__, same)) for same in image_doubles.same_files(names)
    )
    for same in doubles:
        message = f"{', '.join(same)} are one and the same image"
        yield Finding("images.double", one.name, message)
    doubled = frozenset(name for same in doubles for name in same)
    yield from volume_image_sizes.check_sizes(volume, one, placed, doubled)


def _at_once(findings: Iterable[Finding], everywhere: str) -> Iterator[Finding]:
    """What was found in several places alike, told once with all of them, or none if it is so
    `everywhere`."""
    places: dict[tuple[str, str, str | None, str | None], list[str]] = defaultdict(list)
    for one in findings:
        places[one.code, one.message, one.expected, one.found].append(one.location)
    for (code, message, expected, found), locations in places.items():
        location = ", ".join(locations)
        yield Finding(code, "" if location == everywhere else location, message, expected, found)
