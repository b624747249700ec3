"""Many packages exported at once, in one form."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from frus_pack.bag.forbidden_places import refuse_deposit_inside, refuse_inside_bag
from frus_pack.crosswalks.forms import CROSSWALKS, DSPACE, FORMS, IIIF, TABLES, ExportForm
from frus_pack.crosswalks.record import FixityEvent
from frus_pack.document.package_name import names_files, package_name
from frus_pack.errors import FrusPackError, PackageExistsError, StorageError, detached
from frus_pack.exporting.dspace_item import make_item
from frus_pack.exporting.export import in_form, read_record
from frus_pack.ocfl.discovery import find_openable, is_object, opened_package
from frus_pack.package.package import Package
from frus_pack.reports.outcome import Outcome
from frus_pack.storage.given_paths import AnyPath, folder_to_fill, one_or_many, one_path
from frus_pack.storage.new_file import write_whole
from frus_pack.workers.batch import Refused, one_by_one, or_refused, run_batch
from frus_pack.workers.chunks import Work
from frus_pack.workers.progress import OnProgress, measure

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Exported(Outcome):
    """What became of one package.

    Attributes:
        source: The package's path.
        status: ``exported``; ``unchanged``, where the same file existed; or ``failed``.
        path: The file, the item's folder, or the table that has the package's rows.
        rows: Its rows, where the form is a table.
        error: Why it failed.
    """

    source: str
    status: Literal["exported", "unchanged", "failed"]
    path: Path | None = None
    rows: tuple[Row, ...] = ()
    error: FrusPackError | None = None


def export_all(
    packages: AnyPath | Iterable[AnyPath],
    form: ExportForm,
    to: str | Path,
    *,
    base_url: str | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Exported]:
    """Export every package that `packages` are or hold at any depth, in one form.

    Args:
        packages: One path or many: packages, folders that hold them, or OCFL storage roots.
        form: One of the forms of `export`, ``iiif``, ``dspace``, or a table: ``csv``, ``bulkrax``
            or ``islandora``.
        to: The folder for what is made; made if needed. A package's file is
            ``VOLUME/NAME.FORM``, its item ``NAME``; a table is one file for all packages.
        base_url: For ``iiif``, the address at which the deposit is published.
        jobs: The number of processes, by default one a core.
        executor: An executor of yours that shares the work instead; see `pack_all`.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Yields:
        An `Exported` for each package, as they finish. One that fails does not stop the others.

    Raises:
        ValueError: The form is not known, ``iiif`` lacks its `base_url`, or both `jobs` and an
            `executor` are given.
        PackageExistsError: A table of other content exists.
        StorageError: `to` is a file, or the table cannot be written.
        TypeError: `packages` is neither a path nor several.

    Example:
        >>> for one in frus_pack.export_all("deposit", "mods", to="records"):
        ...     print(one.status, one.path)
    """
    if form not in FORMS:
        raise ValueError(f"{form!r} is not one of the forms {', '.join(FORMS)}")
    if form == IIIF and not base_url:
        raise ValueError("iiif needs base_url: the address at which the deposit is published")
    here: Callable[[Path], Path] = Path.absolute if executor is not None else Path
    refuse_inside_bag(one_path(to, "to"))
    exporter = Exporter(form=form, to=here(folder_to_fill(to)), base_url=base_url or "")
    places = list(map(here, one_or_many(packages, "packages")))
    outcomes = export_each(places, exporter, jobs, executor, progress)
    yield from _with_table(outcomes, exporter) if form in TABLES else outcomes


def export_each(
    places: Sequence[Path],
    exporter: Exporter,
    jobs: int | None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Exported]:
    """Export every package at or below the places, with workers."""
    return run_batch(
        places,
        partial(_find_outside, to=exporter.to),
        _work(exporter),
        _failed,
        jobs=jobs,
        executor=executor,
        progress=progress,
        measure=partial(measure, places, find_openable),
    )


def export_rows(
    packages: Iterable[AnyPath],
    form: ExportForm,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Exported]:
    """Yield the rows of every package for a table, which is not written."""
    exporter = Exporter(form=form, to=Path(), base_url="")
    places = list(map(Path, packages))
    amount = partial(measure, places, find_openable)
    yield from run_batch(
        places, _find, _work(exporter), _failed, jobs=jobs, progress=progress, measure=amount
    )


def table_of(outcomes: Iterable[Exported], form: str) -> bytes:
    """Return the table of exported packages as CSV, in the order of its first column."""
    table = TABLES[form]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(row for rows in sorted(one.rows for one in outcomes) for row in rows)
    return out.getvalue().encode()


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Exporter:
    """Exports packages in one form, to one folder. `fixity_checks` gives those of a package that
    its record is to have; it is sent to workers."""

    form: str
    to: Path
    base_url: str
    fixity_checks: Callable[[Path], tuple[FixityEvent, ...]] | None = None

    def export(self, path: Path) -> Exported:
        """Export one package. Raises FrusPackError."""
        if self.form == DSPACE:
            if is_object(path):
                advice = "`frus-pack retrieve` gives back packages, which become items"
                raise StorageError(f"{path}: is an OCFL object, not a package ({advice})")
            item = make_item(path, self.to)
            return Exported(
                source=str(path), status="exported" if item.is_new else "unchanged", path=item.path
            )
        with opened_package(path) as package:
            if not names_files(package.identifier):
                message = f"has the identifier {package.identifier!r}, which cannot name a file"
                raise StorageError(f"{path}: {message} (expected frus1964-68v31/d151)")
            if self.form in TABLES:
                return self._rows(package)
            return self._file(package)

    def _rows(self, package: Package) -> Exported:
        try:
            rows = tuple(TABLES[self.form].rows(read_record(package)))
        except ValueError as error:
            raise _not_exported(package, self.form, error) from error
        return Exported(source=str(package.path), status="exported", rows=rows)

    def _file(self, package: Package) -> Exported:
        metadata = package.metadata
        folder = self.to / metadata.volume.id
        file = "iiif.json" if self.form == IIIF else Path(CROSSWALKS[self.form].path).name
        final = folder / f"{package_name(metadata.volume.id, metadata.id)}.{file}"
        try:
            record = read_record(package, _address(package.path, folder))
            if self.fixity_checks:
                record = replace(record, fixity_checks=self.fixity_checks(package.path))
            content = in_form(package, record, self.form, self.base_url)
        except ValueError as error:
            raise _not_exported(package, self.form, error) from error
        is_new = _write_once(final, content)
        status: Literal["exported", "unchanged"] = "exported" if is_new else "unchanged"
        return Exported(source=str(package.path), status=status, path=final)


def _address(package: Path, folder: Path) -> str | None:
    """Return a package's relative address from a folder; None for an archive or OCFL object."""
    if not package.is_dir() or is_object(package):
        return None
    return f"{Path(os.path.relpath(package, folder)).as_posix()}/"


