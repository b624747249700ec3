"""What is asked of the two transcriptions: the rows ``transcription.…`` of the table."""

from __future__ import annotations

from frus_pack.requirements.requirement import Requirement, Severity

_FAMILY = "transcription"
_LAYOUT = "frus-pack, layout of a package"
_TEXT = "frus-pack, the reading text"
_DERIVED = "frus-pack, the derived transcription"
_SCHEMA = "document.schema.json"


def _row(what: str, clause: str, sentence: str, severity: Severity = "error") -> Requirement:
    return Requirement(f"{_FAMILY}.{what}", severity, clause, sentence, _FAMILY)


FILES = (
    _row("missing", _LAYOUT, "A package has data/transcription.txt and data/transcription.xml."),
    _row("unreadable", _LAYOUT, "Both can be read; one that cannot was not checked."),
    _row(
        "too-large",
        "frus-pack, limits",
        "A transcription has at most 4 MiB; beyond that it was not checked.",
    ),
    _row(
        "original-altered",
        f"{_SCHEMA}, original",
        "The original transcription, or the document in it that was cut out of a volume, has the "
        "length and SHA-512 that metadata.json gives.",
    ),
)

TEXT = (
    _row("encoding", _TEXT, "transcription.txt is in UTF-8."),
    _row(
        "character-forbidden",
        "XML 1.0 §2.2",
        "transcription.txt has no character that XML cannot hold.",
    ),
    _row("heading-missing", _TEXT, "The text begins with the document's heading."),
    _row("note-unanchored", _TEXT, "Every note listed has its number in the text."),
    _row("note-unlisted", _TEXT, "Every note number in the text has its note in the list."),
    _row("note-order", _TEXT, "Notes are listed and anchored in order: 1, 2, 3."),
    _row("note-twice", _TEXT, "No note is listed or anchored twice."),
    _row("note-empty", _TEXT, "Every note listed has a text."),
    _row("page-order", _TEXT, "The pages marked rise, and none begins twice.", "warning"),
)

TEI = (
    _row("xml-malformed", "XML 1.0 §2.1", "transcription.xml is well-formed."),
    _row(
        "document-type",
        _LAYOUT,
        "transcription.xml has no document type declaration, so no entity and no other file.",
    ),
    _row("tei-unreadable", "TEI P5", "transcription.xml holds one document, in TEI known here."),
    _row(
        "header-differs",
        _LAYOUT,
        "What transcription.xml is said to be (identifier, number, title) is what metadata.json "
        "has.",
    ),
    _row(
        "surroundings-differ",
        _LAYOUT,
        "Around a document that was cut out of a volume is nothing but what makes it stand alone.",
    ),
    _row(
        "pointer-unlisted",
        "TEI P5, teidata.pointer",
        "Persons and terms that the document points to are in the lists that came with it.",
        "warning",
    ),
    _row(
        "facs-differs",
        f"{_SCHEMA}, facs",
        "The page breaks of transcription.xml have the scan numbers that metadata.json gives.",
    ),
)

BOTH = (
    _row(
        "metadata-differs",
        _SCHEMA,
        "Number, title, pages, notes, source note and withheld passages in metadata.json are those "
        "of the text.",
    ),
    _row(
        "not-compared",
        _SCHEMA,
        "metadata.json can be read; else the text was not held against it.",
        "warning",
    ),
    _row("pages-differ", _DERIVED, "The derived transcription has the pages of the original."),
    _row("not-derivable", _DERIVED, "The derived transcription says what the original says."),
    _row(
        "markup-differs",
        _DERIVED,
        "Markup and header of transcription.xml are those that are derived here; one of another "
        "version of frus-pack may have others, which are not known from the original.",
        "warning",
    ),
    _row(
        "derived-otherwise",
        _DERIVED,
        "The derived transcription is byte for byte what this version of frus-pack derives; one "
        "of another version may be written otherwise and say the same.",
        "information",
    ),
)

TRANSCRIPTION = (*FILES, *TEXT, *TEI, *BOTH)
