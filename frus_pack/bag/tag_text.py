"""The text of a tag file (RFC 8493 §2.3): its encoding, its lines, and what is wrong with them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Literal

FaultCode = Literal[
    "declaration-bom",
    "declaration-malformed",
    "version-unsupported",
    "encoding-unknown",
    "tag-file-bom",
    "tag-file-undecodable",
    "manifest-malformed",
    "manifest-digest-malformed",
    "manifest-duplicate",
    "manifest-conflict",
    "bag-info-malformed",
    "bag-info-blank-line",
    "fetch-malformed",
    "fetch-duplicate",
    "path-percent-unencoded",
    "path-dot-slash",
    "older-syntax",
    "last-line-unterminated",
]
"""What can be wrong with a line; the table of requirements has each as ``bag.`` and the code."""

Version = tuple[int, int]
"""Major and minor number of a BagIt version: ``(0, 97)``, ``(1, 0)``."""

LATEST: Version = (1, 0)
BOM = "\ufeff"

# Text encodings of Python's own that no registry of character sets knows.
_PYTHON_ONLY = frozenset(
    ("idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-8-sig")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One place of a tag file that is not as the standard has it.

    `line` counts from 1; 0 means the file as a whole. `found` is what stands there.
    """

    code: FaultCode
    line: int
    message: str
    found: str | None = None


@dataclass(frozen=True, slots=True)
class TagText:
    """The lines of a tag file without their ends, and the faults of the text as a whole."""

    lines: tuple[str, ...]
    faults: tuple[Fault, ...]


def is_known_encoding(name: str) -> bool:
    """Whether tag files in the character encoding `name` can be read here."""
    try:
        codec = codecs.lookup(name)
        b"\n".decode(name, "ignore")  # refuses codecs that are no character encodings (hex, zip)
    except (LookupError, ValueError):
        return False
    return codec.name not in _PYTHON_ONLY


def read_text(data: bytes, encoding: str, version: Version) -> TagText:
    """Decode a tag file and split it into lines at LF, CR and CRLF, and nowhere else.

    `encoding` must be known. What cannot be decoded is a fault, and the text goes on with
    replacement characters, so that the rest of the file is still checked.
    """
    faults: list[Fault] = []
    try:
        text = data.decode(encoding)
    except ValueError as error:
        text = data.decode(encoding, "replace")
        faults.append(_undecodable(data, encoding, error))
    if text.startswith(BOM):
        text = text[1:]
        faults.append(_byte_order_mark(encoding, version))
    lines, terminated = split_lines(text)
    if not terminated:
        message = "the last line does not end in LF, CR or CRLF"
        faults.append(Fault("last-line-unterminated", len(lines), message))
    return TagText(tuple(lines), tuple(faults))


def split_lines(text: str) -> tuple[list[str], bool]:
    """The lines of `text` without their ends, and whether the last one had an end."""
    # str.splitlines would also split at form feeds, U+0085, U+2028, …, which RFC 8493 §2.3
    # does not list and names of files do contain.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    terminated = lines[-1] == ""
    return (lines[:-1] if terminated else lines), terminated


def _undecodable(data: bytes, encoding: str, error: ValueError) -> Fault:
    message = f"the text is not in the declared encoding {encoding}"
    if not isinstance(error, UnicodeDecodeError):
        return Fault("tag-file-undecodable", 0, message)
    found = data[error.start : error.start + 8].hex(" ")
    return Fault("tag-file-undecodable", 0, f"{message}, at byte {error.start}", found)


def _byte_order_mark(encoding: str, version: Version) -> Fault:
    # Only drafts after 0.97 forbade it outright.
    code: FaultCode = "tag-file-bom" if version >= LATEST else "older-syntax"
    return Fault(code, 1, f"the file starts with a byte order mark, which {encoding} does not need")