def _write_once(final: Path, content: bytes) -> bool:
    """Write a file under its name, whole or not at all; return whether it is new.

    Raises PackageExistsError if other content has the name, and StorageError.
    """
    try:
        if final.exists():
            if final.read_bytes() == content:
                return False
            advice = "remove it, or choose another folder"
            raise PackageExistsError(f"{final}: exists and has other content ({advice})")
        final.parent.mkdir(parents=True, exist_ok=True)
        write_whole(final, final.with_name(f".{final.name}.{os.getpid()}"), content)
    except OSError as error:
        raise StorageError(f"{final}: cannot be written: {error.strerror}") from error
    return True


def _with_table(outcomes: Iterable[Exported], exporter: Exporter) -> Iterator[Exported]:
    """Yield the outcomes when the table of their rows is written."""
    kept = list(outcomes)
    final = exporter.to / TABLES[exporter.form].file
    made = [one for one in kept if one.error is None]
    if made:
        _write_once(final, table_of(made, exporter.form))
    yield from (one if one.error else replace(one, path=final) for one in kept)


def _not_exported(package: Package, form: str, error: ValueError) -> StorageError:
    return StorageError(f"{package.path}: cannot be exported as {form}: {error}")


def _find(path: Path) -> Iterator[Path | Refused]:
    return or_refused(find_openable(path))


def _find_outside(path: Path, to: Path) -> Iterator[Path | Refused]:
    refuse_deposit_inside(path, to)
    return _find(path)


def _work(exporter: Exporter) -> Work[Path, Exported]:
    return partial(one_by_one, work=exporter.export, failed=_failed)


def _failed(source: str, error: FrusPackError) -> Exported:
    return Exported(source=source, status="failed", error=detached(error))
