"""A source note read into archival fields, sentence by sentence.

    Source: National Archives and Records Administration, RG 59, Central Files 1964–66, POL 23–9
    BOL. Secret; Priority. Drafted by William L.S. Williams and Roger Brewin (ARA/BC) and approved
    by Adams. Also sent to Paris for TOPOL.

Only forms that are regular in the series are read (frus-notes, "The reading text"). A sentence in
another form gives no field, and nothing is guessed: the note is always kept verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.sources.prose.sentences import listed, sentences

CLASSIFICATIONS = (
    "Top Secret",
    "Secret",
    "Confidential",
    "Restricted",
    "Limited Official Use Only",
    "Limited Official Use",
    "Official Use Only",
    "Official Use",
    "Unclassified",
    "No classification marking",
)
"""What a paper's classification can be, as printed."""

_OPENING = re.compile(r"Source[:;] ?")
_BRACKETED = re.compile(r"\[(?P<note>Source[:;] [^\[\]]*)\]")
"""So where the document itself is withheld."""

_REPOSITORIES = (
    r"National Archives(?: and Records (?:Administration|Service))?",
    r"Washington National Records Center",
    r"Library of Congress(?: Manuscript Division)?",
    r"Department of (?:State|Defense|the Treasury|Energy|Agriculture|Commerce)",
    r"Central Intelligence Agency",
    r"Defense Intelligence Agency",
    r"National Security (?:Council|Agency)",
    r"(?:(?:U\.?S\. )?Army )?Center of Military History",
    r"(?:U\.?S\. )?Army Military History Institute",
    r"Naval Historical Center",
    r"National Defense University",
    r"[A-Z][a-z]+ Historical Society",
    r"University of [A-Z][a-z]+",
    r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,4} Library",
)
_REPOSITORY = re.compile("|".join(_REPOSITORIES))
_RECORD_GROUP = re.compile(r"RG [0-9]+[A-Z]?(?=, |$)")
_YEARS = re.compile(r"[0-9]{4}(?:[–-][0-9]{2,4})?")
_COLLECTION = re.compile(
    rf"[^0-9:]*\b(?:Files?|Papers|Records|Collection|Series)(?: {_YEARS.pattern})?"
    r"|(?:Papers|Records) of (?:the )?[^\W\d_a-z][^0-9:,]*"
)
_CONTAINER = re.compile(r"(?:Lot|FRC|Job|Accession|Box|Folder) |[0-9]{3}\.[0-9A-Z]")
_MOST_LEVELS = 3

_CLASSIFIED = re.compile(rf"(?P<level>{'|'.join(CLASSIFICATIONS)})(?:[;,] (?P<rest>.+))?")
_MARKING = re.compile(r"[^\W\d_a-z][\w/–’'-]*(?: [\w/–’'-]+){0,7}")
_MARKINGS = re.compile(rf"{_MARKING.pattern}(?:[;,] {_MARKING.pattern})*")

_VERB = r"(?:drafted|cleared|concurred|approved|initialed|signed|also sent|sent|(?:also )?repeated)"
_NEXT_CLAUSE = re.compile(
    rf"(?<!approved)(?<!drafted)(?<!cleared)(?<!\balso)(?<!\band)[;,]?\s(?:and\s)?(?={_VERB}\b)",
    re.IGNORECASE,
)
_VERBS = re.compile(rf"{_VERB}(?:,? (?:and )?{_VERB})*")
_DONE_IN_PASSING = re.compile(rf"\b{_VERB}(?= (?:(?:for|in) \w+ )?(?:by|with|to)\b)", re.IGNORECASE)
_DRAFTED = re.compile(r"drafted (?:in \S+ )?by (?P<members>.+)")
_CLEARED = re.compile(r"cleared (?:in (?:draft|substance) )?(?:by|with) (?P<members>.+)")
_APPROVED = re.compile(
    r"approved (?:and (?:initialed|signed) |in (?:draft|substance) |for transmission )?by "
    r"(?P<members>.+)"
)
_ALSO_SENT = re.compile(r"also sent (?:for information )?to (?P<members>.+)")
_REPEATED = re.compile(r"(?:also )?repeated (?:for information )?to (?P<members>.+)")
_ON_A_DAY = re.compile(
    r",? on (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) [0-9]{1,2}(?:, [0-9]{4})?,?(?= (?:by|and)\b|,|$)"
)

