"""DSpace's Simple Archive Format: the files that describe an item and its bitstreams (DSpace 7–9
documentation, *Importing and Exporting Items via Simple Archive Format*).

Every field is registered in DSpace as it is installed; another field would stop the import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from frus_pack.bag.tag_files import paths
from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH

CONTENTS = "contents"
DUBLIN_CORE = "dublin_core.xml"
DCMI_TERMS = "metadata_dcterms.xml"
DSPACE = "metadata_dspace.xml"

_RESERVED = frozenset((CONTENTS, DUBLIN_CORE, "collections", "handle", "relationships"))
_DESCRIPTIONS: Mapping[str, str] = {
    TEXT_PATH: "Reading text",
    TEI_PATH: "TEI P5 transcription",
    METADATA_PATH: "Description of the document",
    PAGE_IMAGES_PATH: "List of the pages and their images",
}

_LINE_BREAK = re.compile("[\r\n]")

Field = tuple[str, str | None]
"""A field of a schema, with its qualifier (``date.issued``), and its value."""


@dataclass(frozen=True, slots=True)
class Bitstream:
    """A file of an item: its path in the bag, its name in the item, the bundle it is in.

    `iiif` are the options by which DSpace makes a canvas of an image: label, place in the table
    of contents, width and height in pixels.
    """

    path: str
    name: str
    bundle: str
    description: str
    primary: bool = False
    iiif: tuple[tuple[str, str], ...] = ()


def files(record: Record, tag_files: Iterable[str]) -> dict[str, bytes]:
    """Return the files of an item that are not its bitstreams. Raises ValueError as
    `bitstreams`."""
    there = bitstreams(record, tag_files)
    written = {
        DUBLIN_CORE: _metadata("dc", _dublin_core(record, there)),
        DCMI_TERMS: _metadata("dcterms", _dcmi_terms(record)),
        DSPACE: _metadata("dspace", _switches(record)),
        CONTENTS: "".join(map(_line, there)).encode(),
    }
    return {name: content for name, content in written.items() if content}


def bitstreams(record: Record, tag_files: Iterable[str]) -> list[Bitstream]:
    """Return every file of the bag, with its bundle.

    ORIGINAL holds what people want to see, METADATA the description and the tag files.
    OtherContent holds an image of a page that has a better one to show.

    DSpace's viewer makes a canvas of each image, in the order of the bitstreams. It leaves out
    METADATA, OtherContent and a few bundles of its own. A second bundle that it looks into would
    become a heading in its table of contents.

    Raises ValueError for a name that DSpace cannot hold.
    """
    shown = _shown(record)
    order = {TEXT_PATH: -2, TEI_PATH: -1} | {path: place for place, path in enumerate(shown)}
    payload = sorted(
        (file.path for file in record.files), key=lambda path: (order.get(path, len(order)), path)
    )
    names = _names([*payload, *sorted(tag_files)])
    images, canvases = _images(record), _canvases(record)
    return [
        Bitstream(
            path,
            name,
            _bundle(path, hidden=path in images and path not in shown),
            images.get(path) or _DESCRIPTIONS.get(path) or f"{path} of the BagIt package",
            primary=path == TEXT_PATH,
            iiif=canvases.get(path, ()),
        )
        for path, name in names.items()
    ]


def _dublin_core(record: Record, there: Iterable[Bitstream]) -> Iterator[Field]:
    metadata, volume = record.metadata, record.metadata.volume
    rights = rights_of(metadata)
    yield "title", metadata.title
    yield from (("contributor.author", name.authority) for name in creators(metadata))
    yield from (("contributor.other", one) for one in contributors(metadata))
    yield "subject", metadata.subject
    yield "description.abstract", fields_in_words.summary(metadata)
    yield from (("description", text) for text in fields_in_words.statements(metadata))
    yield "description.provenance", _provenance(record, there)
    yield "publisher", volume.publisher
    if metadata.date:
        yield "date.created", "/".join(fields_in_words.bounds(metadata.date))
    yield "date.issued", volume.published
    yield "type", citation.kind(metadata) or "Text"
    yield "format.extent", fields_in_words.extent(metadata)
    yield "identifier.other", record.identifier
    yield "identifier.uri", record.address
    yield "identifier.citation", citation.document_in_volume(metadata)
    yield "relation.isbasedon", citation.paper(metadata.source)
    yield "language.iso", metadata.language
    yield "relation.ispartof", citation.volume_address(volume.id)
    yield "relation.ispartofseries", citation.volume_in_series(volume)
    yield from (
        ("relation.haspart", fields_in_words.attachment(one)) for one in metadata.attachments
    )
    yield "rights", rights.words
    yield "rights.uri", rights.uri


def _dcmi_terms(record: Record) -> Iterator[Field]:
    """Yield what DSpace's Dublin Core has no field for."""
    yield from (("references", address) for address in fields_in_words.references(record.metadata))


