"""Who took part: lists of participants, which can be nested in groups or be a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.prose.labelled_lines import (
    LONGEST_ABOVE_TEXT,
    heads_participants,
    participants_of,
)
from frus_pack.sources.prose.participants import (
    HEAD,
    IS_PRESENT,
    Line,
    members_of_sentences,
)
from frus_pack.sources.prose.participants import members_of_lines as members_of_lines
from frus_pack.sources.tei.agents import as_listed, mentions_among, mentions_in
from frus_pack.sources.tei.contents import marks_enclosure
from frus_pack.sources.tei.elements import heads_of, name_of
from frus_pack.sources.tei.words import RunningWords, first_words, words

_LONGEST_HEAD = 40
_FIRST_PARAGRAPHS = 12


def is_list_of_participants(one: etree._Element) -> bool:
    """Return whether a list is of participants: by its type, or by its head."""
    if name_of(one) != "list":
        return False
    head = next(iter(heads_of(one)), None)
    said = "" if head is None else words(head)
    if one.get("type") in (None, "subject", "simple"):
        return HEAD.fullmatch(said) is not None
    return (one.get("type") or "").strip() == "participants"


def members_of_list(one: etree._Element, persons: Mapping[str, str]) -> Iterator[Agent]:
    """Yield the members of a list in order, each with the group that it is headed by."""
    for found in _members(one, None):
        yield as_listed(found, persons)


def members_of_table(table: etree._Element, persons: Mapping[str, str]) -> Iterator[Agent]:
    """Yield the participants of a table whose first cell is ``Participants:``, or of each column of
    a table that ``Present`` is above, in a line of its own or in each cell of its first row."""
    first = next(table.iter("{*}cell"), None)
    if first is None:
        return
    cells = list(map(words, next(table.iter("{*}row"), table).findall("{*}cell")))
    if len(cells) > 1 and all(map(HEAD.fullmatch, cells)):
        lists = [column[1:] for column in _columns(table)]
    elif HEAD.fullmatch(words(first)):
        lists = [list(_rows(table))]
    else:
        lists = list(_columns(table)) if _is_headed(table) else []
    for lines in lists:
        for found in members_of_lines(lines):
            yield as_listed(found, persons)


def members_of_paragraphs(
    division: etree._Element, persons: Mapping[str, str]
) -> tuple[Agent, ...]:
    """Return the participants whom paragraphs above the text name: under a label, or behind it."""
    elements = list(division)
    places = [place for place, one in enumerate(elements) if name_of(one) == "p"]
    for place in places[:_FIRST_PARAGRAPHS]:
        one = elements[place]
        if said := members_of_sentences(_line(one)):
            return tuple(as_listed(agent, persons) for agent in said)
        if _has_label(one):
            inner = next(one.iter("{*}list"), None)
            if inner is not None:
                return tuple(members_of_list(inner, persons))
            found = participants_of(list(_lines_of(elements[place:])))
            if found:
                return tuple(as_listed(agent, persons) for agent in found)
        if marks_enclosure(one) or len(words(one)) > LONGEST_ABOVE_TEXT:
            break
    return ()


def _has_label(paragraph: etree._Element) -> bool:
    """Return whether a paragraph or a line in it begins as a label of participants does."""
    begin = (first_words(paragraph), *(one.tail or "" for one in paragraph.iter("{*}lb")))
    return any(heads_participants(one.strip()) is not None for one in begin)


def _lines_of(elements: Iterable[etree._Element]) -> Iterator[Line]:
    """Yield the printed lines of paragraphs, up to an element that is not one or is set apart."""
    for one in elements:
        if name_of(one) == "p" and one.get("rend") in (None, "flushleft"):
            yield from _printed_lines(one)
        elif name_of(one) != "pb":
            return


def _printed_lines(item: etree._Element) -> Iterator[Line]:
    running = RunningWords.of(item)
    line = Line(running.text, mentions_among(running.spans))
    start = 0
    for span in running.spans:
        if name_of(span.element) == "lb":
            yield line.part(start, span.start)
            start = span.start
    yield line.part(start)


def _is_headed(table: etree._Element) -> bool:
    """Return whether a table's heading, or the line above it, says that it is of participants."""
    heads = heads_of(table) or [one for one in (table.getprevious(),) if one is not None]
    said = words(heads[0]) if heads else ""
    return len(said) <= _LONGEST_HEAD and HEAD.fullmatch(said) is not None


def _columns(table: etree._Element) -> Iterator[list[Line]]:
    rows = [list(map(_line, row.findall("{*}cell"))) for row in table.iter("{*}row")]
    for column in zip_longest(*rows, fillvalue=Line("")):
        yield [line for line in column if line.bare]


def _rows(table: etree._Element) -> Iterator[Line]:
    """Yield the rows of a table as lines: cells of offices, ``UNA—``, are before a name or behind
    it. What follows behind another label is not participants: Time, Subject."""
    for row in table.iter("{*}row"):
        label, *cells = [*row.findall("{*}cell")] or [row]
        said_before = words(label)
        if said_before and not HEAD.fullmatch(said_before):
            return
        lines = [line for line in map(_line, cells) if line.bare]
        if len(lines) == 2 and (lines[0].words.endswith("—") or lines[1].words.startswith("—")):
            yield lines[0].followed_by(lines[1])
        else:
            yield from lines


def _members(one: etree._Element, group: str | None) -> Iterator[Agent]:
    waiting: list[Line] = []
    for item in (child for child in one if name_of(child) == "item"):
        if _is_running_head(item):
            continue
        nested = [inner for inner in item.iter("{*}list") if _nearest_item(inner) is item]
        line = _line(item)
        if not nested:
            printed = [one for one in _printed_lines(item) if one.bare]
            waiting += printed if len(printed) > 1 else [line]
            continue
        heads = line.is_group or (not line.is_person and not heads_of(nested[0]))
        yield from members_of_lines([*waiting, *(() if heads else (line,))], group)
        waiting = []
        for inner in nested:
            head = next(iter(heads_of(inner)), None)
            named = (words(head) if head is not None else line.words).strip(" :")
            yield from _members(inner, group if IS_PRESENT.fullmatch(named) else named or group)
    yield from members_of_lines(waiting, group)


def _is_running_head(item: etree._Element) -> bool:
    """Return whether an item is what is printed above a page, with the number of that page."""
    before = item.getprevious()
    if before is None or name_of(before) != "pb":
        return False
    said, _, number = words(item).rpartition(" ")
    return bool(said) and number == before.get("n")


def _line(item: etree._Element) -> Line:
    """Return an item or a cell as a line, without the lists in it."""
    running, mentions = mentions_in(item)
    marked = [child for child in item if name_of(child) == "hi"]
    said = running.strip(" :")
    return Line(
        running, mentions, len(marked) == 1 and words(marked[0]).strip(" :—–") == said.strip(" —–")
    )


def _nearest_item(element: etree._Element) -> etree._Element | None:
    return next((one for one in element.iterancestors() if name_of(one) == "item"), None)
