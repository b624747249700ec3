"""A text on its way to HTML: a list of words and of markup.

A token that is a `Markup` is HTML. Every other string is words, which are escaped at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from markupsafe import Markup

from frus_pack.document import withheld
from frus_pack.reports.html_pages import seen
from frus_pack.sources.tei import white_space

Token: TypeAlias = str | Markup

_WITHHELD = Markup('<mark class="withheld" title="withheld from publication">')
_END = Markup("</mark>")
_BEGINNING = re.compile(r"[^\W\d_]+\Z")
"""The part of a word before a page mark inside it."""
_BLANKS = re.compile(r"[ \n]+")
_LAYOUT = re.compile(r"([ \n]*\n[ \n]*)")


class PageMark(Markup):
    """The mark at which a page begins."""


def is_words(token: Token) -> bool:
    """Return whether a token is words, and not markup."""
    return not isinstance(token, Markup)


def to_html(tokens: Iterable[Token]) -> Markup:
    """Join tokens to HTML. Words are escaped; characters that nobody sees are written as codes."""
    escaped = (token if isinstance(token, Markup) else seen(token) for token in tokens)
    return Markup("".join(escaped))  # noqa: S704 - `Markup.join` would escape each a second time


def settled(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the blanks that pretty-printing put where nobody prints them: ``( Lovett )``."""
    marked = [white_space.marked(token) if is_words(token) else token for token in tokens]
    words = "".join(token for token in marked if is_words(token))
    read = white_space.collapsed(words)
    if read == _BLANKS.sub(" ", words):
        return marked  # a browser makes runs of blanks one blank by itself
    return list(_aligned(marked, read))


def with_whole_words(tokens: Iterable[Token]) -> list[Token]:
    """Put a page mark that is inside a word before the word, as the reading text has it."""
    out: list[Token] = []
    carried = ""
    waiting = iter([*tokens, ""])
    token = next(waiting)
    for following in waiting:
        if carried:
            token, carried = carried + token, ""
        if isinstance(token, PageMark) and out and is_words(out[-1]) and _goes_on(following):
            at = _BEGINNING.search(out[-1])
            if at and at[0]:
                carried, out[-1] = at[0], out[-1][: at.start()]
        out.append(token)
        token = following
    return [*out, carried + token if carried else token]


def with_withheld(tokens: Sequence[Token]) -> list[Token]:
    """Mark the bracketed remarks on withheld text, also where elements divide them."""
    words = "".join(token for token in tokens if is_words(token))
    if "[" not in words:
        return list(tokens)
    spans = list(withheld.spans(words))
    return list(_marked(tokens, spans)) if spans else list(tokens)


def _goes_on(token: Token) -> bool:
    """Return whether words begin with the rest of a word."""
    return is_words(token) and token[:1].isalpha()


def _aligned(tokens: Iterable[Token], read: str) -> Iterator[Token]:
    """Give each token the part of the read text that it has."""
    at = 0
    for token in tokens:
        if not is_words(token):
            yield token
            continue
        parts = _LAYOUT.split(token)
        for place in range(len(parts)):
            if place % 2:
                parts[place] = " " if read[at : at + 1] == " " else ""
            at += len(parts[place])
        yield "".join(parts)


def _marked(tokens: Iterable[Token], spans: Sequence[tuple[int, int]]) -> Iterator[Token]:
    begin = 0
    for token in tokens:
        if not is_words(token):
            yield token
            continue
        end, done = begin + len(token), begin
        for start, stop in spans:
            first, last = max(start, begin), min(stop, end)
            if first < last:
                yield token[done - begin : first - begin]
                yield _WITHHELD
                yield token[first - begin : last - begin]
                yield _END
                done = last
        yield token[done - begin :]
        begin = end
