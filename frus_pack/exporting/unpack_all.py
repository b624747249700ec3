"""Many bags unpacked at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from frus_pack.bag.discovery import find_bags
from frus_pack.bag.reader import Limits
from frus_pack.errors import FrusPackError, StorageError, detached, fault_of_ours
from frus_pack.exporting.unpack import unpack_bag
from frus_pack.storage.given_paths import AnyPath, one_or_many
from frus_pack.workers.spreading import spread


@dataclass(frozen=True, kw_only=True)  # no slots: sent by workers
class Unpacked:
    """The outcome of unpacking one bag.

    Attributes:
        source: The bag.
        status: ``unpacked``; ``unchanged``, where the same folder already existed; or ``failed``.
        path: The folder; None if it failed.
        error: Why it failed; None if it did not.
    """

    source: str
    status: Literal["unpacked", "unchanged", "failed"]
    path: Path | None = None
    error: FrusPackError | None = None


_Found: TypeAlias = Path | Unpacked


def unpack_all(
    packages: AnyPath | Iterable[AnyPath],
    to: AnyPath,
    *,
    limits: Limits | None = None,
    jobs: int | None = None,
) -> Iterator[Unpacked]:
    """Unpack many bags; see `unpack`. A bag that cannot be unpacked fails alone.

    Args:
        packages: One path or many. Each is a bag, or a folder that holds bags at any depth.
        to: The folder that the bags' folders go to; made if needed.
        limits: What an archive may unpack to; by default `Limits()`.
        jobs: Number of processes; by default one a core. Several need the guard
            ``if __name__ == "__main__":`` in a script that has threads, and on macOS.

    Returns:
        An iterator of outcomes, as they finish.

    Raises:
        TypeError: `packages` is neither a path nor several.

    Example:
        >>> for unpacked in frus_pack.unpack_all("incoming", to="checked"):
        ...     print(unpacked.status, unpacked.path or unpacked.error)
    """
    work = partial(_unpack_chunk, deposit=Path(to), limits=limits or Limits())
    return spread(work, _found(one_or_many(packages, "packages")), _lost, jobs)


def _found(packages: Iterable[Path]) -> Iterator[_Found]:
    for package in packages:
        try:
            for found in find_bags(package):
                yield found if isinstance(found, Path) else _failed(found.path, found)
        except FrusPackError as error:
            yield _failed(package, error)


def _unpack_chunk(bags: Iterator[_Found], deposit: Path, limits: Limits) -> Iterator[Unpacked]:
    for bag in bags:
        yield bag if isinstance(bag, Unpacked) else _unpack(bag, deposit, limits)


def _unpack(bag: Path, deposit: Path, limits: Limits) -> Unpacked:
    try:
        made = unpack_bag(bag, deposit, limits)
    except FrusPackError as error:
        return _failed(bag, error)
    except Exception as error:  # a fault of ours must not cost the other bags
        return _failed(bag, fault_of_ours(str(bag), error))
    status: Literal["unpacked", "unchanged"] = "unpacked" if made.is_new else "unchanged"
    return Unpacked(source=str(bag), status=status, path=made.path)


def _lost(bag: _Found) -> Unpacked:
    if isinstance(bag, Unpacked):
        return bag
    return _failed(bag, StorageError(f"{bag}: the worker that had this was killed"))


def _failed(bag: Path, error: FrusPackError) -> Unpacked:
    return Unpacked(source=str(bag), status="failed", error=detached(error))
