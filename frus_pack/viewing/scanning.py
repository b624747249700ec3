"""Which packages there are to show: their documents and pages. Nothing is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.document.package_name import names_files
from frus_pack.errors import FrusPackError, StorageError, detached
from frus_pack.ocfl.discovery import find_openable, opened_package
from frus_pack.viewing.site_documents import Listed
from frus_pack.viewing.view_page import Viewed
from frus_pack.workers.batch import Refused, one_by_one, or_refused, run_batch


@dataclass(frozen=True)  # no slots: sent by workers
class Scanned:
    """A package that was found, and what the site lists of its document."""

    path: Path
    identifier: str
    listed: Listed


def scan(
    paths: Iterable[Path],
    volumes: dict[str, dict[str, Scanned]],
    limits: Limits | None,
    jobs: int | None,
) -> Iterator[Viewed]:
    """Find the packages that paths are or hold, and put them into `volumes`.

    Of two packages of one document the first by its path is taken.

    Yields:
        A failure for each package that has no place in the site.
    """
    work = partial(one_by_one, work=partial(_scanned, limits=limits), failed=_failed)
    outcomes: Iterator[Scanned | Viewed] = run_batch(paths, _find, work, _failed, jobs=jobs)
    for one in outcomes:
        if isinstance(one, Viewed):
            yield one
            continue
        volume, _, document = one.identifier.partition("/")
        found = volumes.setdefault(volume, {})
        other = found.get(document)
        if other is None:
            found[document] = one
            continue
        first, second = sorted((other, one), key=lambda each: each.path)
        found[document] = first
        if first.path != second.path:
            message = f"is not shown: the site shows {one.identifier} from {first.path}"
            yield _failed(str(second.path), StorageError(f"{second.path}: {message}"))


def _find(path: Path) -> Iterator[Path | Refused]:
    return or_refused(find_openable(path))


def _scanned(path: Path, limits: Limits | None) -> Scanned | Viewed:
    with opened_package(path, limits) as package:
        identifier = package.identifier
        if not names_files(identifier):
            message = f"has the identifier {identifier!r}, which cannot name a page"
            raise StorageError(f"{path}: {message} (expected frus1964-68v31/d151)")
        metadata = package.metadata
        heading = f"{metadata.number}. {metadata.title}" if metadata.number else metadata.title
        pages = tuple(page.page for page in package.pages)
        return Scanned(path, identifier, Listed(metadata.id, heading, pages))


def _failed(source: str, error: FrusPackError) -> Viewed:
    return Viewed.failure(source, detached(error))
