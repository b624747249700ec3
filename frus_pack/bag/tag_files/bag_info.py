"""What the bag-info.txt of a bag at rest says, whatever else is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from frus_pack.bag.tag_files.tag_parsing import parse_bag_info, parse_declaration
from frus_pack.bag.tag_files.tag_text import LATEST

DECLARATION = "bagit.txt"
BAG_INFO = "bag-info.txt"

Tags = tuple[tuple[str, str], ...]
"""Labels and values in order; a label can stand more than once."""


def read_bag_info(read: Callable[[str], bytes]) -> Tags:
    """The labels and values, in the encoding that bagit.txt declares; `read` gives a tag file.

    Raises ValueError if they are not in that encoding, and what `read` raises.
    """
    declared = parse_declaration(read(DECLARATION))
    encoding, version = declared.encoding or "UTF-8", declared.version or LATEST
    found = parse_bag_info(read(BAG_INFO), encoding, version)
    for fault in found.faults:
        if fault.code == "tag-file-undecodable":
            raise ValueError(fault.message)
    return found.tags
