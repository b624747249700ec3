"""What a document holds and points to: references, attachments, figures, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from frus_pack.document import page_marks
from frus_pack.document.model import Attachment, DateRange, Figure, Reference, Table
from frus_pack.sources.prose.dateline import read_dateline
from frus_pack.sources.tei.dates import date_of_dateline
from frus_pack.sources.tei.elements import heads_of, is_document, name_of, own_elements
from frus_pack.sources.tei.words import first_words, lines, words
from frus_pack.sources.tei.xml_names import XML_ID, tei

_IN_SERIES = re.compile(
    r"(?P<volume>frus[A-Za-z0-9_-]+)?"
    r"(?:#(?P<part>(?:pg_[A-Za-z0-9_.-]+)|(?:d[0-9]+[A-Za-z]?)(?:(?:fn|-)[A-Za-z0-9._-]+)?))?"
)
_BARE_PART = re.compile(r"d[0-9]+[A-Za-z]?|pg_[0-9]+")
_NOTE = re.compile(r"(?P<document>d[0-9]+[A-Za-z]?)(?:fn|-).*")
_MARKS_ENCLOSURE = re.compile(
    r"\[?(?:(?:First|Second|Third) )?(?:Sub)?(?:Enclosure|Attachment|Annex|Tab|Appendix|Inclosure)"
    r"(?: [A-Z0-9]{1,3}| No\. ?[0-9]+)?(?: (?:in|to) (?:No\.|despatch) ?[0-9]+)?"
    r"(?:\.?[—–-] ?(?:Translation|Extracts?|Memorandum|Telegram))?\.?(?:\]|:)?",
    re.IGNORECASE,
)
_NOT_A_TITLE = re.compile(
    r"\[Here follow.*|(?:SUBJECT|DRAFT|(?:TOP )?SECRET|CONFIDENTIAL)\W*", re.IGNORECASE
)
_OPENS_MARK = re.compile(
    r"\[?(?:(?:First|Second|Third) )?(?:Sub)?(?:Encl|Atta|Anne|Tab|Appe|Incl)", re.IGNORECASE
)
_LONGEST_OPENING = len("[Second SubEncl")
_CONTINUES = re.compile(r"[a-z]|.*[.;:]\Z|(?:My )?Dear\b.*,\Z")
_LETTERHEAD = re.compile(
    r"(?:the )?(?:white house|joint chiefs of staff|department of (?:state|defense|the \w+)"
    r"|(?:(?:under|deputy|assistant|acting) )*secretary of (?:state|defense|the \w+)"
    r"|central intelligence agency|national (?:security council|military command center))"
    r"|washington(?:,? d\.? ?c\.?)?(?: [0-9]{5})?|message center|action|information"
    r"|[a-z]{1,4}[–-][0-9]+[–-][0-9]+|[0-9]{1,2} [a-z]+ [0-9]{4}|[a-z]+ [0-9]{1,2}[.,] ?[0-9]{4}",
    re.IGNORECASE,
)
"""A line of who writes, where or when: what is above the title of an enclosure, never a title."""
_LONGEST_TITLE = 250


def references(division: etree._Element, volume: str) -> tuple[Reference, ...]:
    """Return the documents and pages of the series that a document points to, with its words for
    them, each once."""
    own = f"{volume}/{division.get(XML_ID)}"
    found: dict[tuple[str, str], None] = {}
    for element in division.iter(tei("ref"), tei("ptr")):
        for pointer in element.get("target", "").split():
            target = target_of(pointer, volume)
            if target and target != own:
                found[target, words(element)] = None
    return tuple(Reference(target=target, text=said or None) for target, said in found)


def target_of(pointer: str, volume: str) -> str | None:
    """Return what a pointer in a volume leads to: ``volume/document``, ``volume/page`` or a volume
    alone; a note counts as its document. None if it leads to anything else."""
    pointer = f"#{pointer}" if _BARE_PART.fullmatch(pointer) else pointer
    found = _IN_SERIES.fullmatch(pointer)
    if not found or not pointer:
        return None
    target, part = found["volume"] or volume, found["part"]
    if part is None:
        return target
    note = _NOTE.fullmatch(part)
    return f"{target}/{note['document'] if note else part}"


def attachments(
    division: etree._Element, encoded: Sequence[etree._Element]
) -> tuple[Attachment, ...]:
    """Return the enclosures with their own headings and dates: those that are encoded as such, and
    else those that a line alone announces (Tab A, Attachment), named by the line behind it."""
    return tuple(map(_attachment, encoded)) or tuple(_announced(list(division)))


def figures(division: etree._Element, first_page: str | None) -> tuple[Figure, ...]:
    """Return the figures, those of notes and attachments too, each with its page."""
    return tuple(
        Figure(graphic=_graphic(element), title=_caption(element), page=page)
        for element, page in _with_pages(division, "figure", first_page)
    )


def tables(division: etree._Element, first_page: str | None) -> tuple[Table, ...]:
    """Return the tables, those of notes and attachments too, each with the page it begins on."""
    return tuple(
        Table(title=_caption(element), rows=rows, columns=columns, page=page)
        for element, page in _with_pages(division, "table", first_page)
        for rows, columns in [_size(element)]
    )


def _attachment(element: etree._Element) -> Attachment:
    """Return an enclosure. Of several headings the last says what it is, the others that it is
    one."""
    enclosed = element[0] if len(element) == 1 and is_document(element[0]) else element
    titles = list(filter(None, map(words, heads_of(enclosed))))
    dateline = next((one for one in own_elements(enclosed) if name_of(one) == "dateline"), None)
    return Attachment(title=titles[-1] if titles else None, date=date_of_dateline(dateline))


def _announced(children: Sequence[etree._Element]) -> Iterator[Attachment]:
    for index, child in enumerate(children):
        if not marks_enclosure(child):
            continue
        behind = (one for one in children[index + 1 :] if not _is_between(one))
        title, date = next(behind, None), None
        while title is not None and _is_letterhead(title):
            date = date or _date_of_letterhead(title)
            title = next(behind, None)
        text = next(behind, None)
        said = "" if title is None or (text is None and _is_all_named(title)) else _title_of(title)
        if said and len(said) <= _LONGEST_TITLE and not _CONTINUES.match(said):
            yield Attachment(title=said, date=date or _date_of_line(text))
        elif date:
            yield Attachment(date=date)


def _title_of(element: etree._Element) -> str:
    """Return the words of the paragraph, or the title of the table, that an enclosure begins
    with."""
    if name_of(element) == "table":
        cells = list(next(element.iter(tei("row")), element).iter(tei("cell")))
        return _caption(element) or (words(cells[0]) if len(cells) == 1 else "")
    return words(element) if name_of(element) == "p" and not marks_enclosure(element) else ""


def _is_all_named(title: etree._Element) -> bool:
    """Return whether a title behind which nothing is printed only names what was attached: it is
    neither a table nor a remark that the text is withheld."""
    return name_of(title) == "p" and not words(title).startswith("[")


def _is_between(element: etree._Element) -> bool:
    """Return whether an element can be between the line that announces an enclosure and its
    title."""
    if name_of(element) in ("pb", "note"):
        return True
    return name_of(element) == "p" and _NOT_A_TITLE.fullmatch(words(element)) is not None


def _is_letterhead(element: etree._Element) -> bool:
    """Return whether a paragraph only says who writes, where and when."""
    printed = _printed_lines(element) if name_of(element) == "p" else []
    return bool(printed) and all(map(_LETTERHEAD.fullmatch, printed))


def _date_of_letterhead(letterhead: etree._Element) -> DateRange | None:
    read = map(read_dateline, _printed_lines(letterhead))
    return next((one.date for one in read if one and one.date), None)


def _printed_lines(element: etree._Element) -> list[str]:
    return list(filter(None, lines(element)))


def _date_of_line(line: etree._Element | None) -> DateRange | None:
    """Return the date of a dateline, or of a paragraph that is nothing but a place and a date."""
    if line is not None and name_of(line) == "p":
        printed = read_dateline(words(line))
        return printed.date if printed else None
    is_dateline = line is not None and name_of(line) == "dateline"
    return date_of_dateline(line if is_dateline else None)


def marks_enclosure(paragraph: etree._Element) -> bool:
    """Return whether a line alone announces an enclosure. Most show by their first words that they
    do not, and the others need not be read."""
    if name_of(paragraph) != "p":
        return False
    opening = first_words(paragraph)
    if len(opening) >= _LONGEST_OPENING and not _OPENS_MARK.match(opening):
        return False
    return _MARKS_ENCLOSURE.fullmatch(words(paragraph)) is not None


def _with_pages(
    division: etree._Element, name: str, first_page: str | None
) -> Iterator[tuple[etree._Element, str | None]]:
    """Yield the elements of a name and the page each begins on."""
    page = first_page
    for element in division.iter(tei("pb"), tei(name)):
        if element.tag == tei("pb"):
            page = _page_of(element)
        else:
            yield element, page


def _page_of(page_break: etree._Element) -> str:
    """Return the page that begins at a page break, as a description has it."""
    return page_marks.number_or_none(page_break.get("n", "").strip())


def _graphic(figure: etree._Element) -> str | None:
    graphic = next(figure.iter(tei("graphic")), None)
    return None if graphic is None else graphic.get("url", "").strip() or None


def _caption(element: etree._Element) -> str | None:
    found = element.find(tei("head"))
    caption = element.find(tei("figDesc")) if found is None else found
    return None if caption is None else words(caption) or None


def _size(table: etree._Element) -> tuple[int, int]:
    """Rows, and the columns of the widest."""
    cells = [len(row.findall(tei("cell"))) for row in table.findall(tei("row"))]
    return len(cells), max(cells, default=0)
