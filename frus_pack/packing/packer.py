"""How packages are made: where to, with which manifests, under which date."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from frus_pack.bag.sink import SERIALIZATIONS, Serialization, Sink, archive_sink, folder_sink
from frus_pack.bag.tag_files import tag_files
from frus_pack.bag.tag_files.profile import Profile
from frus_pack.document.model import Document
from frus_pack.packing.further_tag_files import FurtherTagFiles
from frus_pack.packing.profile_fit import Plan, refuse_document, refuse_plan
from frus_pack.storage import fixity

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
        "frus-package-seal",
        "payload-oxum",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packer:
    """Makes packages in one deposit, all alike.

    `algorithms` name the manifests; `bag_info` holds further labels and values for bag-info.txt;
    `tag_files` are those that BagIt does not define; a `profile` is one that each package is to
    meet besides ours;
    without a `bagging_date` it is that of the same package if it stands there already, of
    SOURCE_DATE_EPOCH, or today's (UTC), as they are when this is made: where it is sent to, they
    may be others. `replace` lets a package take the place of another; with `serialize` a package
    is one archive of that form, else a folder.
    Raises ValueError for an algorithm a bag cannot be written with, a label or value that
    cannot be written or a label that is ours, an unknown form of archive, or a SOURCE_DATE_EPOCH
    that is no number of seconds; SourceError, with everything that is missing, for a profile that
    no such package can meet.
    """

    deposit: Path
    algorithms: tuple[str, ...] = (fixity.DEFAULT_ALGORITHM,)
    bag_info: tuple[tuple[str, str], ...] = ()
    tag_files: FurtherTagFiles = field(default_factory=FurtherTagFiles)
    profile: Profile | None = None
    bagging_date: date | None = None
    replace: bool = False
    serialize: Serialization | None = None
    _new_date: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.algorithms:
            raise ValueError("a bag needs a manifest: give at least one algorithm")
        for algorithm in self.algorithms:
            if algorithm not in fixity.ALGORITHMS:
                known = ", ".join(fixity.ALGORITHMS)
                raise ValueError(f"{algorithm!r} is none of the algorithms {known}")
        tag_files.format_bag_info(self.bag_info)
        for label, _ in self.bag_info:
            if label.lower() in _NOT_TO_BE_GIVEN:
                raise ValueError(f"the label {label} is written by frus-pack and cannot be given")
        if self.serialize not in (None, *SERIALIZATIONS):
            known = " and ".join(SERIALIZATIONS)
            raise ValueError(f"{self.serialize!r} is none of the forms {known}")
        object.__setattr__(self, "_new_date", self.given_date() or _ambient_date())
        if self.profile:
            refuse_plan(self.profile, self._plan)

    @property
    def _plan(self) -> Plan:
        form = self.serialize or "folder"
        return Plan(self.algorithms, self.bag_info, self.tag_files.paths, form)

    def refuse(self, document: Document) -> None:
        """Raise SourceError if the document's package would not meet the profile."""
        if self.profile:
            refuse_document(self.profile, self._plan, document)

    def name(self, volume: str, package: str) -> str:
        """Where in the deposit a volume's package of this name stands. As a folder and as an
        archive of either form it has names of its own, and neither is in the other's way."""
        suffix = f".{self.serialize}" if self.serialize else ""
        return f"{volume}/{package}{suffix}"

    def sink(
        self, place: Path, document: Document, bagging_date: str
    ) -> AbstractContextManager[Sink]:
        """An empty bag at `place` for the document's package. Raises OSError."""
        if self.serialize is None:
            return folder_sink(place)
        day = date.fromisoformat(bagging_date)
        return archive_sink(self.serialize, place, document.name, day)

    def given_date(self) -> str | None:
        """The bagging date that was asked for (ISO 8601)."""
        return self.bagging_date.isoformat() if self.bagging_date else None

    def new_date(self) -> str:
        """The bagging date of a package that is new in the deposit (ISO 8601)."""
        return self._new_date


def _ambient_date() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}, no number of seconds") from error
