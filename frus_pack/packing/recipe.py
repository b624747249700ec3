"""How packages are made: where, with which manifests, under which date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_args

from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.bag.sink import SERIALIZATIONS, Serialization, Sink, archive_sink, folder_sink
from frus_pack.bag.tag_files import tag_writing
from frus_pack.bag.tag_files.profile import Profile, read_profile
from frus_pack.bag.writer import BagItVersion
from frus_pack.document.model import Document
from frus_pack.errors import Problem, SourceError
from frus_pack.packing import arguments
from frus_pack.packing.arguments import BagInfoLike
from frus_pack.packing.further_tag_files import FurtherTagFiles
from frus_pack.packing.profile_fit import (
    Plan,
    algorithms_for,
    refuse_document,
    refuse_plan,
    serialization_for,
    version_for,
)
from frus_pack.packing.recipe_digest import options_digest
from frus_pack.requirements.finding import Finding
from frus_pack.storage import clock, fixity

_NOT_TO_BE_GIVEN = frozenset(
    (
        "bag-group-identifier",
        "bag-size",
        "bag-software-agent",
        "bagging-date",
        "bagit-profile-identifier",
        "external-description",
        "external-identifier",
        "frus-package-profile",
        "frus-package-recipe",
        "frus-package-seal",
        "payload-oxum",
    )
)


def refuse_labels(labels: Iterable[str]) -> None:
    """Raise ValueError for a label of bag-info.txt that only frus-pack writes."""
    for label in labels:
        if label.lower() in _NOT_TO_BE_GIVEN:
            raise ValueError(
                f"the label {label} is written by frus-pack and cannot be given; take it out"
            )


def _today() -> date:
    return clock.now().date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How the packages of one deposit are made, all alike.

    Attributes:
        deposit: The folder of the packages.
        algorithms: Those of the manifests.
        bag_info: Further labels and values of bag-info.txt.
        tag_files: Further tag files.
        profile: A BagIt Profile that each package has to meet besides ours.
        bagging_date: The date of every package. None keeps the date of the same package that
            already exists, and gives a new one the date of `today`.
        replace: Whether a package may take the place of an earlier one of its document.
        serialize: The form of archive; None makes folders.
        strict: Whether a document is refused for a finding that is an error or a warning.
        bagit_version: The version of BagIt: 1.0, or 0.97 for receivers that read no 1.0.
        options_digest: The digest of the options that decide the content.
        today: SOURCE_DATE_EPOCH or the clock, in UTC. It is read once, because a worker may have
            another.

    Raises:
        ValueError: An algorithm, form, label or value is not possible, or SOURCE_DATE_EPOCH is
            not a number of seconds.
        SourceError: No such package can meet the profile; it names everything that is missing.
    """

    deposit: Path
    algorithms: tuple[str, ...] = (fixity.DEFAULT_ALGORITHM,)
    bag_info: tuple[tuple[str, str], ...] = ()
    tag_files: FurtherTagFiles = field(default_factory=FurtherTagFiles)
    profile: Profile | None = None
    bagging_date: date | None = None
    replace: bool = False
    serialize: Serialization | None = None
    strict: bool = False
    bagit_version: BagItVersion = "1.0"
    today: date = field(default_factory=_today)
    options_digest: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.algorithms:
            raise ValueError("a bag needs a manifest: give at least one algorithm")
        for algorithm in self.algorithms:
            if algorithm not in fixity.ALGORITHMS:
                known = ", ".join(fixity.ALGORITHMS)
                raise ValueError(f"{algorithm!r} is not one of the algorithms {known}")
        tag_writing.format_bag_info(self.bag_info)
        refuse_labels(label for label, _ in self.bag_info)
        if self.serialize not in (None, *SERIALIZATIONS):
            known = " and ".join(SERIALIZATIONS)
            raise ValueError(f"{self.serialize!r} is not one of the forms {known}")
        if self.profile:
            refuse_plan(self.profile, self._plan)
        if self.bagit_version not in get_args(BagItVersion):
            known = " and ".join(get_args(BagItVersion))
            raise ValueError(f"{self.bagit_version!r} is not one of the versions {known}")
        options = options_digest(
            self.algorithms, self.bag_info, self.tag_files, self.profile, self.bagit_version
        )
        object.__setattr__(self, "options_digest", options)

    @property
    def _plan(self) -> Plan:
        form = self.serialize or "folder"
        contents = dict(self.tag_files.given)
        tag_files = {path: contents.get(path, b"") for path in self.tag_files.paths}
        return Plan(self.algorithms, self.bag_info, tag_files, form, self.bagit_version)

    @property
    def new_date(self) -> date:
        """The bagging date of a package that is new in the deposit."""
        return self.bagging_date or self.today

    def refuse(self, document: Document) -> None:
        """Raise SourceError if the document's package would not meet the profile, or the recipe
        is strict and reading the document found something amiss."""
        if self.strict:
            _refuse_findings(document)
        if self.profile:
            refuse_document(self.profile, self._plan, document)

    def name(self, volume: str, package: str) -> str:
        """Return the path in the deposit of a volume's package of this name. A folder and an
        archive of either form have names of their own."""
        suffix = f".{self.serialize}" if self.serialize else ""
        return f"{volume}/{package}{suffix}"

    def sink(self, place: Path, document: Document, day: date) -> AbstractContextManager[Sink]:
        """Return an empty bag at `place` for the document's package. Raises OSError."""
        if self.serialize is None:
            return folder_sink(place)
        return archive_sink(self.serialize, place, document.name, day)


def recipe_for(
    deposit: Path,
    *,
    algorithms: Iterable[str] | None,
    bag_info: BagInfoLike,
    include: Iterable[str],
    tag_files: Mapping[str, str | bytes] | None,
    profile: str | Path | None,
    bagging_date: date | str | None,
    replace: bool,
    serialize: Serialization | None,
    strict: bool,
    bagit_version: BagItVersion | None = None,
) -> Recipe:
    """Return the recipe for what a caller asks of `pack` or `pack_all`. What the caller leaves
    open is as the profile requires. Raises as `Recipe` does, SourceError for a broken profile,
    and StorageError for a deposit inside a bag."""
    refuse_inside_bag(deposit)
    to_meet = read_profile(Path(profile)) if profile else None
    return Recipe(
        deposit=deposit,
        algorithms=algorithms_for(arguments.words(algorithms, "algorithms"), to_meet),
        bag_info=arguments.bag_info_pairs(bag_info),
        tag_files=FurtherTagFiles(
            include=tuple(dict.fromkeys(arguments.words(include, "include") or ())),
            given=arguments.tag_file_contents(tag_files),
        ),
        profile=to_meet,
        bagging_date=arguments.day(bagging_date),
        replace=replace,
        serialize=serialization_for(serialize, to_meet),
        strict=strict,
        bagit_version=version_for(bagit_version, to_meet),
    )


def _refuse_findings(document: Document) -> None:
    problems = [
        _problem(one, document) for one in document.findings if one.severity != "information"
    ]
    if problems:
        raise SourceError(*problems)


def _problem(finding: Finding, document: Document) -> Problem:
    return Problem(
        document.origin,
        f"{finding.message} [{finding.code}]",
        finding.location,
        finding.expected or "",
    )
