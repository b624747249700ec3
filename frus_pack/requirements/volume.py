"""What is asked of a whole volume before its documents are packed: the rows ``volume.…``.

An error keeps a document from being packed, or makes a package wrong.
"""

from __future__ import annotations

from frus_pack.requirements.requirement import Requirement, Severity

_SERIES = "FRUS, faults of volumes"
_ENCODING = "FRUS, encoding of volumes"


def _row(what: str, severity: Severity, clause: str, sentence: str) -> Requirement:
    return Requirement(f"volume.{what}", severity, clause, sentence)


IDENTITY = (
    _row(
        "identifier-missing",
        "warning",
        _ENCODING,
        "The root and the idno of the type frus give the volume's identifier.",
    ),
    _row("identifier-differs", "error", _ENCODING, "Both give the same."),
    _row("file-name-differs", "warning", _ENCODING, "The file is named after the volume."),
    _row("identifier-twice", "warning", "XML 1.0 §3.3.1", "No two elements have one xml:id."),
)

DOCUMENTS = (
    _row(
        "no-document",
        "error",
        _ENCODING,
        "A volume holds documents; one that is still being digitised has none yet.",
    ),
    _row(
        "document-unpackable",
        "error",
        "frus-pack, reading volumes",
        "Every document can be packed: its text was read, its images were not.",
    ),
    _row(
        "document-gap",
        "warning",
        f"{_SERIES} (2)",
        "No document number is left out, as where a document was taken for an attachment of the "
        "one before it.",
    ),
    _row("document-repeat", "warning", _SERIES, "No two documents have one number."),
    _row("document-order", "warning", _SERIES, "Document numbers rise."),
    _row(
        "document-renumbered",
        "warning",
        f"{_SERIES} (25)",
        "A document has the number that its identifier has: d13 is document 13.",
    ),
    _row(
        "document-head-differs",
        "warning",
        _SERIES,
        "The number printed in a heading is that of the div.",
    ),
    _row(
        "document-first",
        "information",
        _SERIES,
        "The first document is number 1, except where a volume goes on from another.",
    ),
    _row("document-without-page", "warning", _ENCODING, "A document stands on a page."),
)

PAGES = (
    _row("page-unnumbered", "warning", _ENCODING, "Every page has its printed number."),
    _row(
        "page-gap",
        "warning",
        f"{_SERIES} (144)",
        "No printed page number is left out.",
    ),
    _row("page-repeat", "warning", _SERIES, "No two pages have one printed number."),
    _row("page-order", "warning", _SERIES, "Printed page numbers rise, arabic and roman ones."),
    _row(
        "page-empty",
        "information",
        f"{_SERIES} (2)",
        "On every page stands a document, or something else to be read.",
    ),
    _row(
        "facs-missing",
        "warning",
        f"{_SERIES} (167)",
        "Every page has its scan number, where others have.",
    ),
    _row("facs-gap", "warning", f"{_SERIES} (167)", "No scan number is left out."),
    _row("facs-repeat", "warning", _SERIES, "No two pages have one scan number."),
    _row("facs-order", "warning", _SERIES, "Scan numbers rise."),
    _row(
        "facs-unusual",
        "information",
        f"{_SERIES} (101)",
        "A scan number is at most 200 greater than the printed number.",
    ),
    _row(
        "facsimile-differs",
        "warning",
        f"{_SERIES} (308)",
        "The scans that facsimile gives for a page bear its scan number.",
    ),
)

POINTERS = (
    _row("person-nowhere", "warning", _ENCODING, "A person named is in the list of persons."),
    _row("term-nowhere", "warning", _ENCODING, "A term used is in the list of terms."),
    _row(
        "reference-nowhere",
        "warning",
        _ENCODING,
        "What is referred to in the volume is there. References to other volumes are counted, not "
        "followed.",
    ),
)

DATES = (
    _row("date-impossible", "warning", "ISO 8601-1 §5", "A date is one of the calendar."),
    _row("date-order", "warning", _ENCODING, "The first moment of a date is not after its last."),
)

VOLUME = (*IDENTITY, *DOCUMENTS, *PAGES, *POINTERS, *DATES)
