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
_ALIKE = re.compile(r"(\w+ (\w+)) and (\w+ \2)\.?")
_ENCLOSED = re.compile(r"\W*(?:Attachment|Enclosure|Tab)\b", re.IGNORECASE)
_SAID = re.compile(r".*\b(?:called on|opened the)\b.*\.\Z")
_WITHHELD = re.compile(r"\[([^\[\]]*(?:not declassified|deleted))\]")
_LABEL = re.compile(
    r"(?:(?:U\.S\.|staff|persons|others|those|conferees) )?(?:participants?|present"
    r"|attend(?:ing|ance)|in attendance)(?: (?:on [^.,:]{1,40}|were))?(?:: ?|\Z)",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?!(?:Interpreters|Algeria):)[^:]{1,60}: \S|.*(?<!Jr)(?<!Inc)[.?!]\Z|.{800}"
    r"|\W*(?:Discussion|Subject|Time|Copies to)\b|\[O|1\. ",
    re.IGNORECASE | re.DOTALL,
)
_SPOKE = re.compile(r"\b(?:between|among)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bconversation between\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;:—–(]|--|(?<=\s)-(?=\s)|\band\b")
_HONORIFIC = (
    r"(?:Messrs|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|[BM][a-z]+\. Gen|Gen|Col|Adm|Ambassador|Amb|General"
    r"|Admiral|Colonel|Governor|Senator|Secretary|Sec\.|Minister|President|Chairman|Chancellor|Madame)"
)
_ENTITLED = re.compile(rf"(?:The )?(?:[\w.]+ ){{0,2}}{_HONORIFIC}\b", re.IGNORECASE)
_MENTIONED = re.compile(
    rf"\b(?:to|of|for|vice|with)\s+(?:the\s+)?(?:(?:\w+\s)?{_HONORIFIC})?\.?\s*\Z"
)
_POSSESSED = re.compile(r"\A[’']s\b")
_NAME_GOES_ON = re.compile(
    r"\A(?:,? (?:Jr|Sr)\.|,? (?:I+|2n?d|3r?d)\b| (?:of|from) [A-Z][\w’' ]*(?=[,;(—]|\Z)"
    r"| (?:[A-Z]\. ?)*[A-Z][\w’'-]+(?=\s*(?:[,;(—–]|\Z)))"
)
_WIDE_SEPARATOR = re.compile(r"[,;:—–]|--")
_TITLE_AT_END = re.compile(
    rf"(?:(?:(?:Under|Deputy|Assistant|Acting|Foreign) )*{_HONORIFIC}\.? ?)?\Z"
)
_NUMBERED = re.compile(r"\A(?:[0-9]+[.)]|[—–])\s*")
_PLURAL = re.compile(r"\b(?:Messe?rs|Senators|Generals|Professors|Secretaries|Assistant)\b\.? ?")
_BETWEEN_PIECES = re.compile(
    r"\b(?:and|for|vice)\b|\b(?:was|were) present|[,;:—()]|\s–\s|–(?=[A-Z])|(?<=[a-z.])–"
    r"|\. (?=There)"
)
_NAMES = re.compile(
    r"(?!.*\b(?:Secretary|Director|Chief|Office|Embassy|Department|Assistant|Delegation|Member|Staff"
    r"|Minister|Bank|Council|Bureau|Party|Agency|Affairs)\b)\[?[A-Z][\w.’'\]-]*"
    r"(?: (?:de |van |al-)?\[?[A-Z][\w.’'\]-]*){0,3}(?: of [A-Z].*)?"
)
_CAPITAL_SURNAME = re.compile(r"[A-Z][a-z]+ [A-Z]{4,}\b|(?:\w+\.? ){1,4}?(?=Assistant Secretary)")
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.|,? (?:I+|2n?d|3r?d)\b")
_ABSENT = re.compile(r",? (?:was|were) (?:absent|out of the city)\b")
_CALLED = re.compile(r"Present at |The following were present at ")
_SEVERAL = re.compile(r"[a-z.\]] and (?:[A-Z]|\[)|;")
_INITIALS = re.compile(r"\b[A-Z]\.")
_MARKED = re.compile("\x02 ?([^\x03]*?) ?\x03")
_SUFFIXED = re.compile(r"\A[^,]+, (?:Jr\.|Sr\.|II+)")


def participants(document: TrueDocument) -> Expected:
    """Return the persons that lists, tables or the heading mark up as taking part.

    A name is right with the honorific before it and without, and with what follows it without a
    separator. Persons in plain words may be found; offices and those only mentioned may not.
    """
    required: list[Forms] = []
    also: set[str] = set()
    items = (line for one in _items(document) for line in _printed_lines(one))
    for said in [one for one in items if not _SAID.match(_bare(one))] or _lines(document):
        _add_item(said, required, also)
    if not required and not also:
        required += [(key(one),) for one in _in_heading(document)]
        is_said = _SPOKE.search(_heading(document)) or _are_called(document)
        return Expected(tuple(required), judged=not is_said)
    return Expected(tuple(required), frozenset(also))


def _items(document: TrueDocument) -> Iterator[etree._Element]:
    for one in own(document.division, "list"):
        around = one.getparent()
        is_below = around is not None and _LABEL.match(words(around)) is not None
        is_typed = (one.get("type") or "").strip() == "participants"
        if is_typed or is_below or _says_so(one.find(f"{TEI}head")):
            for item in one.iter(f"{TEI}item"):
                if item.find(f".//{TEI}list") is None:
                    yield item
    for table in list(own(document.division, "table"))[:1]:
        cells = list(table.iter(f"{TEI}cell"))
        above = table.getprevious()
        if cells and _says_so(cells[0]):
            yield from cells[1:]
        elif cells and above is not None and len(words(above)) < 40 and _says_so(above):
            yield from cells


