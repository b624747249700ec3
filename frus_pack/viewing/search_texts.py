"""The texts of a volume as scripts, for the search: a page from the disk may load nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from frus_pack.document import page_marks
from frus_pack.document.characters import printable
from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import opened_package
from frus_pack.sources.text.superscripts import HAS_MARK
from frus_pack.viewing.page_records import PageRecord, as_script_text
from frus_pack.viewing.site_folder import SiteFolder

_PART = 400_000
"""Characters of a script: about as many as a browser reads in a blink."""


def write_texts(
    volume: str,
    packages: Sequence[tuple[str, Path]],
    records: Sequence[PageRecord],
    site: SiteFolder,
) -> int:
    """Write the texts of the documents of a volume, and return the number of scripts.

    A document whose text cannot be read is found by its title alone. Raises StorageError if a
    script cannot be written.
    """
    paths = dict(packages)
    number = 0
    for number, part in enumerate(_parts(records, paths), 1):
        site.write(f"{volume}/texts/{number}.js", as_script(part).encode())
    return number


def as_script(documents: Sequence[Sequence[str]]) -> str:
    """Return the script that gives documents to the search. It is ASCII, and can hold no tag."""
    return f"frusTexts({as_script_text(documents)});\n"


def _parts(
    records: Iterable[PageRecord], paths: dict[str, Path]
) -> Iterator[list[tuple[str, str, str, str]]]:
    part: list[tuple[str, str, str, str]] = []
    size = 0
    for record in records:
        text = _text(paths.get(record.document))
        heading = f"{record.number}. {record.title}" if record.number else record.title
        if part and size + len(text) > _PART:
            yield part
            part, size = [], 0
        part.append((record.document, printable(heading), printable(record.date or ""), text))
        size += len(text)
    if part:
        yield part


def _text(path: Path | None) -> str:
    """Return the words of a reading text in one line, without the marks of pages and notes."""
    if path is None:
        return ""
    try:
        with opened_package(path) as package:
            text = package.transcription
    except StorageError:
        return ""
    bare = HAS_MARK.sub("", page_marks.MARK.sub(" ", text))
    return printable(re.sub(r"\s+", " ", bare).strip())
