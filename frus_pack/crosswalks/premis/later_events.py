"""PREMIS: what was done to a package after it was made: amendments, and fixity checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frus_pack.crosswalks.record import FixityEvent, Record
from frus_pack.document.amendment import Amendment


@dataclass(frozen=True, slots=True)
class LaterEvent:
    """One event: the Library of Congress's word and code for it, when, by whom, and how it ended.

    `agent` is a person who amended, or the software that checked; `role` is word and code of what
    the agent did.
    """

    uuid: str
    word: str
    code: str
    when: str
    detail: str
    succeeded: bool
    agent: str
    role: tuple[str, str]


def later_events(record: Record) -> Iterator[LaterEvent]:
    """Yield the amendments of the package, then the fixity checks that a ledger has of it."""
    for amendment in record.metadata.amendments:
        yield _amendment(record, amendment)
    for check in record.fixity_checks:
        yield _check(record, check)


def persons(record: Record) -> tuple[str, ...]:
    """Return who amended the package, each once."""
    return tuple(dict.fromkeys(one.agent for one in record.metadata.amendments))


def programs(record: Record) -> tuple[str, ...]:
    """Return the software that checked the package, each version once."""
    return tuple(dict.fromkeys(one.agent for one in record.fixity_checks))


def _amendment(record: Record, amendment: Amendment) -> LaterEvent:
    fields = ", ".join(change.pointer for change in amendment.changes)
    return LaterEvent(
        uuid=record.uuid("event", "mem", amendment.when, amendment.agent, fields),
        word="metadata modification",
        code="mem",
        when=amendment.when,
        detail=f"{amendment.reason}: {fields}",
        succeeded=True,
        agent=amendment.agent,
        role=("implementer", "imp"),
    )


def _check(record: Record, check: FixityEvent) -> LaterEvent:
    return LaterEvent(
        uuid=record.uuid("event", "fix", check.when, check.agent, check.outcome),
        word="fixity check",
        code="fix",
        when=check.when,
        detail=f"{check.outcome}: every file was compared with its manifests",
        succeeded=check.succeeded,
        agent=check.agent,
        role=("executing program", "exe"),
    )
