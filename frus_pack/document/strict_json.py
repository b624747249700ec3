"""JSON (RFC 8259) read without leniency, and how much of it a package or a description may hold.

Python's reader takes NaN, keeps the last of two members with one key, and fails in its own way on
data nested too deep. Here each of these is reported.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from frus_pack.document.characters import UNFIT
from frus_pack.document.schemas import Pointer

MOST_OCTETS = 8 << 20
MOST_LEVELS = 32
MOST_VALUES = 50_000
LONGEST_LIST = 2_000
"""jsonschema compares the entries of a list that must differ each with each."""

_HOLDERS = frozenset((dict, list))


class MalformedJsonError(ValueError):
    """Text that is not JSON. `line` and `column` count from 1; both are 0 where unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column

    @property
    def place(self) -> str:
        """``line 3, column 14``; empty where unknown."""
        return f"line {self.line}, column {self.column}" if self.line else ""


class NestedTooDeepError(ValueError):
    """JSON nested deeper than can be read."""


@dataclass(frozen=True, slots=True)
class ParsedJson:
    """What a text says, and the objects in which a key occurs more than once, with those keys.

    The last member with a key is the one in `data`.
    """

    data: Any
    repeated: tuple[tuple[dict[str, Any], tuple[str, ...]], ...]


def parse(content: bytes) -> Any:
    """Return what JSON in UTF-8 says, with or without a byte order mark.

    Raises:
        ValueError: The content is not JSON, is nested too deep, or has a key twice in an object.
    """
    try:
        parsed = parse_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start}: is not UTF-8") from error
    except MalformedJsonError as error:
        raise ValueError(f"{error} ({error.place})" if error.line else str(error)) from error
    for _, keys in parsed.repeated:
        raise ValueError(f"the key {keys[0]!r} occurs twice")
    return parsed.data


def parse_text(
    text: str,
    *,
    parse_int: Callable[[str], int] | None = None,
    parse_float: Callable[[str], float] | None = None,
) -> ParsedJson:
    """Return what a JSON text says. `parse_int` and `parse_float` read a number as it is written.

    Raises:
        MalformedJsonError: The text is not JSON.
        NestedTooDeepError: The text is nested too deep to be read.
    """
    repeated: list[tuple[dict[str, Any], tuple[str, ...]]] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.append((found, tuple(key for key, count in counts.items() if count > 1)))
        return found

    try:
        data = json.loads(
            text,
            object_pairs_hook=members,
            parse_constant=_refuse_constant,
            parse_int=parse_int,
            parse_float=parse_float,
        )
    except json.JSONDecodeError as error:
        raise MalformedJsonError(error.msg, error.lineno, error.colno) from error
    except RecursionError as error:
        raise NestedTooDeepError("is nested too deep") from error
    except ValueError as error:  # a constant, or an integer of thousands of digits
        raise MalformedJsonError(str(error)) from error
    return ParsedJson(data, tuple(repeated))


def excess(data: object) -> tuple[str, int] | None:
    """Return the first limit exceeded and its value. Iterative, because nesting is unbounded."""
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


def every_value(data: object) -> Iterator[tuple[Pointer, object]]:
    """Yield every value and the pointer to it, the whole first."""
    waiting: list[tuple[Pointer, object]] = [((), data)]
    while waiting:
        pointer, value = waiting.pop()
        yield pointer, value
        if isinstance(value, dict):
            waiting.extend([((*pointer, key), item) for key, item in value.items()])
        elif isinstance(value, list):
            waiting.extend([((*pointer, index), item) for index, item in enumerate(value)])


def unfit_characters(data: object) -> Iterator[tuple[Pointer, str]]:
    """Yield the first character that XML cannot hold of each text or key, as ``U+0007``.

    The pointer of a key is that of its object.
    """
    for pointer, value in every_value(data):
        for text in value if isinstance(value, dict) else (value,):
            if isinstance(text, str) and (unfit := UNFIT.search(text)):
                yield pointer, f"U+{ord(unfit[0]):04X}"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