def _switches(record: Record) -> Iterator[Field]:
    """Yield what DSpace does with the item: it shows its images in a viewer, if it has any."""
    if _canvases(record):
        yield "iiif.enabled", "true"


def _provenance(record: Record, there: Iterable[Bitstream]) -> str:
    """Return where the item comes from, and its fixity in the words DSpace itself has for it."""
    names = {one.path: one.name for one in there}
    lines = [
        f"{names[file.path]}: {file.octets} bytes, checksum: {digest} ({algorithm})"
        for file in record.files
        for algorithm, digest in file.digests.items()
    ]
    made = f"BagIt package {record.name}, made by {record.agent} on {record.bagging_date}"
    return "\n".join((f"From the {made}. No. of files: {len(record.files)}", *lines))


def _metadata(schema: str, fields: Iterable[Field]) -> bytes | None:
    """Return the fields of one schema; None of none."""
    root = etree.Element("dublin_core", schema=schema)
    for field, value in fields:
        if value:
            element, _, qualifier = field.partition(".")
            one = etree.SubElement(root, "dcvalue", element=element, qualifier=qualifier or "none")
            one.text = value
    if not len(root):
        return None
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _line(one: Bitstream) -> str:
    """Return the bitstream's line in ``contents``."""
    description = " ".join(one.description.split())  # a tab or line break would end it
    parts = [one.name, f"bundle:{one.bundle}", f"description:{description}"]
    if one.primary:
        parts.append("primary:true")
    parts += (f"iiif-{option}:{value}" for option, value in one.iiif)
    return "\t".join(parts) + "\n"


def _images(record: Record) -> dict[str, str]:
    """Return the description of each embedded image by its path: every page, role and size."""
    shown: dict[tuple[str, str], list[str]] = {}
    for page, one in record.renditions():
        if one.bag_path:
            kind = f"{one.role} image, {one.media_type}, {one.width} × {one.height}"
            shown.setdefault((one.bag_path, kind), []).append(fields_in_words.page_name(page))
    return {path: ", ".join((*pages, kind)) for (path, kind), pages in shown.items()}


def _shown(record: Record) -> tuple[str, ...]:
    """Return the path of each page's image for the viewer, in the order of the pages: its access
    image, else its master."""
    found = (
        sorted((one for one in page.renditions if one.file), key=lambda one: one.role != "access")
        for page in record.pages
    )
    return tuple(dict.fromkeys(f"data/{images[0].file}" for images in found if images))


def _canvases(record: Record) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the IIIF options of each image that is shown: its page, title and size in pixels."""
    toc = " ".join(record.metadata.title.split()).replace("|||", " ")
    shown = _shown(record)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for page, one in record.renditions():
        if one.bag_path in shown and one.width and one.height:
            size = (("width", str(one.width)), ("height", str(one.height)))
            label = (("label", fields_in_words.page_name(page)), ("toc", toc))
            found.setdefault(one.bag_path, (*label, *size))
    return found


def _bundle(path: str, *, hidden: bool) -> str:
    if hidden:
        return "OtherContent"
    described = path in (METADATA_PATH, PAGE_IMAGES_PATH) or not path.startswith("data/")
    return "METADATA" if described else "ORIGINAL"


def _names(there: Iterable[str]) -> Mapping[str, str]:
    """Return the names of the bag's files in the item, which has no folders.

    A name is the last part of the path. Where that is taken, or DSpace's, it is the whole path
    with hyphens.
    """
    names: dict[str, str] = {}
    taken: set[str] = set(_RESERVED)
    for path in there:
        free = (
            one for one in (path.rpartition("/")[2], path.replace("/", "-")) if _is_free(one, taken)
        )
        name = next(free, None)
        if name is None:
            raise ValueError(f"{path} can have no name in an item")
        taken.add(paths.collision_key(name))
        names[path] = name
    return names


def _is_free(name: str, taken: set[str]) -> bool:
    # DSpace reads these as something else, or as several.
    theirs = name.startswith(("metadata_", "-r ")) or _LINE_BREAK.search(name)
    return not theirs and paths.unportable(name) is None and paths.collision_key(name) not in taken
