"""Build a site: find packages, make pages by workers, then volumes, then the overview.

The contents of a volume are made as soon as all its pages are. The overview is made at the end,
also after an interrupt. So what exists after Ctrl-C can be used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from frus_pack.bag.forbidden_places import refuse_deposit_inside
from frus_pack.bag.reader import Limits
from frus_pack.errors import FrusPackError, StorageError, detached, fault_of_ours
from frus_pack.keeping.history import LedgerSummary, ledger_summary
from frus_pack.ocfl.discovery import find_packages
from frus_pack.viewing.assets import write_assets
from frus_pack.viewing.overview_page import overview
from frus_pack.viewing.page_records import read_volume_record
from frus_pack.viewing.scanning import Scanned, scan
from frus_pack.viewing.site_documents import (
    SiteDocuments,
    listed_volumes,
    natural,
    remove_list,
    write_list,
)
from frus_pack.viewing.site_folder import SiteFolder, SiteStorageError, opened_site, refuse_unfit
from frus_pack.viewing.view_page import PageTask, Viewed, view_page
from frus_pack.viewing.volume_page import make_volume, remove_volume
from frus_pack.workers.distributing import distribute
from frus_pack.workers.progress import OnProgress, Tick, measure, watched

_MOST_NAMED = 100


@dataclass(frozen=True)  # no slots: sent to workers
class VolumeTask:
    """A volume all of whose pages are made; `packages` are its documents and their paths."""

    volume: str
    packages: tuple[tuple[str, Path], ...]


@dataclass
class _Site:
    """A site that is being built: what was found, and what is still to be done."""

    folder: SiteFolder
    volumes: dict[str, dict[str, Scanned]]
    ledger: Path | None
    again: bool
    failed: list[tuple[str, str]]
    failed_count: int
    waiting: Counter[str] = field(default_factory=Counter)
    ready: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        return sum(map(len, self.volumes.values()))

    def tasks(self) -> Iterator[PageTask | VolumeTask]:
        """Yield the pages of all volumes, and each volume when its pages are back."""
        for volume in sorted(self.volumes, key=natural):
            for one in self.volumes[volume].values():
                yield from self.ready_tasks()
                yield PageTask(one.identifier, one.path)

    def ready_tasks(self) -> Iterator[VolumeTask]:
        """Yield the volumes whose pages are all made by now."""
        while self.ready:
            volume = self.ready.pop(0)
            found = self.volumes[volume]
            yield VolumeTask(volume, tuple((name, one.path) for name, one in found.items()))

    def note(self, outcome: Viewed) -> None:
        """Count one outcome of a page."""
        if outcome.error is not None:
            self.failed_count += 1
            if len(self.failed) < _MOST_NAMED:
                self.failed.append((outcome.source, str(outcome.error)))
        volume = outcome.identifier.partition("/")[0]
        self.waiting[volume] -= 1
        if not self.waiting[volume]:
            self.ready.append(volume)


def build_site(
    paths: Iterable[Path],
    to: Path,
    *,
    ledger: Path | None = None,
    again: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Viewed]:
    """Build or update a site, and yield what became of each package; see `frus_pack.view`."""
    given = list(paths)
    build = partial(_build, given, to, ledger, again, limits, jobs)
    return watched(progress, partial(measure, given, find_packages), build)


def _build(
    given: Sequence[Path],
    to: Path,
    ledger: Path | None,
    again: bool,
    limits: Limits | None,
    jobs: int | None,
    tick: Tick | None,
) -> Iterator[Viewed]:
    refuse_unfit(to)
    for path in given:
        refuse_deposit_inside(path, to)
    state = ledger_summary(ledger) if ledger is not None else None
    volumes: dict[str, dict[str, Scanned]] = {}
    failed: list[tuple[str, str]] = []
    failed_count = 0
    for outcome in scan(given, volumes, limits, jobs):
        failed_count += 1
        if len(failed) < _MOST_NAMED:
            failed.append((outcome.source, str(outcome.error)))
        yield outcome
    if not volumes:
        where = ", ".join(map(str, given))
        raise StorageError(f"{where}: no package was found, so no site was made")
    with opened_site(to) as folder:
        site = _Site(folder, volumes, ledger, again, failed, failed_count)
        yield from _built(site, jobs, state, tick)


def _built(
    site: _Site, jobs: int | None, ledger: LedgerSummary | None, tick: Tick | None
) -> Iterator[Viewed]:
    write_assets(site.folder)
    for volume in listed_volumes(site.folder):
        if volume not in site.volumes:
            remove_volume(volume, site.folder)
            remove_list(site.folder, volume)
    for volume, found in site.volumes.items():
        write_list(site.folder, volume, (one.listed for one in found.values()))
        site.waiting[volume] = len(found)
    work = partial(_work, site=site.folder, ledger=site.ledger, again=site.again)
    try:
        for tasks in (site.tasks(), site.ready_tasks()):
            for outcome in distribute(work, tasks, _lost, jobs, None, tick):
                if outcome is None:
                    continue
                site.note(outcome)
                yield outcome
    finally:
        _write_overview(site, ledger)


def _work(
    tasks: Iterator[PageTask | VolumeTask], site: SiteFolder, ledger: Path | None, again: bool
) -> Iterator[Viewed | None]:
    """Make pages and volumes. An error of one page costs no other, unless the site cannot be
    written."""
    site_documents = SiteDocuments(site)
    for task in tasks:
        if isinstance(task, VolumeTask):
            make_volume(task.volume, task.packages, site, site_documents)
            yield None
            continue
        try:
            yield view_page(task, site, site_documents, ledger, again=again)
        except SiteStorageError:
            raise
        except FrusPackError as error:
            yield _failed(task, site, error)
        except Exception as error:
            yield _failed(task, site, fault_of_ours(str(task.path), error))


def _failed(task: PageTask, site: SiteFolder, error: FrusPackError) -> Viewed:
    """Return the outcome of a page that cannot be made; the page of before would not be true."""
    site.remove(f"{task.identifier}.html")
    return Viewed.failure(str(task.path), detached(error), task.identifier)


def _lost(task: PageTask | VolumeTask) -> Viewed | None:
    if isinstance(task, VolumeTask):
        raise StorageError(f"{task.volume}: the worker that made its contents was killed")
    message = "the worker that had this was killed (run again to go on)"
    error = StorageError(f"{task.path}: {message}")
    return Viewed.failure(str(task.path), error, task.identifier)


def _write_overview(site: _Site, ledger: LedgerSummary | None) -> None:
    names = sorted(site.volumes, key=natural)
    found = (read_volume_record(site.folder.path(f"{name}.html")) for name in names)
    volumes = [one for one in found if one is not None]
    html = overview(
        volumes,
        failed=site.failed,
        failed_count=site.failed_count,
        expected=site.documents,
        ledger=ledger,
    )
    site.folder.write("index.html", html.encode())
