"""PREMIS of a package, with the fixity checks that a ledger has of it."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

from frus_pack.crosswalks.premis.premis import to_premis
from frus_pack.crosswalks.record import FixityEvent
from frus_pack.exporting.export import read_record
from frus_pack.keeping.history import package_history
from frus_pack.keeping.recording import LOST
from frus_pack.package.package import open_package


def export_premis(package: str | PathLike[str], *, ledger: str | PathLike[str]) -> bytes:
    """Describe a package in PREMIS, with each of its fixity checks as an event.

    Args:
        package: The package.
        ledger: The ledger of its checks; it is looked for by its path.

    Returns:
        PREMIS 3.0, XML in UTF-8.

    Raises:
        StorageError: The package cannot be read, or the ledger does not know it.

    Example:
        >>> frus_pack.export_premis("deposit/v/v-d1", ledger="fixity.sqlite")  # doctest: +SKIP
    """
    checks = tuple(
        FixityEvent(
            when=one.checked,
            outcome=one.outcome,
            succeeded=one.outcome not in LOST,
            agent=f"frus-pack {one.version}",
        )
        for one in package_history(package, ledger=ledger)
    )
    with open_package(Path(package)) as opened:
        return to_premis(replace(read_record(opened), fixity_checks=checks))
