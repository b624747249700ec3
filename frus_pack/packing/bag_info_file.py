"""Lines for bag-info.txt as people write them, in that file's own form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from frus_pack.bag.tag_files.parsed import BagInfo
from frus_pack.bag.tag_files.tag_parsing import parse_bag_info
from frus_pack.bag.tag_files.tag_text import with_line_feeds
from frus_pack.bag.tag_files.tag_writing import format_bag_info
from frus_pack.errors import Problem, SourceError
from frus_pack.storage.regular_file import read_bytes

_ADVICE = "write it as Label: value"
# What RFC 8493 asks of the file in a bag, which will be written anew, and not of this one.
_ALLOWED = frozenset(("bag-info-blank-line", "last-line-unterminated", "tag-file-bom"))
# It would be taken for a further line of the value before it.
_WHITE_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)


def read_bag_info_file(path: str | Path) -> tuple[tuple[str, str], ...]:
    """Read a file of ``Label: value`` lines, for the `bag_info` of `pack` and `pack_all`.

    A byte order mark, blank lines, and a last line without an end are accepted.

    Args:
        path: The file, UTF-8, in the form of RFC 8493 §2.2.2.

    Returns:
        Labels and values in order. A label can occur more than once.

    Raises:
        SourceError: Lines are not of that form (each is in ``problems``), or the file cannot be
            read.

    Example:
        >>> contact = frus_pack.read_bag_info_file("contact.txt")
        >>> package = frus_pack.pack(document, to="deposit", bag_info=contact)
    """
    file = str(path)
    text = with_line_feeds(_decode(read_bytes(Path(path)), file))
    found = parse_bag_info(_WHITE_LINE.sub("", text).encode())
    problems = list(_problems(found, file))
    if problems:
        raise SourceError(*problems)
    return found.tags


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = Problem(file, "is not UTF-8", f"byte {error.start}", "save it as UTF-8")
        raise SourceError(problem) from error


def _problems(found: BagInfo, file: str) -> Iterator[Problem]:
    for fault in found.faults:
        if fault.code not in _ALLOWED:
            yield Problem(file, fault.message, f"line {fault.line}", _ADVICE)
    for tag, line in zip(found.tags, found.lines, strict=True):
        try:
            format_bag_info([tag])
        except ValueError as error:
            yield Problem(file, str(error), f"line {line}", "take it out")
