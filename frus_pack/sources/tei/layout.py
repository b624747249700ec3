"""White space that is layout: what pretty-printing put between elements, and what it leaves.

A run of white space is one blank. Where it holds a line end, or lies at the edge of an element, it
is none at all behind an opening bracket, and before a comma or a closing bracket: nobody prints
``( Lovett )`` or ``Washington , February 9``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_EDGE = re.compile(r"\A\s+|\s+\Z")
_BLANKS = re.compile(r"[^\S\n]+")
_OPENED = re.compile(r"(?<=[(\[“‘])[ \n]*\n[ \n]*")
_CLOSED = re.compile(r"[ \n]*\n[ \n]*(?=[,;:!?)\]”]|[’']s\b|\.(?:[ \n]+[^.\s]|[\s]*\Z))")
_UNSEEN = re.compile(
    "[\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f]"
)
_RUN = re.compile(r"[ \n]*\n[ \n]*")


def marked(text: str) -> str:
    """Return one text node with blanks made single, those that are layout as line ends.

    What nobody can see is left out; a control character becomes U+FFFD, so that it is seen.
    """
    if _UNSEEN.search(text):
        text = _UNSEEN.sub(_seen, text)
    return _EDGE.sub("\n", _BLANKS.sub(" ", text))


def collapsed(text: str) -> str:
    """Return marked texts, joined, as they read: layout is one blank or none."""
    if "\n" not in text:
        return text
    return _RUN.sub(" ", _CLOSED.sub("", _OPENED.sub("", text)))


def in_one_line(texts: Iterable[str]) -> str:
    """Return text nodes as one line, without blanks at its ends."""
    return collapsed("".join(map(marked, texts))).strip()


def _seen(unseen: re.Match[str]) -> str:
    return "" if unicodedata.category(unseen[0]) == "Cf" else "\ufffd"
