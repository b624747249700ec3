"""Who wrote, who received, who took part: as a document's markup has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from tests.truth.markup import TEI, name, own, tidy, words
from tests.truth.scoring import Expected, Forms
from tests.truth.volumes import TrueDocument

Role = Literal["from", "to"]

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TITLES = re.compile(
    r"\A(?:the |his excellency |her excellency |mr\. |mrs\. |miss |ms\. |dr\. |sir |lord )"
)
_TO_BEHIND = re.compile(r"\A\s*\)?\s*to\b")
_PARTED = re.compile(r"\A[)\s]*to\b")
_OFFICE_TAKES = re.compile(r"\A\s*to\b[^()]*\(\s*\Z")
"""The office before is that of a name in brackets: Adviser to SCAP (*Sebald*) to."""
_TAKES = re.compile(
    r"\b(?:Mission|Delegation|Representative|Adviser|Assistant|Consultant|Deputy|Counselor|Special"
    r" Assistant|Member) (?:to|of|at) (?:the )?(?:[\w-]+ ){0,4}(?:of )?(?:the )?\Z"
)
"""What is before a name that is only part of somebody's office: Delegation to the *Assembly*."""
_BEHIND = re.compile(r", (?:at|in) [^,]+\Z|(?<=[a-z]) of the [A-Z].*(?:Agency|Staff|Office)\Z")
"""What an encoder took into a name: where its bearer was, or whose office it is."""
_RANK = re.compile(
    r"\A(?:(?:Lieutenant|Major|Brigadier|Rear|Vice|Foreign|Prime|Acting) )*(?:Colonel|General"
    r"|Field Marshal|Captain|Admiral|King|Queen|President|Secretary(?: of (?:State|Defense))?"
    r"|Professor|Major|Senator|Dr\.|Mr\.) (?=[A-Z])"
)
_SAID_BEFORE = re.compile(r".*(?:\b(?:From|from|by|to|and)(?: the)?|[,(])\s", re.DOTALL)
_LONGEST_BEFORE = 60
_CUT = re.compile(r"(?<!Mission)(?<!Delegation)(?<!\A\s)\b(?:to|from) |[()]")
_APART = re.compile(r"\b(?:to|from|by|and|between|among|for)\b|[,()]", re.IGNORECASE)
_OFFICE_GOES_ON = re.compile(r"\A\s*(?!to\b|from\b|and\b|in\b|at\b|for\b|of\b)\w[^()]*\(\Z")


@dataclass(frozen=True)
class Named:
    """A name in a heading: its words, the role that markup and words agree on, its entry."""

    name: str
    role: Role
    target: str
    partial: bool
    before: str = ""
    behind: str = ""


def key(said: str) -> str:
    """Return a name as names are compared: no article, brackets, last stop, or capitals."""
    bare = tidy(said).strip(" ,;:()[]").casefold()
    while (shorter := _TITLES.sub("", bare)) != bare:
        bare = shorter
    return bare.rstrip(".,").replace("’", "'")


def senders(document: TrueDocument) -> Expected:
    """Return the senders of the heading; where it has none, who signed or a list of senders."""
    return _correspondents(document, "from")


def recipients(document: TrueDocument) -> Expected:
    """Return the recipients of the heading, or of the lists where it has none."""
    return _correspondents(document, "to")


def _correspondents(document: TrueDocument, role: Role) -> Expected:
    named = list(in_heading(document))
    required = [one for one in named if one.role == role and not one.partial]
    also = {key(one.name) for one in named if one.partial and one.role == role}
    also |= set(_listed(document, role)) | set(_untyped(document)) | set(_unmarked(document))
    signed = _signed(document) if role == "from" else []
    if required:
        return Expected(tuple(map(_forms, required)), frozenset(also))
    if signed and not _names_somebody(document, named):
        first_line = key(re.split(r"\n", _with_lines(next(_signatures(document))))[0])
        return Expected(((signed[0], first_line),), frozenset((*also, *signed)))
    return Expected((), frozenset((*also, *signed)), judged=not _names_by_words(document, role))


