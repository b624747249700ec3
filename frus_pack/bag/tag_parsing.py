"""The tag files of a bag, read (RFC 8493 §2). Bad content is never an exception: each parser
returns what could be read and, with their line numbers, the faults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from frus_pack.bag import paths
from frus_pack.bag.tag_text import (
    LATEST,
    Fault,
    FaultCode,
    Version,
    is_known_encoding,
    read_text,
    split_lines,
)

SUPPORTED_VERSIONS: frozenset[Version] = frozenset(
    ((0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0))
)

_VERSION_LINE = "BagIt-Version: M.N"
_ENCODING_LINE = "Tag-File-Character-Encoding: ENCODING"
_VERSION = re.compile(r"BagIt-Version: ([0-9]+\.[0-9]+)")
_ENCODING = re.compile(r"Tag-File-Character-Encoding: ([!-~]+)")
_LOOSE_VERSION = re.compile(r"\s*BagIt-Version\s*:\s*([0-9]*\.[0-9]+)\s*", re.IGNORECASE)
_LOOSE_ENCODING = re.compile(r"\s*Tag-File-Character-Encoding\s*:\s*([!-~]+)\s*", re.IGNORECASE)
_MANIFEST_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+([^ \t].*)")
_ELEMENT = re.compile(r"([^\s:](?:[^:]*[^\s:])?):[ \t](.*)")
_LOOSE_ELEMENT = re.compile(r"([^\s:](?:[^:]*[^\s:])?)\s*:\s*(.*?)\s*")
_FETCH_LINE = re.compile(r"([^ \t]+)[ \t]+([0-9]+|-)[ \t]+([^ \t].*)")
_ABSOLUTE_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
)
# An int() of more digits than Python converts would raise; no file is that long anyway.
_LENGTH_DIGITS = 25


@dataclass(frozen=True, slots=True)
class Declaration:
    """bagit.txt. `version` and `encoding` are None where they cannot be made out."""

    version: Version | None
    encoding: str | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A payload or tag manifest: the digest, in lower case, and the line of each path.

    Of a path listed more than once it holds the first line. Paths are decoded, and relative to
    the bag's base directory without ``./``.
    """

    digests: Mapping[str, str]
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class BagInfo:
    """bag-info.txt: its elements in order, each label and value, and the line each starts on."""

    tags: tuple[tuple[str, str], ...]
    lines: tuple[int, ...]
    faults: tuple[Fault, ...]

    def values(self, label: str) -> tuple[str, ...]:
        """Every value of `label`, whose case does not count (RFC 8493 §2.2.2)."""
        wanted = label.lower()
        return tuple(value for name, value in self.tags if name.lower() == wanted)


@dataclass(frozen=True, slots=True)
class FetchEntry:
    """One line of fetch.txt; `length` is in bytes, None where the line says ``-``."""

    url: str
    length: int | None
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """fetch.txt: what is still to be fetched."""

    entries: tuple[FetchEntry, ...]
    faults: tuple[Fault, ...]


def parse_declaration(data: bytes) -> Declaration:
    """Read bagit.txt, which is UTF-8 and exactly two lines (RFC 8493 §2.1.1)."""
    faults: list[Fault] = []
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        faults.append(Fault("declaration-bom", 1, "bagit.txt starts with a byte order mark"))
        data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        message = f"bagit.txt is not UTF-8, at byte {error.start}"
        faults.append(Fault("declaration-malformed", 0, message))
    lines, _ = split_lines(text)
    version = _declared_version(lines, faults)
    encoding = _declared_encoding(lines, version, faults)
    if lines[2:]:
        message = "bagit.txt has more than two lines"
        faults.append(Fault("declaration-malformed", 3, message, lines[2]))
    return Declaration(version, encoding, tuple(faults))


def parse_manifest(
    data: bytes, encoding: str = "UTF-8", version: Version = LATEST, digits: int | None = None
) -> Manifest:
    """Read a payload or tag manifest (RFC 8493 §2.1.3, §2.2.1).

    `digits` is the number of hexadecimal digits the algorithm gives; None when it is unknown.
    """
    text = read_text(data, encoding, version)
    digests: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults = list(text.faults)
    for number, line in enumerate(text.lines, 1):
        match = _MANIFEST_LINE.fullmatch(line)
        if not match:
            message = "the line is not a checksum, white space and a path"
            faults.append(Fault("manifest-malformed", number, message, line))
            continue
        digest = match[1].lower()
        path = _path(match[2], number, version, faults)
        if digits is not None and len(digest) != digits:
            message = f"the checksum has {len(digest)} digits, not {digits}"
            faults.append(Fault("manifest-digest-malformed", number, message, match[1]))
        if path in digests:
            faults.append(_repeated(path, number, version, digests[path] == digest, lines[path]))
            continue
        digests[path] = digest
        lines[path] = number
    return Manifest(digests, lines, tuple(faults))


def parse_bag_info(data: bytes, encoding: str = "UTF-8", version: Version = LATEST) -> BagInfo:
    """Read bag-info.txt (RFC 8493 §2.2.2): a continuation line is a further line of the value,
    without its indentation. Before 1.0, white space around the colon belongs to neither side."""
    text = read_text(data, encoding, version)
    faults = list(text.faults)
    tags: list[tuple[str, list[str]]] = []
    lines: list[int] = []
    for number, line in enumerate(text.lines, 1):
        if line[:1] in (" ", "\t") and tags:
            tags[-1][1].append(line.lstrip(" \t"))
        elif line == "":
            faults.append(Fault("bag-info-blank-line", number, "the line is blank"))
        elif element := _bag_info_element(line, number, version, faults):
            tags.append((element[0], [element[1]]))
            lines.append(number)
    joined = tuple((label, "\n".join(value)) for label, value in tags)
    return BagInfo(joined, tuple(lines), tuple(faults))


