"""XML as libxml2 writes it, which a document's TEI is written with many times faster than a tree
could be built and serialised."""

from __future__ import annotations

from contextlib import suppress

from frus_pack.document.characters import UNFIT, is_fit_in_utf8

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_IN_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))


def text(words: str) -> str:
    """Text inside an element."""
    # Asking first is faster: few texts hold any of these.
    for character, written in _IN_TEXT:
        if character in words:
            words = words.replace(character, written)
    return words


def attribute(name: str, value: str) -> str:
    """Return an attribute, with the blank before it."""
    value = text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{value}"'


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
