"""Texts copied from the web: what is read of them, and of the TEI that they were made from.

``python -m tests.truth.copies --seed 1964`` takes 400 documents by chance from all volumes, and
prints for each field in how many the two are equal, in how many not, and how often the copy does
not say what the TEI does: its page before the first mark, a number that is not printed, which note
is the source note where no word says so.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from frus_pack.document.model import Agent, Metadata
from frus_pack.sources.folder.description import infer_description
from frus_pack.sources.reading import Reader
from frus_pack.sources.searching import Source, find_sources
from frus_pack.sources.volume.volume import VolumeDocument
from tests.support.web_copies import web_copy
from tests.truth.markup import TEI, XML_ID
from tests.truth.names import key

SHARED = Path(__file__).resolve().parents[3] / "shared"
_COUNT = 400
_SOURCE = (
    "note", "repository", "record_group", "collection", "file", "drafted_by", "cleared_by",
    "approved_by", "also_sent_to", "repeated_to", "unread",
)  # fmt: skip
_OF_SOURCE_NOTE = frozenset((*(f"source {one}" for one in _SOURCE), "classification", "handling"))
_FIRST_MARK = re.compile(r"\[Page (\[?\w+\]?)\]")
_LISTED = re.compile(r"^  1\. (.*)", re.MULTILINE)


@dataclass
class Compared:
    """How often a field is equal, unequal, or not said in the copy; and where it is unequal."""

    equal: Counter[str] = field(default_factory=Counter)
    unequal: Counter[str] = field(default_factory=Counter)
    unsaid: Counter[str] = field(default_factory=Counter)
    differences: dict[str, list[str]] = field(default_factory=dict)
    documents: int = 0

    @property
    def share(self) -> float:
        """The share of documents that are equal in every field that their copy says."""
        return 1 - len(self.differences) / self.documents if self.documents else 1

    def add(self, place: str, true: Metadata, copied: Metadata, copy: str) -> None:
        """Compare the fields of one document."""
        self.documents += 1
        unsaid = frozenset(_unsaid(true, copy))
        for name, read in _FIELDS.items():
            one, other = read(true, unsaid), read(copied, unsaid)
            is_equal = one == other
            counter = self.equal if is_equal else self.unequal
            (self.unsaid if not is_equal and name in unsaid else counter)[name] += 1
            if not is_equal and name not in unsaid:
                self.differences.setdefault(place, []).append(f"{name}: {one!r}, copy {other!r}")


def _unsaid(true: Metadata, copy: str) -> Iterator[str]:
    """Yield the fields that a copy does not say."""
    heading = copy.split("\n\n")[:3]
    if true.number and not any(re.search(rf"\b{true.number}\b", one) for one in heading):
        yield "number"
    mark = _FIRST_MARK.search(copy)
    before = str(int(mark[1]) - 1) if mark and mark[1].isdecimal() else None
    if true.pages and true.pages[0] not in (mark[1] if mark else None, before):
        yield "pages"
    first = _LISTED.search(copy)
    if any(one.type == "source" for one in true.notes) and not (
        first and re.match(r"\[?source[:;]", first[1], re.IGNORECASE)
    ):
        yield from ("notes", *_OF_SOURCE_NOTE)


def _agents(agents: Sequence[Agent]) -> tuple[object, ...]:
    """Names without their titles of courtesy, which markup leaves out, and offices."""
    return tuple((key(one.name), key(one.office or ""), one.group) for one in agents)


def _notes(one: Metadata, unsaid: frozenset[str]) -> object:
    known = "pages" not in unsaid
    return [(note.n, note.type, note.page if known else None) for note in one.notes]


def _withheld(one: Metadata, unsaid: frozenset[str]) -> object:
    known = "pages" not in unsaid
    return [(each.text, each.page if known else None, each.note) for each in one.withheld]


def _date(one: Metadata, _: frozenset[str]) -> object:
    return (one.date.earliest[:10], one.date.latest[:10]) if one.date else None


def _plain(name: str) -> Callable[[Metadata, frozenset[str]], object]:
    return lambda one, _: getattr(one, name)


def _named(name: str) -> Callable[[Metadata, frozenset[str]], object]:
    return lambda one, _: _agents(getattr(one, name))


def _of_source(name: str) -> Callable[[Metadata, frozenset[str]], object]:
    def read(one: Metadata, _: frozenset[str]) -> object:
        said = getattr(one.source, name, None) or ()
        if isinstance(said, str):
            return " ".join(said.split())
        return _agents(said) if name.endswith("_by") else said

    return read


_FIELDS: Mapping[str, Callable[[Metadata, frozenset[str]], object]] = {
    **{name: _plain(name) for name in ("number", "title", "kind", "place", "subject")},
    "date": _date,
    **{name: _named(name) for name in ("senders", "recipients", "participants")},
    **{name: _plain(name) for name in ("classification", "handling", "pages")},
    "notes": _notes,
    "withheld": _withheld,
    **{f"source {name}": _of_source(name) for name in _SOURCE},
}


def compare(volumes: Sequence[Path], seed: int, count: int = _COUNT) -> Compared:
    """Compare documents that are taken by chance from volumes."""
    wanted: dict[str, set[str]] = {}
    everything = [(path, one) for path in volumes for one in _copied(path)]
    for path, identifier in random.Random(seed).sample(everything, min(count, len(everything))):
        wanted.setdefault(path.stem, set()).add(identifier)
    compared = Compared()
    reader = Reader(volume=None, images=None, images_as="referenced")
    for path in volumes:
        copies = dict(_copies(path, wanted.get(path.stem, set())))
        for identifier, source in _sources(path, copies):
            name = f"{path.stem}-{identifier}.txt"
            copy = copies[identifier]
            said = infer_description(
                copy.encode(), path.stem, file=name, document=identifier
            ).metadata
            compared.add(f"{path.stem}#{identifier}", reader.read(source).metadata, said, copy)
    return compared


def _documents(path: Path) -> Iterator[etree._Element]:
    """Yield the documents that have a head and are published as text."""
    root = etree.parse(path, etree.XMLParser(collect_ids=False)).getroot()
    for one in root.iter(f"{TEI}div"):
        is_text = one.find(f"{TEI}head") is not None and one.find("{*}file") is None
        if one.get("type") == "document" and one.get(XML_ID) and is_text:
            yield one


def _copied(path: Path) -> list[str]:
    return [one.get(XML_ID, "") for one in _documents(path)]


def _copies(path: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    for one in _documents(path) if wanted else ():
        if one.get(XML_ID) in wanted:
            yield one.get(XML_ID, ""), web_copy(one)


def _sources(path: Path, copies: Mapping[str, str]) -> Iterator[tuple[str, Source]]:
    for source in find_sources(path) if copies else ():
        identifier = str(source).rpartition("#")[2]
        if identifier in copies and isinstance(source, VolumeDocument):
            yield identifier, source


def main() -> None:
    """Compare, and print the table and the differences."""
    parser = argparse.ArgumentParser(prog="python -m tests.truth.copies", description=__doc__)
    parser.add_argument("--seed", type=int, default=1964)
    parser.add_argument("--count", type=int, default=_COUNT)
    asked = parser.parse_args()
    shared = Path(os.environ.get("FRUS_PACK_SHARED", SHARED))
    found = compare(sorted((shared / "volumes").glob("*.xml")), asked.seed, asked.count)
    print(f"{'field':22}{'equal':>8}{'unequal':>9}{'unsaid':>8}")
    for name in _FIELDS:
        print(f"{name:22}{found.equal[name]:8}{found.unequal[name]:9}{found.unsaid[name]:8}")
    print(f"{found.documents} documents, {100 * found.share:.2f} % equal in all that a copy says")
    for place, said in found.differences.items():
        for one in said:
            print(f"{place}: {one}")


if __name__ == "__main__":
    main()
