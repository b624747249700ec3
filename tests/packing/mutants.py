"""Volumes that are altered at random, as wrong encoding alters them."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
NAMES = (
    *("p", "head", "note", "div", "pb", "list", "item", "table", "row", "cell", "dateline", "hi"),
    *("persName", "gloss", "date", "opener", "closer", "signed", "quote", "ref", "figure", "lb"),
    *("teiHeader", "text", "body", "anything"),
)
ATTRIBUTES = (
    *("n", "type", "facs", "corresp", "target", "when", "from", "rend", "{xml}id", "{xml}lang"),
)
VALUES = (
    *("", " ", "0", "document", "d1", "#p_1", "2", "-1", "XIV", "[II]", "é", "1962-02-30", "a b"),
)

Alter = Callable[[random.Random, list[etree._Element]], None]


def seeds(volumes: Iterable[Path]) -> Iterator[bytes]:
    """Small volumes cut from true ones: the header, and a dozen documents in their divisions."""
    parser = etree.XMLParser(collect_ids=False)
    for path in volumes:
        root = etree.parse(path, parser).getroot()
        documents = [one for one in root.iter(f"{TEI}div") if one.get("type") == "document"]
        kept = {id(one) for one in documents[:: max(1, len(documents) // 12)]}
        for one in documents:
            parent = one.getparent()
            if id(one) not in kept and parent is not None:
                parent.remove(one)
        for one in [*root.iter(f"{TEI}front"), *root.iter(f"{TEI}back")]:
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
        yield etree.tostring(root)


def mutant(seed: bytes, chance: random.Random) -> bytes:
    """A seed with one to four alterations, mostly inside a document; it is well-formed."""
    root = etree.fromstring(seed, etree.XMLParser(collect_ids=False))
    documents = [one for one in root.iter(f"{TEI}div") if one.get("type") == "document"]
    chosen = chance.choice(documents)
    for one in documents:
        parent = one.getparent()
        if one is not chosen and parent is not None:
            parent.remove(one)
    for _ in range(chance.randint(1, 4)):
        elements = [one for one in chosen.iter() if isinstance(one.tag, str)]
        if chance.random() < 0.05:
            elements = [one for one in root.iter() if isinstance(one.tag, str)]
        chance.choice(ALTERATIONS)(chance, elements)
    return etree.tostring(root)


def _rename(chance: random.Random, elements: list[etree._Element]) -> None:
    chance.choice(elements).tag = chance.choice((TEI, TEI, TEI, FRUS, "")) + chance.choice(NAMES)


def _drop_attribute(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    if one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]


def _set_attribute(chance: random.Random, elements: list[etree._Element]) -> None:
    name = chance.choice(ATTRIBUTES).replace("{xml}", "{http://www.w3.org/XML/1998/namespace}")
    chance.choice(elements).set(name, chance.choice(VALUES))


def _move_text(chance: random.Random, elements: list[etree._Element]) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    one.tail, other.text = other.text, one.tail


def _copy(chance: random.Random, elements: list[etree._Element]) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    if len(etree.tostring(one)) < 10_000:
        other.insert(chance.randint(0, len(other)), copy.deepcopy(one))


def _drop(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    parent = one.getparent()
    if parent is not None and parent.getparent() is not None:
        parent.remove(one)


def _wrap(chance: random.Random, elements: list[etree._Element]) -> None:
    one = chance.choice(elements)
    parent = one.getparent()
    if parent is not None:
        outer = etree.SubElement(parent, chance.choice((TEI, FRUS)) + chance.choice(NAMES))
        parent.replace(one, outer)
        outer.append(one)


def _insert_words(chance: random.Random, elements: list[etree._Element]) -> None:
    words = (
        "¹",
        "⁽*⁾",
        "[Page 12]",
        "  1. ",
        "\n\n",
        "\u200b",
        "\u00a0",
        "[1 line not declassified]",
    )
    one = chance.choice(elements)
    text = one.text or ""
    at = chance.randint(0, len(text))
    one.text = text[:at] + chance.choice(words) + text[at:]


ALTERATIONS: tuple[Alter, ...] = (
    *(_rename, _drop_attribute, _set_attribute, _move_text, _copy, _drop, _wrap, _insert_words),
)


def identifier(volume: bytes) -> str:
    """The name of the file that a volume must have."""
    found = re.search(rb'xml:id="(frus[^"]+)"', volume)
    return found[1].decode() if found else "frus1961-63v98"
