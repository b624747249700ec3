"""Reading texts as people copy them from the web pages of the series: made from true TEI.

A small renderer of its own, plain lxml, which shares nothing with the library: note numbers are
digits glued to what stands before them, page marks read ``[Page 341]``, notes are a numbered list.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLOCKS = frozenset(
    ("p", "head", "item", "row", "dateline", "signed", "salute", "lg", "l", "label", "seg", "note")
)
_BREAK = "\x00"
_LINE_END = "\x02"
_GLUED = re.compile(r"\s*\x01([0-9]+)")


def web_copies(volume: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The identifiers and texts of `count` documents of a volume, chosen by chance."""
    root = etree.parse(volume, etree.XMLParser(collect_ids=False)).getroot()
    found = [
        division
        for division in root.iter(f"{_TEI}div")
        if division.get("type") == "document" and _can_be_copied(division)
    ]
    for division in random.Random(seed).sample(found, min(count, len(found))):
        yield division.get(_ID, ""), web_copy(division)


def _can_be_copied(division: Any) -> bool:
    """Whether it has a head of its own and holds neither figures nor enclosures."""
    odd = ("figure", "quote", "floatingText", "formula")
    return (
        division.find(f"{_TEI}head") is not None
        and not any(division.find(f".//{_TEI}{name}") is not None for name in odd)
        and not any("attachment" in str(one.tag) for one in division.iter())
    )


def web_copy(division: Any) -> str:
    """The text of one document as its web page shows it."""
    notes: list[Any] = []
    blocks = [block for block in _text(division, notes).split(_BREAK) if block.strip()]
    text = "\n\n".join(_GLUED.sub(r"\1", _lines(block)) for block in blocks)
    listed = "\n".join(f"  {n}. {_note(note)}" for n, note in enumerate(notes, 1))
    return f"{text}\n\n{listed}\n" if listed else f"{text}\n"


def _lines(block: str) -> str:
    lines = (" ".join(line.split()) for line in block.split(_LINE_END))
    return "\n".join(filter(None, lines))


def _note(note: Any) -> str:
    text = _text(note, [], inside_note=True)
    paragraphs = [
        " ".join(part.replace(_LINE_END, " ").split())
        for part in text.split(_BREAK)
        if part.strip()
    ]
    return "\n\n     ".join(paragraphs)


def _text(element: Any, notes: list[Any], *, inside_note: bool = False) -> str:
    text = element.text or ""
    for child in element:
        text += _child(child, notes, inside_note) + (child.tail or "")
    return text


def _child(child: Any, notes: list[Any], inside_note: bool) -> str:
    if not isinstance(child.tag, str):
        return ""
    name = etree.QName(child).localname
    if name == "pb":
        return f" [Page {child.get('n')}] "
    if name == "lb":
        return _LINE_END
    if name == "note" and child.get("rend") != "inline" and not inside_note:
        notes.append(child)
        return f"\x01{len(notes)}"
    if name in ("sic", "figDesc"):
        return ""
    inner = _text(child, notes, inside_note=inside_note)
    if name == "cell":
        return f"{inner} "
    return f"{_BREAK}{inner}{_BREAK}" if name in _BLOCKS else inner
