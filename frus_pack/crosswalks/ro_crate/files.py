"""RO-Crate: the files of the payload, and the images published elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.file_formats import FileFormat, formats_of, media_type_of
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.ro_crate.entities import Entity, entity, link
from frus_pack.document.page import Page, Rendition
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH

_PRONOM = "https://www.nationalarchives.gov.uk/PRONOM"
_HASHES = "https://w3id.org/ro/terms/workflow-run"
_DIGESTS = ("md5", "sha1", "sha256", "sha512")
"""The digests that have a property. A file's other digests are in the bag's manifests."""
_DEFINED = "sha256"
"""The digest that RO-Crate's own context defines. Workflow Run RO-Crate defines all."""
_NAMES: Mapping[str, str] = {
    METADATA_PATH: "Description",
    PAGE_IMAGES_PATH: "List of page images",
    TEXT_PATH: "Transcription, reading text",
    TEI_PATH: "Transcription, TEI P5",
}
_ROLES = {"master": "the best there is, for preservation", "access": "for reading"}


def file_ids(record: Record) -> list[str]:
    """Return the ``@id`` of every file, in order."""
    return [path_id(file.path) for file in record.files] + list(_elsewhere(record))


def path_id(path: str) -> str:
    """Return the ``@id`` of a path in the bag, relative to the crate's root."""
    return quote(path)


def hash_terms(record: Record) -> Mapping[str, str]:
    """Return what the context needs besides: the digests that RO-Crate does not define."""
    algorithms = {name for file in record.files for name in file.digests}
    if any(one.sha512 for _, one in _elsewhere(record).values()):
        algorithms.add("sha512")
    further = (name for name in _DIGESTS if name in algorithms and name != _DEFINED)
    return {name: f"{_HASHES}#{name}" for name in further}


def file_entities(record: Record) -> Iterator[Entity]:
    """Yield the files, the images that are only referenced, and the formats of both."""
    shown = {one.bag_path: (page, one) for page, one in record.renditions()}
    for file in record.files:
        yield _packaged(record, file, shown.get(file.path))
    for address, (page, image) in _elsewhere(record).items():
        yield _referenced(address, page, image)
    known = {one.puid: one for file in record.files for one in _one_format(file.formats)}
    for _, image in _elsewhere(record).values():
        known |= {one.puid: one for one in _one_format(formats_of(image.media_type))}
    for puid, one in known.items():
        name = f"{one.name} {one.version}" if one.version else one.name
        yield entity(f"{_PRONOM}/{puid}", "WebPage", name=name)


def _elsewhere(record: Record) -> dict[str, tuple[Page, Rendition]]:
    """Return the images that are published and not in the package, by their addresses."""
    return {
        one.url: (page, one)
        for page, one in record.renditions()
        if one.status == "referenced" and one.url
    }


def _packaged(record: Record, file: PackagedFile, image: tuple[Page, Rendition] | None) -> Entity:
    digests: dict[str, object] = {name: file.digests.get(name) for name in _DIGESTS}
    return entity(
        path_id(file.path),
        ["File", "ImageObject"] if image else "File",
        name=_image_name(*image) if image else _NAMES.get(file.path, file.path),
        description=_image_role(image[1]) if image else _role(record, file.path),
        encodingFormat=_encoding(file.media_type, file.formats),
        contentSize=str(file.octets),
        **digests,
        **(_pixels(image[1]) if image else {}),
    )


def _referenced(address: str, page: Page, image: Rendition) -> Entity:
    return entity(
        address,
        ["File", "ImageObject"],
        name=_image_name(page, image),
        description=_image_role(image),
        encodingFormat=_encoding(image.media_type, formats_of(image.media_type))
        or media_type_of(address),
        contentSize=str(image.octets) if image.octets is not None else None,
        sha512=image.sha512,
        **_pixels(image),
    )


def _image_name(page: Page, image: Rendition) -> str:
    scan = f", scan {page.facs}" if page.facs and fields_in_words.page_number(page) else ""
    return f"{fields_in_words.page_name(page)}{scan} ({image.role})"


def _image_role(image: Rendition) -> str:
    return f"Image of a printed page: {_ROLES.get(image.role, image.role)}"


def _role(record: Record, path: str) -> str | None:
    """Return what a file is in the package."""
    original = record.metadata.original
    if path in (TEXT_PATH, TEI_PATH) and original:
        given, derived = (
            (TEXT_PATH, TEI_PATH) if original.form == "reading-text" else (TEI_PATH, TEXT_PATH)
        )
        if path == derived:
            return f"The text of the document, derived from {given}"
        return f"The text of the document, the original, from {original.file}"
    roles: Mapping[str, str] = {
        METADATA_PATH: "What the document is, field by field",
        PAGE_IMAGES_PATH: "The printed pages in order, and the images of each",
    }
    return roles.get(path)


def _pixels(image: Rendition) -> dict[str, object]:
    return {"width": image.width, "height": image.height}


def _encoding(media_type: str | None, formats: tuple[FileFormat, ...]) -> object:
    known = [link(f"{_PRONOM}/{one.puid}") for one in _one_format(formats)]
    return [media_type, *known] if known else media_type


def _one_format(formats: tuple[FileFormat, ...]) -> tuple[FileFormat, ...]:
    """Return the format of a file, where only one is possible."""
    return formats if len(formats) == 1 else ()