def parse_fetch(data: bytes, encoding: str = "UTF-8", version: Version = LATEST) -> Fetch:
    """Read fetch.txt (RFC 8493 §2.2.3): an absolute URI, a length or ``-``, and a path."""
    text = read_text(data, encoding, version)
    faults = list(text.faults)
    entries: dict[str, FetchEntry] = {}
    for number, line in enumerate(text.lines, 1):
        match = _FETCH_LINE.fullmatch(line)
        if not match or (match[2] != "-" and len(match[2]) > _LENGTH_DIGITS):
            message = "the line is not a URL, a length or '-', and a path"
            faults.append(Fault("fetch-malformed", number, message, line))
            continue
        if not _ABSOLUTE_URI.fullmatch(match[1]):
            message = "the URL is not an absolute URI (RFC 3986)"
            faults.append(Fault("fetch-malformed", number, message, match[1]))
        length = None if match[2] == "-" else int(match[2])
        path = _path(match[3], number, version, faults)
        if path in entries:
            message = f"{path!r} stands on line {entries[path].line} already"
            faults.append(Fault("fetch-duplicate", number, message))
        entries.setdefault(path, FetchEntry(match[1], length, path, number))
    return Fetch(tuple(entries.values()), tuple(faults))


def _declared_version(lines: list[str], faults: list[Fault]) -> Version | None:
    line = lines[0] if lines else ""
    match = _VERSION.fullmatch(line) or _LOOSE_VERSION.fullmatch(line)
    version = _version(match[1]) if match else None
    if not _VERSION.fullmatch(line):
        faults.append(_not_to_the_letter(1, _VERSION_LINE, line, version))
    if version is not None and version not in SUPPORTED_VERSIONS:
        message = f"BagIt version {version[0]}.{version[1]} is none that is known here"
        faults.append(Fault("version-unsupported", 1, message, line))
    return version


def _version(text: str) -> Version | None:
    major, _, minor = text.partition(".")
    # ".97" is no M.N; numbers of absurd length would only be a burden to convert.
    return (int(major), int(minor)) if major and len(text) < 20 else None


def _declared_encoding(
    lines: list[str], version: Version | None, faults: list[Fault]
) -> str | None:
    line = lines[1] if lines[1:] else ""
    match = _ENCODING.fullmatch(line) or _LOOSE_ENCODING.fullmatch(line)
    if not _ENCODING.fullmatch(line):
        faults.append(_not_to_the_letter(2, _ENCODING_LINE, line, version if match else None))
    if not match:
        return None
    if not is_known_encoding(match[1]):
        message = f"the character encoding {match[1]!r} is not known"
        faults.append(Fault("encoding-unknown", 2, message, match[1]))
        return None
    return match[1]


def _not_to_the_letter(line: int, form: str, found: str, version: Version | None) -> Fault:
    # Drafts before 1.0 wrote the form down less strictly, and their tools kept to it less.
    loose = version is not None and version < LATEST
    code: FaultCode = "older-syntax" if loose else "declaration-malformed"
    return Fault(code, line, f"line {line} is not of the form {form!r}", found)


def _path(text: str, line: int, version: Version, faults: list[Fault]) -> str:
    """The path a line of a manifest or of fetch.txt means; what is odd about it is a fault."""
    path = text
    if path[0] == "*" and path[1:]:
        # md5sum's mark of binary mode; RFC 8493 §6.1.3 wants it told even where it is accepted.
        code: FaultCode = "manifest-malformed" if version >= LATEST else "older-syntax"
        faults.append(Fault(code, line, "the path has md5sum's '*' in front", text))
        path = path[1:]
    if path[:2] == "./" and path.lstrip("./"):
        faults.append(Fault("path-dot-slash", line, "the path has './' in front", text))
        while path[:2] == "./":
            path = path[2:]
    if "%" not in path:
        return path
    if version < LATEST:
        return paths.decode_before_1_0(path)
    if paths.has_unencoded_percent(path):
        message = "the path has a '%' that is not written '%25'"
        faults.append(Fault("path-percent-unencoded", line, message, text))
    return paths.decode(path)


def _repeated(path: str, line: int, version: Version, same: bool, first: int) -> Fault:
    if not same:
        message = f"{path!r} stands on line {first} with another checksum"
        return Fault("manifest-conflict", line, message)
    message = f"{path!r} stands on line {first} already"
    # "Exactly once" came with 1.0.
    return Fault("manifest-duplicate" if version >= LATEST else "older-syntax", line, message)


def _bag_info_element(
    line: str, number: int, version: Version, faults: list[Fault]
) -> tuple[str, str] | None:
    strict = _ELEMENT.fullmatch(line)
    if strict and version >= LATEST:
        return strict[1], strict[2]
    loose = _LOOSE_ELEMENT.fullmatch(line)
    if loose is None:
        message = "the line is not a label, a colon, a space and a value"
        faults.append(Fault("bag-info-malformed", number, message, line))
        return None
    if version >= LATEST:
        message = "label, colon and value are not separated by the colon and one space alone"
        faults.append(Fault("bag-info-malformed", number, message, line))
    elif line != f"{loose[1]}: {loose[2]}":
        message = "there is more or other white space than one space after the colon"
        faults.append(Fault("older-syntax", number, message, line))
    return loose[1], loose[2]
