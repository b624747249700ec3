"""Parse bagit.txt, which declares the version of a bag and the encoding of its tag files."""

from __future__ import annotations

import re
from itertools import islice

from frus_pack.bag.tag_files.parsed import Declaration
from frus_pack.bag.tag_files.tag_text import (
    LATEST,
    FaultCode,
    Faults,
    Version,
    is_known_encoding,
    numbered_lines,
    with_line_feeds,
)

SUPPORTED_VERSIONS: frozenset[Version] = frozenset(
    ((0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0))
)

_VERSION_LINE = "BagIt-Version: M.N"
_ENCODING_LINE = "Tag-File-Character-Encoding: ENCODING"
_VERSION = re.compile(r"BagIt-Version: ((?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*))")
_ENCODING = re.compile(r"Tag-File-Character-Encoding: ([!-~]+)")
_LOOSE_VERSION = re.compile(r"\s*BagIt-Version\s*:\s*([0-9]*\.[0-9]+)\s*", re.IGNORECASE)
_LOOSE_ENCODING = re.compile(r"\s*Tag-File-Character-Encoding\s*:\s*([!-~]+)\s*", re.IGNORECASE)


def parse_declaration(data: bytes) -> Declaration:
    """Read bagit.txt, which is UTF-8 and exactly two lines (RFC 8493 §2.1.1)."""
    faults = Faults()
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        faults.add("declaration-bom", 1, "bagit.txt starts with a byte order mark")
        data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        faults.add("declaration-malformed", 0, f"bagit.txt is not UTF-8, at byte {error.start}")
    lines = dict(islice(numbered_lines(with_line_feeds(text)), 3))
    version = _declared_version(lines.get(1, ""), faults)
    encoding = _declared_encoding(lines.get(2, ""), version, faults)
    if 3 in lines:
        faults.add("declaration-malformed", 3, "bagit.txt has more than two lines", lines[3])
    return Declaration(version, encoding, faults.taken())


def _declared_version(line: str, faults: Faults) -> Version | None:
    match = _VERSION.fullmatch(line) or _LOOSE_VERSION.fullmatch(line)
    version = _version(match[1]) if match else None
    if not _VERSION.fullmatch(line):
        _add_not_to_the_letter(faults, 1, _VERSION_LINE, line, version)
    if version is not None and version not in SUPPORTED_VERSIONS:
        message = f"BagIt version {version[0]}.{version[1]} is not known here"
        faults.add("version-unsupported", 1, message, line)
    return version


def _version(text: str) -> Version | None:
    major, _, minor = text.partition(".")
    # ".97" is not M.N; numbers of absurd length would only be a burden to convert.
    return (int(major), int(minor)) if major and len(text) < 20 else None


def _declared_encoding(line: str, version: Version | None, faults: Faults) -> str | None:
    match = _ENCODING.fullmatch(line) or _LOOSE_ENCODING.fullmatch(line)
    if not _ENCODING.fullmatch(line):
        loose = version if match else None
        _add_not_to_the_letter(faults, 2, _ENCODING_LINE, line, loose)
    if not match:
        return None
    if not is_known_encoding(match[1]):
        message = "the character encoding is not known"
        faults.add("encoding-unknown", 2, message, match[1])
        return None
    return match[1]


def _add_not_to_the_letter(
    faults: Faults, line: int, form: str, found: str, version: Version | None
) -> None:
    # Drafts before 1.0 wrote the form down less strictly, and their tools kept to it less.
    loose = version is not None and version < LATEST
    code: FaultCode = "older-syntax" if loose else "declaration-malformed"
    faults.add(code, line, f"is not of the form {form!r}", found or "nothing")
