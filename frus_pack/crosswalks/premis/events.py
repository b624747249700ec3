"""PREMIS: what was done with the package, when it was made and later, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frus_pack.crosswalks.premis.vocabulary import HASH_FUNCTIONS, file_id, identifier, word
from frus_pack.crosswalks.record import FixityEvent, Record
from frus_pack.crosswalks.xml_elements import PREMIS, Content
from frus_pack.document.amendment import Amendment


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event: the Library of Congress's word and code for it, and what it was here."""

    word: str
    code: str
    detail: Callable[[Record], str]

    def uuid(self, record: Record) -> str:
        """Of the event in this package: one of other files, even of the same day, is another."""
        files = (digest for file in record.files for digest in file.fixity)
        return record.uuid("event", self.code, record.bagging_date, record.agent, *files)


def _packing(record: Record) -> str:
    said = f"{record.name}: BagIt 1.0, {len(record.files)} files in the payload"
    original = record.metadata.original
    if original is None:
        return said
    said += f"; the original is {original.file}, SHA-512 {original.sha512}"
    if one := original.slice:
        said += f", of it {one.length} bytes from byte {one.offset}, SHA-512 {one.sha512}"
    return said


def _digests(record: Record) -> str:
    algorithms = sorted({name for file in record.files for name in file.digests})
    names = ", ".join(HASH_FUNCTIONS.get(name, name) for name in algorithms)
    return f"{names} of each payload file, while it was written"


def _validation(record: Record) -> str:
    said = "The description follows its schema and agrees with the text"
    if any(one.file for _, one in record.renditions()):
        said += "; every embedded image was decoded whole and is of the format its name says"
    return said


PACKING = Event("information package creation", "ipc", _packing)
_DIGESTS = Event("message digest calculation", "mes", _digests)
_VALIDATION = Event("validation", "val", _validation)


def happened(record: Record) -> tuple[Event, ...]:
    """Return the events; what is validated while packing is known only of this library."""
    return (PACKING, _DIGESTS, _VALIDATION) if record.is_ours else (PACKING,)


def events(record: Record) -> Iterator[tuple[str, Content]]:
    """Yield the UUID and the element of each event.

    Events link the files they concern. Archivematica refuses one that links another kind of
    object; the representation links to its events by itself.
    """
    for event in happened(record):
        yield (
            event.uuid(record),
            PREMIS(
                "event",
                identifier("eventIdentifier", event.uuid(record)),
                word("eventType", event.word, "eventType", event.code),
                PREMIS("eventDateTime", record.bagging_date),
                PREMIS("eventDetailInformation", PREMIS("eventDetail", event.detail(record))),
                PREMIS(
                    "eventOutcomeInformation",
                    word("eventOutcome", "success", "eventOutcome", "suc"),
                ),
                _agent(record, record.agent, "executing program", "exe"),
                *(_agent(record, one, "implementer", "imp") for one in record.organizations),
                *(
                    identifier("linkingObjectIdentifier", file_id(record, one))
                    for one in record.files
                ),
                version="3.0",
            ),
        )
    yield from ((one.uuid, _later(record, one)) for one in later_events(record))


def _later(record: Record, event: LaterEvent) -> Content:
    outcome = ("success", "suc") if event.succeeded else ("fail", "fai")
    return PREMIS(
        "event",
        identifier("eventIdentifier", event.uuid),
        word("eventType", event.word, "eventType", event.code),
        PREMIS("eventDateTime", event.when),
        PREMIS("eventDetailInformation", PREMIS("eventDetail", event.detail)),
        PREMIS(
            "eventOutcomeInformation", word("eventOutcome", outcome[0], "eventOutcome", outcome[1])
        ),
        _agent(record, event.agent, *event.role),
        *(identifier("linkingObjectIdentifier", file_id(record, one)) for one in record.files),
        version="3.0",
    )


def links(record: Record) -> Iterator[Content]:
    """From an object to the events."""
    for event in happened(record):
        yield identifier("linkingEventIdentifier", event.uuid(record))
    for later in later_events(record):
        yield identifier("linkingEventIdentifier", later.uuid)


def agents(record: Record) -> Iterator[tuple[str, Content]]:
    """UUID and element of each agent: the software, and who hands the bag in."""
    name, _, version = record.agent.partition(" ") if record.is_ours else (record.agent, "", "")
    yield (
        record.uuid("agent", record.agent),
        PREMIS(
            "agent",
            identifier("agentIdentifier", record.uuid("agent", record.agent)),
            PREMIS("agentName", name),
            word("agentType", "software", "agentType", "sof"),
            PREMIS("agentVersion", version),
            version="3.0",
        ),
    )
    for organization in record.organizations:
        yield _named_agent(record, organization, "organization", "org")
    for person in persons(record):
        if person not in (record.agent, *record.organizations):
            yield _named_agent(record, person, "person", "per")
    for program in programs(record):
        if program not in (record.agent, *record.organizations, *persons(record)):
            yield _named_agent(record, program, "software", "sof")


def _named_agent(record: Record, name: str, kind: str, code: str) -> tuple[str, Content]:
    uuid = record.uuid("agent", name)
    return uuid, PREMIS(
        "agent",
        identifier("agentIdentifier", uuid),
        PREMIS("agentName", name),
        word("agentType", kind, "agentType", code),
        version="3.0",
    )


def _agent(record: Record, name: str, role: str, code: str) -> Content:
    return PREMIS(
        "linkingAgentIdentifier",
        PREMIS("linkingAgentIdentifierType", "UUID"),
        PREMIS("linkingAgentIdentifierValue", record.uuid("agent", name)),
        word("linkingAgentRole", role, "eventRelatedAgentRole", code),
    )


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
