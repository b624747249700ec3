"""Lines for bag-info.txt as people write them, in that file's own form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from frus_pack.bag.tag_files.tag_files import BagInfo, format_bag_info, parse_bag_info
from frus_pack.bag.tag_files.tag_text import with_line_feeds
from frus_pack.errors import Problem, SourceError
from frus_pack.storage.regular_file import read_bytes

_ADVICE = "write it as Label: value"
# What RFC 8493 asks of the file in a bag, which will be written anew, and not of this one.
_ALLOWED = frozenset(("bag-info-blank-line", "last-line-unterminated", "tag-file-bom"))
# It would be taken for a further line of the value before it.
_WHITE_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)


def read_bag_info_file(path: str | Path) -> tuple[tuple[str, str], ...]:
    """Labels and values of a UTF-8 file of ``Label: value`` lines (RFC 8493 §2.2.2).

    A byte order mark, blank lines and a last line without end are let pass. Raises SourceError
    with every line that is not of that form, and if the file cannot be read.
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
