"""Check the pages of a volume: printed numbers and scan numbers rise, and words are on each page.

Both numbers rise by one. Where they do not, a page or a scan was left out, or the images from there
on belong to other pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from frus_pack.checks.volume.read_volume import ReadVolume, at_page, span
from frus_pack.document.addresses import host_and_path
from frus_pack.document.page_numbers import (
    MOST_BEFORE_PAGE_ONE,
    Number,
    later,
    printed,
    rise,
    scan,
    unusual_offset,
)
from frus_pack.document.rising_numbers import Break, breaks, runs
from frus_pack.requirements.finding import Finding, first_few
from frus_pack.sources.volume.places import PageMark

_PAGE_ID = re.compile(r"pg_(?P<page>[0-9]+|[ivxlcdmIVXLCDM]+)")


@dataclass(frozen=True, slots=True)
class _Sequence:
    """The numbers of one kind that the pages have, as they are written and as they count."""

    what: Literal["page", "facs"]
    texts: Sequence[str]
    numbers: Sequence[Number | None]

    def following(self, index: int, count: int) -> str | None:
        """Return the number so far behind another; None for a roman one."""
        text = self.texts[index].strip("[]")
        number = later(text, count)
        return None if number == text else number

    def span_after(self, index: int, count: int) -> str | None:
        """Return the numbers from the one behind another on."""
        first, last = self.following(index, 1), self.following(index, count)
        return span(first, last) if first and last else None


def check_pages(volume: ReadVolume) -> Iterator[Finding]:
    """Yield every place where the pages are not as they should be."""
    pages = volume.scan.pages
    numbers = _Sequence("page", [page.page for page in pages], list(map(_printed, pages)))
    facs = [page.facs for page in pages]
    scans = _Sequence("facs", facs, list(map(scan, facs)))
    yield from _lacking(pages, numbers)
    if any(scans.texts):
        yield from _lacking(pages, scans)
    yield from _breaks(pages, numbers, scans)
    yield from _identifiers(pages, numbers)
    yield from _unusual(pages)
    yield from _facsimile(volume)


def _printed(page: PageMark) -> Number | None:
    """Return the printed number; where each document's pages are numbered by themselves, one of its
    own sequence."""
    number = printed(page.page)
    return replace(number, kind=f"{number.kind} {page.document}") if number else None


def _lacking(pages: Sequence[PageMark], sequence: _Sequence) -> Iterator[Finding]:
    """Runs of pages that have no number of this kind."""
    lacking = (index for index, text in enumerate(sequence.texts) if not text)
    what = "facs-missing" if sequence.what == "facs" else "page-unnumbered"
    attribute = "facs, the number of a scan" if sequence.what == "facs" else "n, the page's number"
    for first, last in runs(lacking):
        several = f"{last - first + 1} page breaks in a row have no {attribute}"
        message = several if first != last else f"the page break has no {attribute}"
        location = at_page(pages[first])
        yield Finding(f"volume.{what}", location, message, _room(sequence, first, last))


def _room(sequence: _Sequence, first: int, last: int) -> str | None:
    """Return the numbers that these pages have, if those beside them leave just as many."""
    count = last - first + 1
    before = sequence.numbers[first - 1] if first else None
    after = sequence.numbers[last + 1] if last + 1 < len(sequence.numbers) else None
    if before is None or (after and rise(before, after) != count + 1):
        return None
    return sequence.span_after(first - 1, count)


def _breaks(pages: Sequence[PageMark], numbers: _Sequence, scans: _Sequence) -> Iterator[Finding]:
    """Yield every break once.

    A page may have been left out with its scan, or displaced. Pages in a row may have one number.
    """
    of_scans = {one.index: one for one in _once(scans)}
    for one in _once(numbers):
        location = at_page(pages[one.index])
        other = of_scans.get(one.index)
        if one.kind != "gap":
            yield from _misplaced(location, numbers, one)
            if other and other.kind == one.kind:
                del of_scans[one.index]
        elif other and other.kind == "gap" and other.count == one.count:
            del of_scans[one.index]
            both = f"{_numbers(numbers, one)} and {_numbers(scans, other)} are left out before it"
            yield Finding("volume.page-gap", location, both)
        else:
            goes_on = ", while facs goes on" if scans.texts[one.index] and not other else ""
            yield _gap(location, numbers, one, goes_on)
    for one in of_scans.values():
        location = at_page(pages[one.index])
        before = of_scans.get(one.index - 1)
        if one.kind == "gap":
            yield _gap(location, scans, one)
        elif not (before and (before.kind, one.kind) == ("order", "repeat")):
            yield from _misplaced(location, scans, one)


def _once(sequence: _Sequence) -> Iterator[Break]:
    """Yield the breaks, without the gap that a displaced page left behind."""
    found = list(breaks(sequence.numbers))
    displaced = {sequence.numbers[one.index] for one in found if one.kind == "order"}
    for one in found:
        number = sequence.numbers[one.index]
        missing = Number(number.kind, one.first) if number and one.first is not None else None
        if one.kind != "gap" or one.count > 1 or missing not in displaced:
            yield one


def _identifiers(pages: Sequence[PageMark], numbers: _Sequence) -> Iterator[Finding]:
    """Runs of pages with other numbers than their identifiers. A page out of its order was
    reported as that."""
    broken = {one.index for one in _once(numbers)}
    differing = (
        index
        for index, page in enumerate(pages)
        if index not in broken and _named(page) not in ("", page.page.strip("[]").casefold())
    )
    for first, last in runs(differing):
        whose = f"pages {span(pages[first].page, pages[last].page)}: " if first != last else ""
        message = f"{whose}another number than in the identifier"
        named = span(_named(pages[first]), _named(pages[last]))
        found = span(pages[first].page, pages[last].page)
        yield Finding("volume.page-identifier", at_page(pages[first]), message, named, found)


def _named(page: PageMark) -> str:
    """Return the number in a page's identifier, "" where it has none, or the page has none."""
    named = _PAGE_ID.fullmatch(page.id)
    return named["page"].casefold() if named and page.page else ""


