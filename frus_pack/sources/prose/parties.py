"""Sender and recipient in the words of a heading.

    Memorandum From Robert W. Komer of the National Security Council Staff to President Johnson
    Telegram 2653 From the Embassy in Somalia to the Department of State, November 3, 1970
    Paper by the Ambassador at Large (Thompson)
    Memorandum of Conversation Between the Under Secretary of State (Ball) and the President

Only these forms are read; where it is uncertain which words part the two, nobody is named. Whom
the words of one side name is read by `party_members`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frus_pack.document.model import Agent
from frus_pack.sources.prose.party_forms import TITLED, is_called, opens_called
from frus_pack.sources.prose.party_members import Words, boundaries, members
from frus_pack.sources.prose.passage import Mention
from frus_pack.sources.prose.printed_dates import MONTH

_DATED = rf",? ?{MONTH},? [0-9]{{1,4}}\b.*"
_PLACE = r"(?:,(?! and | to )[^,()]*(?:, [A-Z][A-Za-z.]*)?)?"
_TAIL = re.compile(
    rf"{_PLACE}(?:{_DATED}|, undated.*)|, (?:on|concerning|regarding) .*"
    r"|, [^,]*[’']s? (?:Apartment|Residence|Office|Suite)\b.*"
)
_TAIL_OF_SEVERAL = re.compile(rf"(?:, Washington)?(?:{_DATED}|, undated.*)")
"""Without other places: ``to the Embassies in Lorne, Maris, and Tarn, May 4``."""

_KIND_BEHIND = re.compile(r" (?:Aide[ -]M[eé]moire|Note Verbale)\Z", re.IGNORECASE)
"""What the paper is, in a line of its own below its sides."""

_SEVERAL = re.compile(r"\b(?:Embassies|Legations|Missions|Posts|Consulates) in\b")
_CITATION = re.compile(
    r"(?<=[a-z)])(?<!\b(?:Gen|Gov|Sen|Rep|Col|Adm|Maj|Amb|Sec))(?<!\b(?:Mr|Dr|Lt|Jr|Sr|St))"
    r"(?<!\b(?:Mrs|Mme|Ave))(?<!\bCapt)(?<!\bMessrs)\. (?=[A-Z]).*"
)
_END = re.compile(r"(?:[ ,]|(?<!\b[JS]r)\.)+\Z")
_NUMBER = re.compile(r"\s*(?:No\.? ?)?[0-9]{1,6}[A-Za-z]?\.?\s+")
_FROM = re.compile(r"\b(?:From|FROM|from) (?=\S)")
_BY = re.compile(
    r"(?:\A|(?<=, )|(?<=[a-z)] ))(?:(?:Prepared |prepared )?[Bb]y"
    r"|[Pp]repared,? in (?=the |CIA\b|Department\b)) ?(?=\S)"
    r"|\b(?:Report|Statement|Remarks|Message) of (?=the )"
    r"(?!the \w*(?: \w+)? ?(?:Meeting|Conference|Conversation|Discussion|Session))"
)
_BETWEEN = re.compile(
    r"\b(?:Conversations?|Teleconference|Discussions?|Talks?|Meetings?|Conference|Lunch|Luncheon|Dinner|Interview"
    r"|Breakfast) (?:Between|Among)"
    r" (?=\S)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:The|Mr\.|Mrs\.|Messrs\."
    r"|American (?=(?:Vice )?Consul|Ambassador|Minister|Chargé|Embassy|Legation)) ?[^:;“”]+"
)
"""As headings read until 1951: ``The Secretary of State to the Embassy in Lorne``."""
_RECIPIENT = re.compile(
    r"(?:[Tt]he|All|Certain|American) [A-Z]|Department of|Embassy in|Legation in"
)
_NAMED = re.compile(r"(?:[A-Z][\w’'-]*\.? ){1,3}[A-Z][\w’'-]+, [A-Z][^:;“”]+, to ")
_FOR = re.compile(
    r"(?:[A-Z]\w+ )?(?:Memorandum|Instructions?) (?:for|For) (?=\S)"
    r"|(?:[A-Z]\w+ |of )*?Prepared for (?=the )"
)
_PREPARED_FOR = re.compile(r" for (?=the [A-Z]|(?:President|Secretary) |[A-Z][a-z]+\Z)")
_ADDRESSED = re.compile(
    r"(?:[A-Z]\w+ )?(?:Letter|Memorandum|Telegram|Message|Note|Airgram)"
    r"(?: \[[^\]]*\]| [A-Z0-9-]*[0-9])? to (?=\S)"
)
"""Names whom a paper went to, and not who sent it: ``Telegram 1139 to USUN``."""
_NOBODY = re.compile(r"(?:the )?(?:Record|Files?|President[’']s Files?)\b.*", re.IGNORECASE)
_MEETING = re.compile(
    r"(?!.*\b(?:Delegat|Mission|Chair|Secretar|President|Representative))"
    r"[^,()]*\b(?:Meeting|Conference)(?: of [^,()]*)?"
)
"""No side of a paper: ``Paper Prepared for the 4th Meeting of the Council``."""
_AND = re.compile(r",? and (?=\S)")
_TO = re.compile(
    r" to (?=\S)(?!(?:Negotiate|Study|Investigate|Consider|Establish|Observe|Supervise)\b)"
)
"""Not what a commission is for: the Commission to Negotiate Peace."""
_POSSESSED = re.compile(r"[’']s? ")
_TAKES_TO = re.compile(
    r"\b(?:Assistants?|Advis[eo]rs?|Ambassadors?|Representatives?|(?<!Foreign )Ministers?"
    r"|Counsel(?:l?or)?|Missions?|Delegat(?:es?|ions?)|Consultants?|Liaison|Envoys?|Aides?"
    r"|Deput(?:y|ies)|Consul|Observers?|Charg[ée]|(?<!Acting )(?<!Under )Secretary|Delegation"
    r"|High Commissioner|Designate)(?: [A-Z]\w+)?\Z"
)
_POSTED = re.compile(
    r"\b(?:Ambassador|Minister|Mission|Delegation|Envoy|Consul|Charg[ée]|High Commissioner"
    r"|Secretary(?= [A-Z]))(?: [A-Z]\w+)?\Z"
)
_RECEIVES = re.compile(
    r" to (?:the )?(?:(?:Acting|Deputy|Under|Assistant|Prime|Foreign) )*(?:Department|Secretary"
    r"|Ambassadors?|Embassy|Minister|President|Premier|Chancellor|Chargé|Consul)\b"
)
"""Who is posted to a country, and whom nobody is posted to."""


@dataclass(frozen=True, slots=True)
class Party:
    """The words heading[start:end] that name one side, and whom they name."""

    start: int
    end: int
    agents: tuple[Agent, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Both sides of a document, None where its heading does not name one.

    Of a conversation the sender is who is named first, the recipients are the others, as the
    series encodes them.
    """

    sender: Party | None = None
    recipient: Party | None = None
    is_conversation: bool = False


