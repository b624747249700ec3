"""The pages of a volume by what is on them: none is without words where text goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frus_pack.checks.volume.volume import ReadVolume, at_page, some
from frus_pack.document.number_sequence import runs
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.places import PageMark


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
        message = f"{count} no words: {some(names, 12)}"
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
        message = f"no words are on {len(indexes)} pages of {some(documents)}"
        yield Finding("volume.page-stacked", at_page(pages[indexes[0]]), message)


def _amid_text(volume: ReadVolume) -> list[bool]:
    """For each page break whether text goes on behind it: it is in a document, or between two of
    one division. Between divisions, leaves may be blank."""
    found: list[bool] = []
    divisions = volume.front.divisions
    for place, outside in enumerate(volume.outside):
        goes_on = 0 < place < len(divisions) and divisions[place - 1] == divisions[place]
        found += [goes_on] * len(outside.pages)
        if place < len(volume.documents):
            found += [True] * len(volume.documents[place].pages)
    return found
