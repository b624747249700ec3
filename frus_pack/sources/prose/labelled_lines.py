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
from frus_pack.sources.prose.name_words import COUNTRIES, TITLE
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
    r"(?:General |GENERAL )?(?:Subject|SUBJECT|Subj|SUBJ)[:.]\s*(?P<subject>.+)", re.DOTALL
)
_BELOW_OTHER_LABELS = re.compile(
    r"(?:.*\n)?(?:(?:TO|FROM|MEMORANDUM FOR)\b|E\.O\.).*\n(?:Subject|SUBJECT|Subj|SUBJ): ?"
    r"(?P<subject>.+)",
    re.DOTALL,
)
_IN_TELEGRAM = re.compile(
    r"(?:(?:[A-Z][\w–-]* ?){0,2}[0-9][\w/–-]*\.|Vanto\.|\[document number not declassified\]) "
    r"(?:[^\n]{1,160}?[.)] )?(?:Subject|SUBJECT|Subj|SUBJ)[:.] ?(?P<subject>.+)",
    re.DOTALL,
)
"""The subject behind the number of a telegram, for whom it is, and what it refers to: ``214874. For
Orlan from Pell. Ref: Lorne 43. Subject: The harbor.``"""
_NEXT_LABEL = re.compile(
    r"[\s;,]+(?:(?:Ref(?:erence)?s?|REF(?:ERENCE)?S?)(?:[:.]|(?= [A-Z]\w+ [0-9]))"
    r"|(?:DATE|TIME|PLACE|PARTICIPANTS|TAGS|E\.O\.)\b[^:]{0,12}:"
    r"|(?<=\n)(?:FOR|FROM|FOLLOWING|PASS) |1\. [A-Z]).*",
    re.DOTALL,
)
"""What follows a subject in the same line: ``Ref: State 162867``, ``DATE AND TIME: Tuesday``."""
_PAPER_INSIDE = re.compile(
    r"\W*(?:Attachment|Enclosure|Tab|Annex|Appendix)\b.{0,12}", re.IGNORECASE
)
_TAIL_OF_SUBJECT = re.compile(r"(?:[;,]|(?:^|[;,] ?)and)\s*\Z")
_LONGEST_SUBJECT = 200
_LONGEST_NAME = 160
_FIRST_PARAGRAPHS = 4
FIRST_LABELS = 12
"""The paragraphs that can have labels, above the text."""
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
_BEFORE_COLON = re.compile(r"(?P<group>[^:]{1,60}):(?= \S)")
"""Heads the names in its line; a country also those in the next lines."""
_NO_NAME = re.compile(r"[^:]{1,60}: \S|[0-9]+\. |\[(?![^\[\]]* not declassified\])")
"""Begins what is said, another label or a remark of the editors: ``Mr. Orlan: Let us begin``."""
_TITLE_OF_PERSON = re.compile(rf"(?:^|[,;] (?:and )?){TITLE} (?=[A-Z])")
_TITLE_OF_TEXT = re.compile(r"MEMORANDUM\b.*|[A-Z ]{20,}")


def subject_of(paragraphs: Sequence[str]) -> str | None:
    """Return the subject that the first paragraphs state, under a label or behind one."""
    for index, paragraph in enumerate(paragraphs[:_FIRST_LINES]):
        if ends_labels(paragraph) and not _are_several(paragraph):
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
    for index, paragraph in enumerate(islice(paragraphs, FIRST_LABELS)):
        in_telegram = _IN_TELEGRAM.fullmatch(paragraph) if index < _FIRST_PARAGRAPHS else None
        line = _SUBJECT_LINE.fullmatch(paragraph) or _BELOW_OTHER_LABELS.fullmatch(paragraph)
        if found := in_telegram or line:
            said = bare_subject(found["subject"])
            if in_telegram or len(said) > _LONGEST_SUBJECT:
                said = next((one.words for one in sentences(Passage(said))), "")
            return said if said and len(said) <= _LONGEST_SUBJECT else None
        if ends_labels(paragraph):
            return None
    return None


def ends_labels(paragraph: str) -> bool:
    """Return whether the labels of a document end here: with a line that is too long to be above
    the text, or one that announces a paper inside."""
    longest = max(map(len, paragraph.split("\n")))
    return longest > LONGEST_ABOVE_TEXT or _PAPER_INSIDE.fullmatch(paragraph) is not None


def bare_subject(words: str) -> str:
    """Return a subject without a star, a semicolon or an ``and`` behind it, and without the next
    label."""
    bare = _TAIL_OF_SUBJECT.sub("", _NEXT_LABEL.sub("", words)).strip(" *")
    return " ".join(bare.split())


def participants_of(lines: Sequence[Line]) -> tuple[Agent, ...]:
    """Return the members of the lists of participants, each with the group that heads it."""
    found: list[Agent] = []
    index, last = 0, min(FIRST_LABELS, len(lines))
    while index < last:
        beside = heads_participants(lines[index].words)
        if beside is not None:
            first = _first_sentence(lines[index].part(beside))
            if not first.words or _is_of_names(first):
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


def _first_sentence(line: Line) -> Line:
    """Return a line of names up to the sentence behind them; a line without a full stop as it
    is."""
    first = next(sentences(Passage(line.words)), None)
    return line.part(0, first.end + 1) if first and _is_sentence(line.words) else line


def _is_of_names(line: Line) -> bool:
    """Whether what is beside a label names persons: not a sentence, nor ``See attached list``."""
    is_list = _are_several(line.words) or len(line.mentions) > 1
    is_said = _is_sentence(line.words) and not is_list
    return not is_said and any(True for _ in members_of_lines([line]))


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
        group = _BEFORE_COLON.match(words)
        if group and Line(group["group"]).is_group:
            if group["group"] in COUNTRIES:
                yield line.part(0, group.end())
            yield line.part(group.end())
            continue
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
