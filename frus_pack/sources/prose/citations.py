"""A heading that is a citation: of a document that is published in its images alone.

    Memorandum From Orlan to Pell, November 12. Harbors. Secret. 2 pp. Lorne Library, Orlan Files.

Title, day, subject, classification, pages and where the paper is kept are one paragraph; the year
is in the title of the chapter.
"""

from __future__ import annotations

import re

from frus_pack.document.model import ArchivalSource, DateRange
from frus_pack.sources.prose.archival_holding import Holding, read_holding
from frus_pack.sources.prose.markings import LEVEL
from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.printed_dates import MONTH, printed_dates
from frus_pack.sources.prose.sentences import sentences
from frus_pack.sources.prose.source_note import SourceNote

_PAGES = re.compile(r"\b[0-9]+ pp?\.(?: of source text not declassified\.?)?")
_MARK = re.compile(
    rf"[.?!,;”)] (?P<level>{LEVEL})(?:[;/] ?(?P<handling>[^.;]+))?"
    r"(?: (?:on|for) [^.;]+)?[.;,](?= |\Z)",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf", (?P<day>(?P<month>{MONTH}) [0-9]{{1,2}}"
    r"(?:[–-](?:[A-Z][a-z]+ )?[0-9]{1,2})?)(?=[.,])"
)
_CHAPTER = re.compile(rf"(?P<month>{MONTH}) (?P<year>1[0-9]{{3}}|20[0-9]{{2}})")
_NOTHING = SourceNote(source=ArchivalSource())


def is_citation(heading: str) -> bool:
    """Return whether a heading says how many pages the paper has."""
    return _PAGES.search(heading) is not None


def read_citation(heading: str) -> SourceNote:
    """Return the first classification of a heading that gives pages, and where the paper is
    kept."""
    pages = [*_PAGES.finditer(heading)]
    marks = _MARK.search(heading)
    if not pages and not marks:
        return _NOTHING
    where = _where(heading[pages[-1].end() :] if pages else "") or _where(
        heading[marks.end() : pages[-1].start() if pages else None] if marks else ""
    )
    found = where or Holding()
    return SourceNote(
        source=ArchivalSource(
            repository=found.repository,
            record_group=found.record_group,
            collection=found.collection,
            file=found.file,
        ),
        classification=marks["level"] if marks else None,
        handling=marks["handling"] if marks else None,
    )


def date_of_citation(heading: str, chapter: str) -> DateRange | None:
    """Return the day that a heading gives, in the year of its chapter: ``November 1962``.

    None if the chapter is of another month, so that its year is not certain.
    """
    day, month = _DAY.search(heading), _CHAPTER.fullmatch(chapter)
    if day is None or month is None or day["month"] != month["month"]:
        return None
    whole = next(printed_dates(f"{day['day']}, {month['year']}"), None)
    if whole is None:
        return None
    first, last = whole.first.isoformat(), whole.last.isoformat()
    return DateRange(earliest=first, latest=last, display=day["day"])


def _where(words: str) -> Holding | None:
    """Return the holding that the last sentences name."""
    said = [one.words for one in sentences(Passage(words.strip(" .")))]
    for sentence in reversed(said):
        holding = read_holding(_MARK.sub("", f". {sentence}").removeprefix(". "))
        if holding.repository or holding.collection:
            return holding
    return None
