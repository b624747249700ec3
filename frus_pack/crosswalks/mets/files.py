"""METS: the files of the package, and the images that are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from lxml import etree

from frus_pack.crosswalks.file_formats import media_type_of
from frus_pack.crosswalks.premis.vocabulary import HASH_FUNCTIONS, file_id
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.xml_elements import METS, XLINK, Content
from frus_pack.document.page import Page, Rendition
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH

_USES = ("transcription", "master", "access", "description", "other")
_LAYOUT: Mapping[str, str] = {
    METADATA_PATH: "description",
    PAGE_IMAGES_PATH: "description",
    TEXT_PATH: "transcription",
    TEI_PATH: "transcription",
}
Files = Mapping[str, "ListedFile"]
"""Keys are paths in the bag; for an image that is not in it, its address, else its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file that the METS document lists.

    `group` joins the images of one scan. `href` is relative to the METS document, or is the
    address of an image elsewhere; with `is_in_archive` it is a path inside the packed bag.
    """

    id: str
    use: str
    group: str | None
    href: str | None
    name: str | None = None
    media_type: str | None
    octets: int | None
    checksum: str | None
    checksum_type: str | None
    administrative: str | None = None
    is_in_archive: bool = False


def listed(record: Record) -> Files:
    """Return every file of the payload, then every image that is only referenced."""
    images = {key(one): (page, one) for page, one in record.renditions() if one.status != "missing"}
    files = {file.path: _packaged(record, file, images.get(file.path)) for file in record.files}
    elsewhere = ((at, *image) for at, image in images.items() if at not in files)
    return files | {
        at: _elsewhere(number, page, one) for number, (at, page, one) in enumerate(elsewhere, 1)
    }


def key(image: Rendition) -> str:
    """Return the key of an image among the files."""
    return image.bag_path or image.url or image.name or ""


def file_section(files: Files) -> etree._Element:
    """Return the ``fileSec``, with one ``fileGrp`` for each use."""
    ordered = sorted(files.values(), key=lambda file: (*_USES, file.use).index(file.use))
    return METS.root(
        "fileSec",
        {},
        *(
            METS("fileGrp", *map(_file, group), USE=use)
            for use, group in groupby(ordered, key=lambda file: file.use)
        ),
    )


def _packaged(
    record: Record, file: PackagedFile, image: tuple[Page, Rendition] | None
) -> ListedFile:
    identifier = file_id(record, file)
    best = next((name for name in reversed(HASH_FUNCTIONS) if name in file.digests), None)
    return ListedFile(
        id=f"file-{identifier}",
        use=_LAYOUT.get(file.path) or (image[1].role if image else "other"),
        group=_scan(image[0]) if image else None,
        href=quote((record.base or "") + file.path),
        media_type=file.media_type,
        octets=file.octets,
        checksum=file.digests[best] if best else None,
        checksum_type=HASH_FUNCTIONS[best] if best else None,
        administrative=f"amd-{identifier}",
        is_in_archive=record.base is None,
    )


def _elsewhere(number: int, page: Page, image: Rendition) -> ListedFile:
    return ListedFile(
        id=f"image-{number}",
        use=image.role,
        group=_scan(page),
        href=image.url,
        name=image.name,
        media_type=image.media_type or media_type_of(image.url or image.name or ""),
        octets=image.octets,
        checksum=image.sha512,
        checksum_type="SHA-512" if image.sha512 else None,
    )


def _scan(page: Page) -> str:
    return page.facs or f"page-{page.sequence}"


def _file(file: ListedFile) -> Content:
    return METS.root(
        "file",
        {
            "ID": file.id,
            "GROUPID": file.group,
            "ADMID": file.administrative,
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
            "LOCTYPE": "OTHER" if file.is_in_archive else "URL",
            "OTHERLOCTYPE": "PATH-IN-PACKAGE" if file.is_in_archive else None,
            f"{{{XLINK.uri}}}type": "simple",
            f"{{{XLINK.uri}}}href": file.href,
        }
        yield METS.root("FLocat", attributes)
