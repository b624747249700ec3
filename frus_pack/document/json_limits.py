"""How much a JSON file of a package can hold, so that checking it takes no more than it should."""

from __future__ import annotations

from typing import Any

MOST_OCTETS = 8 << 20
MOST_LEVELS = 32
MOST_VALUES = 50_000
LONGEST_LIST = 2_000
"""jsonschema compares the entries of a list that have to differ each with each."""

_HOLDERS = frozenset((dict, list))


def excess(data: object) -> tuple[str, int] | None:
    """What of the data is beyond a limit, and the limit. No recursion: the depth is any."""
    level: list[Any] = [data]
    levels = values = 0
    while level:
        levels += 1
        longest = max(map(len, level))
        values += sum(map(len, level))
        if levels > MOST_LEVELS:
            return "is nested too deep", MOST_LEVELS
        if longest > LONGEST_LIST:
            return f"has {longest} values in one list or object", LONGEST_LIST
        if values > MOST_VALUES:
            return "has too many values", MOST_VALUES
        level = [
            item
            for one in level
            for item in (one.values() if type(one) is dict else one)
            if type(item) in _HOLDERS
        ]
    return None
