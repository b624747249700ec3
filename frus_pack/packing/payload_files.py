"""Make the files of a payload but its images: both transcriptions, and the JSON files.

One transcription is the original byte for byte, and the other is derived from it. The JSON files
are checked before they are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from frus_pack.document import description_rules, schemas, strict_json
from frus_pack.document.model import Document, Metadata, Original
from frus_pack.document.model_json import format_indentation, format_json, to_json
from frus_pack.document.page import Page
from frus_pack.document.schemas import Fault, join_pointer
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError
from frus_pack.package.paths import (
    METADATA_PATH,
    MOST_TRANSCRIPTION_OCTETS,
    PAGE_IMAGES_PATH,
    TEI_PATH,
    TEXT_PATH,
)
from frus_pack.sources.tei.standalone_tei import render_tei, wrap_division
from frus_pack.sources.text.derived_text import render_derived_text


def made_transcriptions(document: Document) -> tuple[bytes, bytes]:
    """Return the reading text and the TEI.

    Raises SourceError if the description was made of another original, or if either transcription
    is too large to be checked.
    """
    original = document.metadata.original
    if original is None:
        raise SourceError(Problem(document.origin, "does not say which file is the original"))
    _refuse_another(document, original)
    if original.form == "reading-text":
        found = (document.original, render_tei(document.metadata, document.transcription))
    else:
        found = (render_derived_text(document.transcription).encode(), _given_tei(document))
    for name, content in zip((TEXT_PATH, TEI_PATH), found, strict=True):
        if len(content) > MOST_TRANSCRIPTION_OCTETS:
            message = f"makes a {name} of {len(content)} bytes"
            advice = f"at most {MOST_TRANSCRIPTION_OCTETS}"
            raise SourceError(Problem(document.origin, message, advice=advice))
    return found


def _refuse_another(document: Document, original: Original) -> None:
    """Raise SourceError if the description names another original.

    Of a document cut out of a volume, the original is the slice and not the file.
    """
    part = original.slice
    expected, place = (original.sha512, "sha512") if part is None else (part.sha512, "slice/sha512")
    if hashlib.sha512(document.original).hexdigest() != expected:
        message = "is not the file its description has"
        raise SourceError(Problem(document.origin, message, f"/original/{place}"))


def _given_tei(document: Document) -> bytes:
    if document.surroundings is None:
        return document.original
    metadata = document.metadata
    text = document.transcription
    begins_on = text.begins_on(text.page_before_marks(metadata.pages))
    return wrap_division(document.original, metadata, document.surroundings, begins_on)


_TOO_DEEP = format_indentation(strict_json.MOST_LEVELS)


class MadeJson(NamedTuple):
    """A JSON file of a package: what it says, and its bytes."""

    data: dict[str, Any]
    content: bytes


def made_description(metadata: Metadata, transcription: Transcription, origin: str) -> MadeJson:
    """Return metadata.json.

    Raises SourceError, with every fault, if the description does not follow its schema, or
    contradicts the text or itself. `origin` names the document for people.
    """
    data = _description_data(metadata)
    _refuse(description_rules.faults(data, transcription), origin, "")
    return _made(data, METADATA_PATH, origin)


def made_description_as_read(document: Document) -> MadeJson:
    """Return the same of a document whose reader described it by its text, so that both agree."""
    data = _description_data(document.metadata)
    _refuse(description_rules.faults_by_itself(data), document.origin, "")
    return _made(data, METADATA_PATH, document.origin)


def _description_data(metadata: Metadata) -> dict[str, Any]:
    return {"schema": schemas.identifier(schemas.DOCUMENT), **to_json(metadata)}


def made_page_images(pages: tuple[Page, ...], origin: str) -> MadeJson:
    """Return page-images.json. Raises SourceError if it does not follow its schema."""
    data = {
        "schema": schemas.identifier(schemas.PAGE_IMAGES),
        "pages": [to_json(page) for page in pages],
    }
    _refuse(schemas.faults(schemas.PAGE_IMAGES, data), origin, "page images ")
    return _made(data, PAGE_IMAGES_PATH, origin)


def problem_of(origin: str, fault: Fault, where: str = "") -> Problem:
    """Return a fault of a JSON file as a problem of the document that it is made of."""
    return Problem(origin, fault.message, f"{where}{join_pointer(fault.pointer)}", fault.expected)


def _refuse(faults: Iterable[Fault], origin: str, where: str) -> None:
    problems = [problem_of(origin, one, where) for one in faults]
    if problems:
        raise SourceError(*problems)


def _made(data: dict[str, Any], name: str, origin: str) -> MadeJson:
    """Return the file. Raises SourceError if it is larger than can be checked."""
    content = format_json(data)
    # Each value has a line of its own, so that few lines are few values in any list.
    is_small = content.count(b"\n") < strict_json.LONGEST_LIST and _TOO_DEEP not in content
    excess = None if is_small else strict_json.excess(data)
    if excess is None and len(content) > strict_json.MOST_OCTETS:
        excess = f"has {len(content)} bytes", strict_json.MOST_OCTETS
    if excess:
        message, limit = excess
        raise SourceError(
            Problem(origin, f"makes a {name} that {message}", advice=f"at most {limit}")
        )
    return MadeJson(data, content)