_WORD_OF_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|la|du|di|da|del|van|von|der|den|ter)"
_AGENT = re.compile(
    rf"(?P<name>{_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{0,6}}(?:, (?:Jr\.?|Sr\.?|I{{2,3}}|IV))?"
    r"|\[[^\]]+\])"
    r"(?: \((?P<office>[A-Z][^()]*)\)| of (?:the )?(?P<unit>[A-Z][^(),;]*))?"
    r"(?: \((?:in|by|for) [^()]*\))?"
)
_POST = re.compile(r"(?:the |all )?[^\W\d_a-z][\w.’'/–-]*(?: [\w.’'/–-]+){0,7}|\[[^\]]+\]")
_ANOTHER_PAPER = re.compile(
    r"\b(?:attach|cover|enclos|another|cop(?:y|ies)\b|ibid|portion|memorandum|telegram|letter)",
    re.IGNORECASE,
)
_ANOTHER_PAPER_IN_CLAUSE = re.compile(rf"{_ANOTHER_PAPER.pattern}(?![^()]*\))")
"""In lower case and outside brackets: Coverdale and an Attaché are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a source note says: of the paper, of its `classification` and its `handling`."""

    source: ArchivalSource
    classification: str | None = None
    handling: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Location:
    """Where the paper lies, as far as that is certain."""

    repository: str | None = None
    record_group: str | None = None
    collection: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that the markup of a note gives an identifier: ``note[start:end]`` is person `id`."""

    start: int
    end: int
    id: str


def read_source_note(note: str, mentions: Sequence[Mention] = ()) -> SourceNote:
    """Read the first paragraph of a source note; a note that does not open with ``Source:`` is
    only kept. Once a sentence speaks of another paper, what follows is not taken for this one's.

    A person who is read from a place that one of the `mentions` names gets its identifier.
    """
    first = " ".join(note.split("\n\n")[0].split())
    bracketed = _BRACKETED.fullmatch(first)
    said = list(sentences(bracketed["note"] if bracketed else first))
    opening = _OPENING.match(said[0]) if said else None
    if opening is None:
        return SourceNote(source=ArchivalSource(note=note))
    where = _location(said[0][opening.end() :])
    classification, handling, rest = _classification(said[1] if len(said) > 1 else "")
    clauses = list(_clauses([*rest, *said[2:]]))
    return SourceNote(
        source=ArchivalSource(
            note=note,
            repository=where.repository,
            record_group=where.record_group,
            collection=where.collection,
            file=where.file,
            drafted_by=_agents("drafted", _DRAFTED, clauses),
            cleared_by=_agents("cleared", _CLEARED, clauses),
            approved_by=_agents("approved", _APPROVED, clauses),
            also_sent_to=_posts("also sent", _ALSO_SENT, clauses),
            repeated_to=_posts("repeated", _REPEATED, clauses),
        ),
        classification=classification,
        handling=handling,
    )


def _location(text: str) -> _Location:
    repository, _, rest = text.partition(", ")
    if not _REPOSITORY.fullmatch(repository):
        return _Location()
    group = _RECORD_GROUP.match(rest)
    if group:
        rest = rest[group.end() :].removeprefix(", ")
    collection, file = _collection_and_file(rest)
    return _Location(
        repository=repository,
        record_group=group[0] if group else None,
        collection=collection,
        file=file,
    )


def _collection_and_file(text: str) -> tuple[str | None, str | None]:
    """``Central Files 1964–66`` and ``POL 23–9 BOL``; nothing if where to part them is uncertain.

    The collection reaches to the first part named Files, Papers, Records and so on, and the years
    behind it; before a lot, job or box there may be none.
    """
    if not text or ";" in text or "ibid" in text.lower():
        return None, None
    if _CONTAINER.match(text):
        return None, text
    collection, colon, file = text.partition(": ")
    if colon and _COLLECTION.fullmatch(collection) and _CONTAINER.match(file):
        return collection, file
    return _parted(text.split(", "))


def _parted(parts: list[str]) -> tuple[str | None, str | None]:
    for index, part in enumerate(parts[:_MOST_LEVELS]):
        if _COLLECTION.fullmatch(part):
            years = parts[index + 1 : index + 2]
            end = index + (2 if years and _YEARS.fullmatch(years[0]) else 1)
            return ", ".join(parts[:end]), ", ".join(parts[end:]) or None
        if any(character.isdigit() for character in part):
            break
    return None, None


def _classification(sentence: str) -> tuple[str | None, str | None, list[str]]:
    """Classification, handling, and what of the sentence is still to be read."""
    found = _CLASSIFIED.fullmatch(sentence)
    if not found:
        return None, None, [sentence]
    handling, *rest = _NEXT_CLAUSE.split(f" {found['rest'] or ''}", maxsplit=1)
    handling = handling.strip()
    return found["level"], handling if _MARKINGS.fullmatch(handling) else None, rest


def _clauses(said: list[str]) -> Iterator[str]:
    """Each thing said to have been done with the paper, up to the first other paper; of what is
    said in a form that is not read (``It was repeated to Bonn``) the verb alone."""
    for sentence in said:
        if re.match(_VERB, sentence, re.IGNORECASE):
            for clause in _NEXT_CLAUSE.split(sentence):
                done = clause[:1].lower() + clause[1:]
                if _ANOTHER_PAPER_IN_CLAUSE.search(done):
                    yield from _VERBS.findall(done)
                    return
                yield _ON_A_DAY.sub("", done)
        elif _ANOTHER_PAPER.search(sentence):
            return
        else:
            yield from (verb.lower() for verb in _DONE_IN_PASSING.findall(sentence))


def _agents(verb: str, form: re.Pattern[str], clauses: list[str]) -> tuple[Agent, ...]:
    """The agents of all clauses of a verb."""
    return tuple(
        Agent(name=agent["name"], office=agent["office"] or agent["unit"])
        for agent in _members(verb, form, _AGENT, clauses)
    )


def _posts(verb: str, form: re.Pattern[str], clauses: list[str]) -> tuple[str, ...]:
    """The posts of all clauses of a verb."""
    return tuple(post[0] for post in _members(verb, form, _POST, clauses))


def _members(
    verb: str, form: re.Pattern[str], member: re.Pattern[str], clauses: list[str]
) -> list[re.Match[str]]:
    """The members of the lists in all clauses of a verb; none if any of them is not understood,
    for a list kept in part would look like the whole."""
    members: list[re.Match[str]] = []
    for clause in clauses:
        verbs = _VERBS.match(clause)
        if not verbs or verb not in verbs[0]:
            continue
        found = form.fullmatch(clause)
        for one in listed(found["members"]) if found else [""]:
            understood = member.fullmatch(one)
            if not understood:
                return []
            members.append(understood)
    return members
