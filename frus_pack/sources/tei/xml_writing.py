"""XML as libxml2 writes it, which a document's TEI is written with many times faster than a tree
could be built and serialised."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from frus_pack.document.characters import UNFIT, is_fit_in_utf8

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_IN_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_IN_ATTRIBUTES = (*_IN_TEXT, ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"))


def text(words: str) -> str:
    """Text inside an element."""
    return _escaped(words, _IN_TEXT)


def attribute(name: str, value: str) -> str:
    """Return an attribute, with the blank before it."""
    return f' {name}="{_escaped(value, _IN_ATTRIBUTES)}"'


def _escaped(words: str, escapes: Iterable[tuple[str, str]]) -> str:
    # Asking first is faster: few texts hold any of these.
    for character, written in escapes:
        if character in words:
            words = words.replace(character, written)
    return words


def element(name: str, attributes: str, content: str) -> str:
    """Return an element of markup; one of no content is a single tag."""
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"


def encode(markup: str) -> bytes:
    """Markup behind the declaration, in UTF-8.

    Raises ValueError for a character that XML cannot hold.
    """
    with suppress(UnicodeEncodeError):  # half of a surrogate pair
        content = f"{_DECLARATION}{markup}".encode()
        if is_fit_in_utf8(content):
            return content
    unfit = next(UNFIT.finditer(markup))[0]
    raise ValueError(f"XML cannot hold the character U+{ord(unfit):04X}")
