"""Who took part: the lines of a list of participants, and the groups that head them.

United States
The Secretary
Mr. Orlan, Office of Lorne
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from frus_pack.document.model import Agent
from frus_pack.sources.prose import name_words
from frus_pack.sources.prose.passage import Mention, Passage
from frus_pack.sources.prose.people import people_of
from frus_pack.sources.prose.sentences import hidden, sentences

HEAD = re.compile(
    r"\W*(?:\w+\.? )?(?:participants?|participation|(?:others? |also |members |those |"
    r"the following were )?present(?: were)?|attendance|in attendance|interpreters?|attendees)\b.*",
    re.IGNORECASE,
)
"""What heads a list of participants."""

IS_PRESENT = re.compile(
    r"\W*(?:(?:also |those )?present(?: were)?|participants?|(?:in )?attendance)\W*", re.IGNORECASE
)
"""What heads a list and says nothing of its members."""

_GROUP = re.compile(
    r"""(?:the\ |for\ (?:the\ )?)?(?:
      (?:\S+\ ){0,5}(?:side|delegation|participants?|party|representatives|officials|group|staff
        |others|observers|members|interpreters|advisers|advisors|team)
      | u\.?\ ?s\.?(?:\ ?a\.?)? | u\.?\ ?k\.? | u\.?\ ?s\.?\ ?s\.?\ ?r\.?
      | g\.?d\.?r\.? | f\.?r\.?g\.? | p\.?r\.?c\.? | r\.?o\.?[ck]\.? | g\.?v\.?n\.? | d\.?r\.?v\.?
      | (?:united\ states|united\ kingdom|soviet\ union|great\ britain)\b.*
      | (?:federal\ |democratic\ |people[’']s\ )*republic\b.*
      | (?:american|soviet|german|italian|canadian|korean|russian|israeli|indian|egyptian
        |indonesian|pakistani|iranian|australian|belgian|african|cuban|mexican|yugoslav|pole|turk)s?
      | british|french|japanese|chinese|vietnamese|dutch|spanish|portuguese|foreign
      | (?:department|bureau|office|ministry|embassy)\ (?:of|for|in)\b.*
      | (?:state|defense|treasury|agriculture|commerce|justice|interior|labor)(?:\ department)?
      | (?:the\ )?white\ house|cia|jcs|nsc|aec|omb|opec|nato|un|usia|aid|ica|acda|osd|dod|aca
      | central\ intelligence\ agency|joint\ chiefs\ of\ staff|navy|army|air\ force|congress
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What heads members: a side, a country with a common name, a department or an agency."""

_ADDED = re.compile(
    r"\(|\[Here follow|(?:as )?listed (?:on|below|in)\b|and other |other "
    r"|(?:two|three|several|various) |(?:participants|prior to) "
    r"|(?:time|date|place|subject|telephone conversation)\b[^:]{0,12}[:;]"
    r"|.*\b(?:called on|said that|opened the|began|asked)\b.*\.\Z",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:was|were) (?:absent|ill|not present|unable to|out of)\b|\bdid not attend\b"
)
_AGENCY = re.compile(r"[A-Z]{3,6}")
"""Letters of an agency; they head members where a group was headed before them."""
_OF_NO_SIDE = re.compile(
    r"(?:also|others?|those)(?: present| in attendance)?\b.*|.*\bthe following\b.*", re.IGNORECASE
)
"""Heads persons of any side: ``Also present were``."""

_WERE_PRESENT = re.compile(
    r"(?:Present (?:at|during) [^.;:]{1,90} (?:were|was)(?: the following)?"
    r"|The following were present at [^.;:]{1,60}):? (?=[Tt]he [^.;]{4,60}, [Pp]residing;)"
)
_ALSO_WERE_PRESENT = re.compile(
    r"(?:Also|Others) (?:present|attending)(?: [^.;:]{1,80})? (?:were|was)"
    r"(?: the following[^:;.]{0,60}:)? "
)
_PARTS = re.compile(r";(?: and)? |,(?: and)? (?=the [A-Z])")
_SEVERAL = re.compile(r"\b(?:Secretaries|Assistants|Chairmen|Aides|Directors|Advisers)\b")
"""Office of several persons in one; where each is named in it is uncertain."""
_FOR_ITEM = re.compile(r" \([^()]*\bItems? \w[^()]*\)")
_DOUBTFUL = re.compile(r":|[a-z]{4,}\. (?=[A-Z])|\b(?:was|were|as follows)\b")

_GOES_ON = re.compile(r",\Z|\b(?:of|of the|and|for|for the)\Z")
_AROUND = " :—–-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its words, the names marked in them, and whether it is set as a heading."""

    words: str
    mentions: tuple[Mention, ...] = ()
    is_heading: bool = False

    @property
    def bare(self) -> str:
        """The words without a colon or a dash around them."""
        return self.words.strip(_AROUND)

    @property
    def is_group(self) -> bool:
        """Whether it is not a person but heads those behind it."""
        if self.mentions or not self.bare:
            return False
        is_named = not re.search("[,—]", self.bare) and not name_words.TITLED.match(self.bare)
        is_group = is_named and _GROUP.fullmatch(self.bare) is not None
        is_set = self.is_heading and not self.is_person
        return self.bare in name_words.COUNTRIES or is_group or self.words.endswith(":") or is_set

    @property
    def is_person(self) -> bool:
        """Whether it is certainly a person: marked, with a title, or with an office."""
        entitled = "," in self.bare or name_words.TITLED.match(self.bare)
        return bool(self.mentions or entitled)

    def part(self, start: int, end: int | None = None) -> Line:
        """Return the words from `start` to `end` without the blanks around them."""
        kept = Passage(self.words).part(start, end)
        return Line(
            kept.words,
            tuple(
                Mention(one.start - kept.start, one.end - kept.start, one.id)
                for one in self.mentions
                if kept.start <= one.start and one.end <= kept.end
            ),
        )

    def followed_by(self, other: Line) -> Line:
        """Return both as one line."""
        moved = len(self.words) + 1
        mentions = (Mention(one.start + moved, one.end + moved, one.id) for one in other.mentions)
        return Line(f"{self.words} {other.words}", (*self.mentions, *mentions))


def members_of_lines(lines: Sequence[Line], group: str | None = None) -> Iterator[Agent]:
    """Yield the members of a list in order, each with the group that heads it.

    Args:
        lines: The lines of the list, without its heading.
        group: What heads the whole list, if anything does.
    """
    if all(line.is_heading for line in lines):
        lines = [replace(line, is_heading=False) for line in lines]
    whole = list(_whole_lines(lines))
    for index, line in enumerate(whole):
        following = whole[index + 1] if index + 1 < len(whole) else None
        if _heads(line, following) or (group and _is_agency(line, following)):
            group = None if _OF_NO_SIDE.fullmatch(line.bare) else line.bare
        elif line.bare and not _ADDED.match(line.bare):
            for found in people_of(line.words, line.mentions):
                if _ABSENT.search(found.office or found.name):
                    continue
                yield replace(found, group=group) if group else found


def members_of_sentences(line: Line) -> tuple[Agent, ...]:
    """Return the persons and offices whom the first sentences of a text call present at a meeting
    with one who presides; none if a part of the list is uncertain.

    Present at the 9th meeting were the President, presiding; and the Director, Lorne Office.
    """
    if not _WERE_PRESENT.match(line.words):
        return ()
    found: list[Agent] = []
    for sentence in sentences(Passage(line.words)):
        opening = (_ALSO_WERE_PRESENT if found else _WERE_PRESENT).match(sentence.words)
        if opening is None:
            return () if ";" in sentence.words else tuple(found)
        for part in _parts(line.part(sentence.start + opening.end(), sentence.end)):
            members = _members_of_part(part)
            if not members or _DOUBTFUL.search(part.words):
                return ()
            found += members
    return tuple(found)


def _parts(listed: Line) -> Iterator[Line]:
    start, words = 0, hidden(listed.words)
    for between in _PARTS.finditer(words):
        if between[0].startswith(";") or not _SEVERAL.search(words[start : between.start()]):
            yield listed.part(start, between.start())
            start = between.end()
    yield listed.part(start)


def _members_of_part(part: Line) -> list[Agent]:
    remark = _FOR_ITEM.search(part.words)
    bare = part.part(0, remark.start()) if remark else part
    members = list(people_of(bare.words, bare.mentions))
    is_explained = bare.words.endswith(")") and members[:1] and members[0].name.startswith("the ")
    if _SEVERAL.search(bare.words) or is_explained:
        return [Agent(name=bare.words)]
    is_for_another = any(" for the " in one.name and one.office for one in members)
    return [] if is_for_another and name_words.TITLED.match(bare.words) else members


def _heads(line: Line, following: Line | None) -> bool:
    return line.is_group and (following is not None or line.words.endswith(":"))


def _is_agency(line: Line, following: Line | None) -> bool:
    """Return whether a line is the letters of an agency, and its members follow."""
    if line.mentions or following is None or _AGENCY.fullmatch(following.bare):
        return False
    return _AGENCY.fullmatch(line.bare) is not None


def _whole_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines; one that breaks off is joined with what it goes on in."""
    waiting: Line | None = None
    for line in lines:
        if waiting is None:
            waiting = line
        elif _goes_on(waiting, line):
            waiting = waiting.followed_by(line)
        else:
            yield waiting
            waiting = line
    if waiting is not None:
        yield waiting


def _goes_on(line: Line, following: Line) -> bool:
    """Return whether a line goes on in the next one, which is not a person."""
    if following.mentions or not following.words:
        return False
    if following.words.startswith(("and ", "of ", "for ")):
        return True
    first = following.words.partition(",")[0]
    is_person = name_words.ENTITLED.match(following.words) or name_words.is_full_name(first)
    return _GOES_ON.search(line.words) is not None and not is_person