def parties_of(
    heading: str, persons: Sequence[Mention] = (), offices: Sequence[tuple[int, int]] = ()
) -> Parties:
    """Return the sides that a heading names.

    Args:
        heading: The heading, with or without its number, in one line.
        persons: The names of persons that markup points out in it.
        offices: Where in it markup points out offices, which nothing parts.

    Example:
        >>> parties_of("7. Letter From President Orlan to the Secretary of State").recipient.agents
        (Agent(name='Secretary of State', office=None, ...),)
    """
    return _Reading(Words.of(heading, persons, offices)).result()


def end_of_names(heading: str, start: int = 0) -> int:
    """Return where a heading has named its sides: before place, date, kind and a citation."""
    tail = _TAIL_OF_SEVERAL if _SEVERAL.search(heading) else _TAIL
    ends = (pattern.search(heading, start) for pattern in (_CITATION, tail, _KIND_BEHIND))
    end = min((found.start() for found in ends if found), default=len(heading))
    return len(_END.sub("", heading[:end]))


class _Reading:
    """A heading being read, up to where its names end."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._text = words.text
        self._end = end_of_names(words.text)

    def result(self) -> Parties:
        number = _NUMBER.match(self._text)
        start = number.end() if number else 0
        if spoke := _BETWEEN.search(self._text, start, self._end):
            return self._two(spoke.end())
        if sent := _FROM.search(self._text, start, self._end):
            return self._sent(start, sent)
        addressed = _FOR.match(self._text, start) or _ADDRESSED.match(self._text, start)
        if addressed and _NOBODY.match(self._text, addressed.end()):
            addressed = None
        if written := _BY.search(self._text, start, self._end):
            parties = self._parted(written.end(), is_prepared="repared" in written[0])
            if addressed and parties.recipient is None:
                return Parties(parties.sender, self._party(addressed.end(), written.start()))
            return parties
        if self._is_plain(start):
            parties = self._parted(start)
            return parties if parties.recipient else Parties()
        if addressed:
            return Parties(recipient=self._party(addressed.end(), self._end))
        return Parties()

    def _is_plain(self, start: int) -> bool:
        """Whether the heading is ``A to B`` alone. Where A is a person, B must be sure: not
        President Orlan to Visit Lorne."""
        if _PLAIN.match(self._text, start, self._end) or _NAMED.match(self._text, start, self._end):
            return True
        to = self._to(start)
        before = self._text[start : to.start()].rstrip(" ,") if to else ""
        if to is None or not is_called(before) or _POSSESSED.search(before):
            return False
        behind = self._text[to.end() : self._end]
        return _RECIPIENT.match(behind) is not None or opens_called(behind)

    def _sent(self, start: int, sent: re.Match[str]) -> Parties:
        """The sides around ``From``; the recipient can be before it: ``Report to X From Y``."""
        before = _TO.search(self._words.masked, start, sent.start())
        parties = self._parted(sent.end())
        if before and parties.recipient is None:
            return Parties(parties.sender, self._party(before.end(), sent.start()))
        return parties

    def _two(self, start: int) -> Parties:
        """The sides of a conversation: who is named first, and the others."""
        found = next(boundaries(self._words, start, self._end), None)
        only = list(_AND.finditer(self._words.masked, start, self._end))
        boundary = found or (only[0].span() if len(only) == 1 else None)
        if boundary is None:
            return Parties()
        first, others = self._party(start, boundary[0]), self._party(boundary[1], self._end)
        return Parties(first, others, is_conversation=True)

    def _parted(self, start: int, *, is_prepared: bool = False) -> Parties:
        """The sender that begins at `start`, and the recipient behind what parts them."""
        parted = self._to(start)
        if parted is None and is_prepared:
            parted = _PREPARED_FOR.search(self._words.masked, start, self._end)
        if parted is None:
            return Parties(sender=self._party(start, self._end))
        return Parties(self._party(start, parted.start()), self._party(parted.end(), self._end))

    def _to(self, start: int) -> re.Match[str] | None:
        """The ``to`` between the sides: that behind an office's brackets, or behind the comma
        that closes it; else the first that no office takes, as Assistant to does."""
        found = list(_TO.finditer(self._words.masked, start, self._end))
        found = found or list(_TO.finditer(self._text, start, self._end))
        free = [one for one in found if not self._is_taken(start, one)]
        closed = [one for one in found if self._text[: one.start()].endswith((")", "),"))]
        comma = [one for one in free if self._text[one.start() - 1] == ","]
        return next(iter(closed or comma or free), None)

    def _is_taken(self, start: int, to: re.Match[str]) -> bool:
        """Whether the office before a ``to`` takes it."""
        before = self._text[start : to.start()]
        is_posted = before == "The Secretary" or _POSTED.search(before)
        parts = is_posted and _RECEIVES.match(self._text, to.start())
        is_named = parts or TITLED.fullmatch(before)
        return not is_named and _TAKES_TO.search(before) is not None

    def _party(self, start: int, end: int) -> Party | None:
        if _MEETING.fullmatch(self._text, start, end):
            return None
        found = members(self._words, start, end)
        return Party(start, end, found) if found else None
