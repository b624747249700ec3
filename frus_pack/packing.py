"""From documents to packages in a deposit, each whole or not at all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from frus_pack.bag import fixity
from frus_pack.bag.difference import first_difference
from frus_pack.bag.staging import Staging, staging
from frus_pack.errors import (
    FrusPackError,
    PackageExistsError,
    Problem,
    SourceError,
    StorageError,
)
from frus_pack.model import Document, Page, Status
from frus_pack.package import BAG_INFO, Package, open_package, read_bag_info
from frus_pack.package_writer import write_package

_NOT_TO_BE_GIVEN = frozenset(
    (
        "bag-group-identifier",
        "bag-size",
        "bag-software-agent",
        "bagging-date",
        "bagit-profile-identifier",
        "external-description",
        "external-identifier",
        "payload-oxum",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source: packed, unchanged (the same package stood there already) or
    failed, with its error. `images` counts the document's pages by the best there is of each."""

    source: str
    status: Literal["packed", "unchanged", "failed"]
    path: Path | None = None
    error: FrusPackError | None = None
    images: Mapping[Status, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packer:
    """Makes packages in one deposit, all alike.

    `algorithms` name the manifests; `bag_info` holds further labels and values for bag-info.txt;
    without a `bagging_date` it is that of SOURCE_DATE_EPOCH, of the package that stands there, or
    today's (UTC); `replace` lets a package take the place of another of the same name.
    Raises ValueError for an algorithm a bag cannot be written with, a label that is ours, or a
    SOURCE_DATE_EPOCH that is no number of seconds.
    """

    deposit: Path
    algorithms: tuple[str, ...] = (fixity.DEFAULT_ALGORITHM,)
    bag_info: tuple[tuple[str, str], ...] = ()
    bagging_date: date | None = None
    replace: bool = False

    def __post_init__(self) -> None:
        if not self.algorithms:
            raise ValueError("a bag needs a manifest: give at least one algorithm")
        for algorithm in self.algorithms:
            if algorithm not in fixity.ALGORITHMS:
                known = ", ".join(fixity.ALGORITHMS)
                raise ValueError(f"{algorithm!r} is none of the algorithms {known}")
        for label, _ in self.bag_info:
            if label.lower() in _NOT_TO_BE_GIVEN:
                raise ValueError(f"the label {label} is written by frus-pack and cannot be given")
        self.chosen_date()

    def chosen_date(self) -> str | None:
        """The bagging date that was asked for (ISO 8601), by argument or by environment."""
        if self.bagging_date:
            return self.bagging_date.isoformat()
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if not epoch:
            return None
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}, no number of seconds") from error

    @contextmanager
    def group(self) -> Iterator[Group]:
        """Packages that are synced to disk together. Raises StorageError if the deposit cannot
        be written; nothing that was not published is left behind."""
        with _storage_errors(self.deposit), staging(self.deposit) as stage:
            yield Group(self, stage)


@dataclass(frozen=True, slots=True)
class _Built:
    """A package that is complete in the staging folder, and the name it is to have."""

    folder: Path
    name: str
    source: str
    pages: tuple[Page, ...]


