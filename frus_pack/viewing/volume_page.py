"""The contents of a volume: its documents by divisions, in parts of a few hundred, and a search."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frus_pack.reports.html_pages import environment
from frus_pack.viewing.assets import builder
from frus_pack.viewing.page_records import PageRecord, VolumeRecord, read_record, read_volume_record
from frus_pack.viewing.plots import bars
from frus_pack.viewing.search_texts import write_texts
from frus_pack.viewing.site_documents import SiteDocuments
from frus_pack.viewing.site_folder import SiteFolder, is_half

_HERE = "frus_pack.viewing"
_MOST_LISTED = 400
"""Documents in one part of the contents: about 100 kB."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A division that begins: its heading, and its depth from 1."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Documents that are in one division, below the headings that begin with them."""

    headings: tuple[Heading, ...]
    documents: tuple[PageRecord, ...]
    level: int


def make_volume(
    volume: str,
    packages: Sequence[tuple[str, Path]],
    site: SiteFolder,
    site_documents: SiteDocuments,
) -> VolumeRecord:
    """Make the contents of a volume and the texts to search, unless nothing changed.

    `packages` are the documents and their packages. What the volume's folder has of documents and
    images that are not in the site any more is removed. Raises StorageError.
    """
    records = [
        record
        for document in site_documents.documents(volume)
        if (record := read_record(site.path(f"{volume}/{document}.html")))
    ]
    key = _key(records)
    before = read_volume_record(site.path(f"{volume}.html"))
    if before is not None and before.key == key and _holds_parts(site, before):
        _remove_old(site, volume, records, before.parts, before.pages_of_contents)
        return before
    parts = write_texts(volume, packages, records, site)
    pages = [
        records[start : start + _MOST_LISTED] for start in range(0, len(records), _MOST_LISTED)
    ]
    made = VolumeRecord.of(volume, records, key=key, parts=parts, pages_of_contents=len(pages) or 1)
    for number in range(len(pages), 1, -1):
        html = _render(made, records, pages[number - 1], number)
        site.write(contents_name(volume, number), html.encode())
    site.write(
        contents_name(volume, 1), _render(made, records, pages[0] if pages else [], 1).encode()
    )
    _remove_old(site, volume, records, parts, made.pages_of_contents)
    return made


def remove_volume(volume: str, site: SiteFolder) -> None:
    """Remove the pages of a volume that the site is not to have any more."""
    _remove_old(site, volume, [], 0, 0)
    if _is_ours(site.path(f"{volume}.html")):
        site.remove(f"{volume}.html")


def contents_name(volume: str, number: int) -> str:
    """Return the file of a part of the contents of a volume; the first is that of the volume."""
    return f"{volume}.html" if number == 1 else f"{volume}/contents.{number}.html"


def by_divisions(records: Iterable[PageRecord]) -> Iterator[Contents]:
    """Group documents that follow each other in the same division."""
    above: tuple[tuple[str, str], ...] = ()
    group: list[PageRecord] = []
    headings: tuple[Heading, ...] = ()
    begun = False
    for record in records:
        if begun and record.divisions == above:
            group.append(record)
            continue
        if group:
            yield Contents(headings, tuple(group), len(above))
        shared = _shared(above, record.divisions)
        headings = tuple(
            Heading(title, level)
            for level, (_, title) in enumerate(record.divisions, 1)
            if level > shared
        )
        above, group, begun = record.divisions, [record], True
    if group:
        yield Contents(headings, tuple(group), len(above))


def _render(
    made: VolumeRecord, records: Sequence[PageRecord], listed: Sequence[PageRecord], number: int
) -> str:
    years = Counter(one.year for one in records if one.year is not None)
    return (
        environment(_HERE)
        .get_template("volume.html")
        .render(
            root="" if number == 1 else "../",
            made=made,
            number=number,
            contents=list(by_divisions(listed)),
            contents_name=contents_name,
            volumes=json.dumps([[made.volume, made.title, made.parts]]),
            years=bars(years, "Documents by year") if number == 1 and len(years) > 1 else None,
        )
    )


def _key(records: Iterable[PageRecord]) -> str:
    digest = hashlib.sha256(builder().encode())
    for one in records:
        digest.update(f"\0{one.identifier}\0{one.key}\0{one.checked}".encode())
    return digest.hexdigest()


def _shared(above: Sequence[object], divisions: Sequence[object]) -> int:
    pairs = zip(above, divisions, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(above), len(divisions))
    )


def _holds_parts(site: SiteFolder, record: VolumeRecord) -> bool:
    texts = (f"{record.volume}/texts/{part}.js" for part in range(1, record.parts + 1))
    pages = (contents_name(record.volume, n) for n in range(1, record.pages_of_contents + 1))
    return all(map(site.holds, (*texts, *pages)))


def _remove_old(
    site: SiteFolder, volume: str, records: Sequence[PageRecord], parts: int, pages: int
) -> None:
    """Remove what was made here and is not of the volume any more; nothing else."""
    documents = {f"{one.document}.html" for one in records}
    contents = {contents_name(volume, n).rpartition("/")[2] for n in range(2, pages + 1)}
    for name in site.names(volume):
        is_page = name.endswith(".html") and name not in documents | contents
        if is_half(name) or (is_page and _is_ours(site.path(f"{volume}/{name}"))):
            site.remove(f"{volume}/{name}")
    images = {file for one in records for file in one.files}
    for name in site.names(f"{volume}/images"):
        if name not in images and (is_half(name) or _is_image_name(name)):
            site.remove(f"{volume}/images/{name}")
    texts = {f"{part}.js" for part in range(1, parts + 1)}
    for name in site.names(f"{volume}/texts"):
        stem, _, suffix = name.partition(".")
        if name not in texts and (is_half(name) or (stem.isdecimal() and suffix == "js")):
            site.remove(f"{volume}/texts/{name}")


def _is_ours(page: Path) -> bool:
    return read_record(page) is not None or read_volume_record(page) is not None


def _is_image_name(name: str) -> bool:
    stem, _, suffix = name.partition(".")
    return len(stem) == 32 and set(stem) <= set("0123456789abcdef") and suffix in ("png", "jpg")
