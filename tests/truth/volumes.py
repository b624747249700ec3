"""A volume as the harness reads it: its lists, and its documents with the page before each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tests.truth.markup import TEI, XML_ID, name, parse, words


@dataclass(frozen=True)
class TrueDocument:
    """A document's ``div``, its volume, and the page break before it."""

    volume: TrueVolume
    division: etree._Element
    page_before: etree._Element | None

    @property
    def id(self) -> str:
        return self.division.get(XML_ID, "")

    @property
    def place(self) -> str:
        """Where to look: the volume, the document and its line."""
        return f"{self.volume.id}#{self.id} (line {self.division.sourceline})"

    @property
    def head(self) -> etree._Element | None:
        return self.division.find(f"{TEI}head")


@dataclass(frozen=True)
class TrueVolume:
    """A volume: `persons` and `terms` are the names of its lists, by identifier."""

    id: str
    root: etree._Element
    persons: Mapping[str, str]
    terms: Mapping[str, str]

    @cached_property
    def documents(self) -> tuple[TrueDocument, ...]:
        return tuple(_documents(self))


_SUFFIX = re.compile(r",? ?(Jr\.|Sr\.|II|III)(?=[,;]|\Z)")


def read(path: Path) -> TrueVolume:
    """Read a whole volume."""
    root = parse(path)
    return TrueVolume(path.stem, root, _listed(root, "persons"), _listed(root, "terms"))


def _listed(root: etree._Element, kind: str) -> dict[str, str]:
    """The names that bear an identifier in the division of a kind. A page break has an
    identifier as well, which is not a name's."""
    found: dict[str, str] = {}
    for division in root.iter(f"{TEI}div"):
        if division.get(XML_ID) == kind:
            for one in division.iter(f"{TEI}persName", f"{TEI}term", f"{TEI}gloss"):
                if one.get(XML_ID):
                    found.setdefault(one.get(XML_ID, ""), words(one) + _suffix(one))
    return found


def _suffix(entry: etree._Element) -> str:
    """The ``, Jr.`` of a person that is printed behind the element of the name."""
    item = next(entry.iterancestors(f"{TEI}item"), None)
    behind = "" if item is None else words(item).partition(words(entry))[2]
    found = _SUFFIX.match(behind) if name(entry) == "persName" else None
    return f", {found[1]}" if found else ""


def _documents(volume: TrueVolume) -> Iterator[TrueDocument]:
    last: etree._Element | None = None
    for element in volume.root.iter(f"{TEI}div", f"{TEI}pb"):
        if name(element) == "pb":
            last = element
        elif element.get("type") == "document":
            yield TrueDocument(volume, element, last)
