"""What a document holds and what it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from tests.truth.markup import TEI, XML_ID, inline, name, own, tidy, words
from tests.truth.scoring import Expected, Forms
from tests.truth.volumes import TrueDocument

_POINTERS = ("corresp", "target", "ref", "key")
_REFERENCE = re.compile(
    r"(?P<volume>frus[0-9][A-Za-z0-9-]*)?(?:#(?P<place>d[0-9]+[A-Za-z]?|pg_[0-9IVXLCivxlc]+))?"
    r"(?P<rest>fn[0-9]+\*?|-[0-9]+)?"
)
_REMARK = re.compile(
    r"\[[^\[\]]*not declassified[^\[\]]*\]|\[(?:names?|titles?|name and titled?) deleted\]",
    re.IGNORECASE,
)


def persons(document: TrueDocument) -> Expected:
    """Return the listed persons that the document points to, as ``id name``."""
    return _listed(document, document.volume.persons)


def terms(document: TrueDocument) -> Expected:
    """Return the listed terms that the document points to, as ``id name``."""
    return _listed(document, document.volume.terms)


def _listed(document: TrueDocument, entries: Mapping[str, str]) -> Expected:
    found = {
        target: None
        for element in document.division.iter(f"{TEI}persName", f"{TEI}gloss", f"{TEI}term")
        for target in _targets(element)
        if target in entries
    }
    return Expected(tuple((f"{one} {entry(entries[one])}",) for one in found))


def _targets(element: etree._Element) -> Iterator[str]:
    for pointer in _POINTERS:
        for one in (element.get(pointer) or "").split():
            yield one.removeprefix("#")


def entry(said: str) -> str:
    """Return the name of an entry as such names are compared."""
    return tidy(said).strip(" ,.:;")


def notes(document: TrueDocument) -> Expected:
    """Return the printed marks of the notes; a note without one is not judged."""
    marks = [(one.get("n") or "").strip() for one in _notes(document)]
    return Expected(tuple((one,) for one in marks if one), judged=all(marks))


def _notes(document: TrueDocument) -> list[etree._Element]:
    return [one for one in document.division.iter(f"{TEI}note") if not inline(one)]


def notes_count(document: TrueDocument) -> Expected:
    """Return how many notes there are."""
    return Expected(((str(len(_notes(document))),),))


def pages(document: TrueDocument) -> Expected:
    """Return the printed pages that text of the document stands on."""
    marked = [one.get("n") or "" for one in document.division.iter(f"{TEI}pb")]
    before = document.page_before
    if before is not None and _begins_on(before, document):
        marked.insert(0, before.get("n") or "")
    return Expected(tuple((one,) for one in marked if one))


def _begins_on(page: etree._Element, document: TrueDocument) -> bool:
    """Whether the document has words on the page before its first page break.

    Electronic volumes number the pages of each document: ``d117-04``, ``d6_pg2``.
    """
    numbered = re.fullmatch(r"(d[0-9]+[A-Za-z]?)[-_].*", page.get(XML_ID) or "")
    if numbered and numbered[1] != document.id:
        return False
    return _begins_before_page(document.division)


def _begins_before_page(division: etree._Element) -> bool:
    """Whether there are words before the first page break inside."""
    for event, element in etree.iterwalk(division, events=("start", "end")):
        if event == "start" and name(element) == "pb":
            return False
        said = element.text if event == "start" else element.tail
        if said and said.strip() and isinstance(element.tag, str) and element is not division:
            return True
        if event == "start" and element is division and said and said.strip():
            return True
    return True


def images(document: TrueDocument) -> Expected:
    """Return the images that a document without text consists of."""
    found = [one.get("path") or "" for one in document.division.iter() if name(one) == "frus:file"]
    return Expected(tuple((one,) for one in found if one), judged=bool(found))


def attachments(document: TrueDocument) -> Expected:
    """Return the headings of what is encoded as attached."""
    found = list(own(document.division, "frus:attachment"))
    return Expected(tuple(map(_attachment, found)), judged=bool(found))


def _attachment(element: etree._Element) -> Forms:
    heads = [words(one) for one in own(element, "head")]
    return (heads[-1], *heads, " ".join(heads)) if heads else ("",)


def references(document: TrueDocument) -> Expected:
    """Return the places of the series that it refers to."""
    required: dict[str, Forms] = {}
    for one in document.division.iter(f"{TEI}ref"):
        forms = _reference(one.get("target") or "", document.volume.id)
        if forms and forms[0] != f"{document.volume.id}/{document.id}":
            required[forms[0]] = forms
    return Expected(tuple(required.values()))


def _reference(target: str, volume: str) -> Forms:
    """The place in a volume; a note may be found as the document that it stands in."""
    found = _REFERENCE.fullmatch(target.strip())
    if not found or not target:
        return ()
    where = found["volume"] or volume
    if not found["place"]:
        return (where,)
    place = f"{where}/{found['place']}"
    return (place, f"{place}{found['rest']}") if found["rest"] else (place,)


def withheld(document: TrueDocument) -> Expected:
    """Return the bracketed remarks on what is not declassified, or was deleted."""
    said = words(document.division, leave=("pb",))
    return Expected(tuple((tidy(one),) for one in _REMARK.findall(said)))
