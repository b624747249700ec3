"""The packages of a deposit, one after the other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from frus_pack.bag.discovery import find_bags
from frus_pack.bag.reader import Limits
from frus_pack.errors import StorageError
from frus_pack.package.package import Package, open_package
from frus_pack.storage.given_paths import AnyPath, one_or_many

_LOGGER = logging.getLogger("frus_pack")


def packages(paths: AnyPath | Iterable[AnyPath], limits: Limits | None = None) -> Iterator[Package]:
    """Open the packages of a deposit, one after the other. Nothing is checked.

    What is not a package is passed over, with a warning of the logger ``frus_pack``. A package
    is closed when the next is asked for.

    Args:
        paths: One path or many. Each is a package, or a folder that holds packages at any depth.
        limits: What an archive may unpack to; by default `Limits()`.

    Returns:
        An iterator of packages, in the order of their paths.

    Raises:
        StorageError: Nothing exists at a path, or it is a folder that cannot be listed.
        TypeError: `paths` is neither a path nor several.

    Example:
        >>> for package in frus_pack.packages("deposit"):
        ...     print(package.identifier, package.metadata.title)
    """
    given = one_or_many(paths, "paths")
    return (package for path in given for package in _below(find_bags(path), limits))


def _below(found: Iterable[object], limits: Limits | None) -> Iterator[Package]:
    for one in found:
        if isinstance(one, StorageError):
            _LOGGER.warning("not searched: %s", one)
            continue
        try:
            package = open_package(str(one), limits)
        except StorageError as error:
            _LOGGER.warning("%s", error)
            continue
        with package:
            yield package
