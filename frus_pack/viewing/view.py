"""`frus_pack.view`: packages as pages to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.given_paths import AnyPath, one_or_many, one_path
from frus_pack.viewing.building import build_site
from frus_pack.viewing.view_page import Viewed
from frus_pack.workers.progress import OnProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Outcome):
    """A site that was built.

    Attributes:
        path: Its first page.
        made: Number of pages that were made.
        unchanged: Number of pages that were still right.
        failed: The packages that have no page, and why.
        not_valid: Number of documents whose package was not valid when its page was made.
    """

    path: Path
    made: int
    unchanged: int
    failed: tuple[Viewed, ...]
    not_valid: int


def view(
    paths: AnyPath | Iterable[AnyPath],
    to: AnyPath,
    *,
    ledger: AnyPath | None = None,
    again: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Site:
    """Write packages as a folder of static pages, which a browser opens from the disk.

    Each document has a page with its text beside its page images, its description, fixity and
    history; each volume has its contents and a search; ``index.html`` is an overview. A package is
    validated when its page is made, and the page says when that was.

    The site shows what is given: pages of other packages that an earlier call wrote are removed.
    A page is left as it is while its package has the same seal, unless `again` is true.

    Args:
        paths: One path or many. Each is a package, a folder that holds packages at any depth, or
            an OCFL storage root.
        to: The folder of the site: new, empty, or a site already.
        ledger: The ledger of `audit`, whose checks become part of the history.
        again: Validate every package again, and make every page anew.
        limits: What an archive may unpack to; by default `Limits()`.
        jobs: Number of processes; by default one a core.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        The site: what was made, and what failed.

    Raises:
        PackageExistsError: `to` holds something, and is not a site.
        SourceError: `to` is inside one of the paths.
        StorageError: No package was found, the site cannot be written, or the ledger cannot be
            read.
        TypeError: `paths` is neither a path nor several.

    Example:
        >>> site = frus_pack.view("deposit", to="site")
        >>> site.path.name, site.failed
        ('index.html', ())
    """
    site = one_path(to, "to")
    statuses: Counter[str] = Counter()
    failed: list[Viewed] = []
    not_valid = 0
    outcomes = build_site(
        one_or_many(paths, "paths"),
        site,
        ledger=None if ledger is None else Path(ledger),
        again=again,
        limits=limits,
        jobs=jobs,
        progress=progress,
    )
    for one in outcomes:
        statuses[one.status] += 1
        not_valid += one.verdict == "not valid"
        if one.error is not None:
            failed.append(one)
    return Site(
        path=site / "index.html",
        made=statuses["made"],
        unchanged=statuses["unchanged"],
        failed=tuple(failed),
        not_valid=not_valid,
    )
