"""What is asked of the pages and their images: the rows ``page-images.…`` of the table."""

from __future__ import annotations

from frus_pack.requirements.json import json_rows
from frus_pack.requirements.requirement import Requirement, Severity

_FAMILY = "page-images"
_SCHEMA = "page-images.schema.json"
_LAYOUT = "frus-pack, layout of a package"
_FORMAT = "the image's format"
_SERIES = "FRUS, faults of page images"


def _row(what: str, severity: Severity, clause: str, sentence: str) -> Requirement:
    return Requirement(f"{_FAMILY}.{what}", severity, clause, sentence, _FAMILY)


PAGES = (
    _row(
        "not-compared",
        "warning",
        f"{_SCHEMA}, pages",
        "metadata.json can be read; else the pages were not held against it.",
    ),
    _row(
        "pages-differ",
        "error",
        f"{_SCHEMA}, pages",
        "There is an entry for each page that metadata.json has, in order.",
    ),
    _row(
        "sequence-wrong", "error", f"{_SCHEMA}, sequence", "Pages are numbered 1, 2, 3, in order."
    ),
    _row(
        "facs-differs",
        "error",
        f"{_SCHEMA}, facs",
        "A page has the scan number that metadata.json gives it.",
    ),
    _row("image-missing", "warning", f"{_SCHEMA}, status", "There is an image of every page."),
)

FILES = (
    _row("file-missing", "error", f"{_SCHEMA}, file", "An embedded image is in the package."),
    _row(
        "file-unlisted",
        "error",
        _LAYOUT,
        "Every file below data/page-images/ is listed as an image of a page.",
    ),
    _row(
        "name-differs",
        "warning",
        _SERIES,
        "An image has the name of its page's scan number, or p and the printed number.",
    ),
)

CONTENT = (
    _row(
        "undecodable",
        "error",
        _FORMAT,
        "An embedded image is a whole PNG, TIFF, JPEG or JPEG 2000 file, named as one.",
    ),
    _row(
        "not-checked",
        "warning",
        "frus-pack, limits",
        "Every embedded image could be looked into: it can be read, and has at most 256 MiB where "
        "it is in an archive.",
    ),
    _row(
        "record-differs",
        "error",
        f"{_SCHEMA}, rendition",
        "Format, width, height, mode, bits, resolution, frames and bytes are as recorded.",
    ),
    _row(
        "digest-differs",
        "error",
        f"{_SCHEMA}, sha512",
        "The SHA-512 recorded is the one in the manifest, or the file's where there is none.",
    ),
    _row("one-colour", "information", _SERIES, "An image shows something: it has several colours."),
    _row("dark", "information", _SERIES, "An image is light enough to be read."),
    _row("blank", "information", _SERIES, "There is something on the page an image shows."),
)

SEQUENCE = (
    _row(
        "sequence-gap",
        "warning",
        f"{_SERIES} (167)",
        "Scan numbers rise by one from page to page: none is left out.",
    ),
    _row(
        "sequence-offset",
        "warning",
        f"{_SERIES} (143, 144)",
        "Scan numbers and printed numbers rise alike; where they do not, later images may stand "
        "under the wrong pages.",
    ),
    _row("sequence-repeat", "warning", _SERIES, "No two pages in a row have the same scan number."),
    _row("sequence-falls", "warning", _SERIES, "Scan numbers do not go back."),
    _row("page-order", "warning", _SERIES, "Printed numbers rise, arabic and roman ones alike."),
    _row(
        "offset-unusual",
        "information",
        f"{_SERIES} (101)",
        "A scan number is at most 200 greater than the printed number.",
    ),
)

COMPARISON = (
    _row("image-twice", "warning", _SERIES, "Different scans have different images."),
    _row(
        "size-unusual",
        "warning",
        f"{_SERIES} (268, 308)",
        "An image has about the size of the document's others of its kind.",
    ),
)

PAGE_IMAGES = (
    *json_rows(_FAMILY, "page-images.json", _SCHEMA),
    *PAGES,
    *FILES,
    *CONTENT,
    *SEQUENCE,
    *COMPARISON,
)
