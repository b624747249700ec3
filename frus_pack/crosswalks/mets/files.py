"""METS: the files, those in the package and the images that lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from lxml import etree

from frus_pack.crosswalks.elements import Content
from frus_pack.crosswalks.namespaces import METS, XLINK
from frus_pack.crosswalks.premis.words import HASH_FUNCTIONS
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.document.page import Page, Rendition
from frus_pack.package.package import METADATA, PAGE_IMAGES, TEI, TEXT

_USES = ("transcription", "master", "access", "description", "other")
_LAYOUT = {
    METADATA: "description",
    PAGE_IMAGES: "description",
    TEXT: "transcription",
    TEI: "transcription",
}
_FROM_HERE = "../"
"""From the folder of the tag file metadata/mets.xml to the bag's base directory."""

Files = Mapping[str, "ListedFile"]
"""By path in the bag, or by address (or name, where it has none) of an image that is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file that the document lists: what it is for, the scan it shows, and what is known."""

    id: str
    use: str
    group: str | None
    href: str | None
    name: str | None = None
    media_type: str | None
    octets: int | None
    checksum: str | None
    checksum_type: str | None
    technical: str | None = None


def listed(record: Record) -> Files:
    """Every file of the payload, then every image that is only referenced."""
    images = {key(one): (page, one) for page, one in record.renditions() if one.status != "missing"}
    files = {
        file.path: _packaged(number, file, images.get(file.path))
        for number, file in enumerate(record.files, 1)
    }
    elsewhere = ((at, *image) for at, image in images.items() if at not in files)
    return files | {
        at: _elsewhere(number, page, one) for number, (at, page, one) in enumerate(elsewhere, 1)
    }


def key(image: Rendition) -> str:
    """What an image is found by among the files."""
    return f"data/{image.file}" if image.file else image.url or image.name or ""


def file_section(files: Files) -> etree._Element:
    """The ``fileSec``: a ``fileGrp`` a use."""
    ordered = sorted(files.values(), key=lambda file: (*_USES, file.use).index(file.use))
    return METS.root(
        "fileSec",
        {},
        *(
            METS("fileGrp", *map(_file, group), USE=use)
            for use, group in groupby(ordered, key=lambda file: file.use)
        ),
    )


def _packaged(number: int, file: PackagedFile, image: tuple[Page, Rendition] | None) -> ListedFile:
    best = next((name for name in reversed(HASH_FUNCTIONS) if name in file.digests), None)
    return ListedFile(
        id=f"file-{number}",
        use=_LAYOUT.get(file.path) or (image[1].role if image else "other"),
        group=_scan(image[0]) if image else None,
        href=_FROM_HERE + quote(file.path),
        media_type=file.media_type,
        octets=file.octets,
        checksum=file.digests[best] if best else None,
        checksum_type=HASH_FUNCTIONS[best] if best else None,
        technical=f"tech-{number}",
    )


def _elsewhere(number: int, page: Page, image: Rendition) -> ListedFile:
    return ListedFile(
        id=f"image-{number}",
        use=image.role,
        group=_scan(page),
        href=image.url,
        name=image.name,
        media_type=image.media_type,
        octets=image.octets,
        checksum=image.sha512,
        checksum_type="SHA-512" if image.sha512 else None,
    )


def _scan(page: Page) -> str:
    return page.facs or page.page


def _file(file: ListedFile) -> Content:
    return METS.root(
        "file",
        {
            "ID": file.id,
            "GROUPID": file.group,
            "ADMID": file.technical,
            "OWNERID": file.name,
            "MIMETYPE": file.media_type,
            "SIZE": None if file.octets is None else str(file.octets),
            "CHECKSUM": file.checksum,
            "CHECKSUMTYPE": file.checksum_type,
        },
        *_location(file),
    )


def _location(file: ListedFile) -> Iterator[Content]:
    if file.href:
        attributes = {
            "LOCTYPE": "URL",
            f"{{{XLINK.uri}}}type": "simple",
            f"{{{XLINK.uri}}}href": file.href,
        }
        yield METS.root("FLocat", attributes)