class Group:
    """Packages in the making; made by `Packer.group`."""

    def __init__(self, packer: Packer, stage: Staging) -> None:
        self._packer = packer
        self._stage = stage
        self._made: list[_Built | Outcome] = []
        self.octets = 0
        """Of the images that were added."""

    def add(self, document: Document) -> None:
        """Build the document's package. Raises FrusPackError if that cannot be done."""
        deposit = self._packer.deposit
        _refuse_deposit_inside_source(deposit, document)
        final = deposit / _name(document)
        with _storage_errors(deposit):
            if os.path.lexists(final):
                self._made.append(self._build_beside(document, final))
            else:
                self._made.append(self._build(document, self._packer.chosen_date() or _today()))

    def publish(self) -> list[Outcome]:
        """Sync what was added and give it its final names; an outcome each, in order.

        When this returns, what it calls packed is safe on the disk.
        """
        try:
            with _storage_errors(self._packer.deposit):
                if any(isinstance(one, _Built) for one in self._made):
                    self._stage.sync()
                outcomes = [self._settled(one) for one in self._made]
                self._stage.settle()
        except StorageError as error:
            return [
                failed(one.source, error) if isinstance(one, _Built) else one for one in self._made
            ]
        return outcomes

    def _settled(self, one: _Built | Outcome) -> Outcome:
        if isinstance(one, Outcome):
            return one
        try:
            with _storage_errors(self._packer.deposit):
                return self._publish(one)
        except FrusPackError as error:
            return failed(one.source, error)

    def _build(self, document: Document, bagging_date: str) -> _Built:
        folder = self._stage.new_folder()
        try:
            packer = self._packer
            pages = write_package(
                document, folder, packer.algorithms, packer.bag_info, bagging_date
            )
        except BaseException:
            self._stage.discard(folder)
            raise
        self.octets += sum(one.octets or 0 for page in pages for one in page.renditions)
        return _Built(folder, _name(document), _origin(document), pages)

    def _build_beside(self, document: Document, final: Path) -> _Built | Outcome:
        """Build a package whose name is taken: by the same one, but for its date, or by another."""
        given = self._packer.chosen_date()
        built = self._build(document, given or _date_of(final) or _today())
        differs = first_difference(built.folder, final)
        if differs is not None and self._packer.replace and given:
            return built
        self._stage.discard(built.folder)
        if differs is None:
            return _outcome(built, "unchanged", final)
        if not self._packer.replace:
            raise _another_stands(final, differs)
        return self._build(document, _today())

    def _publish(self, built: _Built) -> Outcome:
        try:
            return _outcome(built, "packed", self._stage.publish(built.folder, built.name))
        except FileExistsError:
            final = self._packer.deposit / built.name
            differs = first_difference(built.folder, final)
            if differs is None:
                return _outcome(built, "unchanged", final)
            if not self._packer.replace:
                raise _another_stands(final, differs) from None
            return _outcome(built, "packed", self._stage.replace(built.folder, built.name))


def pack(
    document: Document,
    to: str | Path,
    *,
    algorithms: Iterable[str] = (fixity.DEFAULT_ALGORITHM,),
    bag_info: Iterable[tuple[str, str]] = (),
    bagging_date: date | None = None,
    replace: bool = False,
) -> Package:
    """Make the document's package in the deposit `to` and return it, safe on the disk.

    It stands there under ``VOLUME/VOLUME-DOCUMENT``; if the same package stood there already,
    nothing is written. See `Packer` for the rest. Raises SourceError if the document or an image
    of it is not sound, PackageExistsError if another package has the name, StorageError if the
    deposit cannot be written, and ValueError for an argument that cannot be followed.
    """
    packer = Packer(
        deposit=Path(to),
        algorithms=tuple(algorithms),
        bag_info=tuple(bag_info),
        bagging_date=bagging_date,
        replace=replace,
    )
    with packer.group() as group:
        group.add(document)
        (outcome,) = group.publish()
    if outcome.error or not outcome.path:
        raise outcome.error or StorageError(f"{to}: nothing was packed")
    return open_package(outcome.path)


def failed(source: str, error: FrusPackError) -> Outcome:
    """The outcome of a source that could not be packed."""
    return Outcome(source=source, status="failed", error=error)


def _outcome(built: _Built, status: Literal["packed", "unchanged"], path: Path) -> Outcome:
    best = Counter(_best(page) for page in built.pages)
    return Outcome(source=built.source, status=status, path=path, images=dict(best))


def _best(page: Page) -> Status:
    there = {rendition.status for rendition in page.renditions}
    statuses: tuple[Status, ...] = ("embedded", "referenced")
    return next((status for status in statuses if status in there), "missing")


def _name(document: Document) -> str:
    """Where in the deposit a document's package stands."""
    return f"{document.metadata.volume.id}/{document.name}"


def _origin(document: Document) -> str:
    return str(document.read_from or document.identifier)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _date_of(package: Path) -> str | None:
    """The bagging date of what stands there, if it says one."""
    try:
        tags = read_bag_info((package / BAG_INFO).read_bytes())
    except OSError:
        return None
    return next((value for label, value in tags if label == "Bagging-Date"), None)


def _another_stands(final: Path, differs: str) -> PackageExistsError:
    return PackageExistsError(
        f"{final}: another package stands here, and its {differs} differs"
        " (replace it with --replace, or pack to another deposit)"
    )


def _refuse_deposit_inside_source(deposit: Path, document: Document) -> None:
    source = document.read_from
    if source is not None and deposit.resolve().is_relative_to(source.resolve()):
        raise SourceError(
            Problem(str(deposit), f"lies inside the source {source}", advice="name a place outside")
        )


@contextmanager
def _storage_errors(deposit: Path) -> Iterator[None]:
    """What the operating system refuses, as our own error: a full disk, a place not writable."""
    try:
        yield
    except OSError as error:
        where = error.filename or deposit
        raise StorageError(f"{where}: {error.strerror or error}") from error
