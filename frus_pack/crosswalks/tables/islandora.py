"""Islandora Workbench: a CSV row for each document, and one for each embedded page image."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from frus_pack.crosswalks import described
from frus_pack.crosswalks.people import Name, Role, involved
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation
from frus_pack.document.page import Page, Rendition
from frus_pack.package.paths import TEXT_PATH

COLUMNS = (
    "id",
    "parent_id",
    "field_weight",
    "title",
    "field_full_title",
    "field_model",
    "field_resource_type",
    "field_edtf_date_created",
    "field_linked_agent",
    "field_description",
    "field_subject_general",
    "field_genre",
    "field_language",
    "field_rights",
    "field_local_identifier",
    "field_extent",
    "file",
)
_LONGEST_TITLE = 255
"""Characters of a title in Drupal. `field_full_title` has all of it."""
_BETWEEN = "|"


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield the document's row and the rows of its pages, in the order of `COLUMNS`.

    Paths of files are relative to the deposit, which is Workbench's ``input_dir``.
    """
    pages = [
        (page, one)
        for page in record.pages
        for one in sorted(page.renditions, key=lambda one: one.role != "master")[:1]
        if one.file
    ]
    yield from chain((_document(record, bool(pages)),), (_page(record, *one) for one in pages))


def _document(record: Record, has_pages: bool) -> tuple[str, ...]:
    metadata = record.metadata
    rights = rights_of(metadata)
    pages = len(metadata.pages)
    cells = (
        record.name,
        "",
        "",
        _title(metadata.title),
        metadata.title,
        "Paged Content" if has_pages else "Digital Document",
        "Text",
        "/".join(day[:10] for day in described.bounds(metadata.date)) if metadata.date else "",
        _BETWEEN.join(_agent(name, role) for name, role in involved(metadata)),
        "\n".join(described.statements(metadata)),
        metadata.subject,
        citation.kind(metadata),
        metadata.language,
        rights.uri or rights.words,
        record.identifier,
        f"{pages} page{'s' if pages > 1 else ''}" if pages else "",
        _path(record, TEXT_PATH),
    )
    return tuple(cell or "" for cell in cells)


def _page(record: Record, page: Page, image: Rendition) -> tuple[str, ...]:
    title = f"{record.metadata.title}, page {page.page}"
    filled = {
        "id": f"{record.name}-{page.sequence}",
        "parent_id": record.name,
        "field_weight": str(page.sequence),
        "title": _title(title),
        "field_full_title": title,
        "field_model": "Page",
        "field_resource_type": "Still Image",
        "file": _path(record, f"data/{image.file}"),
    }
    return tuple(filled.get(column, "") for column in COLUMNS)


def _title(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[: _LONGEST_TITLE - 1]}…"


def _agent(name: Name, role: Role) -> str:
    kind = "person" if name.is_person else "corporate_body"
    return f"relators:{role.code}:{kind}:{name.authority}"


def _path(record: Record, path: str) -> str:
    return f"{record.metadata.volume.id}/{record.name}/{path}"
