"""Paths as callers give them: one, or many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from frus_pack.errors import StorageError
from frus_pack.storage.regular_file import reading

AnyPath: TypeAlias = str | os.PathLike[str]

NOT_A_FOLDER = "is a file, not a folder (name a folder, or one to be made)"
"""What is wrong with a file whose name is given where results are to go."""


def one_or_many(given: AnyPath | Iterable[AnyPath], name: str) -> Iterator[Path]:
    """Return the paths of an argument: a path is one. They are taken as they are needed.

    Raises TypeError, at once, for what is neither a path nor iterable, and later for an item
    that is not a path. Raises ValueError for an empty text.
    """
    if isinstance(given, str | os.PathLike):
        return iter([_path(given, name)])
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise TypeError(f"{name}: give a path or several paths, not {type(given).__name__}")
    return (_one_of(item, name) for item in given)


def one_path(given: AnyPath, name: str, takes_many: str = "") -> Path:
    """Return the path of an argument that is one path.

    Raises TypeError, which names the function that `takes_many`, if there is one, and ValueError
    for an empty text.
    """
    if isinstance(given, str | os.PathLike):
        return _path(given, name)
    advice = f"; {takes_many}() takes many" if takes_many else ""
    raise TypeError(f"{name}: give a path, not {type(given).__name__}{advice}")


def path_to_replace(given: AnyPath, name: str) -> Path:
    """Return the absolute path of what is built anew, and then replaced.

    A link is followed: it is not replaced itself, but what it leads to. Raises as `one_path` does,
    and StorageError if the system does not say whether it is a link.
    """
    path = Path(os.path.abspath(one_path(given, name)))
    with reading(path):
        return Path(os.path.realpath(path)) if path.is_symlink() else path


def folder_to_fill(given: AnyPath) -> Path:
    """Return the folder that results go to, which need not exist.

    Raises StorageError if it is a file, or if the system does not say what it is.
    """
    path = one_path(given, "to")
    with reading(path):
        is_taken = path.exists() and not path.is_dir()
    if is_taken:
        raise StorageError(f"{path}: {NOT_A_FOLDER}")
    return path


def _one_of(item: object, name: str) -> Path:
    if isinstance(item, str | os.PathLike):
        return _path(item, name)
    raise TypeError(f"{name}: give paths, not {type(item).__name__}")


def _path(given: AnyPath, name: str) -> Path:
    """Return the path. An empty text, such as a variable that is not set, is not one: `Path`
    would take it for the current folder."""
    if not os.fspath(given):
        raise ValueError(f"{name}: is empty; give a path ('.' is the current folder)")
    return Path(given)
