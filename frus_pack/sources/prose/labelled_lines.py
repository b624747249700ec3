"""What a document states of itself above its text: subject and participants.

SUBJECT                     Subject: The harbor.
The harbor
PARTICIPANTS
Ilse Marand, Foreign Office
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from frus_pack.document.model import Agent
from frus_pack.sources.prose.markings import PrintedMarkings, read_marking_lines
from frus_pack.sources.prose.name_words import TITLE
from frus_pack.sources.prose.participants import HEAD, Line, members_of_lines
from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.sentences import sentences

_LABEL = re.compile(
    r"(?P<what>subjects?|subj|re|participants?|present|participation|ref(?:erence)?s?|to|from|through|place"
    r"|time|date|copies to|drafted by|part \w+|summary|discussion|conclusions|agenda)\W{0,3}",
    re.IGNORECASE,
)
_OF_SUBJECT = frozenset(("subject", "subjects", "subj", "re"))
_SUBJECT_LINE = re.compile(
    r"(?P<telegram>[0-9]+\. )?(?:Subject|SUBJECT|Subj|SUBJ)[:.] ?(?P<subject>.+)", re.DOTALL
)
_NEXT_LABEL = re.compile(
    r"[\s;,]+(?:(?:Ref(?:erence)?s?|REF(?:ERENCE)?S?)(?:[:.]|(?= [A-Z]\w+ [0-9]))"
    r"|(?:DATE|TIME|PLACE|PARTICIPANTS|TAGS|E\.O\.)\b[^:]{0,12}:).*",
    re.DOTALL,
)
"""What follows a subject in the same line: ``Ref: State 162867``, ``DATE AND TIME: Tuesday``."""
_TAIL_OF_SUBJECT = re.compile(r"(?:[;,]|(?:^|[;,] ?)and)\s*\Z")
_LONGEST_SUBJECT = 200
_LONGEST_NAME = 160
_FIRST_PARAGRAPHS = 4
_FIRST_LABELS = 12
_FIRST_LINES = 60
LONGEST_ABOVE_TEXT = 300
"""A longer paragraph is the text: what is labelled behind it is that of a paper inside."""
_FEWEST_TITLES = 2
_MOST_SUBJECTS = 3
_LONGEST_LINE = 100
_LONGEST_HEAD = 40
_ENDS_IN_ABBREVIATION = re.compile(r"\b(?:Jr|Sr|U\.S|Dept|Gen|Inc|Ltd|[A-Z])\.\Z")
_OF_NAMES = (
    r"(?:participants?|participation|attendees|conferees|interpreters?|(?:in )?attendance"
    r"|attending|(?:persons |others? |also |members |those |conferees |the following were )?present"
    r"(?: were)?)"
)
_HEADS_PARTICIPANTS = re.compile(
    rf"\W*(?:list of |\S+ )?{_OF_NAMES}(?: (?:for|from|of|on) [^.:]{{1,30}})?\W*", re.IGNORECASE
)
_BESIDE_LABEL = re.compile(rf"(?:[A-Z.]+ )?(?i:{_OF_NAMES}): ?(?=[A-Z\[])")
"""A label with the first name in the same line."""
_ENDS = (".", "?", "!")
_NO_NAME = re.compile(r"[^:]{1,60}: \S|[0-9]+\. |\[(?![^\[\]]* not declassified\])")
"""Begins what is said, another label or a remark of the editors: ``Mr. Orlan: Let us begin``."""
_TITLE_OF_PERSON = re.compile(rf"(?:^|[,;] (?:and )?){TITLE} (?=[A-Z])")
_TITLE_OF_TEXT = re.compile(r"MEMORANDUM\b.*|[A-Z ]{20,}")


def subject_of(paragraphs: Sequence[str]) -> str | None:
    """Return the subject that the first paragraphs state, under a label or behind one."""
    for index, paragraph in enumerate(paragraphs[:_FIRST_LINES]):
        if len(paragraph) > LONGEST_ABOVE_TEXT and not _are_several(paragraph):
            break
        label = _LABEL.fullmatch(paragraph)
        if label and label["what"].lower() in _OF_SUBJECT:
            return "; ".join(_under_label(paragraphs, index)) or None
    return subject_line_of(paragraphs)


def subject_line_of(paragraphs: Iterable[str]) -> str | None:
    """Return the subject that one of the first paragraphs states behind a label.

    It ends before the next label. A telegram's text runs on in the same line, so that its
    subject is the first sentence, and so is a long one.
    """
    lines = map(_SUBJECT_LINE.fullmatch, islice(paragraphs, _FIRST_PARAGRAPHS))
    found = next(filter(None, lines), None)
    if not found:
        return None
    said = bare_subject(found["subject"])
    if found["telegram"] or len(said) > _LONGEST_SUBJECT:
        said = next((one.words for one in sentences(Passage(said))), "")
    return said if said and len(said) <= _LONGEST_SUBJECT else None


def opens_subject_line(words: str) -> bool:
    """Return whether a paragraph that begins with these words can be a line of the subject."""
    return words[:1] == "S" or words[:1].isdigit()


def bare_subject(words: str) -> str:
    """Return a subject without a star, a semicolon or an ``and`` behind it, and without the next
    label."""
    return _TAIL_OF_SUBJECT.sub("", _NEXT_LABEL.sub("", words)).strip(" *")


def participants_of(lines: Sequence[Line]) -> tuple[Agent, ...]:
    """Return the members of the lists of participants, each with the group that heads it."""
    found: list[Agent] = []
    index, last = 0, min(_FIRST_LABELS, len(lines))
    while index < last:
        beside = heads_participants(lines[index].words)
        if beside is not None:
            first = lines[index].part(beside)
            if not first.words or _is_of_names(first.words):
                names = list(_names_under(lines, index))
                found += members_of_lines([first, *names] if first.words else names)
                index += len(names)
                last = min(max(last, index + _MOST_SUBJECTS + 2), len(lines))
        index += 1
    return tuple(found)


def heads_participants(words: str) -> int | None:
    """Return where a line that heads participants has the first of them, or its end; None of any
    other line."""
    if _HEADS_PARTICIPANTS.fullmatch(words):
        return len(words)
    beside = _BESIDE_LABEL.match(words)
    return beside.end() if beside else None


def _under_label(paragraphs: Sequence[str], index: int) -> Iterator[str]:
    """Yield what is under a label: all up to the next one, or the next paragraph alone."""
    following = paragraphs[index + 1 : index + 1 + _MOST_SUBJECTS]
    ends = [at for at, one in enumerate(following) if _LABEL.fullmatch(one)]
    for words in following[: ends[0] if ends else 1]:
        if len(words) <= _LONGEST_SUBJECT:
            yield words.strip(" *")


def _is_of_names(words: str) -> bool:
    """Whether what is beside a label names persons, and is not a sentence about them."""
    return not _is_sentence(words) or _are_several(words)


def _are_several(words: str) -> bool:
    """Whether a long paragraph is a list of persons: ``Secretary Orlan, Mr. Pell, Mr. Ohm``."""
    titles = len(_TITLE_OF_PERSON.findall(words))
    return titles >= _FEWEST_TITLES and titles * 2 > words.count(",")


def is_label(words: str) -> bool:
    """Return whether words are a label alone, as ``SUBJECT`` or the head of a list of persons."""
    is_head = len(words) <= _LONGEST_HEAD and HEAD.fullmatch(words)
    return bool(is_head or _LABEL.fullmatch(words) or _TITLE_OF_TEXT.fullmatch(words))


def _names_under(lines: Sequence[Line], index: int) -> Iterator[Line]:
    for line in lines[index + 1 :]:
        words = line.words
        is_too_long = len(words) > _LONGEST_NAME and not _are_several(words)
        if is_label(words) or is_too_long or _is_sentence(words) or _NO_NAME.match(words):
            return
        yield line


def _is_sentence(words: str) -> bool:
    return words.endswith(_ENDS) and not _ENDS_IN_ABBREVIATION.search(words)


def markings_of(paragraphs: Sequence[str]) -> PrintedMarkings | None:
    """Return the classification and the handling in lines of their own above the text."""
    lines = (words for words in paragraphs[:_FIRST_PARAGRAPHS] if len(words) <= _LONGEST_LINE)
    marked = read_marking_lines(lines)
    return marked if marked != PrintedMarkings() else None
