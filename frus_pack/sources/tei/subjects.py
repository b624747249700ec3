"""What a document says that its subject is: in a list, or in a line of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from frus_pack.sources.prose.labelled_lines import (
    LONGEST_ABOVE_TEXT,
    bare_subject,
    opens_subject_line,
    subject_line_of,
)
from frus_pack.sources.tei.elements import heads_of, name_of
from frus_pack.sources.tei.words import first_words, words

_HEAD = re.compile(
    r"\W*(?:general )?sub(?:j(?:ect)?)?s?\W*(?:[A-Z]{3,8}:)?|\W*re\W*|", re.IGNORECASE
)
_TEXT = re.compile(
    r".*:|\[Here follows.*|(?:TIME|PLACE|DATE|PARTICIPANTS|PRESENT|REF)\b.*|Dr\. \w+: .*"
    r"|.*\b(?:was|were|will be|is|are) (?:also )?(?:present|held|guided|attended|asked)\b.*",
    re.DOTALL,
)
"""An item that is not a subject but what follows it."""

_PERSON = re.compile(r"(?:Mr|Mrs|Miss|Dr)\. [^,]+, [A-Z].*")
_OFFICE_OF_DRAFTER = re.compile(r"(?:[A-Z]+/[A-Z/]+|NEA|EUR) ?[:-].*")
_LONGEST_FURTHER = 120
"""A longer sentence behind a subject is the first of the text."""
_LONGEST_LABEL = 80
"""A longer paragraph is text; the subject in a list behind it is the subject of a paper inside."""


def subject_of(own: Iterable[etree._Element], division: etree._Element) -> str | None:
    """Return the subject, several with semicolons between.

    Args:
        own: The elements of the document that belong to nothing inside it, in order.
        division: Its ``div``.
    """
    stated = list(filter(None, _stated(own)))
    paragraphs = (one for one in division if name_of(one) == "p")
    return "; ".join(stated) or subject_line_of(map(_words_of_line, paragraphs))


def _words_of_line(paragraph: etree._Element) -> str:
    """Return the words of a paragraph; "" where its first letter shows that it is no such line,
    as of nearly all, so that they need not be read."""
    return words(paragraph) if opens_subject_line(first_words(paragraph)) else ""


def _stated(own: Iterable[etree._Element]) -> Iterator[str]:
    is_found = False
    for one in own:
        name = name_of(one)
        longest = _LONGEST_LABEL if is_found else LONGEST_ABOVE_TEXT
        if name == "p" and len(words(one)) > longest:
            return
        if name == "list" and _is_of_subjects(one):
            is_found = True
            yield from _items(one)


def _items(subjects: etree._Element) -> Iterator[str]:
    said = [words(item) for item in subjects.iter("{*}item")]
    if len(said) > 1 and all(map(_PERSON.fullmatch, said)):
        return
    for index, item in enumerate(said):
        is_text = len(item) > _LONGEST_FURTHER and item.endswith(".")
        if index and (is_text or _TEXT.fullmatch(item)):
            return
        if not _OFFICE_OF_DRAFTER.fullmatch(item):
            yield bare_subject(item)


def _is_of_subjects(one: etree._Element) -> bool:
    head = next(iter(heads_of(one)), None)
    said = "" if head is None else words(head)
    is_typed = (one.get("type") or "").strip() == "subject"
    return (is_typed or bool(said)) and _HEAD.fullmatch(said) is not None
