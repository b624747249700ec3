"""Build, sync and publish objects of a storage root together, each whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from frus_pack.errors import StorageError
from frus_pack.ocfl.building import Content, carry_over, write_version
from frus_pack.ocfl.inventory import CONTENT_ALGORITHMS, Note, amend, begin
from frus_pack.ocfl.layout import HashedLayout
from frus_pack.ocfl.object_check import CheckedObject, check_object
from frus_pack.ocfl.object_files import ObjectError
from frus_pack.ocfl.root import ROOM, RootError, StorageRoot, find_root_to_add_to, make_root
from frus_pack.storage.regular_file import reading
from frus_pack.storage.snapshot import Snapshot, snapshot
from frus_pack.storage.staging import Staging, staging, storage_errors


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that holds what it was given: in a new version, or in a head that was alike."""

    identifier: str
    version: str
    status: Literal["new", "unchanged"]
    path: Path


@dataclass(frozen=True, slots=True)
class _Built:
    """An object that is complete in the staging folder.

    `former` is what the object that it replaces was before it was read.
    """

    stored: Stored
    folder: Path
    name: str
    former: Snapshot | None


Result: TypeAlias = Stored | StorageError


@contextmanager
def open_group(root: Path) -> Iterator[ObjectGroup]:
    """Open a group of objects to put into a storage root, which the first makes if it is missing.

    What was not published is removed at the end. Raises RootError for a folder that is not a
    storage root that can be added to, and StorageError if it cannot be written.
    """
    found = find_root_to_add_to(root) or StorageRoot(root, HashedLayout())
    with storage_errors(root, ROOM), staging(root, ROOM) as stage, ExitStack() as held:
        yield ObjectGroup(found, stage, held)


class ObjectGroup:
    """Objects that are being built; made by `open_group`.

    From `add` to `publish` no other group can add to an object. Where another group has it, this
    one publishes what it has, and then waits.
    """

    def __init__(self, root: StorageRoot, stage: Staging, held: ExitStack) -> None:
        self._root = root
        self._path = root.path
        self._stage = stage
        self._held = held
        self._made: list[_Built | Stored] = []
        self._results: list[Result] = []

    def new_folder(self) -> Path:
        """Return an empty folder for the content of a version."""
        return self._stage.new_folder()

    def discard(self, folder: Path) -> None:
        """Remove content that will not be added."""
        self._stage.discard(folder)

    def add(
        self,
        identifier: str,
        content: Content,
        note: Note,
        is_same: Callable[[CheckedObject], bool] = lambda former: False,
    ) -> None:
        """Build a version of the object with this content, which the group takes over.

        `is_same` decides whether an existing object needs no new version although bytes differ.

        Raises ObjectError or RootError for an object that cannot be added to, and StorageError if
        it cannot be built.
        """
        with storage_errors(self._path, ROOM):
            self._hold(identifier)
            name = self._root.way(identifier)
            if os.path.lexists(self._path / name):
                self._made.append(self._amend(name, identifier, content, note, is_same))
            else:
                self._made.append(self._begin(name, identifier, content, note))

    def publish(self) -> list[Result]:
        """Sync what was added and give it its place; return a result for each, in order.

        When this returns, what it calls stored is safe on the disk.
        """
        self._publish()
        results, self._results = self._results, []
        return results

    def _hold(self, identifier: str) -> None:
        name = f"object-{hashlib.sha256(identifier.encode()).hexdigest()}"
        try:
            self._held.enter_context(self._stage.holding(name, wait=False))
        except BlockingIOError:
            # Two groups that each hold what the other waits for would never end.
            self._publish()
            self._held.enter_context(self._stage.holding(name))

    def _begin(self, name: str, identifier: str, content: Content, note: Note) -> _Built:
        algorithm = CONTENT_ALGORITHMS[0]
        inventory = begin(identifier, algorithm, content.by(algorithm), note)
        folder = self._stage.new_folder()
        place = folder / name
        place.mkdir(parents=True)
        write_version(place, inventory, content)
        stored = Stored(identifier, inventory.head, "new", self._path / name)
        return _Built(stored, folder, name, None)

    def _amend(
        self,
        name: str,
        identifier: str,
        content: Content,
        note: Note,
        is_same: Callable[[CheckedObject], bool],
    ) -> _Built | Stored:
        with reading(self._path / name):
            known = snapshot(self._path / name)
        former = check_object(self._path / name, identifier)
        try:
            inventory = amend(former.inventory, content.by(former.inventory.algorithm), note)
        except ValueError as error:
            raise ObjectError(former.folder, "", str(error)) from error
        if inventory is None or is_same(former):
            self._stage.discard(content.folder)
            return Stored(identifier, former.inventory.head, "unchanged", former.folder)
        folder = self._stage.new_folder()
        carry_over(former, folder)
        write_version(folder, inventory, content)
        stored = Stored(identifier, inventory.head, "new", former.folder)
        return _Built(stored, folder, name, known)

    def _publish(self) -> None:
        made, self._made = self._made, []
        try:
            self._results += self._published(made)
        except StorageError as error:
            self._results += [one if isinstance(one, Stored) else error for one in made]
        finally:
            self._held.close()

    def _published(self, made: list[_Built | Stored]) -> list[Result]:
        with storage_errors(self._path, ROOM):
            if any(isinstance(one, _Built) for one in made):
                self._stage.sync()
                self._make_root()
            results = [self._put(one) if isinstance(one, _Built) else one for one in made]
            self._stage.settle()
            for one in made:
                if isinstance(one, _Built) and one.former:
                    self._stage.discard(one.folder)
        return results

    def _make_root(self) -> None:
        with self._stage.holding("root"):
            root = find_root_to_add_to(self._path) or make_root(self._path, self._stage)
        if root != self._root:
            raise RootError(f"{self._path}: its layout was changed by another program meanwhile")

    def _put(self, built: _Built) -> Result:
        try:
            with storage_errors(self._path, ROOM):
                if built.former is None:
                    self._stage.graft(built.folder, built.name)
                else:
                    self._stage.replace(built.folder, built.name, built.former)
        except StorageError as error:
            return error
        return built.stored
