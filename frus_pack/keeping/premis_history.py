"""PREMIS of packages, with the fixity checks that a ledger has of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.crosswalks.premis.premis import to_premis
from frus_pack.crosswalks.record import FixityEvent
from frus_pack.exporting.export import read_record
from frus_pack.exporting.export_all import Exported, Exporter, export_each
from frus_pack.keeping.check_outcomes import LOST
from frus_pack.keeping.history import package_history
from frus_pack.keeping.ledger import open_to_query
from frus_pack.package.package import open_package
from frus_pack.storage.given_paths import AnyPath, folder_to_fill, one_or_many
from frus_pack.workers.progress import OnProgress


def export_premis(package: str | PathLike[str], *, ledger: str | PathLike[str]) -> bytes:
    """Describe a package in PREMIS, with each of its fixity checks as an event.

    Args:
        package: The package.
        ledger: The ledger of its checks; the package is looked for by its path.

    Returns:
        PREMIS 3.0, XML in UTF-8.

    Raises:
        StorageError: The package cannot be read, or the ledger does not know it.

    Example:
        >>> frus_pack.export_premis("deposit/v/v-d1", ledger="fixity.sqlite")  # doctest: +SKIP
    """
    checks = _fixity_checks(Path(package), ledger=Path(ledger))
    with open_package(Path(package)) as opened:
        return to_premis(replace(read_record(opened), fixity_checks=checks))


def export_premis_all(
    packages: AnyPath | Iterable[AnyPath],
    to: AnyPath,
    *,
    ledger: str | PathLike[str],
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Exported]:
    """Describe many packages in PREMIS, each with its fixity checks; see `export_all`.

    Args:
        packages: One path or many: packages, or folders that hold them at any depth.
        to: The folder for what is made; made if needed.
        ledger: The ledger of their checks.
        jobs: The number of processes, by default one a core.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Yields:
        An `Exported` for each package, as they finish. A package that the ledger does not know
        fails alone.

    Raises:
        StorageError: `to` is a file, or the ledger cannot be used.
        TypeError: `packages` is neither a path nor several.

    Example:
        >>> for one in frus_pack.export_premis_all("deposit", "records", ledger="fixity.sqlite"):
        ...     print(one.status, one.path)
    """
    with open_to_query(Path(ledger)):
        pass  # one error for all, where the ledger itself is at fault
    checks = partial(_fixity_checks, ledger=Path(ledger).absolute())
    exporter = Exporter(form="premis", to=folder_to_fill(to), base_url="", fixity_checks=checks)
    yield from export_each(
        list(one_or_many(packages, "packages")), exporter, jobs, progress=progress
    )


def _fixity_checks(package: Path, ledger: Path) -> tuple[FixityEvent, ...]:
    return tuple(
        FixityEvent(
            when=one.checked,
            outcome=one.outcome,
            succeeded=one.outcome not in LOST,
            agent=f"frus-pack {one.version}",
        )
        for one in package_history(package, ledger=ledger)
    )
