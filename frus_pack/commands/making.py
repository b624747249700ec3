"""Commands that make something of each thing they are given, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import frus_pack
from frus_pack.bag.discovery import find_bags
from frus_pack.commands.exit_status import FAILED
from frus_pack.reports.report_text import printable

T = TypeVar("T")


def make_of_each(things: Iterable[T], make: Callable[[T], Path], done: str) -> None:
    """Tell of each thing that it is `done`, and where what was made stands, or that it failed, and
    why; one does not stop the others. Exits with 1 if one failed."""
    failed = False
    for thing in things:
        try:
            print(printable(f"{done:<10} {make(thing)}"))
        except frus_pack.FrusPackError as error:
            tell_failure(str(thing), error)
            failed = True
    if failed:
        sys.exit(FAILED)


def tell_failure(source: str, error: frus_pack.FrusPackError) -> None:
    """Each line of an error, and what it is of."""
    for line in str(error).splitlines():
        said = line if line.startswith(source) else f"{source}: {line}"
        print(printable(f"failed     {said}"), file=sys.stderr)


def make_of_packages(paths: Iterable[str], make: Callable[[Path], Path], done: str) -> None:
    """The same of each package that the paths are or hold, at any depth."""

    def make_if_found(found: Path | frus_pack.FrusPackError) -> Path:
        if isinstance(found, frus_pack.FrusPackError):
            raise found
        return make(found)

    make_of_each(_packages_among(paths), make_if_found, done)


def _packages_among(paths: Iterable[str]) -> Iterator[Path | frus_pack.FrusPackError]:
    """Each package; for a path where nothing can be found, the error."""
    for path in paths:
        try:
            yield from find_bags(Path(path))
        except frus_pack.FrusPackError as error:
            yield error
