"""What a document says that its subject is: in a list, or in a line of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from frus_pack.sources.prose import labelled_lines
from frus_pack.sources.prose.labelled_lines import (
    FIRST_LABELS,
    LONGEST_ABOVE_TEXT,
    bare_subject,
    ends_labels,
)
from frus_pack.sources.tei.elements import heads_of, name_of
from frus_pack.sources.tei.words import lines, words

_HEAD = re.compile(
    r"\W*(?:general )?sub(?:j(?:ect)?)?s?\W*(?:[A-Z]{3,8}:)?|\W*re\W*|", re.IGNORECASE
)
_TEXT = re.compile(
    r".*:|\[Here follows.*|(?:TIME|PLACE|DATE|PARTICIPANTS|PRESENT|REF)\b.*|Dr\. \w+: .*"
    r"|Present (?:at|were|was)\b.*"
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
    return "; ".join(stated) or labelled_lines.subject_of(list(_above_text(division)))


def _above_text(division: etree._Element) -> Iterator[str]:
    """Yield the first paragraphs, line by line, through the one that the text begins with."""
    parts = (one for one in division if name_of(one) in ("p", "list", "table"))
    for part in islice(parts, FIRST_LABELS):
        said = "\n".join(lines(part)) if name_of(part) == "p" else ""
        yield said
        if ends_labels(said):
            return


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
        ends_labels = len(item) > _LONGEST_FURTHER and item.endswith(".")
        if index and (ends_labels or _TEXT.fullmatch(item)):
            return
        if not _OFFICE_OF_DRAFTER.fullmatch(item):
            yield bare_subject(item)


def _is_of_subjects(one: etree._Element) -> bool:
    head = next(iter(heads_of(one)), None)
    said = "" if head is None else words(head)
    is_typed = (one.get("type") or "").strip() == "subject"
    return (is_typed or bool(said)) and _HEAD.fullmatch(said) is not None
