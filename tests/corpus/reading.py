"""What a volume says, read by lxml and nothing of frus-pack, to hold the truth against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.corpus import truth

NAMES = {"t": "http://www.tei-c.org/ns/1.0", "f": "http://history.state.gov/frus/ns/1.0"}
"""The prefixes of XPaths here."""

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BOUND = f"{{{NAMES['f']}}}doc-dateTime-"
_NUMBER = re.compile(r"(?:No\. )?\d+\. ?")
_WITHHELD = re.compile(r"\[[^\[\]]*not declassified\]")


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements that an XPath gives; ``t:`` is TEI, ``f:`` the series' own."""
    found = element.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def words(element: etree._Element, without: str = "") -> str:
    """The text of an element, white space collapsed; a line break is a blank."""
    return " ".join("".join(_strings(element, without)).split())


def _strings(element: etree._Element, without: str) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    yield " " if element.tag.endswith("}lb") else element.text or ""
    for child in element:
        if not (without and str(child.tag).endswith(f"}}{without}")):
            yield from _strings(child, without)
        yield child.tail or ""


def documents(root: etree._Element) -> list[etree._Element]:
    return find(root, "//t:div[@type='document']")


def title(document: etree._Element) -> str:
    (head,) = find(document, "t:head")
    return _NUMBER.sub("", words(head, without="note"), count=1)


def pages(document: etree._Element) -> list[str]:
    """Those that begin inside, and the one before unless a page begins first of all."""
    inside = find(document, ".//t:pb")
    before = find(document, "preceding::t:pb[1]")
    begins = len(document) and inside[:1] == [document[0]]
    return [page.get("n", "") for page in (*([] if begins else before), *inside)]


def page_of(element: etree._Element) -> str:
    return find(element, "preceding::t:pb[1]")[0].get("n", "")


def notes(document: etree._Element) -> list[truth.Note]:
    return [
        truth.Note(
            n=note.get("n"),
            page=page_of(note),
            source=note.get("type") == "source",
            inline=note.get("rend") == "inline",
        )
        for note in find(document, ".//t:note")
    ]


def divisions(document: etree._Element) -> list[truth.Division]:
    return [
        truth.Division(
            type=part.get("type", ""), id=part.get(_ID, ""), title=words(find(part, "t:head")[0])
        )
        for part in find(document, "ancestor::t:div")
    ]


def tables(document: etree._Element) -> list[truth.Table]:
    return [
        truth.Table(
            rows=len(find(table, "t:row")),
            columns=max(len(find(row, "t:cell")) for row in find(table, "t:row")),
        )
        for table in find(document, ".//t:table")
    ]


def attachments(document: etree._Element) -> list[truth.Attachment]:
    return [
        truth.Attachment(
            heads=tuple(words(head) for head in find(one, "t:head")),
            date=_span(find(one, "t:opener//t:date")[0]),
        )
        for one in find(document, ".//f:attachment")
    ]


def date(document: etree._Element) -> truth.Span | None:
    dates = find(document, "t:dateline/t:date | t:opener/t:dateline/t:date")
    return _span(dates[0]) if dates else None


def _span(element: etree._Element) -> truth.Span:
    def first(*names: str) -> str:
        return next(value for name in names if (value := element.get(name)))

    return first("when", "from", "notBefore"), first("when", "to", "notAfter")


def bounds(document: etree._Element) -> truth.Span | None:
    least, most = document.get(f"{_BOUND}min"), document.get(f"{_BOUND}max")
    return (least, most) if least and most else None


def place(document: etree._Element) -> str | None:
    places = find(document, "t:dateline/t:placeName | t:opener/t:dateline/t:placeName")
    return words(places[0]) if places else None


def listed(document: etree._Element, kind: str) -> list[str]:
    return [words(item) for item in find(document, f"t:list[@type='{kind}']/t:item")]


def named(document: etree._Element, kind: str) -> list[str]:
    return [words(one) for one in find(document, f"t:head//t:persName[@type='{kind}']")]


def withheld(document: etree._Element) -> list[str]:
    return _WITHHELD.findall(words(document))


def pointers(document: etree._Element) -> list[str]:
    """What names of persons and terms point to, each once, in order."""
    found = [
        one.get("corresp", one.get("target", ""))[1:]
        for one in find(document, ".//t:persName[@corresp] | .//t:gloss[@target]")
    ]
    return list(dict.fromkeys(found))


def references(document: etree._Element, volume: str) -> list[str]:
    targets = [one.get("target", "").partition("#") for one in find(document, ".//t:ref")]
    found = [f"{file or volume}/{name}" for file, _, name in targets]
    return list(dict.fromkeys(found))
