"""Make the page of one package, unless the page is there and the package did not change."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from frus_pack.bag.tag_files.parsed import BAG_INFO
from frus_pack.errors import FrusPackError
from frus_pack.keeping.history import PastCheck
from frus_pack.ocfl.discovery import opened_package
from frus_pack.package.package import Package
from frus_pack.package.paths import METADATA_PATH
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.fixity import ALGORITHMS
from frus_pack.viewing.document_page import make_page, page_key
from frus_pack.viewing.history import checks_of
from frus_pack.viewing.page_records import PageRecord, read_record
from frus_pack.viewing.site_documents import SiteDocuments
from frus_pack.viewing.site_folder import SiteFolder

_SHORT = 4 << 20


@dataclass(frozen=True)  # no slots: sent to workers
class PageTask:
    """The page of a document, and its package."""

    identifier: str
    path: Path


def view_page(
    task: PageTask,
    site: SiteFolder,
    site_documents: SiteDocuments,
    ledger: Path | None,
    *,
    again: bool,
) -> Viewed:
    """Make the page of a package. Without `again` a page that is still right is left as it is.

    Raises SiteStorageError if the site cannot be written, and StorageError if the package cannot
    be read.
    """
    name = f"{task.identifier}.html"
    with opened_package(task.path) as package:
        state = _state_of(package)
        checks = checks_of(task.path, ledger)
        before = None if again else read_record(site.path(name))
        if before is not None and _is_right(before, task, site, site_documents, state, checks):
            return _outcome(task, site.path(name), before, is_new=False)
        made = make_page(package, site, site_documents, state, checks)
    site.write(name, made.html.encode("utf-8", "backslashreplace"))
    return _outcome(task, site.path(name), made.record, is_new=True)


def _state_of(package: Package) -> str:
    """Return a digest that changes with every deliberate change of the package.

    It covers bag-info.txt, which holds the seal, and the tag manifests, which list the digests of
    all manifests. Raises StorageError if one of them cannot be read.
    """
    digest = hashlib.sha256(os.fsencode(package.path))
    listed = (f"{kind}manifest-{name}.txt" for kind in ("tag", "") for name in ALGORITHMS)
    for path in (BAG_INFO, METADATA_PATH, *listed):
        if path in package:
            digest.update(f"\0{path}\0".encode())
            digest.update(package.read(path, _SHORT))
    return digest.hexdigest()


def _is_right(
    before: PageRecord,
    task: PageTask,
    site: SiteFolder,
    site_documents: SiteDocuments,
    state: str,
    checks: tuple[PastCheck, ...],
) -> bool:
    if before.key != page_key(site_documents, task.identifier, state, checks, before.pointers):
        return False
    volume = task.identifier.partition("/")[0]
    return all(site.holds(f"{volume}/images/{file}") for file in before.files)


def _outcome(task: PageTask, page: Path, record: PageRecord, *, is_new: bool) -> Viewed:
    return Viewed(
        source=str(task.path),
        identifier=task.identifier,
        status="made" if is_new else "unchanged",
        path=page,
        verdict=record.verdict,
        checked=record.checked,
    )


@dataclass(frozen=True, kw_only=True)  # no slots: sent by workers
class Viewed(Outcome):
    """What became of one package.

    Attributes:
        source: The package's path.
        identifier: The document's identifier; empty where the package could not be read.
        status: ``made``; ``unchanged``, where the page of before is still right; or ``failed``.
        path: The page.
        verdict: What validation said when the page was made, at `checked` (UTC, ISO 8601).
        error: Why it failed.
    """

    source: str
    identifier: str
    status: Literal["made", "unchanged", "failed"]
    path: Path | None = None
    verdict: str = ""
    checked: str = ""
    error: FrusPackError | None = None

    @classmethod
    def failure(cls, source: str, error: FrusPackError, identifier: str = "") -> Viewed:
        """Return the outcome of a package that has no page."""
        return cls(source=source, identifier=identifier, status="failed", error=error)
