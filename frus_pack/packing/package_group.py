"""Packages that are built, synced and published together, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from frus_pack.bag.comparing_sink import ComparingSink, DifferenceError
from frus_pack.bag.difference import first_difference, first_difference_of_archives
from frus_pack.bag.sink import Sink
from frus_pack.document.model import Document
from frus_pack.document.page import Page
from frus_pack.errors import (
    FrusPackError,
    PackageExistsError,
    StorageError,
)
from frus_pack.package.package import Package
from frus_pack.packing.package_writer import write_package
from frus_pack.packing.packed import Packed, count_best, failed
from frus_pack.packing.recipe import Recipe
from frus_pack.packing.standing import images_of_same
from frus_pack.requirements.finding import Finding
from frus_pack.sources.reading import Reader
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.storage.separate_places import refuse_deposit_inside
from frus_pack.storage.staging import STAGING, Staging, staging, storage_errors


@contextmanager
def open_group(recipe: Recipe) -> Iterator[PackageGroup]:
    """A group of packages to be made by `recipe`. Raises StorageError if its deposit cannot be
    written; nothing that was not published is left behind."""
    with storage_errors(recipe.deposit, STAGING), staging(recipe.deposit) as stage:
        yield PackageGroup(recipe, stage)


@dataclass(frozen=True, slots=True)
class _Built:
    """A package that is complete in the staging folder, and the name it is to have."""

    place: Path
    name: str
    source: str
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


class PackageGroup:
    """Packages in the making; made by `open_group`."""

    def __init__(self, recipe: Recipe, stage: Staging) -> None:
        self._recipe = recipe
        self._stage = stage
        self._made: list[_Built | Packed] = []
        self.octets = 0
        """Of the images that were added."""

    def keep(self, source: VolumeDocument, reader: Reader) -> bool:
        """Keep the document's package where it stands already and that can be told without
        making it again; False if it does not, or cannot."""
        if self._recipe.strict:
            return False  # only reading the document gives its findings
        final = self._recipe.deposit / self._recipe.name(source.volume.id, source.name)
        images = images_of_same(final, source, reader, self._recipe)
        if images is None:
            return False
        best = count_best({one["status"] for one in page["renditions"]} for page in images)
        outcome = Packed(source=str(source), status="unchanged", path=final, images=best)
        self._made.append(outcome)
        return True

    def add(self, document: Document) -> None:
        """Build the document's package. Raises FrusPackError if that cannot be done."""
        deposit = self._recipe.deposit
        self._recipe.refuse(document)
        if document.read_from:
            refuse_deposit_inside(document.read_from, deposit)
        final = deposit / self._recipe.name(document.metadata.volume.id, document.name)
        with storage_errors(deposit, STAGING):
            if os.path.lexists(final):
                self._made.append(self._build_beside(document, final))
            else:
                self._made.append(self._build(document, self._recipe.new_date))

    def publish(self) -> list[Packed]:
        """Sync what was added and give it its final names; an outcome each, in order.

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
                failed(one.source, error) if isinstance(one, _Built) else one for one in self._made
            ]
        return outcomes

    def _settled(self, one: _Built | Packed) -> Packed:
        if isinstance(one, Packed):
            return one
        try:
            with storage_errors(self._recipe.deposit, STAGING):
                return self._publish(one)
        except FrusPackError as error:
            return failed(one.source, error)

    def _build(self, document: Document, day: date) -> _Built:
        place = self._stage.new_place()
        try:
            with self._recipe.sink(place, document, day) as sink:
                pages = self._write(document, sink, day)
        except BaseException:
            self._stage.discard(place)
            raise
        name = self._recipe.name(document.metadata.volume.id, document.name)
        return _Built(place, name, document.origin, pages, document.findings)

    def _write(self, document: Document, sink: Sink, day: date) -> tuple[Page, ...]:
        recipe = self._recipe
        pages = write_package(
            document,
            sink,
            recipe.algorithms,
            recipe.bag_info,
            day.isoformat(),
            recipe.tag_files,
            recipe.profile.identifier if recipe.profile else None,
        )
        self.octets += sum(one.octets or 0 for page in pages for one in page.renditions)
        return pages

    def _build_beside(self, document: Document, final: Path) -> _Built | Packed:
        """Build a package whose name is taken: by the same one, but for its date, or by another."""
        day = self._recipe.bagging_date or _date_of(final) or self._recipe.today
        try:
            pages = self._compare(document, final, day)
        except DifferenceError as error:
            if not self._recipe.replace:
                raise _another_stands(final, error) from error
            return self._build(document, self._recipe.new_date)
        return _outcome(
            _Built(final, "", document.origin, pages, document.findings), "unchanged", final
        )

    def _compare(self, document: Document, final: Path, day: date) -> tuple[Page, ...]:
        """Make the document's package, but only to compare: if it is not what stands, raises
        DifferenceError."""
        if self._recipe.serialize is None:
            _refuse_other_kind(final, is_folder=True)
            return self._write(document, ComparingSink(final), day)
        built = self._build(document, day)
        try:
            _refuse_difference(built, final)
        finally:
            self._stage.discard(built.place)
        return built.pages

    def _publish(self, built: _Built) -> Packed:
        try:
            path = self._stage.publish(built.place, built.name)
        except FileExistsError:
            return self._settle_with(built, self._recipe.deposit / built.name)
        return _outcome(built, "packed", path)

    def _settle_with(self, built: _Built, final: Path) -> Packed:
        """What becomes of a package whose name was taken while it was made."""
        try:
            _refuse_difference(built, final)
        except DifferenceError as error:
            if not self._recipe.replace:
                raise _another_stands(final, error) from error
            path = self._stage.replace(built.place, built.name)
            return _outcome(built, "packed", path)
        return _outcome(built, "unchanged", final)


def _refuse_difference(built: _Built, final: Path) -> None:
    """Raise DifferenceError if what stands under the name is not the same."""
    is_folder = built.place.is_dir()
    _refuse_other_kind(final, is_folder=is_folder)
    find = first_difference if is_folder else first_difference_of_archives
    if path := find(built.place, final):
        raise DifferenceError(path)


def _refuse_other_kind(final: Path, *, is_folder: bool) -> None:
    if final.is_symlink() or not (final.is_dir() if is_folder else final.is_file()):
        raise PackageExistsError(f"{final}: something that is no package stands here (remove it)")


def _outcome(built: _Built, status: Literal["packed", "unchanged"], path: Path) -> Packed:
    statuses = ({one.status for one in page.renditions} for page in built.pages)
    return Packed(
        source=built.source,
        status=status,
        path=path,
        images=count_best(statuses),
        findings=built.findings,
    )


def _date_of(package: Path) -> date | None:
    """The bagging date of what stands there, if it says one that is a date."""
    try:
        with Package(package) as standing:
            return next(
                date.fromisoformat(value)
                for label, value in standing.bag_info
                if label == "Bagging-Date"
            )
    except (StorageError, ValueError, StopIteration):
        return None


def _another_stands(final: Path, error: DifferenceError) -> PackageExistsError:
    return PackageExistsError(
        f"{final}: another package stands here, its {error.path} differs"
        " (replace it with --replace, or pack to another deposit)"
    )
