"""From the members of an archive to the files of a bag: the base folder, and what is hostile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from frus_pack.bag.archives.faults import exceeded
from frus_pack.bag.reader import Irregularity, IrregularityCode
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.requirements.finding import first_few
from frus_pack.storage.desktop_litter import is_litter

_DOT_SLASH = re.compile(r"\A(?:\./)+")
_LITTER_FOLDER = "__MACOSX"
"""The folder that macOS puts beside what it archives."""
_MOST_FAULTS = 1000
"""Faulty members of one archive that are reported before reading it is given up."""
_MOST_FOLDER_CHARACTERS = 64 << 20
_EACH = 100


@dataclass(slots=True)
class Collected:
    """The members of an archive as they come by, under their names in the archive.

    Each file has the number under which the form of archive keeps its size and place.
    """

    files: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    irregular: list[tuple[IrregularityCode, str, str]] = field(default_factory=list)

    def add_file(self, name: str, number: int) -> str | None:
        """Take a file. Return its name in `files`, or None if it cannot be part of a bag."""
        name = without_dot(name)
        if fault := paths.unsafe(name):
            self.add_irregular("path-unsafe", name, fault)
        elif name in self.files:
            message = "the archive holds more than one file of this name"
            self.add_irregular("archive-duplicate-member", name, message)
        else:
            self.files[name] = number
            return name
        return None

    def add_folder(self, name: str) -> None:
        """Take a folder, with or without the slash at its end."""
        if name in (".", "./"):
            return
        name = without_dot(name).removesuffix("/")
        if fault := paths.unsafe(name):
            self.add_irregular("path-unsafe", name, fault)
        else:
            self.folders.add(name)

    def add_doubtful(self, names: Sequence[str]) -> None:
        """Take the names of files that some programs unpack under another name."""
        if names:
            message = f"some programs unpack it under another name ({len(names)} such names)"
            self.add_irregular("archive-name-encoding", names[0], message)

    def add_irregular(self, code: IrregularityCode, name: str, message: str) -> None:
        """Take what is neither. Raises ArchiveError where there are so many that the archive is
        not worth reading to its end."""
        if len(self.irregular) == _MOST_FAULTS:
            raise exceeded(
                f"more than {_MOST_FAULTS} members of the archive are faulty; the rest is unread"
            )
        self.irregular.append((code, without_dot(name), message))


@dataclass(frozen=True, slots=True)
class Layout:
    """The members as parts of a bag, relative to its base folder, which may be ``""``.

    `beside` are the files beside the base folder that an operating system left there. Their
    paths begin with ``../``, so that none is the path of a file in the bag.
    """

    base: str
    files: Mapping[BagPath, int]
    beside: Mapping[BagPath, int]
    folders: frozenset[str]
    irregularities: tuple[Irregularity, ...]


def lay_out(collected: Collected) -> Layout:
    """Find the one folder that is the bag, and relate everything to it.

    A serialised bag is one folder (BagIt 0.97 §4.1; RFC 8493 leaves serialising to others). What
    was collected is used up: a million names need not be in memory twice.
    """
    tops = {name.partition("/")[0] for name in chain(collected.files, collected.folders)}
    base = _base(collected, tops)
    irregularities = list(_layout_faults(collected, tops, base))
    prefix = f"{base}/" if base else ""
    folders = collected.folders.copy()
    if not _add_all_parents(chain(collected.files, collected.folders), folders):
        message = f"the names of its folders have more than {_MOST_FOLDER_CHARACTERS} characters"
        irregularities.append(Irregularity("limit-exceeded", "", f"{message} in all"))
    files, beside = _parted(collected.files, prefix)
    within = {name.removeprefix(prefix) for name in folders if name.startswith(prefix)}
    irregularities += _first_few(
        within & files.keys(),
        lambda path: ("archive-duplicate-member", path, "is a file and a folder in the archive"),
    )
    for code, name, message in collected.irregular:
        irregularities.append(Irregularity(code, name.removeprefix(prefix), message))
    return Layout(base, files, beside, frozenset(within), tuple(irregularities))


def _parted(
    found: dict[str, int], prefix: str
) -> tuple[Mapping[BagPath, int], Mapping[BagPath, int]]:
    """Return the files of the bag, and the litter beside it, in their order.

    Each name is taken out before its path is added. So memory never holds a million names twice.
    """
    files: dict[BagPath, int] = {}
    beside: dict[BagPath, int] = {}
    while found:
        name, number = found.popitem()
        if name.startswith(prefix):
            files[BagPath(name.removeprefix(prefix))] = number
        elif _is_litter(name):
            beside[BagPath(f"../{name}")] = number
    return dict(reversed(files.items())), dict(reversed(beside.items()))


def _base(collected: Collected, tops: set[str]) -> str:
    if "bagit.txt" in collected.files:
        return ""
    with_declaration = [top for top in sorted(tops) if f"{top}/bagit.txt" in collected.files]
    if with_declaration:
        return with_declaration[0]
    return next(iter(tops)) if len(tops) == 1 and not tops & collected.files.keys() else ""


def _layout_faults(collected: Collected, tops: set[str], base: str) -> Iterator[Irregularity]:
    if not base:
        if "bagit.txt" in collected.files:
            message = "the bag's files are at the top of the archive, not in one folder"
            yield Irregularity("archive-no-base-folder", "", message)
        elif len(tops) > 1:
            message = f"the archive holds {len(tops)} files and folders, and none is a bag"
            yield Irregularity("archive-layout", "", message)
        return
    if base in collected.files:
        message = "the archive holds a file with the name of the bag's folder"
        yield Irregularity("archive-ambiguous", base, message)
    strange = set(_strange(collected, base)) if len(tops) > 1 else set()
    if litter := tops - strange - {base}:
        message = f"was left beside the bag by an operating system: {first_few(sorted(litter))}"
        yield Irregularity("system-file", min(litter), message)
    yield from _first_few(
        strange,
        lambda top: (
            "archive-layout",
            top,
            f"the archive holds more than the bag's folder {base!r}",
        ),
    )


def _strange(collected: Collected, base: str) -> Iterator[str]:
    """Yield what is at the top of the archive and neither the bag nor made by a desktop system."""
    for name in collected.files:
        top = name.partition("/")[0]
        if top != base and not _is_litter(name):
            yield top
    tops = {name.partition("/")[0] for name in collected.folders}
    yield from tops - {base, _LITTER_FOLDER}


def _is_litter(name: str) -> bool:
    """Return whether a desktop system left a file beside a bag, in the archive or in its folder."""
    top, slash, _ = name.partition("/")
    return top == _LITTER_FOLDER if slash else is_litter(name)


def _first_few(
    names: set[str], fault: Callable[[str], tuple[IrregularityCode, str, str]]
) -> Iterator[Irregularity]:
    """Yield a finding for each of the first names, and one that counts the others."""
    for name in islice(sorted(names), _EACH):
        yield Irregularity(*fault(name))
    if len(names) > _EACH:
        code, _, message = fault(min(names))
        yield Irregularity(code, "", f"{message} ({len(names) - _EACH} further names)")


def _add_all_parents(names: Iterable[str], folders: set[str]) -> bool:
    """Add the folders that names imply; False if they are too many to be held in memory: a few
    bytes of an archive can name megabytes of folders."""
    room = _MOST_FOLDER_CHARACTERS
    for name in names:
        parent = name.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            room -= len(parent)
            parent = parent.rpartition("/")[0]
        if room < 0:
            return False
    return True


def without_dot(name: str) -> str:
    """Drop the ``./`` that ``tar -C folder .`` writes before every name; it means nothing."""
    return _DOT_SLASH.sub("", name) if name.startswith("./") else name
