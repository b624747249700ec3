"""Lines for bag-info.txt as people write them, in that file's own form."""

from __future__ import annotations

from pathlib import Path

from frus_pack.bag.tag_parsing import parse_bag_info
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.folder import read_bytes


def read_bag_info_file(path: str | Path) -> tuple[tuple[str, str], ...]:
    """Labels and values of a UTF-8 file of ``Label: value`` lines (RFC 8493 §2.2.2).

    Raises SourceError with every line that is not of that form.
    """
    found = parse_bag_info(read_bytes(Path(path)))
    if found.faults:
        raise SourceError(
            *(Problem(str(path), fault.message, f"line {fault.line}") for fault in found.faults)
        )
    return found.tags
