"""What the tag files of a bag say, once they are parsed (RFC 8493 §2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import Fault, Version


@dataclass(frozen=True, slots=True)
class Declaration:
    """bagit.txt. `version` and `encoding` are None where they cannot be made out."""

    version: Version | None
    encoding: str | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A payload or tag manifest: the digest, in lower case, and the line of each path.

    Of a path listed more than once it holds the first line. Paths are decoded, and relative to
    the bag's base directory without ``./``.
    """

    digests: Mapping[BagPath, str]
    lines: Mapping[BagPath, int]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class BagInfo:
    """bag-info.txt: its elements in order, each label and value, and the line each starts on."""

    tags: tuple[tuple[str, str], ...]
    lines: tuple[int, ...]
    faults: tuple[Fault, ...]

    def values(self, label: str) -> tuple[str, ...]:
        """Return every value of `label`, whose case does not count (RFC 8493 §2.2.2)."""
        wanted = label.lower()
        return tuple([value for name, value in self.tags if name.lower() == wanted])


@dataclass(frozen=True, slots=True)
class FetchEntry:
    """One line of fetch.txt; `length` is in bytes, None where the line says ``-``."""

    url: str
    length: int | None
    path: BagPath
    line: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """fetch.txt: what is still to be fetched."""

    entries: tuple[FetchEntry, ...]
    faults: tuple[Fault, ...]
