"""Packages that are built, synced and published together, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.forbidden_places import refuse_deposit_inside
from frus_pack.document.model import Document
from frus_pack.document.page import Page, Rendition
from frus_pack.errors import FrusPackError, PackageExistsError, StorageError
from frus_pack.packing.carried_amendments import amended_differs, carry_over
from frus_pack.packing.package_writer import write_package
from frus_pack.packing.packed import Packed, PageStatus, count_best, failed
from frus_pack.packing.recipe import Recipe
from frus_pack.packing.recipe_digest import digested_images, document_digest, recipe_digest
from frus_pack.packing.unchanged import ExistingPackage, find_existing
from frus_pack.sources.reading import Reader
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.storage.snapshot import changed_meanwhile
from frus_pack.storage.stages import Stages
from frus_pack.storage.staging import STAGING, Staging, staging, storage_errors


@contextmanager
def open_group(recipe: Recipe) -> Iterator[PackageGroup]:
    """Open a group of packages to be made by `recipe`.

    Whatever was not published is removed at the end. Raises StorageError if the deposit cannot be
    written.
    """
    with storage_errors(recipe.deposit, STAGING), staging(recipe.deposit) as stage:
        yield PackageGroup(recipe, stage)


@dataclass(frozen=True, slots=True)
class _Built:
    """A package that is complete in the staging folder, and what it is of."""

    place: Path
    document: Document
    pages: tuple[Page, ...]


class PackageGroup:
    """Packages in the making; made by `open_group`."""

    def __init__(self, recipe: Recipe, stage: Staging) -> None:
        self._recipe = recipe
        self._stage = stage
        self._made: list[_Built | Packed] = []
        self.octets = 0
        """Of the images that were added."""

    def keep(self, source: VolumeDocument, reader: Reader) -> bool:
        """Keep the package of a volume's document if it exists with the same recipe; return
        whether it does. The document is not read.

        Raises PackageExistsError if something else exists under its name.
        """
        if self._recipe.strict:
            return False  # only reading the document gives its findings
        name, volume = source.name, source.volume.id
        existing = self._existing(volume, name, source.identifier)
        if existing is None:
            return False
        # With the same recipe otherwise, its description has the pages that would be found.
        pages = reader.pages(existing.metadata, source.published) if reader.images else ()
        if not self._is_same(existing, source.digest, pages):
            return False
        outcome = Packed(
            source=str(source), status=existing.status, path=existing.path, images=existing.images
        )
        self._made.append(outcome)
        return True

    def add(self, document: Document) -> Stages[None]:
        """Build the document's package, unless it exists. Raises FrusPackError if that cannot be
        done."""
        deposit = self._recipe.deposit
        self._recipe.refuse(document)
        if document.read_from and not document.surroundings:  # a volume is a file: nothing is in it
            refuse_deposit_inside(document.read_from, deposit)
        with storage_errors(deposit, STAGING):
            existing = self._existing_of(document)
            if existing and self._is_same(existing, document_digest(document), document.pages):
                self._made.append(_kept(existing, document))
            else:
                self._refuse_existing(existing)
                document = carry_over(existing, document) if existing else document
                self._made.append((yield from self._build(document)))

    def publish(self) -> list[Packed]:
        """Sync what was added and give it its final names; return an outcome each, in order.

        When this returns, what it calls packed is safe on the disk.
        """
        try:
            with storage_errors(self._recipe.deposit, STAGING):
                if any(isinstance(one, _Built) for one in self._made):
                    self._stage.sync()
                outcomes = [self._settled(one) for one in self._made]
                self._stage.settle()
        except StorageError as error:
            return [
                failed(one.document.origin, error) if isinstance(one, _Built) else one
                for one in self._made
            ]
        return outcomes

    def _settled(self, one: _Built | Packed) -> Packed:
        if isinstance(one, Packed):
            return one
        try:
            with storage_errors(self._recipe.deposit, STAGING):
                return self._publish(one)
        except FrusPackError as error:
            return failed(one.document.origin, error)

    def _existing_of(self, document: Document) -> ExistingPackage | None:
        return self._existing(document.metadata.volume.id, document.name, document.identifier)

    def _existing(self, volume: str, name: str, identifier: str) -> ExistingPackage | None:
        final = self._recipe.deposit / self._recipe.name(volume, name)
        if not os.path.lexists(final):
            return None
        return find_existing(final, self._recipe.serialize, identifier, name)

    def _is_same(self, existing: ExistingPackage, document: str, pages: tuple[Page, ...]) -> bool:
        """Return whether an existing package is the one that would be made. `document` is the
        digest of what that would be made from."""
        if self._recipe.bagging_date not in (None, existing.bagging_date):
            return False
        recipe = recipe_digest(self._recipe.options_digest, document, digested_images(pages))
        return existing.recipe == recipe

    def _refuse_existing(self, existing: ExistingPackage | None) -> None:
        """Raise PackageExistsError if a package must not take the place of an existing one."""
        if existing is None:
            return
        if not self._recipe.replace:
            raise _another_exists(existing)

    def _build(self, document: Document) -> Stages[_Built]:
        place, day = self._stage.new_place(), self._recipe.new_date
        try:
            with self._recipe.sink(place, document, day) as sink:
                pages = yield from write_package(document, sink, self._recipe, day)
        except Exception:  # any other ends the group, of which nothing remains
            self._stage.discard(place)
            raise
        self.octets += sum(one.octets or 0 for page in pages for one in page.renditions)
        return _Built(place, document, pages)

    def _publish(self, built: _Built) -> Packed:
        document = built.document
        name = self._recipe.name(document.metadata.volume.id, document.name)
        try:
            path = self._stage.publish(built.place, name)
        except FileExistsError:
            return self._publish_over_existing(built, name)
        return _packed(path, built)

    def _publish_over_existing(self, built: _Built, name: str) -> Packed:
        """Publish a package whose name is taken: by what it replaces, or by what somebody else
        made or amended meanwhile."""
        existing = self._existing_of(built.document)
        if existing is None:
            return _packed(self._stage.publish(built.place, name), built)
        if self._is_same(existing, document_digest(built.document), built.pages):
            return _kept(existing, built.document)
        self._refuse_existing(existing)
        if existing.amendments != built.document.metadata.amendments:
            raise changed_meanwhile(existing.path)
        path = self._stage.replace(built.place, name, existing.known)
        return _packed(path, built)


def _packed(path: Path, built: _Built) -> Packed:
    statuses = ({_status(one) for one in page.renditions} for page in built.pages)
    return Packed(
        source=built.document.origin,
        status="packed",
        path=path,
        images=count_best(statuses),
        findings=built.document.findings,
    )


def _kept(existing: ExistingPackage, document: Document) -> Packed:
    return Packed(
        source=document.origin,
        status=existing.status,
        path=existing.path,
        images=existing.images,
        findings=document.findings,
    )


def _status(image: Rendition) -> PageStatus:
    return "to fetch" if image.to_fetch else image.status


def _another_exists(existing: ExistingPackage) -> PackageExistsError:
    if existing.amendments:
        return amended_differs(existing)
    return PackageExistsError(
        f"{existing.path}: another package of this document exists here, made from another state of"
        " its source or with other options (replace=True replaces it; or pack to another deposit)"
    )
