"""Islandora Workbench: a CSV row for each document, and one for each embedded page image."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.people import Name, with_roles
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import Rights, rights_of
from frus_pack.crosswalks.vocabularies import language_of
from frus_pack.document import citation
from frus_pack.document.model import Metadata
from frus_pack.document.page import Page, Rendition
from frus_pack.package.paths import TEXT_PATH

COLUMNS = (
    "id",
    "parent_id",
    "field_member_of",
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
_LONGEST_TERM = 255
"""Characters of a term in Drupal; Workbench counts its vocabulary, too."""
_LONGEST_TEXT = 255
"""Characters of a statement on rights in Drupal."""
_BETWEEN = "|"
"""Workbench splits every value here. A bar in a text is written broken, so that it stays whole."""


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """Yield the document's row and the rows of its pages, in the order of `COLUMNS`.

    `field_member_of` is for the collection that the works go into, and empty here. Workbench wants
    the column where there is a `parent_id`. Paths of files are relative to the deposit, which is
    Workbench's ``input_dir``.
    """
    pages = [
        (page, min(embedded, key=lambda one: one.role != "master"))
        for page in record.pages
        if (embedded := [one for one in page.renditions if one.file])
    ]
    yield from chain((_document(record, bool(pages)),), (_page(record, *one) for one in pages))


def _document(record: Record, has_pages: bool) -> tuple[str, ...]:
    metadata = record.metadata
    language = language_of(metadata.language)
    subject = _subject(metadata.subject) if metadata.subject else ""
    cells = (
        record.name,
        "",
        "",
        "",
        _title(metadata.title),
        _whole(metadata.title),
        "Paged Content" if has_pages else "Digital Document",
        "Text",
        "/".join(day[:10] for day in fields_in_words.bounds(metadata.date))
        if metadata.date
        else "",
        _BETWEEN.join(_linked(metadata)),
        _description(metadata),
        subject if _is_term(subject) else "",
        citation.kind(metadata),
        language.name if language else metadata.language,
        _rights(rights_of(metadata)),
        record.identifier,
        fields_in_words.page_count(metadata),
        _path(record, TEXT_PATH),
    )
    return tuple(cell or "" for cell in cells)


def _page(record: Record, page: Page, image: Rendition) -> tuple[str, ...]:
    title = fields_in_words.page_title(record.metadata, (page,))
    filled = {
        "id": f"{record.name}-{page.sequence}",
        "parent_id": record.name,
        "field_weight": str(page.sequence),
        "title": _title(title),
        "field_full_title": _whole(title),
        "field_model": "Page",
        "field_resource_type": "Still Image",
        "file": _path(record, f"data/{image.file}"),
    }
    return tuple(filled.get(column, "") for column in COLUMNS)


def _title(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[: _LONGEST_TITLE - 1]}…"


def _whole(text: str) -> str:
    return text.replace(_BETWEEN, "¦")


def _description(metadata: Metadata) -> str:
    """Return the description, with what has no field or does not fit it.

    Where no note gives the source, these are the paper's place, names, rights and a subject.
    """
    unfit = [
        f"{name.authority} ({', '.join(role.words for role in roles)})"
        for name, roles in with_roles(metadata)
        if not _is_term(_agent(name))
    ]
    paper = citation.paper(metadata.source)
    if paper and not (metadata.source and metadata.source.note):
        unfit.insert(0, f"Source: {paper}")
    if len(metadata.rights) > _LONGEST_TEXT:
        unfit.append(f"Rights: {metadata.rights}")
    if metadata.subject and not _is_term(_subject(metadata.subject)):
        unfit.append(f"Subject: {metadata.subject}")
    return _whole("\n".join((*fields_in_words.descriptions(metadata), *unfit)))


def _linked(metadata: Metadata) -> Iterator[str]:
    for name, roles in with_roles(metadata):
        if _is_term(agent := _agent(name)):
            yield from dict.fromkeys(f"relators:{role.code}:{agent}" for role in roles)


def _rights(rights: Rights) -> str:
    """Return the URI and the words, as far as Drupal has room for them."""
    fitting = (one for one in (rights.uri, _whole(rights.words)) if one)
    return _BETWEEN.join(one for one in fitting if len(one) <= _LONGEST_TEXT)


def _agent(name: Name) -> str:
    return f"{'person' if name.is_person else 'corporate_body'}:{name.authority}"


def _subject(text: str) -> str:
    return f"subject:{text}"


def _is_term(term: str) -> bool:
    return len(term) <= _LONGEST_TERM and _BETWEEN not in term


def _path(record: Record, path: str) -> str:
    return f"{record.metadata.volume.id}/{record.name}/{path}"
