"""Classification and handling, in the three places where the volumes have them."""

from __future__ import annotations

import re

from lxml import etree

from tests.truth.markup import TEI, name, own, tidy, words
from tests.truth.scoring import Expected
from tests.truth.volumes import TrueDocument

_TERMS = (
    "top secret",
    "secret",
    "confidential",
    "restricted",
    "unclassified",
    "official use only",
    "limited official use",
    "for official use only",
    "no classification marking",
    "no classification",
    "eyes only",
)
_TERM = "|".join(sorted(_TERMS, key=len, reverse=True))
_LINE = re.compile(rf"\A({_TERM})\b[\s;,.—–-]*(.*)\Z", re.IGNORECASE)
_SENTENCE = re.compile(
    rf"(?:[.”’\]]|\ASource:) ({_TERM})((?:; (?:U\.S\.)?[^.;]+(?:\. ?(?=[;.]))?)*)"
    r"((?:\. (?:Limit(?:ed)? Distribution|Eyes Only|Roger Channel|(?:Niact; )?Immediate|Priority"
    r"|Sensitive|Controlled Dissem))*)\.",
    re.IGNORECASE,
)
_MARK_ALONE = re.compile(
    r"(?:niact|(?:most |us )?(?:urgent|immediate|priority)|emergency|eyes only|air pouch|plain"
    r"|(?:no|limited) distribution|official.informal)\W*",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b(?:{_TERM})\b", re.IGNORECASE)
_NOT_HANDLING = re.compile(r"\b(?:drafted|cleared|approved|sent|repeated|by)\b", re.IGNORECASE)


def classification(document: TrueDocument) -> Expected:
    """Return the classification, in small letters."""
    found = _marking(document)
    if found is not None:
        return Expected(((found[0],),)) if found[0] else Expected()
    return Expected((), judged=not _says_any(document))


def handling(document: TrueDocument) -> Expected:
    """Return the handling marks that follow the classification, in small letters."""
    found = _marking(document)
    if found is None or not found[0]:
        return Expected(judged=False)
    if not all(map(_is_mark, found[1])):
        return Expected(judged=False)
    return Expected(tuple((one,) for one in found[1]), judged=bool(found[1]))


def _marking(document: TrueDocument) -> tuple[str, list[str]] | None:
    """The classification and the marks behind it; None where the encoding does not decide."""
    for said in (*_segments(document), *_flush_lines(document)):
        found = _LINE.match(said)
        if found:
            others = [
                one for one in _segments(document) if one != said and _MARK_ALONE.fullmatch(one)
            ]
            marks = [mark for words_of in (found[2], *others) for mark in _marks(words_of)]
            return found[1].casefold(), list(dict.fromkeys(marks))
    found = _SENTENCE.search(source_note(document))
    if found and not _NOT_HANDLING.search(found[2]):
        return found[1].casefold(), _marks(found[2]) + _marks(found[3].replace(". ", ";"))
    return None


def _marks(said: str) -> list[str]:
    parts = [one.strip(" .").casefold() for one in re.split(r"[;,\n]+", said)]
    return [one for one in parts if one]


def _is_mark(said: str) -> bool:
    """Whether a mark is a short phrase; a document's own number or a sentence is not one."""
    return len(said.split()) <= 4 and not any(sign.isdigit() for sign in said)


def _segments(document: TrueDocument) -> list[str]:
    return [words(one) for opener in own(document.division, "opener") for one in own(opener, "seg")]


def _flush_lines(document: TrueDocument) -> list[str]:
    """The lines of the flush paragraphs above the text."""
    found: list[str] = []
    for one in own(document.division, "p"):
        if one.get("rend") == "flushleft":
            found.append(re.sub(r"\s*\n\s*", "; ", _with_breaks(one)))
        if len(found) == 3:
            break
    return found


def _with_breaks(paragraph: etree._Element) -> str:
    """The words with a new line for each ``lb``."""
    said = [paragraph.text or ""]
    for child in paragraph:
        if name(child) == "lb":
            said.append("\n")
        elif name(child) != "note":
            said.append(words(child))
        said.append(child.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(said).split("\n")).strip()


def source_note(document: TrueDocument) -> str:
    """Return the words of the note that says where the paper lies; "" where there is none.

    Where no note is called so it is the first, or a paragraph in brackets, that begins with
    "Source:".
    """
    notes = [one for one in document.division.iter(f"{TEI}note") if one.get("rend") != "inline"]
    called = [one for one in notes if one.get("type") == "source"]
    bracketed = [one for one in own(document.division, "p") if words(one).startswith("[")]
    for one in (*called, *notes[:1], *bracketed):
        said = words(one).strip("[] ")
        if one in called or said.casefold().startswith("source:"):
            return said
    return ""


def _says_any(document: TrueDocument) -> bool:
    """Whether a word of classification occurs in the first lines, the heading or the note."""
    lines = [words(one) for one in list(own(document.division, "p"))[:4]]
    head = [] if document.head is None else [words(document.head)]
    said = " ".join((*head, *_segments(document), *lines, source_note(document)))
    return _WORD.search(tidy(said)) is not None
