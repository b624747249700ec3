"""The JSON files of a package, checked before they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from frus_pack.document import description_rules, schemas, strict_json
from frus_pack.document.model import Document, Metadata
from frus_pack.document.model_json import format_indentation, format_json, to_json
from frus_pack.document.page import Page
from frus_pack.document.schemas import Fault, join_pointer
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH

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
