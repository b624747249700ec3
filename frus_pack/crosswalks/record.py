"""What crosswalks are made from: the description, the pages, the payload's files and the bag's
date and makers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from frus_pack.document import addresses
from frus_pack.document.model import Metadata
from frus_pack.document.page import Page, Rendition
from frus_pack.package.package import METADATA, PAGE_IMAGES, TEI, TEXT
from frus_pack.sources.tei.names import XML_ID

_LAYOUT = {
    METADATA: "application/json",
    PAGE_IMAGES: "application/json",
    TEXT: "text/plain",
    TEI: "application/tei+xml",
}
OURSELVES = "frus-pack"


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of the payload: its path in the bag, size in bytes, digests (algorithm → lower-case
    hexadecimal) by the bag's manifests, and media type; None is one that is not known."""

    path: str
    octets: int
    digests: Mapping[str, str]
    media_type: str | None

    @property
    def fixity(self) -> tuple[str, ...]:
        """Its digests, in the order of the algorithms' names."""
        return tuple(self.digests[name] for name in sorted(self.digests))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A package as crosswalks see it.

    `files` are in the order of their paths; `anchors` are the identifiers (``xml:id``) that
    transcription.xml has, so that nothing points where nothing is; `agent` is the software that
    made the bag on `bagging_date` (ISO 8601), `organizations` who hands it in.
    """

    metadata: Metadata
    pages: tuple[Page, ...]
    files: tuple[PackagedFile, ...]
    anchors: frozenset[str]
    bagging_date: str
    agent: str
    organizations: tuple[str, ...]

    @property
    def identifier(self) -> str:
        """Of the document: ``frus1964-68v31/d151``."""
        return f"{self.metadata.volume.id}/{self.metadata.id}"

    @property
    def name(self) -> str:
        """Of the package: ``frus1964-68v31-d151``."""
        return f"{self.metadata.volume.id}-{self.metadata.id}"

    @property
    def address(self) -> str:
        """Of the document on the web."""
        return addresses.of_part(self.metadata.volume.id, self.metadata.id)

    @property
    def is_ours(self) -> bool:
        """Whether this library made the bag, so that what it does while packing was done."""
        return self.agent.partition(" ")[0] == OURSELVES

    def uuid(self, *names: str) -> str:
        """The identifier of something in this package, the same every time (RFC 9562 §5.5)."""
        document = uuid.uuid5(uuid.NAMESPACE_URL, self.address)
        return str(uuid.uuid5(document, "/".join(names))) if names else str(document)

    def renditions(self) -> Iterable[tuple[Page, Rendition]]:
        """Every image of every page, those that are only referenced as well."""
        return ((page, one) for page in self.pages for one in page.renditions)


def anchors(tei: etree._Element) -> frozenset[str]:
    """The identifiers (``xml:id``) that a transcription has."""
    return frozenset(value for one in tei.iter("*") if (value := one.get(XML_ID)))


def make_record(
    metadata: Metadata,
    pages: tuple[Page, ...],
    fixity: Mapping[str, tuple[int, Mapping[str, str]]],
    anchors: frozenset[str],
    bag_info: Iterable[tuple[str, str]],
) -> Record:
    """The record of a package whose payload has these sizes and digests, by path.

    Raises ValueError if `bag_info` does not tell the bag's date and the software that made it.
    """
    tags = list(bag_info)
    images = {
        f"data/{one.file}": one.media_type for page in pages for one in page.renditions if one.file
    }
    return Record(
        metadata=metadata,
        pages=pages,
        files=tuple(
            PackagedFile(path, octets, digests, _LAYOUT.get(path) or images.get(path))
            for path, (octets, digests) in sorted(fixity.items())
        ),
        anchors=anchors,
        bagging_date=_only(tags, "Bagging-Date"),
        agent=_only(tags, "Bag-Software-Agent"),
        organizations=tuple(_values(tags, "Source-Organization")),
    )


def _only(tags: Iterable[tuple[str, str]], label: str) -> str:
    values = _values(tags, label)
    if len(values) != 1:
        raise ValueError(f"bag-info.txt has {len(values)} times {label}, not once")
    return values[0]


def _values(tags: Iterable[tuple[str, str]], label: str) -> list[str]:
    return [value for name, value in tags if name.lower() == label.lower()]
