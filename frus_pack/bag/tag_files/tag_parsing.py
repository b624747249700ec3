"""Parse manifests, bag-info.txt and fetch.txt (RFC 8493 §2).

Bad content is never an exception: each parser returns what could be read and, with their line
numbers, the faults. `frus_pack.bag.tag_files.declaration` parses bagit.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from itertools import chain, pairwise

from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.declaration import parse_declaration
from frus_pack.bag.tag_files.parsed import (
    BAG_INFO,
    DECLARATION,
    BagInfo,
    Fetch,
    FetchEntry,
    Labels,
    ListedDigests,
    Manifest,
)
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import (
    LATEST,
    Fault,
    FaultCode,
    Faults,
    Version,
    is_absolute_uri,
    numbered_lines,
    read_lines,
    read_text,
)
from frus_pack.storage.fixity import Piece

_MANIFEST_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+([^ \t].*)")
_LABEL_ALONE = re.compile(r"[^\s:](?:[^:]*[^\s:])?:")
_ELEMENT = re.compile(r"([^\s:](?:[^:]*[^\s:])?):[ \t](.*)")
_DOT_SLASH = re.compile(r"(?:\./)+(?=.)", re.DOTALL)
_FETCH_LINE = re.compile(r"([^ \t]+)[ \t]+([0-9]+|-)[ \t]+([^ \t].*)")
# An int() of more digits than Python converts would raise; no file is that long anyway.
_LENGTH_DIGITS = 25


def parse_manifest(
    data: bytes, encoding: str = "UTF-8", version: Version = LATEST, digits: int | None = None
) -> Manifest:
    """Read a payload or tag manifest (RFC 8493 §2.1.3, §2.2.1).

    `digits` is the number of hexadecimal digits the algorithm gives; None when it is unknown.
    """
    return parse_manifest_of((data,), encoding, version, ListedDigests({}, digits), digits)


def parse_manifest_of(
    pieces: Iterable[Piece],
    encoding: str,
    version: Version,
    digests: ListedDigests,
    digits: int | None,
) -> Manifest:
    """Read a manifest piece by piece; `digests`, which is empty, takes what it lists."""
    faults = Faults()
    repeated: list[tuple[BagPath, int, bool]] = []
    upper_case: list[int] = []
    for number, line in read_lines(pieces, encoding, faults):
        if faults.are_too_many(number, len(repeated)):
            break
        match = _MANIFEST_LINE.fullmatch(line)
        if not match:
            message = "the line is not a checksum, white space and a path"
            faults.add("manifest-malformed", number, message, line)
            continue
        digest = match[1].lower()
        if digest != match[1]:
            upper_case.append(number)
        path = _path(match[2], number, version, faults)
        if digits is not None and len(digest) != digits:
            message = f"the checksum has {len(digest)} digits, not {digits}"
            faults.add("manifest-digest-malformed", number, message, match[1])
        if not digests.add(path, digest, number):
            repeated.append((path, number, digests[path] == digest))
    if upper_case:
        message = f"{len(upper_case)} checksums have upper-case digits, the first on this line"
        faults.add("manifest-digest-upper-case", upper_case[0], message)
    for path, number, same in repeated:
        _add_repeated(faults, path, number, version, same, digests.line(path))
    return Manifest(digests, faults.taken())


def parse_bag_info(data: bytes, encoding: str = "UTF-8", version: Version = LATEST) -> BagInfo:
    """Read bag-info.txt (RFC 8493 §2.2.2).

    A continuation line is a further line of the value, without its indentation. A value can begin
    there, below its label, as other tools write it. Before 1.0, white space around the colon
    belongs to neither side.
    """
    faults = Faults()
    tags: list[tuple[str, list[str]]] = []
    lines: list[int] = []
    numbered = numbered_lines(read_text(data, encoding, faults))
    for (number, line), (_, below) in pairwise(chain(numbered, ((0, ""),))):
        if faults.are_too_many(number):
            break
        if line[:1] in (" ", "\t") and tags:
            tags[-1][1].append(line.lstrip(" \t"))
        elif _LABEL_ALONE.fullmatch(line) and below[:1] in (" ", "\t"):
            message = "the value is wholly on the next line, and is read from there"
            faults.add("bag-info-value-below", number, message, line)
            tags.append((line[:-1], []))
            lines.append(number)
        elif line == "":
            faults.add("bag-info-blank-line", number, "the line is blank")
        elif element := _bag_info_element(line, number, version, faults):
            tags.append((element[0], [element[1]]))
            lines.append(number)
    joined = tuple((label, "\n".join(value)) for label, value in tags)
    return BagInfo(joined, tuple(lines), faults.taken())


def parse_fetch(data: bytes, encoding: str = "UTF-8", version: Version = LATEST) -> Fetch:
    """Read fetch.txt (RFC 8493 §2.2.3): an absolute URI, a length or ``-``, and a path."""
    faults = Faults()
    entries: dict[BagPath, FetchEntry] = {}
    for number, line in numbered_lines(read_text(data, encoding, faults)):
        if faults.are_too_many(number):
            break
        match = _FETCH_LINE.fullmatch(line)
        if not match or (match[2] != "-" and len(match[2]) > _LENGTH_DIGITS):
            message = "the line is not a URL, a length or '-', and a path"
            faults.add("fetch-malformed", number, message, line)
            continue
        if not is_absolute_uri(match[1]):
            message = "the URL is not an absolute URI (RFC 3986)"
            faults.add("fetch-malformed", number, message, match[1])
        length = None if match[2] == "-" else int(match[2])
        path = _path(match[3], number, version, faults)
        if path in entries:
            message = f"the path is on line {entries[path].line} already"
            faults.add("fetch-duplicate", number, message, path)
        entries.setdefault(path, FetchEntry(match[1], length, path, number))
    return Fetch(tuple(entries.values()), faults.taken())


def with_listed_paths(fetch: Fetch, listed: Collection[Collection[BagPath]]) -> Fetch:
    """Return fetch.txt with the paths as the manifests write them; `listed` has those of each.

    A path that no manifest lists means one of another Unicode normalisation form, if there is one
    (RFC 8493 §6.1.1.3). That is a fault.
    """
    others = {one.path for one in fetch.entries if not any(one.path in each for each in listed)}
    if all(path.isascii() for path in others):
        return fetch
    by_form = {
        paths.composed(path): path for path in chain.from_iterable(listed) if not path.isascii()
    }
    faults, entries = list(fetch.faults), dict[BagPath, FetchEntry]()
    for one in fetch.entries:
        path = by_form.get(paths.composed(one.path), one.path) if one.path in others else one.path
        if path in entries:
            message = f"the path is on line {entries[path].line} already, in another Unicode form"
            faults.append(Fault("fetch-duplicate", one.line, message, one.path))
        elif path != one.path:
            message = "the path is in another Unicode normalisation form than in a manifest"
            faults.append(Fault("path-normalisation-differs", one.line, message, one.path))
        entries.setdefault(path, replace(one, path=path))
    return Fetch(tuple(entries.values()), tuple(faults))


def read_bag_info(read: Callable[[str], bytes]) -> Labels:
    """Return the labels and values of bag-info.txt, which `read` gives as it gives bagit.txt.

    Raises ValueError if they are not in the encoding that bagit.txt declares, and what `read`
    raises.
    """
    declared = parse_declaration(read(DECLARATION))
    encoding, version = declared.encoding or "UTF-8", declared.version or LATEST
    found = parse_bag_info(read(BAG_INFO), encoding, version)
    for fault in found.faults:
        if fault.code == "tag-file-undecodable":
            raise ValueError(fault.message)
    return Labels(found.tags)


def _path(text: str, line: int, version: Version, faults: Faults) -> BagPath:
    """Return the path a line of a manifest or of fetch.txt means; what is odd about it is a
    fault."""
    path = text
    if path[0] == "*" and path[1:]:
        # md5sum's mark of binary mode; RFC 8493 §6.1.3 wants it reported even where it is accepted.
        code: FaultCode = "manifest-malformed" if version >= LATEST else "older-syntax"
        faults.add(code, line, "the path has md5sum's '*' in front", text)
        path = path[1:]
    if match := _DOT_SLASH.match(path):
        faults.add("path-dot-slash", line, "the path has './' in front", text)
        path = path[match.end() :]
    if "%" not in path:
        return BagPath(path)
    if version < LATEST:
        return paths.decode_before_1_0(path)
    if paths.has_unencoded_percent(path):
        message = "the path has a '%' that is not written '%25'"
        faults.add("path-percent-unencoded", line, message, text)
    return paths.decode(path)


def _add_repeated(
    faults: Faults, path: BagPath, line: int, version: Version, same: bool, first: int
) -> None:
    if not same:
        message = f"the path is on line {first} with another checksum"
        faults.add("manifest-conflict", line, message, path)
        return
    # "Exactly once" came with 1.0.
    code: FaultCode = "manifest-duplicate" if version >= LATEST else "older-syntax"
    faults.add(code, line, f"the path is on line {first} already", path)


def _bag_info_element(
    line: str, number: int, version: Version, faults: Faults
) -> tuple[str, str] | None:
    strict = _ELEMENT.fullmatch(line)
    if strict and version >= LATEST:
        return strict[1], strict[2]
    label, colon, value = line.partition(":")
    loose = label.strip(), value.strip()
    if not colon or not loose[0] or label[0].isspace():
        message = "the line is not a label, a colon, a space and a value"
        faults.add("bag-info-malformed", number, message, line)
        return None
    if version >= LATEST:
        message = "label, colon and value are not separated by the colon and one space alone"
        faults.add("bag-info-malformed", number, message, line)
    elif line != f"{loose[0]}: {loose[1]}":
        message = "there is more or other white space than one space after the colon"
        faults.add("older-syntax", number, message, line)
    return loose
