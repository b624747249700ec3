"""White space that is layout: what pretty-printing put between elements, and what it leaves.

A run of white space is one blank. Where it holds a line end, or lies at the edge of an element, it
is none at all behind an opening bracket, and before a comma or a closing bracket: nobody prints
``( Lovett )`` or ``Washington , February 9``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_OPENING = frozenset("([“‘")
_CLOSING = re.compile(r"[,;:!?)\]”]|[’']s\b|\.(?:[ \n]+[^.\s]|\s*\Z)")
_MAY_CLOSE = frozenset(",;:!?)]”’'.")
_LINE_ENDS = re.compile(r"\n[ \n]*")
_UNSEEN = re.compile(
    "[\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f]"
)


def marked(text: str) -> str:
    """Return one text node with blanks made single, those that are layout as line ends.

    What nobody can see is left out; a control character becomes U+FFFD, so that it is seen.
    """
    if text.isspace():
        return "\n"
    if (not text.isascii() or "\x7f" in text) and _UNSEEN.search(text):
        text = _UNSEEN.sub(_seen, text)
    words = _with_single_blanks(text) if "\n" in text else " ".join(text.split())
    if not words:
        return text and "\n"
    before = "\n" if text[0].isspace() else ""
    behind = "\n" if text[-1].isspace() else ""
    return before + words + behind


def collapsed(text: str) -> str:
    """Return marked texts, joined, as they read: layout is one blank or none."""
    if "\n" not in text:
        return text
    parts: list[str] = []
    start = 0
    for layout in _LINE_ENDS.finditer(text):
        words = text[start : layout.start()].rstrip(" ")
        start = layout.end()
        may_close = text[start : start + 1] in _MAY_CLOSE  # sooner known than whether it does
        is_none = words[-1:] in _OPENING or (may_close and _CLOSING.match(text, start))
        parts += (words, "" if is_none else " ")
    return "".join((*parts, text[start:]))


def in_one_line(texts: Iterable[str]) -> str:
    """Return text nodes as one line, without blanks at its ends."""
    return collapsed("".join(map(marked, texts))).strip()


def _seen(unseen: re.Match[str]) -> str:
    return "" if unicodedata.category(unseen[0]) == "Cf" else "\ufffd"


def _with_single_blanks(text: str) -> str:
    """Return lines without white space at the ends, and each run of blanks made one."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(lines).strip("\n")
