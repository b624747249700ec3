"""Where a paper is kept, as a source note or the note above a heading has it.

    National Archives, RG 59, Central Files 1964–66, POL 23–9 BOL
    S/P Files: Lot 64 D 563
    501.BC Indonesia/8–1249: Telegram

The parts between commas and colons run from the large to the small: repository, record group,
collection, file. The collection ends before the first part that is a container (a lot, a box). If
no part is one, it ends with the last that is called Files, Papers, Records and so on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REPOSITORIES = (
    r"National Archives(?: and Records (?:Administration|Services?))?",
    r"Washington (?:National|Federal) Records? Center",
    r"Library of Congress(?:,? Manuscripts? Division)?",
    r"Department of (?:State|Defense|the Treasury|Energy|Agriculture|Commerce)",
    r"Central Intelligence Agency(?= Files(?:,|$)|[,:]|$)",
    r"(?:Defense Intelligence|National Security|United States Information) Agency",
    r"National Security Council",
    r"(?:(?:U\.?S\. )?Army )?Center of Military History",
    r"(?:U\.?S\. )?Army Military History Institute",
    r"(?:[A-Z]\w+ (?:of )?){1,5}Historical (?:Office|Division|Staff)",
    r"Naval Historical (?:Center|Division)",
    r"National Defense University",
    r"(?:Hoover Institution|George C\. Marshall|MacArthur Memorial)(?: [A-Z]\w+)*",
    r"(?:[A-Z]\w+ )?Historical Society(?: of [A-Z]\w+)?|[A-Z]\w+(?: [A-Z]\w+)? Historical Society",
    r"[A-Z]\w+(?: [A-Z]\w+)? University(?: Archives)?|University of [A-Z]\w+(?: Library)?",
    r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,4} Library",
)
_REPOSITORY = re.compile(
    rf"(?P<repository>{'|'.join(_REPOSITORIES)})(?:(?<=Intelligence Agency) Files)?(?:[,:] |$)",
    re.IGNORECASE,
)
_PROPER = re.compile(r"[A-Z]")
_RECORD_GROUP = re.compile(r"(?:RG ?|Record Group )[0-9]+[A-Z]?(?=, |$)")
_BEFORE_GROUP = re.compile(
    rf"(?P<repository>[A-Z][\w.]*(?: [\w.]+){{0,6}}), (?={_RECORD_GROUP.pattern})"
)
"""A repository that is misspelled, or another than those: a record group is in nothing else."""

_COLLECTED = (
    "Files?|Papers|Records|Collections?|Series|Materials?|Correspondence|Archives|Documents"
    "|Recordings|Transcripts|Tapes|Letters|Lot Files"
)
_NAMED = re.compile(
    rf"(?:(?!Box|Folder)[^0-9:]*\b(?i:{_COLLECTED})"
    r"|(?:Office |Official )?(?:Papers|Records|Files) of (?:the )?[^\W\d_a-z][^0-9:,]*"
    r"|(?:[A-Z][\w’']* )*(?:Memoranda|Notes|Memcons)(?: of (?:Meetings|Conversations?))?"
    r"|National Security (?:Adviser|Council|Affairs)|(?:White House )?Office of the Staff Secretary"
    r"|Project Clean[ -]?[Uu]p|(?:President[’']s )?Daily Diary"
    r"|(?:General )?Telephone Conversations)"
    r"(?: \([^()]*\))?(?: ?(?P<years>[0-9]{4}(?: ?[–-] ?[0-9]{2,4})?))?"
)
_RUN_TOGETHER = re.compile(
    r"(?P<collection>Central (?:Foreign Policy )?Files?(?: ?[0-9]{4}(?: ?[–-] ?[0-9]{2,4})?)?)"
    r" (?P<file>(?:[A-Z]{2,4}|[0-9]{3}[A-Z]?\.).*)"
)
"""A comma is missing: ``Central Files 1964–66 POL US–USSR``."""
_YEARS = re.compile(r"[0-9]{4}(?: ?[–-] ?[0-9]{2,4})?")
_JOB = re.compile(r"Job ")
_CONTAINER = re.compile(
    r"(?:Lots? |FRC |Acc(?:ession|\.)? |Box(?:es)? |Folders? |Reel |Roll |Item |CL [0-9]"
    r"|Cont(?:ainer|\.) )",
    re.IGNORECASE,
)
_LOT = re.compile(r"(?:Lot|FRC) [0-9]", re.IGNORECASE)
_CODE = re.compile(r"[0-9]{2,4}[A-Za-z]?[./]|[A-Z]{2,4}(?: [0-9]|-|$)|[DPN][0-9]{6}")
_SEPARATOR = re.compile(r", |: ?(?=[^\W_])")
_MOST_LEVELS = 8
_PUBLISHED = re.compile(r"\b(?:pp?\. ?[0-9ivx]|vol\. [0-9]+,|Press Release)|Bulletin\b")

_KIND = r"(?:circular )?(?:telegram|airgram|despatch|instruction)"
_SENT_AS = re.compile(rf": ?(?P<kind>{_KIND})(?: \(part air\))?[.:]?$", re.IGNORECASE)
_IS_PAPER = re.compile(
    r"(?<=.): (?:Note|Memorandum|Letter|Minutes|Report|Record)s? (?:by|of|from|for|to) [^:]*$"
)
_FILE_NUMBER = re.compile(
    r"(?:File No\. )?(?P<file>(?:Paris Peace Conf\. )?[0-9]{2,4}"
    r"(?:[A-Za-z]{0,2}[0-9]?[.](?: (?=[A-Z]{2}|[0-9]{2}))?[0-9A-Za-z]"
    r"|[A-Za-z]?[ /][0-9A-Z(]|[A-Za-z]/[0-9])[^:\[\]]{0,80})"
)
"""The decimal classification up to 1963: class, subject, and behind the stroke the paper's own
number or, later, its date: ``740.0011 European War 1939/123``, ``501.BC Indonesia/8–948``. A class
with a name behind it is the file of a person: ``123 Clough, Ralph``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Where a paper is kept, as far as that is certain."""

    repository: str | None = None
    record_group: str | None = None
    collection: str | None = None
    file: str | None = None


_UNKNOWN = Holding()


def read_holding(words: str) -> Holding:
    """Return where a paper is kept; nothing of what is printed of it elsewhere, in a book."""
    said = _IS_PAPER.sub("", _SENT_AS.sub("", words.strip())).rstrip(" ;,")
    if number := _FILE_NUMBER.fullmatch(said.removesuffix(".")):
        return Holding(file=number["file"])
    repository = _REPOSITORY.match(said)
    if repository and (other := _BEFORE_GROUP.match(said, repository.end())):
        repository = other  # two are named: the record group is in the latter
    repository = repository or _BEFORE_GROUP.match(said)
    if repository and not _PROPER.match(said):
        repository = None
    rest = said[repository.end() :] if repository else said
    if _PUBLISHED.search(said) and not (repository and _CONTAINER.search(said)):
        return _UNKNOWN
    group = _RECORD_GROUP.match(rest)
    if group:
        rest = rest[group.end() :].removeprefix(", ")
    collection, file = _parted(rest)
    if repository is None and group is None and not _opens_with_collection(collection, file):
        return _UNKNOWN
    return Holding(
        repository=repository["repository"] if repository else None,
        record_group=group[0] if group else None,
        collection=collection,
        file=file,
    )


def _opens_with_collection(collection: str | None, file: str | None) -> bool:
    """Return whether a holding without a repository is certain: its first part is a collection's
    name."""
    if collection is None:
        return file is not None and _CONTAINER.match(file) is not None
    is_lot = file is not None and _LOT.match(file) is not None
    return is_lot or _NAMED.fullmatch(_SEPARATOR.split(collection)[0]) is not None


def _parted(words: str) -> tuple[str | None, str | None]:
    """Part ``Central Files 1964–66, POL 23–9 BOL``; nothing if it is uncertain where."""
    if not words or ";" in words or "ibid" in words.lower():
        return None, None
    parts = list(_pieces(words))
    run_together = _RUN_TOGETHER.fullmatch(words)
    if run_together:
        return run_together["collection"], run_together["file"]
    end = _end_of_collection(words, parts)
    if end is None:
        return None, None
    if end == 0:
        return None, words
    collection, file = words[: parts[end - 1][1]], words[parts[end - 1][1] :].lstrip(",: ")
    return collection, file or None


def _pieces(words: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = 0
    for found in _SEPARATOR.finditer(words):
        pieces.append((start, found.start()))
        start = found.end()
    return [*pieces, (start, len(words))]


def _end_of_collection(words: str, pieces: Sequence[tuple[int, int]]) -> int | None:
    """Return how many parts are the collection's; None if that is uncertain."""
    named = 0
    for index, (start, end) in enumerate(pieces[:_MOST_LEVELS]):
        piece = words[start:end]
        behind_colon = words[max(0, start - 2) : start].strip() == ":"
        if _CONTAINER.match(piece) or (behind_colon and index and piece[:1].isdigit()):
            return index
        if _JOB.match(piece):
            return index + 1
        if _NAMED.fullmatch(piece) or (named == index and _YEARS.fullmatch(piece) and named):
            named = index + 1
        elif named and _CODE.match(piece):
            return named
    return named or None
