"""Inspection of the images of a package: each once, several at a time, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import BinaryIO

from PIL import Image

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.document import PackagedDocument
from frus_pack.checks.page_images.appearance import Appearance, appearance
from frus_pack.errors import Problem, SourceError
from frus_pack.images.image_inspection import ImageFacts, inspect_file
from frus_pack.storage.parallel import all_cores, in_threads

LARGEST_IN_ARCHIVE = 256 << 20
"""Bytes of an image that is read out of an archive into memory. In a folder there is no limit."""

_WAITING_OCTETS = 256 << 20
_WORTH_THREADS = 32 << 10


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