def _lines(document: TrueDocument) -> Iterator[str]:
    """Yield the lines of paragraphs that are below a label or behind it, up to what is said."""
    is_below = False
    for one in list(document.division)[:60]:
        for said in _printed_lines(one) if name(one) == "p" else ():
            label = _LABEL.match(_bare(said))
            if not is_below and (len(said) > 300 or _ENCLOSED.match(_bare(said))):
                return
            if label and not is_below:
                is_below, said = True, said[label.end() :].removeprefix("were ")
            elif is_below and (_TEXT.match(_bare(said)) or one.get("rend") == "sectiontitleital"):
                return
            if is_below and said:
                yield said


def _are_called(document: TrueDocument) -> bool:
    """Whether sentences say who was present, which no markup does."""
    return any(_CALLED.match(words(one)) for one in document.division.iter(f"{TEI}p"))


def _printed_lines(element: etree._Element) -> Iterator[str]:
    said = " ".join("".join(_pieces(element)).split()).split("\x01")
    return filter(None, map(str.strip, said))


def _says_so(head: etree._Element | None) -> bool:
    return head is not None and _HEAD.fullmatch(words(head)) is not None


def _heading(document: TrueDocument) -> str:
    return "" if document.head is None else words(document.head)


def _in_heading(document: TrueDocument) -> Iterator[str]:
    """Yield who is marked in a heading, but not whose residence or office the place is."""
    head = document.head
    if head is not None and _BETWEEN.search(words(head)):
        said = _with_marks(head)
        for found in _MARKED.finditer(said):
            if not said.startswith(("’", "'"), found.end()):
                yield tidy(found[1])


def _with_marks(element: etree._Element) -> str:
    """The words of an element without its notes, each person between two marks."""
    return " ".join("".join(_pieces(element)).replace("\x01", " ").split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_person = name(child) == "persName"
        yield "\x02" if is_person else ""
        if name(child) not in ("note", ""):
            yield from _pieces(child)
        yield "\x03" if is_person else "\x01" if name(child) == "lb" else ""
        yield child.tail or ""


def _add_item(said: str, required: list[Forms], also: set[str]) -> None:
    found = list(_MARKED.finditer(said))
    for before, one in zip((None, *found), found, strict=False):
        between = said[before.end() : one.start()] if before else ","
        front, behind = _bare(said[: one.start()]), _bare(said[one.end() :])
        if before and required and not _INITIALS.sub("", between).strip(" ."):
            required[-1] = (*required[-1], key(f"{before[1]}{between}{one[1]}"))
            required[-1] += tuple(key(_bare(f"{form} {one[1]}")) for form in required[-1])
        elif front.count("(") > front.count(")") and required:
            continue
        elif not any((_MENTIONED.search(front), _POSSESSED.match(behind), _ABSENT.match(behind))):
            required.append(_forms(tidy(one[1]), front, behind))
    also.update(map(key, _plain_names(tidy(_bare(said)), len(found))))


def _bare(said: str) -> str:
    return said.translate({2: "", 3: ""})


def _forms(printed: str, before: str, behind: str) -> Forms:
    """A marked name alone; with what it is called before it; with the rest of it behind."""
    called = tidy(f"{_SEPARATOR.split(before)[-1]} {printed}")
    within = tidy(f"{_WIDE_SEPARATOR.split(before)[-1]} {printed}")
    entitled = tidy(f"{_TITLE_AT_END.search(before)[0]} {printed}")  # type: ignore[index]
    forms = [printed, called, within, entitled]
    if goes_on := _NAME_GOES_ON.match(behind):
        forms += [f"{form}{goes_on[0]}" for form in forms]
    return tuple(map(key, forms))


def _plain_names(said: str, marked: int) -> Iterator[str]:
    """What can be a name where no markup says it: the words that the item begins with; what has a
    title, or is two names, between separators; in a list of surnames each."""
    bare = _NUMBERED.sub("", said)
    if withheld := _WITHHELD.findall(said):
        yield from (*withheld, *(f"[{one}" for one in withheld))
        yield from re.split(r", (?:later )?(?:Mr\. )?| and (?:Mr\. )?", said)
    if alike := _ALIKE.fullmatch(said):
        yield from alike.group(1, 3)
    if suffixed := _SUFFIXED.match(bare):
        yield suffixed[0]
    yield from _beginnings(bare)
    surnames = marked > 0 or _PLURAL.search(bare) is not None
    for piece in _BETWEEN_PIECES.split(bare):
        words_of_piece = _PLURAL.sub("", piece).strip()
        if capital := _CAPITAL_SURNAME.match(words_of_piece):
            yield capital[0]
        if titled := _ENTITLED.search(words_of_piece):
            words_of_piece = words_of_piece[titled.start() :]
        untitled = _ENTITLED.sub("", words_of_piece).strip(" .")
        if _NAMES.fullmatch(untitled) and (titled or surnames or " " in words_of_piece):
            suffix = _SUFFIX.match(bare, bare.find(words_of_piece) + len(words_of_piece))
            yield words_of_piece
            yield f"{words_of_piece}{suffix[0] if suffix else ''}"
            yield words_of_piece.split(" of ")[0]


def _beginnings(said: str) -> Iterator[str]:
    ends = [found.start() for found in _SEPARATOR.finditer(said)]
    for end in (*ends, len(said)):
        if not _SEVERAL.search(said[:end]):
            yield said[:end]
