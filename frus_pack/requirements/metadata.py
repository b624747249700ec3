"""What is asked of the description of a document: the rows ``metadata.…`` of the table."""

from __future__ import annotations

from frus_pack.requirements.json import json_rows
from frus_pack.requirements.requirement import Requirement, Severity

_FAMILY = "metadata"
_SCHEMA = "document.schema.json"
_LAYOUT = "frus-pack, layout of a package"


def _row(what: str, severity: Severity, clause: str, sentence: str) -> Requirement:
    return Requirement(f"{_FAMILY}.{what}", severity, clause, sentence, _FAMILY)


METADATA = (
    *json_rows(_FAMILY, "metadata.json", _SCHEMA),
    _row(
        "external-identifier",
        "error",
        _LAYOUT,
        "External-Identifier in bag-info.txt is the volume's and the document's identifier.",
    ),
    _row(
        "bag-group-identifier",
        "error",
        _LAYOUT,
        "Bag-Group-Identifier in bag-info.txt is the volume's identifier.",
    ),
    _row(
        "bag-name",
        "warning",
        _LAYOUT,
        "The bag, and the archive it is in, is named VOLUME-DOCUMENT.",
    ),
    _row(
        "date-impossible", "error", "ISO 8601-1 §5", "A date is a day there is, at a time there is."
    ),
    _row(
        "date-order",
        "error",
        f"{_SCHEMA}, dateRange",
        "The earliest a document can have been written is not after the latest.",
    ),
    _row(
        "page-unlisted",
        "error",
        f"{_SCHEMA}, pages",
        "The page of a note, of a withheld passage and of a scan number is one of the pages.",
    ),
    _row(
        "note-unlisted",
        "error",
        f"{_SCHEMA}, withheld",
        "The note that a withheld passage stands in is one of the notes.",
    ),
    _row(
        "identifier-twice",
        "error",
        f"{_SCHEMA}, listed",
        "No two persons have the same identifier, and no two terms.",
    ),
    _row(
        "reference-to-itself",
        "warning",
        f"{_SCHEMA}, references",
        "A document refers to others, not to itself.",
    ),
    _row(
        "reference-to-other-volume",
        "warning",
        f"{_SCHEMA}, references",
        "What is referred to by its number alone, “Document 13”, is in the same volume.",
    ),
)