def _gap(location: str, sequence: _Sequence, one: Break, behind: str = "") -> Finding:
    verb = "is" if one.count == 1 else "are"
    message = f"{_numbers(sequence, one)} {verb} left out before it{behind}"
    return Finding(f"volume.{sequence.what}-gap", location, message)


def _misplaced(location: str, sequence: _Sequence, one: Break) -> Iterator[Finding]:
    found, before = sequence.texts[one.index], sequence.texts[one.before]
    if one.kind == "repeat" and one.index > 1 and sequence.texts[one.index - 2] == found == before:
        return  # the first of the row is reported
    noun = "scan number" if sequence.what == "facs" else "number"
    alike = _row(sequence.texts, one.index)
    relation = "which a page beside it has" if one.kind == "repeat" else f"behind {before}"
    if alike > 2:
        relation = f"as {alike} pages in a row have"
    message = f"has the {noun} {found}, {relation}"
    proper = sequence.following(one.before, one.index - one.before) if one.first else None
    code = f"volume.{sequence.what}-{one.kind}"
    yield Finding(code, location, message, proper if alike < 3 else None, found)


def _row(texts: Sequence[str], index: int) -> int:
    """Return how many pages in a row have the number of the one at an index, from the one before
    on."""
    last = index
    while last + 1 < len(texts) and texts[last + 1] == texts[index]:
        last += 1
    return last - index + 1 + (texts[index - 1] == texts[index])


def _numbers(sequence: _Sequence, gap: Break) -> str:
    """Return what is left out: by number where every one of them is known."""
    noun = "pages" if sequence.what == "page" and gap.count > 1 else sequence.what
    exact = sequence.span_after(gap.before, gap.count) if gap.index - gap.before == 1 else None
    return f"{noun} {exact}" if exact else f"{gap.count} {noun} behind {sequence.texts[gap.before]}"


