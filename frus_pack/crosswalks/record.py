"""What crosswalks are made from: the description, the pages, the files of the payload, the date
and the makers of the bag."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.crosswalks.file_formats import FileFormat, formats_of
from frus_pack.document import citation
from frus_pack.document.model import Metadata
from frus_pack.document.package_name import package_name
from frus_pack.document.page import Page, Rendition
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.sources.tei.xml_names import XML_ID

_LAYOUT: Mapping[str, str] = {
    METADATA_PATH: "application/json",
    PAGE_IMAGES_PATH: "application/json",
    TEXT_PATH: "text/plain",
    TEI_PATH: "application/tei+xml",
}
OURSELVES = "frus-pack"


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of the payload.

    `path` is its path in the bag, `octets` its size; `digests` are those of the bag's manifests
    (algorithm: lower-case hexadecimal); `formats` are PRONOM's, one alone where it is known.
    """

    path: str
    octets: int
    digests: Mapping[str, str]
    media_type: str | None
    formats: tuple[FileFormat, ...] = ()

    @property
    def fixity(self) -> tuple[str, ...]:
        """Return its digests, in the order of the algorithms' names."""
        return tuple(self.digests[name] for name in sorted(self.digests))


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityEvent:
    """One fixity check after the package was made. `when` is a UTC time, ISO 8601; `agent` is the
    software with its version."""

    when: str
    outcome: str
    succeeded: bool
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A package as crosswalks see it.

    `files` are in the order of their paths; `anchors` are the identifiers (``xml:id``) that
    transcription.xml has, so that no pointer leads nowhere; `agent` is the software that made the
    bag on `bagging_date` (ISO 8601); `organizations` hand it in. `base` is the relative address of
    the bag's base folder from the place of the exported file, with a slash at its end; None
    where it has no address, as inside an archive. `fixity_checks` are those of a ledger, if one
    was given.
    """

    metadata: Metadata
    pages: tuple[Page, ...]
    files: tuple[PackagedFile, ...]
    anchors: frozenset[str]
    bagging_date: str
    agent: str
    organizations: tuple[str, ...]
    base: str | None = ""
    fixity_checks: tuple[FixityEvent, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the document's identifier: ``frus1964-68v31/d151``."""
        return self.metadata.identifier

    @property
    def name(self) -> str:
        """Return the package's name: ``frus1964-68v31-d151``."""
        return package_name(self.metadata.volume.id, self.metadata.id)

    @property
    def address(self) -> str:
        """Return the document's address on the web."""
        return citation.address_in_volume(self.metadata.volume.id, self.metadata.id)

    @property
    def is_ours(self) -> bool:
        """Return whether this library made the bag, so that its own checks were made."""
        return self.agent.partition(" ")[0] == OURSELVES

    def uuid(self, *names: str) -> str:
        """Return the identifier of a part of the package, the same every time (RFC 9562 §5.5)."""
        document = uuid.uuid5(uuid.NAMESPACE_URL, self.address)
        return str(uuid.uuid5(document, "/".join(names))) if names else str(document)

    def renditions(self) -> Iterable[tuple[Page, Rendition]]:
        """Yield every image of every page, embedded or not."""
        return ((page, one) for page in self.pages for one in page.renditions)


def anchors(tei: etree._Element) -> frozenset[str]:
    """Return the identifiers (``xml:id``) of a transcription."""
    return frozenset(value for one in tei.iter("*") if (value := one.get(XML_ID)))


def make_record(
    metadata: Metadata,
    pages: tuple[Page, ...],
    fixity: Mapping[BagPath, tuple[int, Mapping[str, str]]],
    anchors: frozenset[str],
    bag_info: Iterable[tuple[str, str]],
    open_image: Callable[[Rendition], BinaryIO] | None = None,
) -> Record:
    """Make the record of a package.

    Args:
        metadata: The description of the document.
        pages: Its pages and their images.
        fixity: Size and digests of each file of the payload, by its path in the bag.
        anchors: The identifiers of the TEI transcription.
        bag_info: Labels and values of bag-info.txt.
        open_image: Opens an embedded image, to find its format by its bytes.

    Raises:
        ValueError: If bag-info.txt does not give one bagging date and one software agent.
    """
    tags = list(bag_info)
    images = {one.bag_path: one for page in pages for one in page.renditions}
    return Record(
        metadata=metadata,
        pages=pages,
        files=tuple(
            _packaged(path, octets, digests, images.get(path), open_image)
            for path, (octets, digests) in sorted(fixity.items())
        ),
        anchors=anchors,
        bagging_date=_only(tags, "Bagging-Date"),
        agent=_only(tags, "Bag-Software-Agent"),
        organizations=tuple(_values(tags, "Source-Organization")),
    )


def _packaged(
    path: str,
    octets: int,
    digests: Mapping[str, str],
    image: Rendition | None,
    open_image: Callable[[Rendition], BinaryIO] | None,
) -> PackagedFile:
    media_type = _LAYOUT.get(path) or (image.media_type if image else None)
    if image is None or open_image is None or media_type != "image/png":
        return PackagedFile(path, octets, digests, media_type, formats_of(media_type))
    with open_image(image) as file:
        return PackagedFile(path, octets, digests, media_type, formats_of(media_type, file))


def _only(tags: Iterable[tuple[str, str]], label: str) -> str:
    values = _values(tags, label)
    if len(values) != 1:
        raise ValueError(f"bag-info.txt has {len(values)} times {label}, not once")
    return values[0]


def _values(tags: Iterable[tuple[str, str]], label: str) -> list[str]:
    return [value for name, value in tags if name.lower() == label.lower()]
