"""From the members of an archive to the files of a bag: the base folder, and what is hostile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from frus_pack.bag.reader import Irregularity, IrregularityCode
from frus_pack.bag.tag_files import paths

_DOT_SLASH = re.compile(r"\A(?:\./)+")

Place = TypeVar("Place")
"""Where in the archive a file's bytes are; each form of archive has its own."""


@dataclass(slots=True)
class Collected(Generic[Place]):
    """The members of an archive as they come by, under their names in the archive."""

    files: dict[str, Place] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    irregular: list[tuple[IrregularityCode, str, str]] = field(default_factory=list)

    def add_file(self, name: str, place: Place) -> str | None:
        """Take a file; gives the name it goes by, or None if it cannot be part of a bag."""
        name = without_dot(name)
        if fault := paths.unsafe(name):
            self.add_irregular("path-unsafe", name, fault)
        elif name in self.files:
            message = "the archive holds more than one file of this name"
            self.add_irregular("archive-duplicate-member", name, message)
        else:
            self.files[name] = place
            return name
        return None

    def add_folder(self, name: str) -> None:
        """Take a folder, with or without the slash at its end."""
        name = without_dot(name).rstrip("/")
        if name in ("", "."):
            return
        if fault := paths.unsafe(name):
            self.add_irregular("path-unsafe", name, fault)
        else:
            self.folders.add(name)

    def add_irregular(self, code: IrregularityCode, name: str, message: str) -> None:
        """Take what is neither."""
        self.irregular.append((code, without_dot(name), message))


@dataclass(frozen=True, slots=True)
class Layout(Generic[Place]):
    """The same as parts of a bag, relative to its base folder, which may be ``""``."""

    base: str
    files: Mapping[str, Place]
    folders: frozenset[str]
    irregularities: tuple[Irregularity, ...]


def lay_out(collected: Collected[Place]) -> Layout[Place]:
    """Find the one folder that is the bag, and relate everything to it.

    A serialised bag is one folder (BagIt 0.97 §4.1; RFC 8493 leaves serialising to others).
    """
    tops = {name.partition("/")[0] for name in (*collected.files, *collected.folders)}
    base = _base(collected, tops)
    irregularities = list(_layout_faults(collected, tops, base))
    prefix = f"{base}/" if base else ""
    files = {
        name.removeprefix(prefix): place
        for name, place in collected.files.items()
        if name.startswith(prefix)
    }
    folders = collected.folders.copy()
    for name in (*collected.files, *collected.folders):
        _add_parents(name, folders)
    within = {name.removeprefix(prefix) for name in folders if name.startswith(prefix)}
    for path in within & files.keys():
        message = "the archive holds a file and a folder of this name"
        irregularities.append(Irregularity("archive-duplicate-member", path, message))
    for code, name, message in collected.irregular:
        irregularities.append(Irregularity(code, name.removeprefix(prefix), message))
    return Layout(base, files, frozenset(within), tuple(irregularities))


def _base(collected: Collected[Place], tops: set[str]) -> str:
    if "bagit.txt" in collected.files:
        return ""
    with_declaration = [top for top in sorted(tops) if f"{top}/bagit.txt" in collected.files]
    if with_declaration:
        return with_declaration[0]
    return next(iter(tops)) if len(tops) == 1 and not tops & collected.files.keys() else ""


def _layout_faults(
    collected: Collected[Place], tops: set[str], base: str
) -> Iterator[Irregularity]:
    if base:
        for top in sorted(tops - {base}):
            message = f"the archive holds more than the bag's folder {base!r}"
            yield Irregularity("archive-layout", top, message)
    elif "bagit.txt" in collected.files:
        message = "the bag's files are at the top of the archive, not in one folder"
        yield Irregularity("archive-no-base-folder", "", message)
    elif len(tops) > 1:
        message = f"the archive holds {len(tops)} files and folders, and no bag among them"
        yield Irregularity("archive-layout", "", message)


def _add_parents(name: str, folders: set[str]) -> None:
    parent = name.rpartition("/")[0]
    while parent and parent not in folders:
        folders.add(parent)
        parent = parent.rpartition("/")[0]


def without_dot(name: str) -> str:
    """``tar -C folder .`` writes ``./`` before every name, and it means nothing."""
    return _DOT_SLASH.sub("", name) if name.startswith("./") else name
