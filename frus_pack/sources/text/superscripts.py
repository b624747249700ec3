"""The marks of notes in a derived reading text, and the text's own words that look like marks.

A mark is the printed one as superscript digits (``named.²``), or between superscript parentheses
where it is not a number (``word⁽*⁾``). An empty pair of superscript parentheses says that the
character behind it belongs to the words: ``m⁽⁾²`` is the ``m²`` of the source, and
``⁽⁾[Page 3]`` are words in brackets and not a page mark.
"""

from __future__ import annotations

import re

from frus_pack.document import page_marks
from frus_pack.document.transcription import NoteText

OWN = "⁽⁾"
"""Says that the next character belongs to the words of the source."""

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _DIGITS)
_LIKE_A_MARK = re.compile(rf"[{_DIGITS}{OWN}]|\[(?={page_marks.BEHIND_BRACKET})")
_BEGINS_MARK = (*_DIGITS, *OWN, "[Page ")
_NOT_IN_LABELS = re.compile(rf"[\s{_DIGITS}{OWN}]+")

HAS_MARK = re.compile(rf"[{_DIGITS}]|⁽[^⁽⁾\n]+⁾")
"""Something that can be a mark; few texts have it."""

TOKEN = re.compile(
    rf"{OWN}(?P<own>[{_DIGITS}{OWN}\[])"
    rf"|(?P<marks>(?:[{_DIGITS}]|⁽[^⁽⁾\n]+⁾)+)"
    rf"|{page_marks.PATTERN}"
)
"""What is not plain words: a character of the source (``own``), the marks of one or several notes
(``marks``), or a page mark (``page``)."""


def label_of(note: NoteText) -> str:
    """Return the printed mark of a note as the list shows it, or its number where it has none."""
    return _NOT_IN_LABELS.sub("", note.label or "") or note.n


def mark(label: str) -> str:
    """Return the mark in the running text of a note with this label."""
    if label.isascii() and label.isdecimal():
        return label.translate(_RAISED)
    return f"⁽{label}⁾"


def as_words(words: str) -> str:
    """Return words of the source, written so that nothing in them is taken for a mark."""
    # Asking first is faster: few texts hold any of these.
    if any(map(words.__contains__, _BEGINS_MARK)):
        return _LIKE_A_MARK.sub(lambda found: OWN + found[0], words)
    return words