def _forms(one: Named) -> Forms:
    """A name of two persons may be found as one or as either; any name without a title in it or a
    place or office behind it, with the given name before it, or with the rest of the office around
    it: the <gloss>Embassy</gloss> in Lorne."""
    plain = _RANK.sub("", one.name)
    bare = _BEHIND.sub("", plain)
    fronts = list(_endings(_SAID_BEFORE.sub("", one.before)[-_LONGEST_BEFORE:]))
    backs = list(_beginnings(_CUT.split(one.behind)[0]))
    around = [f"{front}{plain}{back}" for front in fronts for back in backs]
    return tuple(map(key, (one.name, plain, bare, *re.split(r"\s+and\s+", one.name), *around)))


def _endings(said: str) -> Iterator[str]:
    yield ""
    for found in re.finditer(r"(?<![^\s])(?=\S)", said):
        yield said[found.start() :]


def _beginnings(said: str) -> Iterator[str]:
    yield ""
    for found in re.finditer(r"(?<=\S)(?=[\s,.]|\Z)", said):
        yield said[: found.end()]


def in_heading(document: TrueDocument) -> Iterator[Named]:
    """Yield the typed names of a heading that are a sender or a recipient.

    Where the words contradict the type, the words decide: a name behind "to" that follows
    another name receives; the first name behind "From" or "by" sends; so does one in brackets
    that "to" follows, and the office before it is only that person's.
    """
    head = document.head
    typed, texts = _typed(head) if head is not None else ([], [])
    heading = words(head).casefold() if head is not None else ""
    is_conversation = re.search(r"\bconversation\b|\bminutes\b", heading) is not None
    before: Named | None = None
    for index, element in enumerate(typed):
        text, behind = texts[index], texts[index + 1]
        role = _role(element.get("type", ""), text, before, between="between" in heading)
        if before and re.match(r"[’']s? ", behind):
            continue  # a place: *Dulles*’ Residence
        if element.get("type") == "to" and before and before.role == "from":
            if index + 1 < len(typed) and _TO_BEHIND.match(behind):
                if not text.rstrip().endswith("("):
                    continue  # what an office takes: Mission *to the United Nations* to
                role = "from"
            if is_conversation and "between" not in heading and not _PARTED.match(text):
                continue  # an office of the author: by Dulles, Consultant to the *Secretary*
        is_partial = _is_partial(element) or bool(
            index + 2 < len(typed)
            and _OFFICE_TAKES.match(behind)
            and _TO_BEHIND.match(texts[index + 2])
        )
        said = f"{before.name if before else ''} {text}"
        is_partial = is_partial or (role == "to" and _TAKES.search(said) is not None)
        before = Named(_name(element), role, _target(element), is_partial, text, behind)
        yield before


def _name(element: etree._Element) -> str:
    """The words of a name, without a preposition that the encoder took into it."""
    return re.sub(r"\A(?:from|to) (?:the )?(?=\S)|\s+of\Z", "", words(element))


def _typed(head: etree._Element) -> tuple[list[etree._Element], list[str]]:
    """The typed names of a heading, and the words before each and behind the last."""
    typed: list[etree._Element] = []
    texts = [""]
    for said, element in _runs(head):
        texts[-1] += said
        if element is not None:
            typed.append(element)
            texts.append("")
    return typed, texts


