"""Where documents are: folders, reading texts and volumes, found at any depth."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from frus_pack.errors import Problem, SourceError
from frus_pack.sources.file_kinds import UNDECIDED, Kind, kind_of, other_kind
from frus_pack.sources.folder import folder
from frus_pack.sources.volume.left_out import LeftOut
from frus_pack.sources.volume.volume import VolumeDocument, documents_in_volume
from frus_pack.storage.desktop_litter import is_litter
from frus_pack.storage.regular_file import why_unread

Source: TypeAlias = Path | VolumeDocument
"""A document that was found and is still to be read: a folder or text, or its place in a volume."""

_VOLUME_SUFFIX = ".xml"
_TEXT_SUFFIX = ".txt"
_LIKE_A_VOLUME = re.compile(r"frus[A-Za-z0-9_-]+\.xml")
_LIKE_A_TEXT = re.compile(r"frus.*d[0-9].*\.txt", re.IGNORECASE)
_LIKE_A_DOCUMENT = re.compile(r"frus.*d[0-9].*", re.IGNORECASE)
_DOCUMENTS: tuple[Kind, ...] = ("a PDF", "a Word document", "an OpenDocument text", "an HTML page")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not a document, and why."""

    path: Path
    reason: str


def find_sources(path: Path) -> Iterator[Source | LeftOut | SourceError]:
    """Yield the documents that `path` is or holds, at any depth, in order.

    They are document folders, reading texts, and those of TEI volumes. After the last document of
    a volume comes what is in none of its documents.

    Folders whose names begin with a point are not searched. In a folder a reading text is a file
    named like ``frus1964-68v31-d151.txt``, a volume one named like ``frus1952-54Guat.xml``. An
    error is yielded for what cannot be read, and for what looks like a document but is not named
    or written as one.
    """
    if not os.path.lexists(path):
        yield _error(path, "does not exist", "check the name")
        return
    if not path.is_dir():
        yield from _in_file(path)
        return
    found = False
    for one in _below(path, path.resolve()):
        if isinstance(one, PassedOver):
            continue
        found = True
        if isinstance(one, SourceError) or one.is_dir():
            yield one
        else:
            yield from _in_file(one)
    if not found:
        yield _error(
            path,
            "holds no document: no metadata.yaml and no transcription.txt in it or below",
            "name a document folder or a reading text",
        )


def passed_over(path: Path) -> Iterator[PassedOver]:
    """Yield what a folder holds that is not a document, at any depth. Images are counted by
    folder."""
    if path.is_dir():
        yield from (one for one in _below(path, path.resolve()) if isinstance(one, PassedOver))


@contextmanager
def reading_errors(source: Path) -> Iterator[None]:
    """What the operating system refuses, as our own error."""
    try:
        yield
    except OSError as error:
        raise SourceError(Problem(str(error.filename or source), why_unread(error))) from error


def _in_file(path: Path) -> Iterator[Source | LeftOut | SourceError]:
    """Yield the documents of a file, which is a volume by its content or by its name."""
    try:
        with reading_errors(path):
            kind = kind_of(path)
            if kind == "a TEI file":
                yield from documents_in_volume(path)
            elif kind and kind not in UNDECIDED:
                yield other_kind(str(path), kind)
            elif path.suffix.lower() == _VOLUME_SUFFIX:
                yield from documents_in_volume(path)
            else:
                yield path
    except SourceError as error:
        yield error


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that is searched next."""

    path: Path


def _below(path: Path, top: Path) -> Iterator[Path | SourceError | PassedOver]:
    """Search without recursion, because folders may be nested to any depth."""
    searches = [_inside(path, top)]
    while searches:
        one = next(searches[-1], None)
        if one is None:
            searches.pop()
        elif isinstance(one, _Folder):
            searches.append(_inside(one.path, top))
        else:
            yield one


def _inside(path: Path, top: Path) -> Iterator[Path | SourceError | PassedOver | _Folder]:
    try:
        with reading_errors(path):
            if folder.is_document_folder(path):
                yield path
                return
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
    except SourceError as error:
        yield error
        return
    if any(entry.name == "bagit.txt" for entry in listed):
        yield _error(path, "is a bag already", "name the document folders")
        return
    images = Counter[Path]()
    for entry in listed:
        for one in _at(path / entry.name, entry, top):
            if isinstance(one, PassedOver) and one.reason == "an image":
                images[path] += 1
            else:
                yield one
    for place, count in images.items():
        several = f"{count:,} images" if count > 1 else "1 image"
        yield PassedOver(place, f"{several}; images= takes a folder of page images")


def _at(
    path: Path, entry: os.DirEntry[str], top: Path
) -> Iterator[Path | SourceError | PassedOver | _Folder]:
    if entry.is_dir(follow_symlinks=False):
        if entry.name.startswith("."):
            yield PassedOver(path, "its name begins with a point")
        else:
            yield _Folder(path)
    elif entry.is_symlink() and (fault := _link_fault(path, top)):
        yield _error(path, *fault)
    elif _is_like_a_document(entry.name):
        yield path
    elif not is_litter(entry.name):
        yield _other(path, entry)


def _link_fault(path: Path, top: Path) -> tuple[str, str] | None:
    """Return why a link is not read, and what to do; None for a link to a file that is not a
    document, or to one below `top`."""
    try:
        target = path.resolve(strict=True)
        if target.is_dir():
            return "is a link to a folder", "name that folder itself"
    except (OSError, RuntimeError):
        return "is a link that leads nowhere", "remove it, or mend it"
    if _is_like_a_document(path.name) and not target.is_relative_to(top):
        return "is a link that leads out", "copy the file in"
    return None


def _is_like_a_document(name: str) -> bool:
    return bool(_LIKE_A_TEXT.fullmatch(name) or _LIKE_A_VOLUME.fullmatch(name))


def _other(path: Path, entry: os.DirEntry[str]) -> SourceError | PassedOver:
    """Return a file that is not named like a document: an error if it looks like one all the
    same."""
    if not entry.is_file(follow_symlinks=False):
        return PassedOver(path, "a link" if entry.is_symlink() else "not a regular file")
    try:
        kind = kind_of(path)
    except SourceError as error:
        return error
    if kind == "a TEI file":
        return _error(path, "is a TEI volume", "name it, or rename it frus….xml")
    if kind == "a reading text" and path.suffix.lower() == _TEXT_SUFFIX:
        return _error(path, "looks like a reading text", "name it like frus1964-68v31-d151.txt")
    if kind in _DOCUMENTS and _LIKE_A_DOCUMENT.fullmatch(entry.name):
        return other_kind(str(path), kind)
    return PassedOver(path, kind if kind == "an image" else _not_a_document(kind))


def _not_a_document(kind: Kind | None) -> str:
    return f"not a document: {kind}" if kind else "not a document"


def _error(path: Path, message: str, advice: str) -> SourceError:
    return SourceError(Problem(str(path), message, advice=advice))
