"""The persons and offices that an item of a list names, of which it can have several.

State—Mr. Hoey; Mr. Price            Messrs. Orlan, Pell and Marand for Lorne
The President, Mr. Orlan, Mr. Pell   Freers and Blake (EE)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from frus_pack.document.model import Agent
from frus_pack.sources.prose import name_words, person
from frus_pack.sources.prose.name_words import CODE, ENTITLED, OFFICE_WORD, RANK, SEVERAL, TITLE
from frus_pack.sources.prose.passage import Mention, Passage
from frus_pack.sources.prose.sentences import hidden

_SEMICOLON = re.compile(r";\s*(?:and\s+)?")
_COMMA = re.compile(r",\s+(?:and\s+)?(?!Jr|Sr|I{2,3}\b|IV\b)|\s+and\s+")
_INTRODUCED = re.compile(r"(?:[A-Z]\w+ )*(?:Members|Participants|Others|Present|Advis[eo]rs): ")
_NEXT_OFFICE = re.compile(rf"(?<=[\w.)\]]) (?=(?P<office>{CODE}(?:—|–|--|-(?=Mr))))")
_NEXT_TITLE = re.compile(r"(?<=[\w.)\]]) (?=(?:Mr|Mrs|Miss|Dr)\. [A-Z])")
_NEXT_MARKED = re.compile(rf"(?<=[\w.)\]]) (?=(?P<title>{TITLE}) )")
_TAKES_NAME = re.compile(
    rf"\b(?:to|of|for|vice|with|by|and|from|the|Honorable|Excellency|Highness|Secretary|{RANK})\Z|&\Z"
)
_TWO = re.compile(r"(?P<first>[^,;:(]+?) and (?P<second>[^,;:(]+?)(?P<office>(?:, | ?\().*)?")
_POSSESSIVE = re.compile(r"[’'](?:s\b|$)")
_NATION = re.compile(r"\b(?:Soviet|French|Dutch|Greek|[A-Z]\w+(?:an|ish|ese|i))\Z")
_OF_NATION = re.compile(r"\A(?:Soviet|French|Dutch|Greek|[A-Z]\w+(?:an|ish|ese)) (?=Ambassador )")
_POSTED = re.compile(
    r"(?:Acting |Deputy )?(?:Director|Administrator|Commissioner) [A-Z][\w’'-]*[a-z][\w’'-]*"
)
_NOBODY = re.compile(
    r"(?:representatives? )?(?:absent|present|none)|others?|et al\.?|participants?\b.*|prior to .*"
    r"|various\b.*|correspondents|(?:cabinet|staff) meeting|(?:see )?(?:attached )?list"
    r"(?: attached)?|same as .*",
    re.IGNORECASE,
)
_NAMES_WITHHELD = re.compile(r"\[(?:[0-9]+ )?names? not declassified\]")
_SHORTENED = re.compile(r"(?:Mc[A-Z]|[A-Z])[a-z]?\. [A-Z][\w’'-]+")
"""A given name cut short, and a surname: ``McG. Orlan``."""
_FULL_STOP = re.compile(r"[a-z]{3}\.\Z")
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST = 2
"""Persons who are certain, from which on an item is of several."""
_LONGEST = 10_000
"""Characters of an item that is read; the longest lists of names have some 2,000."""
_LONGEST_OF_ONE = 1000
"""Characters that one person has with an office."""


def people_of(text: str, mentions: Sequence[Mention] = ()) -> Iterator[Agent]:
    """Yield whom an item names, each with the office that it gives.

    Args:
        text: The words of the item, in one line. Of more than 10,000 characters nobody is read.
        mentions: The names that markup points out in them.

    Example:
        >>> [one.name for one in people_of("State—Mr. Hoey; Mr. Price")]
        ['Mr. Hoey', 'Mr. Price']
    """
    if len(text) > _LONGEST:
        return
    parts = list(_Item(text, hidden(text), mentions).parts())
    shared = person.office_first(text) if len(parts) > 1 else None
    for part, office_of_several in parts:
        found = person.read_person(part, mentions)
        office = found.office or office_of_several or (shared["office"] if shared else None)
        if _LETTER.search(found.name) and not _NOBODY.fullmatch(found.name):
            yield replace(found, office=office)


_Part = tuple[Passage, str | None]
"""Words that name one agent, and an office that several share."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item, with letters over what must not be parted, and the names marked in it."""

    text: str
    masked: str
    mentions: Sequence[Mention]

    def parts(self) -> Iterator[_Part]:
        """Yield the stretches that name one agent each."""
        segments = self._pieces(Passage(self.text), _SEMICOLON)
        for segment in self._joined(segments, self._opens_anew):
            for run in self._run_together(segment):
                yield from self._listed(run)

    def _pieces(self, passage: Passage, separator: re.Pattern[str]) -> list[Passage]:
        pieces = passage.parts(separator, self.masked[passage.start : passage.end])
        return [one for one in pieces if one.words.strip(" .,")]

    def _joined(
        self, pieces: Sequence[Passage], opens: Callable[[Passage], bool]
    ) -> Iterator[Passage]:
        """Yield the pieces, each that does not begin a person joined to the one before."""
        start = end = -1
        for piece in pieces:
            if start >= 0 and opens(piece):
                yield Passage(self.text[start:end], start)
                start = -1
            start = start if start >= 0 else piece.start
            end = piece.end
        if start >= 0:
            yield Passage(self.text[start:end], start)

    def _opens_anew(self, segment: Passage) -> bool:
        """Return whether words behind a semicolon begin another person."""
        first = _name_in(segment)
        return (
            self._is_certain(segment)
            or segment.words.startswith(("The ", "His "))
            or name_words.is_withheld(segment.words)
            or name_words.is_full_name(first)
        )

    def _run_together(self, segment: Passage) -> Iterator[Passage]:
        """Yield the persons that nothing parts: ``Mr. Orlan, Embassy of Lorne Mr. Pell``."""
        start = segment.start
        for place in sorted({*self._next_persons(segment)}):
            before = Passage(self.text[start:place].rstrip(), start)
            if len(before.words) <= _LONGEST_OF_ONE and self._is_whole(before):
                yield before
                start = place + 1
        yield Passage(self.text[start : segment.end], start)

    def _next_persons(self, segment: Passage) -> Iterator[int]:
        """Yield where a title or an office before a dash can begin the next person."""
        for one in _NEXT_TITLE.finditer(self.masked, segment.start, segment.end):
            yield one.start()
        marked = {one.start for one in self.mentions}
        for one in _NEXT_MARKED.finditer(self.masked, segment.start, segment.end):
            before = self.masked[max(segment.start, one.start() - _LONGEST_OF_ONE) : one.start()]
            if one.end("title") + 1 in marked and not _NATION.search(before):
                yield one.start()
        for one in _NEXT_OFFICE.finditer(self.masked, segment.start, segment.end):
            start = one.end("office")
            behind = Passage(self.text[start : min(segment.end, start + _LONGEST_OF_ONE)], start)
            if self._is_certain(behind) or name_words.is_full_name(_name_in(behind)):
                yield one.start()

    def _is_whole(self, before: Passage) -> bool:
        """Return whether words are a person and an office, behind whom another can begin."""
        if _TAKES_NAME.search(before.words):
            return False
        name = _name_in(before)
        is_parted = name != before.words
        is_named = self._is_certain(before) or name_words.is_full_name(name)
        return self._is_marked(before) or (is_parted and is_named)

    def _listed(self, run: Passage) -> Iterator[_Part]:
        """Yield the persons between commas and ``and``."""
        introduced = _INTRODUCED.match(run.words)
        whole = run.part(introduced.end() if introduced else 0)
        first = person.office_first(whole.words)
        names, office = (whole.part(first.end()), first["office"]) if first else (whole, None)
        pieces = self._pieces(names, _COMMA)
        if SEVERAL.match(names.words):
            yield from ((one, office) for one in self._joined(pieces, self._in_list_of(pieces[0])))
        elif len(pieces) > 1 and self._are_partly_withheld(pieces):
            yield from ((one, office) for one in pieces if not one.words[:1].islower())
        elif two := self._two(names):
            yield from ((one, behind or office) for one, behind in two)
        elif sum(map(self._is_certain, pieces)) < _FEWEST or self._is_apposition(pieces):
            yield whole, None
        else:
            opens = self._is_named if any(map(self._is_bare, pieces)) else self._is_posted
            yield from ((one, office) for one in self._joined(pieces, opens))

    def _are_partly_withheld(self, pieces: Sequence[Passage]) -> bool:
        """Return whether some of several persons are withheld, and none has an office."""
        withheld = [one for one in pieces if _NAMES_WITHHELD.fullmatch(one.words)]
        return bool(withheld) and not any(OFFICE_WORD.search(one.words) for one in pieces)

    def _two(self, names: Passage) -> list[_Part]:
        """Return two persons with one office, who are named without titles."""
        if _FULL_STOP.search(names.words):
            names = names.part(0, -1)
        found = _TWO.fullmatch(names.words)
        if found is None:
            return []
        both = [names.part(*found.span(side)) for side in ("first", "second")]
        is_marked = any(map(self._is_marked, both))
        is_name = name_words.is_surname if is_marked else name_words.is_full_name
        if not all(self._begins_marked(one) or is_name(one.words) for one in both):
            return []
        office = (found["office"] or "").strip(" ,()") or None
        return [(one, office) for one in both]

    def _in_list_of(self, first: Passage) -> Callable[[Passage], bool]:
        """Return what a name looks like behind ``Messrs.``: as the first one does."""
        has_given_name = " " in SEVERAL.sub("", first.words, count=1).strip()
        is_name = name_words.is_full_name if has_given_name else name_words.is_surname
        return lambda piece: self._is_certain(piece) or is_name(_name_in(piece))

    def _is_certain(self, piece: Passage) -> bool:
        """Return whether words begin with a person who is marked, or has a title."""
        name = _name_in(piece)
        titled = ENTITLED.match(_OF_NATION.sub("", name))
        is_titled = titled is not None and not OFFICE_WORD.search(name, max(titled.end() - 1, 0))
        is_of_another = _POSSESSIVE.search(name) is not None
        return self._is_called(piece, len(name)) or (is_titled and not is_of_another)

    def _is_called(self, piece: Passage, end: int) -> bool:
        """Return whether the name of a piece is marked, and not that of whose office it is."""
        return any(
            piece.start <= one.start < piece.start + end and not person.is_of_another(piece, one)
            for one in self.mentions
        )

    def _is_apposition(self, pieces: Sequence[Passage]) -> bool:
        """Return whether two pieces are one person: ``The Acting Secretary, Mr. Orlan``."""
        if len(pieces) != 2 or not pieces[0].words.startswith(("The ", "the ")):
            return False
        between = self.text[pieces[0].end : pieces[1].start]
        return " and" not in between and not pieces[1].words.startswith(("the ", "The "))

    def _is_posted(self, piece: Passage) -> bool:
        """Return whether words begin with a person, or are a post and a surname alone."""
        return self._is_certain(piece) or _POSTED.fullmatch(piece.words) is not None

    def _is_named(self, piece: Passage) -> bool:
        """Return whether words are a person or office in a list that has bare names."""
        if piece.words.startswith(("the ", "The ")) or _SHORTENED.fullmatch(piece.words):
            return True
        return self._is_certain(piece) or name_words.is_surname(_name_in(piece))

    def _is_bare(self, piece: Passage) -> bool:
        return any(one.start == piece.start and one.end == piece.end for one in self.mentions)

    def _begins_marked(self, piece: Passage) -> bool:
        return any(one.start == piece.start for one in self.mentions)

    def _is_marked(self, piece: Passage) -> bool:
        return any(piece.start <= one.start < piece.end for one in self.mentions)


def _name_in(words: Passage) -> str:
    """Return what is before the first comma, dash, bracket, ``of``, ``for`` or ``vice``."""
    return re.split(r"\s*(?:[,(—–]|--| - )| (?:of|for|vice) (?=[A-Zt])", words.words, maxsplit=1)[0]