def _runs(head: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Yield the words between typed names, each with the name that follows."""
    if name(head) in ("note", ""):
        return
    yield head.text or "", None
    for child in head:
        if child.get("type") in ("from", "to"):
            yield "", child
        else:
            yield from _runs(child)
        yield child.tail or "", None


def _role(typed: str, text: str, before: Named | None, *, between: bool) -> Role:
    said = _IN_BRACKETS.sub("", " ".join(text.split())).strip("() ").casefold()
    if before is None:
        last = re.findall(r"\b(?:from|by|to|for)\b", said)
        if typed == "to" and last and last[-1] in ("from", "by"):
            return "from"
        if typed == "from" and said.endswith(("memorandum for", "for the")):
            return "to"
    elif said.startswith(("to ", "to the ")) or said == "to":
        return "to"
    elif typed == "to" and before.role == "from" and said in ("and", "and the"):
        return "to" if between else "from"
    return "from" if typed == "from" else "to"


def _target(element: etree._Element) -> str:
    return element.get("corresp", element.get("target", "")).strip().removeprefix("#")


def _is_partial(element: etree._Element) -> bool:
    """Whether the name is the beginning of an office that a bracketed name ends: "the
    <gloss>United States</gloss> Representative at the United Nations (Austin)"."""
    behind = tidy(_tail(element))
    return name(element) == "gloss" and _OFFICE_GOES_ON.match(behind) is not None


def _tail(element: etree._Element) -> str:
    """The words behind a name, through the markup that ends with it, to the next element."""
    parent = element.getparent()
    said = element.tail or ""
    if not said.strip() and parent is not None and name(parent) == "hi":
        return said + (parent.tail or "")
    if parent is not None and name(parent) == "hi" and element.getnext() is None:
        return said + (parent.tail or "")
    return said


def _names_somebody(document: TrueDocument, named: list[Named]) -> bool:
    """Whether the heading names an author in any way."""
    head = document.head
    said = "" if head is None else words(head).casefold()
    return bool(
        named
        or list(_listed(document, "from"))
        or (head is not None and next(head.iter(f"{TEI}persName"), None) is not None)
        or re.search(r"\b(?:from|by|between|to)\b", said)
    )


def _names_by_words(document: TrueDocument, role: Role) -> bool:
    """Whether the heading names somebody in plain words, which no markup judges."""
    head = document.head
    said = "" if head is None else words(head).casefold()
    sent, received = r"\b(?:from|by|between|of|prepared)\b", r"\b(?:to|for|between|and)\b"
    return re.search(sent if role == "from" else received, said) is not None


def _untyped(document: TrueDocument) -> Iterator[str]:
    for one in document.head.iter(f"{TEI}persName") if document.head is not None else ():
        if not one.get("type"):
            yield key(words(one))


def _unmarked(document: TrueDocument) -> Iterator[str]:
    """Yield what a heading names beside its typed names, up to the last of them."""
    typed, texts = _typed(document.head) if document.head is not None else ([], [])
    for piece in _APART.split("\x02".join(texts[: len(typed)])):
        yield from (key(piece), key(_RANK.sub("", piece.strip())))
        yield from (key(half) for half in re.split(r"\bof\b", piece)[:1])


def _signed(document: TrueDocument) -> list[str]:
    return [
        key(words(named[0] if len(named) == 1 else one))
        for one in _signatures(document)
        if (named := one.findall(f".//{TEI}persName")) is not None
    ]


def _signatures(document: TrueDocument) -> Iterator[etree._Element]:
    for closer in own(document.division, "closer"):
        yield from (one for one in own(closer, "signed") if words(one))


def _with_lines(element: etree._Element) -> str:
    """The words of a signature with a line end for each ``lb``."""
    said = " ".join((element.text or "").split())
    for child in element:
        if name(child) == "lb":
            said += "\n"
        elif name(child) != "note":
            said += words(child)
        said += " ".join((child.tail or "").split())
    return said.lstrip("\n")


def _listed(document: TrueDocument, role: Role) -> Iterator[str]:
    for one in own(document.division, "list"):
        if (one.get("type") or "").strip() in (role, "memo"):
            for item in one.iter(f"{TEI}item"):
                yield key(words(item))
                yield key(words(item).partition(",")[0])
                yield from (key(words(name)) for name in item.iter(f"{TEI}persName"))


def identifiers(document: TrueDocument) -> Expected:
    """Return the entries that the typed names of the heading point to, as ``name id``."""
    pairs = [
        (f"{key(one.name)} {one.target}",)
        for one in in_heading(document)
        if one.target in document.volume.persons and not one.partial
    ]
    return Expected(tuple(pairs), judged=False)
