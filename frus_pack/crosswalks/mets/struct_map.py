"""METS: the package by its folders, the document by its pages, and by its parts."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.mets.files import Files, key
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.xml_elements import METS, Content
from frus_pack.document import citation
from frus_pack.document.model import Note
from frus_pack.document.page import Page
from frus_pack.package.paths import TEI_PATH, TEXT_PATH
from frus_pack.sources.tei.xml_names import document_id, note_id, page_id

ADMINISTRATIVE = "amd-package"
DESCRIPTION = "dmd-1"


def folders(record: Record, files: Files) -> Content:
    """Return the ``structMap`` of the payload: folders and files, as Archivematica writes it.

    It comes first, because metsrw reads the first physical one alone.
    """
    tree: dict[str, list[Content]] = {"": []}
    for file in record.files:
        folder, _, name = file.path.removeprefix("data/").rpartition("/")
        pointer = METS("fptr", FILEID=files[file.path].id)
        tree.setdefault(folder, []).append(METS("div", pointer, TYPE="Item", LABEL=name))
    payload = METS(
        "div",
        *tree.pop(""),
        *(METS("div", *items, TYPE="Directory", LABEL=name) for name, items in tree.items()),
        TYPE="Directory",
        LABEL="data",
    )
    package = METS(
        "div",
        payload,
        TYPE="Directory",
        LABEL=record.name,
        DMDID=DESCRIPTION,
        ADMID=ADMINISTRATIVE,
    )
    return METS("structMap", package, TYPE="physical", LABEL="Files of the package")


def physical(record: Record, files: Files) -> Content:
    """Return the ``structMap`` by page.

    A page has its images, and its beginning and end in the TEI transcription.
    """
    begins = _page_ids(record)
    return METS(
        "structMap",
        METS(
            "div",
            *(
                METS("fptr", FILEID=files[path].id)
                for path in (TEXT_PATH, TEI_PATH)
                if path in files
            ),
            *(
                _page(record, files, page, begin, after)
                for page, begin, after in zip(
                    record.pages, begins, [*begins[1:], None], strict=False
                )
            ),
            TYPE="document",
            LABEL=record.metadata.title,
            DMDID=DESCRIPTION,
            ADMID=ADMINISTRATIVE,
        ),
        TYPE="physical",
        LABEL="Pages of the document",
    )


def logical(record: Record, files: Files) -> Content:
    """Return the ``structMap`` by part: volume, divisions, document, notes, attachments."""
    metadata, volume = record.metadata, record.metadata.volume
    part = METS(
        "div",
        _area(record, files, document_id(metadata.id)),
        *_parts(record, files),
        TYPE="document",
        ORDERLABEL=metadata.number,
        LABEL=metadata.title,
        DMDID=DESCRIPTION,
        CONTENTIDS=record.address,
    )
    for one in reversed(metadata.divisions):
        address = citation.address_in_volume(volume.id, one.id) if one.id else None
        part = METS("div", part, TYPE=one.type, LABEL=one.title, CONTENTIDS=address)
    whole = METS(
        "div",
        part,
        TYPE="volume",
        ORDERLABEL=volume.volume_number,
        LABEL=citation.volume_title(volume),
        CONTENTIDS=citation.volume_address(volume.id),
    )
    return METS("structMap", whole, TYPE="logical", LABEL="Parts of the volume")


def _page_ids(record: Record) -> list[str | None]:
    """Return what each page begins at in the TEI: the document or the page break; None where that
    has no identifier, as several pages have its number."""
    numbers = [page.page for page in record.pages]
    return [
        document_id(record.metadata.id)
        if page.sequence == 1
        else page_id(page.page)
        if numbers.count(page.page) == 1
        else None
        for page in record.pages
    ]


def _page(
    record: Record, files: Files, page: Page, begin: str | None, after: str | None
) -> Content:
    images = (files[key(one)] for one in page.renditions if key(one) in files)
    return METS.root(
        "div",
        {
            "TYPE": "page",
            "ORDER": str(page.sequence),
            "ORDERLABEL": fields_in_words.page_number(page),
            "LABEL": fields_in_words.page_name(page),
            "CONTENTIDS": page.url,
        },
        *(METS("fptr", FILEID=image.id) for image in images),
        _area(record, files, begin, after),
    )


def _area(record: Record, files: Files, begin: str | None, end: str | None = None) -> Content:
    """Return a pointer into the TEI; None where the TEI has no such anchor."""
    if TEI_PATH not in files or begin not in record.anchors:
        return None
    until = end if end in record.anchors else None
    area = METS("area", FILEID=files[TEI_PATH].id, BETYPE="IDREF", BEGIN=begin, END=until)
    return METS("fptr", area)


def _parts(record: Record, files: Files) -> Iterator[Content]:
    metadata = record.metadata
    yield from (_note(record, files, one) for one in metadata.notes)
    for attachment in metadata.attachments:
        yield METS("div", TYPE="attachment", LABEL=fields_in_words.attachment(attachment))
    for figure in metadata.figures:
        yield METS("div", TYPE="figure", LABEL=fields_in_words.figure(figure))
    for table in fields_in_words.titled(metadata.tables):
        yield METS("div", TYPE="table", LABEL=fields_in_words.table(table))


def _note(record: Record, files: Files, note: Note) -> Content:
    return METS.root(
        "div",
        {
            "TYPE": "source note" if note.type == "source" else "note",
            "ORDER": note.n,
            "ORDERLABEL": note.label or note.n,
        },
        _area(record, files, note_id(record.metadata.id, note.n)),
    )
