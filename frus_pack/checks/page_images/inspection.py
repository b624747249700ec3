"""Inspect the images of a package: each once, several at a time, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import BinaryIO, Literal

from PIL import Image

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.errors import Problem, SourceError
from frus_pack.images.image_inspection import ImageFacts, inspect_file
from frus_pack.storage.parallel import all_cores, in_threads

LARGEST_IN_ARCHIVE = 256 << 20
"""Bytes of an image that is read out of an archive into memory. In a folder there is no limit."""

_WAITING_OCTETS = 256 << 20
_WORTH_THREADS = 32 << 10

Appearance = Literal["one-colour", "dark", "blank"]
"""Each a code of the table: ``page-images.`` and this."""

_SIDE = 600
"""Pixels of the longer side that are looked at: every fifth or so of a letter page at 300 dpi."""

_MARGIN = 0.05
"""Of width and height, at either side: scans of empty pages have shadows at the edges."""

_SAME = 8
_INK = 32
_DARK = 64
_LEAST_INK = 0.0005
"""Of the pixels: a printed page number alone has less, a short line of text more."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """The facts of an image and its appearance, or the problem with it.

    If there are neither facts nor a problem, `unread` says why it could not be read, or
    `passed_over` why it was not inspected.
    """

    path: BagPath
    facts: ImageFacts | None = None
    appearance: Appearance | None = None
    problem: Problem | None = None
    unread: str = ""
    passed_over: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """An image to look into, and how many bytes of it are in memory."""

    path: BagPath
    octets: int
    open: Callable[[], BinaryIO]


def inspect_each(document: PackagedDocument, paths: Sequence[BagPath]) -> Iterator[Inspected]:
    """Look into files of the bag, in any order; one decoded image a thread is in memory."""
    files = document.bag.files
    jobs = min(all_cores(), len(paths))
    if sum(files[path] for path in paths) < _WORTH_THREADS:
        jobs = 1
    if document.bag.form == "folder":
        yield from _in_threads(_tasks_of_folder(document, paths), jobs)
        return
    small = [path for path in paths if files[path] <= LARGEST_IN_ARCHIVE]
    unread = set(small)
    for inspected in _in_threads(_tasks_of_archive(document, small), jobs):
        unread.remove(inspected.path)
        yield inspected
    for path in paths:
        if path in unread:
            yield Inspected(path, unread="it cannot be read")
        elif files[path] > LARGEST_IN_ARCHIVE:
            message = f"it has {files[path]} bytes, too many to be read out of an archive"
            yield Inspected(path, passed_over=message)


def inspect_content(path: BagPath, content: bytes) -> Inspected:
    """Look into an image that is in memory."""
    return _inspect(_Task(path, len(content), partial(BytesIO, content)))


def _tasks_of_folder(document: PackagedDocument, paths: Sequence[BagPath]) -> Iterator[_Task]:
    for path in paths:
        yield _Task(path, 0, partial(document.bag.open_file, path))


def _tasks_of_archive(document: PackagedDocument, paths: Sequence[BagPath]) -> Iterator[_Task]:
    for path, content in _contents(document, paths):
        yield _Task(path, len(content), partial(BytesIO, content))


def _contents(
    document: PackagedDocument, paths: Sequence[BagPath]
) -> Iterator[tuple[BagPath, bytes]]:
    if document.bag.form.startswith("tar."):
        # A compressed tar file is read from front to back, so all of them in one pass.
        yield from document.read_each(paths, LARGEST_IN_ARCHIVE)
        return
    for path in paths:
        content = document.read(path, LARGEST_IN_ARCHIVE)
        if content is not None:
            yield path, content


def _in_threads(tasks: Iterator[_Task], jobs: int) -> Iterator[Inspected]:
    return in_threads(
        _inspect, tasks, jobs, octets=attrgetter("octets"), most_octets=_WAITING_OCTETS
    )


def _inspect(task: _Task) -> Inspected:
    looks: list[Appearance | None] = []

    def look(image: Image.Image) -> None:
        looks.append(appearance(image))

    try:
        with task.open() as file:
            facts = inspect_file(file, task.path, look=look)
    except OSError as error:
        return Inspected(task.path, unread=f"it cannot be read: {error.strerror}")
    except SourceError as error:
        (problem,) = error.problems
        if problem.kind == "unreadable":
            return Inspected(task.path, unread=f"it {problem.message}")
        return Inspected(task.path, problem=problem)
    return Inspected(task.path, facts, next(iter(looks), None))


def appearance(image: Image.Image) -> Appearance | None:
    """Return what is odd about a decoded image; None if nothing is, or it is unknown."""
    grey = _grey(_sampled(image))
    if grey is None:
        return None
    levels = grey.histogram()
    present = [level for level, count in enumerate(levels) if count]
    if present[-1] - present[0] <= _SAME:
        return "one-colour"
    total = sum(levels)
    if sum(level * count for level, count in enumerate(levels)) < _DARK * total:
        return "dark"
    paper = _median(levels, total)
    ink = sum(levels[: max(0, paper - _INK)]) + sum(levels[paper + _INK :])
    return "blank" if ink < _LEAST_INK * total else None


def _sampled(image: Image.Image) -> Image.Image:
    """Single pixels at even distances, which costs next to nothing beside the decoding."""
    width, height = image.size
    scale = min(1.0, _SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    x, y = width * _MARGIN, height * _MARGIN
    box = (x, y, width - x, height - y)
    sampled = image.resize(size, Image.Resampling.NEAREST, box)
    # Pillow warns on standard error that it cannot keep some transparencies of a palette.
    sampled.info.pop("transparency", None)
    return sampled


def _grey(image: Image.Image) -> Image.Image | None:
    """Return the image in 256 levels of grey; None for modes that have no plain meaning as such."""
    if image.mode.startswith("I;16"):
        high = 0 if image.mode == "I;16B" else 1
        return Image.frombytes("L", image.size, image.tobytes()[high::2])
    if image.mode in ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"):
        return image.convert("L")
    return image.getchannel(0) if image.mode == "LAB" else None


def _median(levels: Sequence[int], total: int) -> int:
    seen = 0
    for level, count in enumerate(levels):
        seen += count
        if 2 * seen >= total:
            return level
    return len(levels) - 1
