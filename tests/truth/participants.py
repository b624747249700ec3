"""Who took part: in a list or a table of participants, or in the heading of a conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.truth.markup import TEI, name, own, tidy, words
from tests.truth.names import key
from tests.truth.scoring import Expected, Forms
from tests.truth.volumes import TrueDocument

_HEAD = re.compile(r"\W*(?:\w+ )?(?:participants?|present|attendees)\b.*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bconversation between\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;:—–(]|--|(?<=\s)-(?=\s)|\band\b")
_DASH = re.compile(r"\s*(?:[—–:]|--|\s-\s|-(?=Mr))\s*")
_HONORIFIC = (
    r"(?:Messrs|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|[BM][a-z]+\. Gen|Gen|Col|Adm|Ambassador|Amb|General"
    r"|Admiral|Colonel|Governor|Senator|Secretary|Minister|President|Chairman|Chancellor|Madame)"
)
_ENTITLED = re.compile(rf"(?:The )?(?:\w+ ){{0,2}}{_HONORIFIC}\b", re.IGNORECASE)
_MENTIONED = re.compile(rf"\b(?:to|of|for|vice|with)\s+(?:the\s+)?{_HONORIFIC}?\.?\s*\Z")
_POSSESSED = re.compile(r"\A[’']s\b")
_NAME_GOES_ON = re.compile(r"\A(?:,? (?:Jr|Sr)\.|,? II+| (?:of|from) [A-Z][\w’' ]*(?=[,;(—]|\Z))")
_OFFICE = re.compile(
    r"\A(?:[A-Z][\w./&:-]{0,9}|State|Defense|Treasury|Commerce|White House|Bureau of the Budget)\Z"
    r"|\b(?:Secretary|Ambassador|Minister|Director|Chief|Staff|Department) (?:of|to|for)\b"
)
_MARKED = re.compile("\x02 ?([^\x03]*?) ?\x03")
_COMMA = re.compile(r"[,;](?! ?(?:Jr|Sr|II)\b)| and ")
_SUFFIXED = re.compile(r"\A[^,]+, (?:Jr\.|Sr\.|II+)")
_TWO_WORDS = re.compile(r"[A-Z][\w’'-]+ (?:[A-Z]\. ?)?[A-Z][\w’'-]+")


def participants(document: TrueDocument) -> Expected:
    """Return the persons that lists, tables or the heading mark up as taking part.

    A name is right with the honorific before it and without, and with what follows it without a
    separator. Persons in plain words may be found; offices and those only mentioned may not.
    """
    required: list[Forms] = []
    also: set[str] = set()
    for one in _items(document):
        _add_item(one, required, also)
    if not required and not also:
        required += [(key(one),) for one in _in_heading(document)]
    return Expected(tuple(required), frozenset(also))


def _items(document: TrueDocument) -> Iterator[etree._Element]:
    for one in own(document.division, "list"):
        if (one.get("type") or "").strip() == "participants" or _says_so(one.find(f"{TEI}head")):
            for item in one.iter(f"{TEI}item"):
                if item.find(f".//{TEI}list") is None:
                    yield item
    for table in list(own(document.division, "table"))[:1]:
        cells = list(table.iter(f"{TEI}cell"))
        if cells and _says_so(cells[0]):
            yield from cells[1:]


def _says_so(head: etree._Element | None) -> bool:
    return head is not None and _HEAD.fullmatch(words(head)) is not None


def _in_heading(document: TrueDocument) -> Iterator[str]:
    head = document.head
    if head is not None and _BETWEEN.search(words(head)):
        yield from (tidy(found[1]) for found in _MARKED.finditer(_with_marks(head)))


def _with_marks(element: etree._Element) -> str:
    """The words of an element without its notes, each person between two marks."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_person = name(child) == "persName"
        yield "\x02" if is_person else ""
        if name(child) not in ("note", ""):
            yield from _pieces(child)
        yield "\x03" if is_person else ""
        yield child.tail or ""


def _add_item(item: etree._Element, required: list[Forms], also: set[str]) -> None:
    said = _with_marks(item)
    found = list(_MARKED.finditer(said))
    for before, one in zip((None, *found), found, strict=False):
        between = said[before.end() : one.start()] if before else ","
        front, behind = _bare(said[: one.start()]), _bare(said[one.end() :])
        if before and required and not between.strip(" ."):
            required[-1] = (*required[-1], key(f"{before[1]}{between}{one[1]}"))
            required[-1] += tuple(key(_bare(f"{form} {one[1]}")) for form in required[-1])
        elif not _MENTIONED.search(front) and not _POSSESSED.match(behind):
            required.append(_forms(tidy(one[1]), front, behind))
    also.update(map(key, _plain_names(tidy(_bare(said)), len(found))))


def _bare(said: str) -> str:
    return said.translate({2: "", 3: ""})


def _forms(printed: str, before: str, behind: str) -> Forms:
    called = tidy(f"{_SEPARATOR.split(before)[-1]} {printed}")
    forms = [printed, called]
    if goes_on := _NAME_GOES_ON.match(behind):
        forms += [f"{form}{goes_on[0]}" for form in (printed, called)]
    return tuple(map(key, forms))


def _plain_names(said: str, marked: int) -> Iterator[str]:
    """What can be a name where no markup says it: the words before a comma, dash or bracket;
    behind an office and a dash; and in a list of names each."""
    first, *behind = _DASH.split(said, maxsplit=1)
    is_office_first = bool(behind) and _OFFICE.search(first.strip()) is not None
    parts = _COMMA.split(behind[0] if is_office_first else said)
    for number, part in enumerate(parts):
        bare = part.strip()
        is_listed = marked > 1 and _TWO_WORDS.fullmatch(bare)
        if number == 0 or _ENTITLED.match(bare) or is_listed:
            yield from _beginnings(bare)


def _beginnings(said: str) -> Iterator[str]:
    ends = [found.start() for found in _SEPARATOR.finditer(said)]
    for end in (*ends, len(said)):
        yield said[:end]
    if suffixed := _SUFFIXED.match(said):
        yield suffixed[0]
