"""The seam for the checks of the document: what of a bag they get, and what they give.

A family is a `DocumentCheck` in `frus_pack.checks.families`; it is asked only about packages of
this project and reports by findings alone. Whether it passed follows from their severities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from frus_pack.bag.inventory import Inventory
from frus_pack.bag.reader import Bag, TooLargeError, UnreadableFileError
from frus_pack.report import Check, Finding, Result, outcome

IDENTIFIER = "BagIt-Profile-Identifier"


@dataclass(frozen=True, slots=True)
class PackagedDocument:
    """The payload of a package, by path in the bag (``data/metadata.json``), in any form of bag.

    Bytes are read when asked for. An archive that cannot be read but from front to back keeps
    its small files, and goes through once for `read_each`, so ask for images together.
    """

    bag: Bag
    inventory: Inventory

    @property
    def names(self) -> Sequence[str]:
        """The payload's files in order."""
        return sorted(path for path in self.bag.files if path.startswith("data/"))

    def octets(self, name: str) -> int:
        """A file's size in bytes. Raises KeyError for a name not in `names`."""
        return self.bag.files[name]

    def read(self, name: str, limit: int = 64 << 20) -> bytes | None:
        """A file's bytes; None if it is not there, cannot be read (then a finding of BagIt says
        so already), or has more than `limit` bytes."""
        if name not in self.bag.files:
            return None
        try:
            return self.bag.read(name, limit)
        except (UnreadableFileError, TooLargeError):
            return None

    def read_each(self, names: Sequence[str], limit: int) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of those files that are there, can be read and have at most `limit`
        bytes, in any order, each once."""
        wanted = [name for name in names if self.bag.files.get(name, limit + 1) <= limit]
        try:
            yield from self.bag.read_each(wanted, limit)
        except UnreadableFileError:
            return


class DocumentCheck(Protocol):
    """The checks of one family, such as ``metadata``."""

    family: str

    def __call__(self, document: PackagedDocument, /) -> Iterable[Finding]:
        """Every finding of the family."""


def is_package(inventory: Inventory, identifier: str) -> bool:
    """Whether a bag says that it is a package of this project, by the profile it names."""
    return inventory.bag_info is not None and identifier in inventory.bag_info.values(IDENTIFIER)


def check(document: PackagedDocument, families: Sequence[DocumentCheck]) -> Result:
    """All families on one package."""
    findings: list[Finding] = []
    checks: list[Check] = []
    for family in families:
        found = list(family(document))
        findings += found
        checks.append(outcome(family.family, found))
    return findings, checks
