"""Which documents a site has: their order, their neighbours, and where pointers lead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frus_pack.document import citation
from frus_pack.sources.tei.contents import target_of
from frus_pack.sources.tei.xml_names import page_id
from frus_pack.viewing.markup.tei_html import Link
from frus_pack.viewing.site_folder import MARK, SiteFolder

_NUMBERS = re.compile(r"([0-9]+)")
_NOTE = re.compile(r"#?[^#]*#?(d[0-9]+[A-Za-z]?(?:fn|-)[A-Za-z0-9._-]+)")
_ON_THE_WEB = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)


@dataclass(frozen=True)  # no slots: sent by workers
class Listed:
    """A document of the site: its identifier in the volume, its heading, and its pages."""

    document: str
    heading: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The documents before and after one in its volume."""

    before: Listed | None
    after: Listed | None


class SiteDocuments:
    """The documents of a site by volume, as the lists in its hidden folder have them."""

    def __init__(self, site: SiteFolder) -> None:
        self._site = site
        self._volumes: dict[str, Mapping[str, Listed]] = {}
        self._pages: dict[str, Mapping[str, str]] = {}
        self._neighbours: dict[str, Mapping[str, Neighbours]] = {}

    def documents(self, volume: str) -> Mapping[str, Listed]:
        """Return the documents of a volume in order; none of a volume that the site does not
        have."""
        if volume not in self._volumes:
            self._volumes[volume] = self._read(volume)
        return self._volumes[volume]

    def neighbours(self, volume: str, document: str) -> Neighbours:
        """Return what is before and after a document."""
        if volume not in self._neighbours:
            listed = [None, *self.documents(volume).values(), None]
            self._neighbours[volume] = {
                one.document: Neighbours(listed[place], listed[place + 2])
                for place, one in enumerate(listed[1:-1])
                if one is not None
            }
        return self._neighbours[volume][document]

    def link(self, pointer: str, volume: str) -> Link | None:
        """Return where a pointer of a document in a volume leads; None if nowhere.

        Addresses in the site are relative to the folder of the volume.
        """
        if _ON_THE_WEB.fullmatch(pointer):
            return Link(pointer, on_the_web=True)
        target = target_of(pointer, volume)
        if target is None:
            return None
        of, slash, part = target.partition("/")
        if not slash:
            if self.documents(of):
                return Link(f"../{of}.html")
            return Link(citation.volume_address(of), on_the_web=True)
        if found := self._inside(of, part, pointer):
            return Link(found if of == volume else f"../{of}/{found}")
        return Link(citation.address_in_volume(of, part), on_the_web=True)

    def _inside(self, volume: str, part: str, pointer: str) -> str | None:
        documents = self.documents(volume)
        if part in documents:
            note = _NOTE.fullmatch(pointer)
            return f"{part}.html" + (f"#{note_place(note[1])}" if note else "")
        return self._pages_of(volume).get(part)

    def _pages_of(self, volume: str) -> Mapping[str, str]:
        """Return where each page of a volume begins, by its identifier: ``pg_341``."""
        if volume not in self._pages:
            pages: dict[str, str] = {}
            for name, listed in self.documents(volume).items():
                for number, page in enumerate(listed.pages, 1):
                    pages.setdefault(page_id(page), f"{name}.html#page-{number}")
            self._pages[volume] = pages
        return self._pages[volume]

    def _read(self, volume: str) -> Mapping[str, Listed]:
        try:
            text = self._site.path(_list_of(volume)).read_text(encoding="ascii")
        except OSError:
            return {}
        rows = json.loads(text)
        return {name: Listed(name, heading, tuple(pages)) for name, heading, pages in rows}


def note_place(anchor: str) -> str:
    """Return the place in a page of the note that has this ``xml:id``."""
    return f"note-{anchor}"


def write_list(site: SiteFolder, volume: str, documents: Iterable[Listed]) -> None:
    """Write the list of the documents of a volume, in order."""
    in_order = sorted(documents, key=lambda one: natural(one.document))
    rows = [(one.document, one.heading, one.pages) for one in in_order]
    site.write(_list_of(volume), json.dumps(rows).encode())


def listed_volumes(site: SiteFolder) -> list[str]:
    """Return the volumes that the site has lists of."""
    names = (name for name in site.names(MARK) if name.endswith(".json"))
    return sorted((name.removesuffix(".json") for name in names), key=natural)


def remove_list(site: SiteFolder, volume: str) -> None:
    """Remove the list of a volume."""
    site.remove(_list_of(volume))


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts names as people do: d2 before d10."""
    parts = _NUMBERS.split(name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _list_of(volume: str) -> str:
    return f"{MARK}/{volume}.json"