def _unusual(pages: Sequence[PageMark]) -> Iterator[Finding]:
    """Yield a finding if the first page whose offset is known has an unusual one."""
    found = unusual_offset((page.page, page.facs) for page in pages)
    if found is not None:
        page, ahead = pages[found[0]], found[1]
        message = f"the scan number is {ahead} greater than the page's"
        expected = f"at most {MOST_BEFORE_PAGE_ONE} greater"
        yield Finding("volume.facs-unusual", at_page(page), message, expected, page.facs)


def _facsimile(volume: ReadVolume) -> Iterator[Finding]:
    """Runs of pages whose images are published under another scan number."""
    pages = volume.scan.pages
    published = [_published(volume, page) for page in pages]
    differing = (index for index, one in enumerate(published) if one not in ("", pages[index].facs))
    for first, last in runs(differing):
        whose = f"pages {pages[first].page}–{pages[last].page}" if first != last else "it"
        message = f"facsimile gives {whose} scans of another number"
        yield Finding(
            "volume.facsimile-differs",
            at_page(pages[first]),
            message,
            span(pages[first].facs, pages[last].facs),
            span(published[first], published[last]),
        )


def _published(volume: ReadVolume, page: PageMark) -> str:
    """Return the scan number in the addresses of a page's images, "" if it is not one number."""
    urls = [one.url or "" for one in volume.front.renditions.get(page.id, ()) if page.facs]
    stems = {PurePosixPath(host_and_path(url)[1]).stem for url in urls}
    return stems.pop() if len(stems) == 1 else ""


def check_page_words(volume: ReadVolume) -> Iterator[Finding]:
    """Yield pages without words."""
    pages = volume.scan.pages
    blank = [not one.document and not one.other for one in volume.words_on_pages]
    amid = _amid_text(volume)
    stacked = [index for index, empty in enumerate(blank) if empty and amid[index]]
    yield from _stacked(pages, [index for index in stacked if not pages[index].document])
    yield from _untranscribed(pages, [index for index in stacked if pages[index].document])
    leaves = [index for index, empty in enumerate(blank) if empty and not amid[index]]
    if leaves:
        names = [pages[index].page or "?" for index in leaves]
        count = f"{len(leaves)} pages have" if len(leaves) > 1 else "a page has"
        message = f"{count} no words: {first_few(names, 12)}"
        yield Finding("volume.page-empty", at_page(pages[leaves[0]]), message)


def _stacked(pages: Sequence[PageMark], indexes: Sequence[int]) -> Iterator[Finding]:
    for first, last in runs(indexes):
        several = "it" if first == last else f"it and the next {last - first}"
        message = f"no words are on {several}, and text goes on: were page breaks stacked?"
        yield Finding("volume.page-stacked", at_page(pages[first]), message)


def _untranscribed(pages: Sequence[PageMark], indexes: Sequence[int]) -> Iterator[Finding]:
    """Pages that documents number by themselves, as electronic volumes do; one finding."""
    if indexes:
        documents = list(dict.fromkeys(pages[index].document for index in indexes))
        message = f"no words are on {len(indexes)} pages of {first_few(documents)}"
        yield Finding("volume.page-stacked", at_page(pages[indexes[0]]), message)


def _amid_text(volume: ReadVolume) -> list[bool]:
    """For each page break whether text goes on behind it: in its document, or in the next one of
    its division. Between divisions, leaves may be blank."""
    found: list[bool] = []
    divisions = volume.front.divisions
    for place, outside in enumerate(volume.outside):
        goes_on = 0 < place < len(divisions) and divisions[place - 1] == divisions[place]
        found += [goes_on] * len(outside.pages)
        follows = place + 1 < len(divisions) and divisions[place] == divisions[place + 1]
        inside = volume.documents[place].pages if place < len(volume.documents) else ()
        for index in range(len(inside)):
            is_own = bool(volume.scan.pages[len(found)].document)
            found.append(follows or is_own or any(inside[index + 1 :]))
    return found
