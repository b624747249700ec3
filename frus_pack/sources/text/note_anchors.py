"""Where the notes of a reading text are anchored.

A note's number is glued to the word, punctuation or bracket it belongs to, and so are many other
digits: ``POL 23–9``, ``MIG21``, ``4.5 million``. What distinguishes them is order: the anchors run
1…N, and N is the number of notes listed. So every digit run that could be an anchor is a candidate
with a weakness. The anchors are the rising sequence of candidates that finds the most notes, with
the least weakness, and then the earliest. Where notes are missing then, digits that can
hardly be anchors are candidates, too (`doubtful_anchors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

from frus_pack.document import page_marks
from frus_pack.sources.text.anchor_places import (
    CONTEXT,
    JOINER,
    ends_in_serial_number,
    is_designation,
    is_forbidden_before,
    weakness,
)
from frus_pack.sources.text.best_anchors import Candidate, best_anchors
from frus_pack.sources.text.doubtful_anchors import doubtful_candidates, is_doubtful

# These patterns begin with one set of characters; what must precede it is asserted behind it. That
# is the order in which a regular expression finds them fastest. A page mark is found so that no
# anchor is found in it.
_SCAN = re.compile(
    rf"[\[1-9](?:(?<=\[){page_marks.BEHIND_BRACKET}|(?<=[1-9])(?<![\s0-9].)[0-9]{{0,3}}(?![\w%]))",
    re.DOTALL,
)
_POINTS = frozenset(".!?”’\"')]")
_NEXT_SENTENCE = re.compile(r"\s+[“‘(\"\[]?[A-Z]|\s*\n\n|\s*\Z")
_SENTENCE_END = re.compile(r"(?:[^\W\d_A-Z]{4}[.!?][”’\"')\]]?|[”’\"')\]][.!?])\Z")
_HEADING_END = re.compile(r"[^\W\d_A-Z]{4}([1-9][0-9]?)\Z")
_DigitRun = tuple[int, int, int]
"""A number that could be that of a note, and the offsets where it starts and ends."""

_TWICE = "note-doubled"
_MOST_NOTES = 999
"""In a document; a greater number can hardly be that of a note that was forgotten."""
_SERIAL_WEAKNESS = 1
_WEAKEST_IN_RUN = 1
_WEAKEST_AT_HEADING_END = 2
_MOST_DOUBTFUL = 100_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """Note `n` is anchored at text[start:end]."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """What is wrong with the anchor of note `n`, and at which offset: None where it is listed;
    `kind` as `errors.Problem` has it."""

    n: int
    start: int | None
    message: str
    kind: str


@dataclass(frozen=True, slots=True)
class Located:
    """The anchors of a text, what is wrong with them, those where digits meet, and numbers that
    would be the second anchor of a note."""

    anchors: list[Anchor]
    faults: list[AnchorFault]
    doubtful: list[Anchor]
    doubled: list[AnchorFault]


def locate(text: str, heading_end: int, listed: Sequence[int]) -> Located:
    """Return the anchors of the notes `listed` in a text without its list of notes.

    Takes time in proportion to the text.

    Args:
        text: begins with the heading; blank lines separate its paragraphs.
        heading_end: the offset at which the heading ends.
        listed: the numbers of the notes.
    """
    wanted = sorted(set(listed))
    runs = list(_digit_runs(text))
    found = list(_candidates(text, heading_end, runs, set(wanted)))
    candidates = [found[place] for place in best_anchors(found)]
    if len(candidates) < len(wanted):
        candidates = _with_doubtful(text, found, wanted) or candidates
    faults = list(_faults(text, heading_end, runs, candidates, set(wanted)))
    faults.extend(_missing(text, heading_end, runs, candidates, wanted, faults))
    return Located(
        [anchor for one in candidates for anchor in _anchors(text, one)],
        [fault for fault in faults if fault.kind != _TWICE],
        [anchor for one in filter(is_doubtful, candidates) for anchor in _anchors(text, one)],
        [fault for fault in faults if fault.kind == _TWICE],
    )


def _with_doubtful(text: str, found: Sequence[Candidate], wanted: Sequence[int]) -> list[Candidate]:
    """Return the best sequence of plain and of doubtful candidates.

    Return none if more than 100,000 are doubtful: in a text like that they say nothing.
    """
    doubtful = list(islice(doubtful_candidates(text, set(wanted)), _MOST_DOUBTFUL + 1))
    if len(doubtful) > _MOST_DOUBTFUL:
        return []
    both = _plain_and_doubtful(found, doubtful)
    return [both[place] for place in best_anchors(both)]


def _plain_and_doubtful(
    found: Sequence[Candidate], possible: Sequence[Candidate]
) -> list[Candidate]:
    """Return both in the order of the text."""
    plain = {(one.number, one.start): one for one in found}
    doubtful = [one for one in possible if one.count > 1 or (one.number, one.start) not in plain]
    ends = {end for one in doubtful if (end := one.end)}
    for one in found:
        end = one.start + len(str(one.number))
        plain[one.number, one.start] = replace(one, end=end) if end in ends else one
    both = [*plain.values(), *doubtful]
    both.sort(key=attrgetter("number"))
    both.sort(key=attrgetter("start"))
    return both


def _digit_runs(text: str) -> Iterator[_DigitRun]:
    for match in _SCAN.finditer(text):
        if match["page"] is None:
            yield int(match[0]), match.start(), match.end()


def _candidates(
    text: str, heading_end: int, runs: Sequence[_DigitRun], wanted: set[int]
) -> Iterator[Candidate]:
    serial = _serial_candidate(text, heading_end) if 1 in wanted else None
    for number, start, end in runs:
        if serial and start > serial.start:
            yield serial
            serial = None
        if number in wanted:
            weak = _weakness(text, start, end)
            if weak is not None:
                yield Candidate(number, start, weak)
    if serial:
        yield serial


def _serial_candidate(text: str, heading_end: int) -> Candidate | None:
    """Note 1 at the end of a heading like "National Security Action Memorandum No. 3281"."""
    start = heading_end - 1
    if text[start:heading_end] == "1" and ends_in_serial_number(text[:start]):
        return Candidate(1, start, _SERIAL_WEAKNESS)
    return None


def _weakness(text: str, start: int, end: int) -> int | None:
    return weakness(text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def _anchors(text: str, candidate: Candidate) -> Iterator[Anchor]:
    """Return the anchors, with the joiners that they cannot be written without
    (`anchor_places`)."""
    start = candidate.start
    for number in range(candidate.number, candidate.last + 1):
        end = start + len(str(number))
        yield Anchor(number, *_with_joiners(text, start, end))
        start = end


def _with_joiners(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = text[max(0, start - 1 - CONTEXT) : start], text[end : end + 1 + CONTEXT]
    if before[-1:] == JOINER and weakness(before[:-1], after) is None:
        start -= 1
    if after[:1] == JOINER and is_forbidden_before(after[1:]):
        end += 1
    return start, end


def _faults(
    text: str,
    heading_end: int,
    runs: Sequence[_DigitRun],
    chosen: Sequence[Candidate],
    wanted: set[int],
) -> Iterator[AnchorFault]:
    """Numbers that are plainly anchors, where no anchor is expected."""
    places = {candidate.start for candidate in chosen}
    anchored = {number for one in chosen for number in range(one.number, one.last + 1)}
    after = chosen[-1].start + 1 if chosen else 0
    plain = dict(_plain_anchors(text, heading_end, runs))
    further = [run for run in runs if run[1] >= after]
    plain.update(_run(text, heading_end, further, max(wanted, default=0) + 1))
    for start, number in sorted(plain.items()):
        if start in places:
            continue
        if number in anchored:
            yield AnchorFault(number, start, f"note {number} is anchored twice", _TWICE)
        elif number in wanted:
            message = f"note {number} is anchored out of order"
            yield AnchorFault(number, start, message, "note-order")
        else:
            message = f"note {number} is anchored and not listed"
            yield AnchorFault(number, start, message, "note-unlisted")


def _plain_anchors(
    text: str, heading_end: int, runs: Sequence[_DigitRun]
) -> Iterator[tuple[int, int]]:
    """Numbers that can hardly be anything but anchors: at the end of the heading or a sentence."""
    heading = _HEADING_END.search(text, max(0, heading_end - CONTEXT), heading_end)
    if heading:
        yield heading.start(1), int(heading[1])
    for number, start, end in runs:
        ends_sentence = text[start - 1] in _POINTS and _NEXT_SENTENCE.match(text, end)
        if (
            number <= _MOST_NOTES
            and ends_sentence
            and _SENTENCE_END.search(text, max(0, start - CONTEXT), start)
        ):
            yield start, number


def _run(
    text: str, heading_end: int, runs: Sequence[_DigitRun], first: int
) -> list[tuple[int, int]]:
    """Numbers `first`, `first` + 1 and so on, each in a place that fits an anchor.

    One alone may be anything, and so may a name that is numbered (``Type1``, ``Type2``): they
    count if at least two are glued to different words.
    """
    run: list[tuple[int, int]] = []
    words: set[str] = set()
    for number, start, end in runs:
        if number != first + len(run):
            continue
        at_heading_end = first == 1 and not run and end == heading_end
        weakest = _WEAKEST_AT_HEADING_END if at_heading_end else _WEAKEST_IN_RUN
        weak = _weakness(text, start, end)
        before = text[max(0, start - CONTEXT) : start]
        if weak is not None and weak <= weakest and not is_designation(before):
            run.append((start, number))
            words.add(before.split()[-1])
    return run if len(words) > 1 else []


def _missing(
    text: str,
    heading_end: int,
    runs: Sequence[_DigitRun],
    chosen: Sequence[Candidate],
    wanted: Sequence[int],
    known: Sequence[AnchorFault],
) -> Iterator[AnchorFault]:
    """Notes that are listed and have no anchor, or have it in the wrong place."""
    anchored = {number for one in chosen for number in range(one.number, one.last + 1)}
    missing = set(wanted) - {fault.n for fault in known} - anchored
    if not missing:
        return
    elsewhere: dict[int, int] = {}
    for candidate in _candidates(text, heading_end, runs, missing):
        if candidate.weakness == 0:
            elsewhere.setdefault(candidate.number, candidate.start)
    for number in sorted(missing):
        if number in elsewhere:
            message = f"note {number} is anchored out of order"
            yield AnchorFault(number, elsewhere[number], message, "note-order")
        else:
            message = f"note {number} is listed and not anchored"
            yield AnchorFault(number, None, message, "note-unanchored")
