"""A storage root (OCFL 1.1 §4): find one that can be added to, or make it; leave others alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from frus_pack.document import strict_json
from frus_pack.errors import SourceError, StorageError
from frus_pack.ocfl.layout import (
    CONFIGURATION,
    EXTENSION,
    EXTENSIONS,
    LAYOUT,
    HashedLayout,
    from_configuration,
)
from frus_pack.ocfl.object_files import format_declaration
from frus_pack.storage.given_paths import NOT_A_FOLDER
from frus_pack.storage.new_file import write_new_file
from frus_pack.storage.regular_file import read_bytes
from frus_pack.storage.staging import Staging
from frus_pack.storage.tree import entries_below

DECLARATION = "0=ocfl_1.1"
OLDER = "0=ocfl_1.0"
ROOM = f"{EXTENSIONS}/frus-pack-staging"
"""Where objects are built. It is inside of the root, because a rename needs one file system. OCFL
allows a root to hold folders of extensions (§4.1), also unregistered ones (§4.4), and validators
ignore them. The folder exists only while objects are built."""

_NOT_A_ROOT = "is not an OCFL storage root; an empty folder, or a new one, becomes one"
_INITIAL = f"{EXTENSIONS}/initial"


class RootError(StorageError):
    """A folder is not a storage root that frus-pack can add to. It was left as it is."""


class UnknownLayoutError(RootError):
    """A storage root is of a layout, or of a form of it, that OCFL allows and is not known here."""


@dataclass(frozen=True, slots=True)
class StorageRoot:
    """A storage root, where its objects are, and the name of the file that declares it."""

    path: Path
    layout: HashedLayout
    declaration: str = DECLARATION

    def way(self, identifier: str) -> str:
        """Return where an object is or belongs, relative to the root.

        Raises RootError if that is within another object (OCFL 1.1 §4.3).
        """
        name = self.layout.path(identifier)
        for folder in Path(name).parents:
            for specification in ("1.0", "1.1"):
                declaration, _ = format_declaration(specification)
                if os.path.lexists(self.path / folder / declaration):
                    message = f"is an object, and {identifier!r} would be inside it"
                    raise RootError(f"{self.path / folder}: {message}")
        return name


def find_root(path: Path) -> StorageRoot | None:
    """Return the storage root at `path`; None for nothing, an empty folder, or an unfinished root.

    Raises RootError for anything else, and UnknownLayoutError for a root of another layout, because
    it is not known where an object belongs in it.
    """
    if _is_unfinished(path, [entry.name for entry in _entries(path)]):
        return None
    # Another process may have made the root meanwhile.
    names = [entry.name for entry in _entries(path)]
    declarations = [name for name in names if name.startswith("0=")]
    if len(declarations) != 1:
        says = "declares itself more than once" if declarations else _NOT_A_ROOT
        raise RootError(f"{path}: {says} (OCFL 1.1 §4.2)")
    (declaration,) = declarations
    if declaration not in (OLDER, DECLARATION):
        message = f"declares itself {declaration[2:]}; only OCFL 1.0 and 1.1 are known here"
        raise RootError(f"{path}: {message}")
    if _read(path / declaration) != _content(declaration):
        raise RootError(f"{path / declaration}: does not say what its name does (OCFL 1.1 §4.2)")
    return StorageRoot(path, _layout(path, names), declaration)


def find_root_to_add_to(path: Path) -> StorageRoot | None:
    """Return the same, and raise RootError for a root of OCFL 1.0.

    Objects are written by OCFL 1.1, and a root holds none of a later version than its own.
    """
    root = find_root(path)
    if root is not None and root.declaration != DECLARATION:
        message = f"declares itself {root.declaration[2:]}; only roots of OCFL 1.1 are added to"
        raise RootError(f"{path}: {message}")
    return root


def existing_root(path: Path) -> StorageRoot:
    """Return the storage root at `path`. Raises RootError if there is none."""
    root = find_root(path)
    if root is None:
        says = "is not an OCFL storage root" if path.exists() else "does not exist"
        raise RootError(f"{path}: {says}")
    return root


def make_root(path: Path, stage: Staging) -> StorageRoot:
    """Make the storage root, of which a part may exist already.

    It is a root from the moment its declaration appears, and safe on the disk when this returns.
    """
    layout = HashedLayout()
    files = {**layout.files(), DECLARATION: _content(DECLARATION)}
    grown = stage.new_folder()
    for name, content in files.items():
        (grown / name).parent.mkdir(parents=True, exist_ok=True)
        write_new_file(grown / name, (content,))
    stage.sync()
    made: list[Path] = []
    try:
        for name in files:
            if not (path / name).exists():
                made.append(stage.graft(grown, name))
            stage.settle()
    except BaseException:
        # With its declaration it is a root; without its layout nothing could be added to it.
        if not os.path.lexists(path / DECLARATION):
            _unmake(path, made)
        raise
    return StorageRoot(path, layout)


def _unmake(path: Path, made: list[Path]) -> None:
    """Remove a part of a root, and the folders that held nothing else."""
    for file in reversed(made):
        with suppress(OSError):
            file.unlink()
            for folder in file.parents[: len(file.relative_to(path).parts) - 1]:
                folder.rmdir()


def _is_unfinished(path: Path, names: list[str]) -> bool:
    """Return whether a folder holds only what `make_root` makes before the declaration."""
    if not set(names) <= {EXTENSIONS, LAYOUT}:
        return False
    ours = {path / name: content for name, content in HashedLayout().files().items()}
    for entry in entries_below(path):
        if isinstance(entry, FileNotFoundError):
            continue
        if isinstance(entry, OSError):
            raise RootError(f"{entry.filename}: cannot be listed: {entry.strerror}")
        file = Path(entry.path)
        if entry.is_dir(follow_symlinks=False) or file.is_relative_to(path / ROOM):
            continue
        if _read(file) != ours.get(file):
            return False
    return True


def _layout(path: Path, names: list[str]) -> HashedLayout:
    if LAYOUT not in names:
        raise UnknownLayoutError(
            f"{path}: has no {LAYOUT}, so where its objects belong is not known"
        )
    try:
        data = strict_json.parse(_read(path / LAYOUT))
    except ValueError as error:
        raise RootError(f"{path / LAYOUT}: is not JSON: {error}") from error
    extension = data.get("extension") if isinstance(data, dict) else None
    if extension != EXTENSION:
        message = f"names the layout {extension!r}; only {EXTENSION} is known here"
        raise (UnknownLayoutError if isinstance(extension, str) else RootError)(
            f"{path / LAYOUT}: {message}"
        )
    if (path / _INITIAL).exists():
        raise UnknownLayoutError(
            f"{path / _INITIAL}: what this extension asks for is not known here"
        )
    configuration = path / CONFIGURATION
    if not os.path.lexists(configuration):
        return HashedLayout()
    try:
        data = strict_json.parse(_read(configuration))
    except ValueError as error:
        raise RootError(f"{configuration}: is not JSON: {error}") from error
    try:
        return from_configuration(data)
    except ValueError as error:
        raise UnknownLayoutError(f"{configuration}: {error}") from error


def _content(declaration: str) -> bytes:
    return f"{declaration.removeprefix('0=')}\n".encode()


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the entries of a folder; none if it does not exist."""
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except FileNotFoundError:
        return
    except OSError as error:
        reason = NOT_A_FOLDER if folder.is_file() else f"cannot be listed: {error.strerror}"
        raise RootError(f"{folder}: {reason}") from error


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except SourceError as error:
        raise RootError(str(error)) from error
