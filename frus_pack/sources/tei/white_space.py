"""White space that is layout: what pretty-printing put between elements, and what it leaves.

A run of white space is one blank. A run that holds a line end, or is at the edge of an element, may
be nothing. It is nothing behind an opening bracket, and before a comma or a closing bracket:
nobody prints ``( Lovett )`` or ``Washington , February 9``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_OPENING = "([“‘"
_CLOSING = r"(?:[,;:!?)\]”]|[’']s\b|\.(?:[ \n][^.\s]|\s*\Z))"
_BEFORE_CLOSING = re.compile(rf"\n(?={_CLOSING})")
_PERHAPS_NONE = re.compile(rf" (?:(?<=[(\[“‘] )|{_CLOSING})")
_UNSEEN = re.compile(
    "[\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f]"
)


def marked(text: str) -> str:
    """Return one text node with blanks made single, those that are layout as line ends.

    Invisible characters are left out; a control character becomes U+FFFD, so that it is seen.
    """
    if text.isspace():
        return "\n"
    lines = text.split("\n")
    if not "".join(lines).isprintable():  # as nearly all text is
        text = _UNSEEN.sub(_seen, text)
        lines = [" ".join(line.split()) for line in text.split("\n")]
    words = "\n".join(filter(None, [line.strip(" ") for line in lines]))
    while "  " in words:
        words = words.replace("  ", " ")
    if not words:
        return text and "\n"
    before = "\n" if text[0].isspace() else ""
    behind = "\n" if text[-1].isspace() else ""
    return before + words + behind


def collapsed(text: str) -> str:
    """Return marked texts, joined, as they read: layout is one blank or none."""
    if "\n" not in text:
        return text
    while "\n\n" in text:
        text = text.replace("\n\n", "\n")
    for bracket in _OPENING:
        text = text.replace(f"{bracket}\n", bracket)
    return _BEFORE_CLOSING.sub("", text).replace("\n", " ")


def as_read(nodes: Sequence[str]) -> str:
    """Return adjoining text nodes as they read; layout is one blank or none."""
    text = "".join(nodes)
    words = " ".join(text.split())
    if not words:
        return text and " "
    before = " " if text[0].isspace() else ""
    behind = " " if text[-1].isspace() else ""
    read = before + words + behind
    # In nearly every text all white space is a blank, and where it is layout need not be known.
    if _PERHAPS_NONE.search(read) or not read.isprintable():
        return collapsed("".join(map(marked, nodes)))
    return read


def in_one_line(texts: Iterable[str]) -> str:
    """Return text nodes as one line, without blanks at its ends."""
    return as_read(list(texts)).strip()


def _seen(unseen: re.Match[str]) -> str:
    return "" if unicodedata.category(unseen[0]) == "Cf" else "\ufffd"
