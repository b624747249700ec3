"""What happened to a package: its making, amendments, versions, and fixity checks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.crosswalks.premis.events import happened
from frus_pack.crosswalks.record import PackagedFile, Record, make_record
from frus_pack.document.amendment import Amendment, Change
from frus_pack.errors import StorageError
from frus_pack.exporting.export import payload_fixity
from frus_pack.keeping.check_outcomes import LOST
from frus_pack.keeping.history import PastCheck, package_history
from frus_pack.ocfl.version_bag import VersionBag
from frus_pack.package.package import Package

OUTCOME_WORDS = {
    "new": "valid, and not recorded before",
    "as-before": "valid, as it was recorded",
    "changed": "valid, with another digest than was recorded",
    "moved": "valid, and recorded at another place before",
    "altered": "not valid, and recorded as valid before",
    "invalid": "not valid",
    "unreadable": "could not be read",
    "missing": "was not there",
}
"""What the outcomes of an audit mean (`frus_pack.keeping.ledger_rows.AuditOutcome`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """One event of the history. `when` is a date or a UTC time, ISO 8601."""

    when: str
    what: str
    detail: str
    agent: str = ""
    is_bad: bool = False
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The events of a package in order, and the files of its payload.

    `unknown` says why the making of the package could not be read.
    """

    events: tuple[PastEvent, ...]
    files: tuple[PackagedFile, ...] = ()
    unknown: str = ""


def read_history(package: Package, checks: Sequence[PastCheck]) -> History:
    """Return what is recorded of a package; `checks` are those of a ledger."""
    files: tuple[PackagedFile, ...] = ()
    made: list[PastEvent] = []
    unknown = ""
    try:
        record = _record(package)
    except (StorageError, ValueError) as error:
        unknown = str(error)
    else:
        files = record.files
        made = list(_making(record))
    later = [
        *map(_amended, package.metadata.amendments),
        *_versions(package),
        *map(_checked, checks),
    ]
    return History(
        events=(*made, *sorted(later, key=lambda one: one.when)), files=files, unknown=unknown
    )


def checks_of(package: Path, ledger: Path | None) -> tuple[PastCheck, ...]:
    """Return the checks of a package in a ledger; none if the ledger does not know it."""
    if ledger is None:
        return ()
    try:
        return package_history(package, ledger=ledger)
    except StorageError:
        return ()


def _record(package: Package) -> Record:
    inventory = read_inventory(package.bag, Limits().tag_file_octets)
    fixity = payload_fixity(package, inventory)
    return make_record(package.metadata, package.pages, fixity, frozenset(), package.bag_info.pairs)


def _making(record: Record) -> Iterator[PastEvent]:
    agents = ", ".join((record.agent, *record.organizations))
    for event in happened(record):
        yield PastEvent(
            when=record.bagging_date, what=event.word, detail=event.detail(record), agent=agents
        )


def _amended(amendment: Amendment) -> PastEvent:
    return PastEvent(
        when=amendment.when,
        what="amendment",
        detail=amendment.reason,
        agent=amendment.agent,
        changes=tuple(map(_change, amendment.changes)),
    )


def _change(change: Change) -> tuple[str, str, str]:
    return change.pointer, _words(change.before), _words(change.after)


def _words(value: object) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _versions(package: Package) -> Iterator[PastEvent]:
    bag = package.bag
    if not isinstance(bag, VersionBag):
        return
    for name, version in bag.inventory.versions.items():
        note = version.note
        yield PastEvent(
            when=note.created,
            what=f"OCFL version {name}",
            detail=note.message or "",
            agent=note.user.name if note.user else "",
        )


def _checked(check: PastCheck) -> PastEvent:
    findings = "; ".join(check.findings)
    said = OUTCOME_WORDS.get(check.outcome, check.outcome)
    return PastEvent(
        when=check.checked,
        what="fixity check",
        detail=f"{said}: {findings}" if findings else said,
        agent=f"frus-pack {check.version}",
        is_bad=check.outcome in LOST,
    )
