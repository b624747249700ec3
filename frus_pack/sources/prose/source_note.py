"""A source note read into archival fields: sentences, their clauses, the fields of these.

    Source: National Archives and Records Administration, RG 59, Central Files 1964–66, POL 23–9
    BOL. Secret; Priority. Drafted by William L.S. Williams and Roger Brewin (ARA/BC) and approved
    by Adams. Also sent to Paris for TOPOL.

The first sentence says where the paper is kept (`holding`), the next how it is classified
(`markings`); the others say what was done with it (`clauses`), by whom (`agents`) and for whom
(`addressees`). Only forms that are regular in the series are read, and nothing is guessed. What
no field was read from is listed as unread; the note is always kept verbatim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from frus_pack.document.model import Agent, ArchivalSource
from frus_pack.sources.prose.addressees import read_addressees
from frus_pack.sources.prose.agents import read_agents, read_subjects
from frus_pack.sources.prose.archival_holding import Holding, read_holding
from frus_pack.sources.prose.clauses import Clause, clauses, speaks_of_another_paper
from frus_pack.sources.prose.markings import Markings, markings_behind, read_markings
from frus_pack.sources.prose.passage import Collapsed, Mentions, Passage
from frus_pack.sources.prose.passage import Mention as Mention
from frus_pack.sources.prose.sentences import sentences

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_OPENING = re.compile(
    r"(?:Summary[:.] .*?(?<=[.”)\]] ))?\.?(?P<bracket>\[)?"
    r"(?:sources?(?:[:;.,] ?| (?=Department of |National |[A-Z]\w+ Library)))+(?=\S)",
    re.IGNORECASE | re.DOTALL,
)
_SUMMARY = re.compile(r"Summary[:.]")
_IS_SAID = re.compile(r"\b(?:is|was|were|are|has|had|by|to)\b")
_OF_TRANSCRIPT = re.compile(
    r"Th(?:is transcript|is is a transcript|e editors transcribed)\b|Extracts?\Z"
)
_MOST_SENTENCES_OF_HOLDING = 3
_OF_ADDRESSEES = frozenset(("also_sent_to", "repeated_to"))
_LONGEST = 50_000
"""Characters of a note that are read; the longest in the series has some 7,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a source note says: of the paper, of its `classification` and its `handling`."""

    source: ArchivalSource
    classification: str | None = None
    handling: str | None = None


def read_source_note(note: str, mentions: Sequence[Mention] = ()) -> SourceNote:
    """Read a source note, or the note above the heading of an older document.

    Once a sentence speaks of another paper, what follows is not taken for this one's.

    Args:
        note: the words of the note. They begin with ``Source:``, in brackets where the document
            is withheld, behind a ``Summary:`` in some volumes; or at once with the place where
            the paper is kept.
        mentions: the persons that the markup of the note names. An agent whose name is one of
            them gets its identifier.

    Returns:
        What was read. The note itself is in ``source.note`` in any case.

    Example:
        >>> read_source_note("Source: Johnson Library, Aides Files. Secret.").classification
        'Secret'
    """
    reading = _Reading.begin(note, mentions)
    holding, markings, following = _opening(reading.said, is_named=reading.is_named)
    if holding is None:
        return SourceNote(source=ArchivalSource(note=note))
    if _is_partly_read(reading.said[0].words, holding):
        reading.unread.append(reading.said[0].words)
    for sentence in following:
        reading.read(sentence)
    reading.unread.extend(reading.beyond)
    return SourceNote(
        source=ArchivalSource(
            note=note,
            repository=holding.repository,
            record_group=holding.record_group,
            collection=holding.collection,
            file=holding.file,
            drafted_by=tuple(reading.agents["drafted_by"]),
            cleared_by=tuple(reading.agents["cleared_by"]),
            approved_by=tuple(reading.agents["approved_by"]),
            also_sent_to=tuple(reading.addressees["also_sent_to"]),
            repeated_to=tuple(reading.addressees["repeated_to"]),
            unread=tuple(reading.unread),
        ),
        classification=markings.classification if markings else None,
        handling=markings.handling if markings else None,
    )


def _opening(
    said: Sequence[Passage], *, is_named: bool
) -> tuple[Holding | None, Markings | None, list[Passage]]:
    """Return where the paper is kept, its markings, and the sentences behind.

    An abbreviation can cut the first sentence in two; the markings show where it ends. A note
    that is not called a source note is one only if it says where a paper is kept.
    """
    if not said:
        return None, None, []
    first = said[0]
    behind = markings_behind(first.words)
    if behind is not None:
        marks = first.part(behind)
        return _holding_of(first.part(0, behind), is_named), read_markings(marks.words), [*said[1:]]
    transcribed: list[Passage] = []
    for index, sentence in enumerate(said[1 : _MOST_SENTENCES_OF_HOLDING + 1], 1):
        markings = read_markings(sentence.words)
        if markings:
            whole = _through([one for one in said[:index] if one not in transcribed])
            markings, rest = _whole(markings, said[index:])
            return _holding_of(whole, is_named), markings, [*transcribed, *rest]
        if _OF_TRANSCRIPT.match(sentence.words):
            transcribed.append(sentence)
        elif _IS_SAID.search(sentence.words):
            break
    return _holding_of(first, is_named), None, [*said[1:]]


def _whole(markings: Markings, said: Sequence[Passage]) -> tuple[Markings, list[Passage]]:
    """Return the markings that sentences begin with, and what is left of these. Classification
    and handling can be sentences of their own: ``Official-Informal. Secret.``, ``Secret. Nodis.``
    """
    left = said[0].part(markings.end).words.lstrip(" ;,:")
    if left:
        return markings, [Passage(left, said[0].end - len(left)), *said[1:]]
    following = said[1:]
    while following and (further := read_markings(following[0].words)):
        is_whole = further.end == len(following[0].words)
        if not is_whole or (markings.classification and further.classification):
            break
        handling = "; ".join(filter(None, (markings.handling, further.handling)))
        level = markings.classification or further.classification
        markings, following = (
            replace(further, classification=level, handling=handling or None),
            following[1:],
        )
    return markings, [*following]


def _through(said: Sequence[Passage]) -> Passage:
    """Return the sentences as one, with the points that part them."""
    words = said[0].words
    for before, sentence in pairwise(said):
        words += "." + " " * (sentence.start - before.end - 1) + sentence.words
    return Passage(words, said[0].start)


def _holding_of(words: Passage, is_named: bool) -> Holding | None:
    holding = read_holding(words.words)
    return holding if is_named or holding != Holding() else None


def _is_partly_read(words: str, holding: Holding) -> bool:
    known = ", ".join(filter(None, (holding.repository, holding.record_group)))
    return holding.collection is None and holding.file is None and words != known


@dataclass(slots=True)
class _Reading:
    """A note being read: its sentences, its mentions, and what was read so far.

    `is_named` says that it is called a source note; `beyond` are its other paragraphs.
    """

    said: list[Passage]
    mentions: Mentions
    is_named: bool
    beyond: list[str]
    agents: dict[str, list[Agent]] = field(default_factory=lambda: defaultdict(list))
    addressees: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unread: list[str] = field(default_factory=list)
    is_of_another: bool = False

    @classmethod
    def begin(cls, note: str, mentions: Sequence[Mention]) -> _Reading:
        """Find the sentences of a note and place its mentions in them."""
        paragraphs = list(_PARAGRAPH.finditer(note, 0, _LONGEST))
        source = next((one for one in paragraphs if _OPENING.match(one[0])), None)
        chosen = source or next(iter(paragraphs), None)
        if chosen is None:
            return cls([], Mentions(()), False, [])
        collapsed = Collapsed(chosen[0])
        text, opening = Passage(collapsed.text), _OPENING.match(collapsed.text)
        if opening and opening["bracket"] and text.words.endswith("]"):
            text = text.part(0, -1)
        text = text.part(opening.end() if opening else 0)
        begin = chosen.start()
        placed = [
            Mention(collapsed.offset(one.start - begin), collapsed.offset(one.end - begin), one.id)
            for one in mentions
            if begin <= one.start and one.end <= chosen.end()
        ]
        others = (" ".join(one[0].split()) for one in paragraphs if one is not chosen)
        beyond = [words for words in others if not _SUMMARY.match(words)]
        return cls(list(sentences(text)), Mentions(placed), opening is not None, beyond)

    def read(self, sentence: Passage) -> None:
        """Read the clauses of a sentence into fields, or list them as unread."""
        unread: list[str] = []
        said = list(clauses(sentence))
        for clause in said:
            another = speaks_of_another_paper(clause)
            if self.is_of_another or another or not self._take(clause):
                unread.append(clause.whole.words)
            self.is_of_another |= another
        self.unread.extend([sentence.words] if len(unread) == len(said) else unread)

    def _take(self, clause: Clause) -> bool:
        """Put what a clause says under each of its fields; False if it is not understood."""
        found = False
        for name in clause.fields:
            if name in _OF_ADDRESSEES:
                posts = read_addressees(clause.rest)
                self.addressees[name].extend(posts or ())
                found |= posts is not None
            else:
                read = read_subjects if clause.is_active else read_agents
                agents = read(clause.rest, self.mentions)
                self.agents[name].extend(agents or ())
                found |= agents is not None
        return found
