"""A description as people write it, YAML or JSON, with the line of each value.

A key without a value, ``null`` or ``~`` in YAML is as if it were not there. A key that is there
twice and a character that XML cannot hold are refused in either form.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from frus_pack.document.schemas import join_pointer
from frus_pack.document.xml_characters import UNFIT
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.folder.plain_yaml import PlainYaml, Pointer

_MOST_LEVELS = 32
_STRING_OR_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|(?P<number>-?[0-9][0-9.eE+-]*)', re.DOTALL)
_SHOWN_DIGITS = 40


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """What a metadata file says, and the line (from 1) of each value."""

    file: str
    data: dict[str, Any]
    lines: Mapping[Pointer, int]

    def place(self, pointer: Pointer) -> str:
        """Return where a value is in the file, or the innermost object that would hold it."""
        known = next(
            (
                self.lines[pointer[:n]]
                for n in range(len(pointer), -1, -1)
                if pointer[:n] in self.lines
            ),
            None,
        )
        where = join_pointer(pointer)
        return ", ".join(part for part in (f"line {known}" if known else "", where) if part)


def read_yaml(content: bytes, file: str) -> MetadataFile:
    """Return the description in a YAML text (`PlainYaml`).

    Raises:
        SourceError: the content is not one mapping in plain YAML.
    """
    reading = PlainYaml(_decode(content, file), file)
    data = reading.parse()
    if not isinstance(data, dict):
        raise SourceError(Problem(file, "holds no description", advice="write keys and values"))
    return MetadataFile(file, data, reading.lines)


def read_json(content: bytes, file: str) -> MetadataFile:
    """Return the description in a JSON text.

    Raises:
        SourceError: the content is not one JSON object, has a key twice, or has a number that
            would not be written again as it is (``1.10``).
    """
    text = _decode(content, file)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubled = next(key for key, count in Counter(k for k, _ in pairs).items() if count > 1)
            raise SourceError(Problem(file, f"the key {doubled!r} is there twice in one object"))
        return found

    def no_constant(name: str) -> None:
        raise SourceError(Problem(file, f"is not JSON: {name}"))

    try:
        data = json.loads(
            text,
            object_pairs_hook=unique,
            parse_constant=no_constant,
            parse_int=_kept_whole,
            parse_float=_kept_fraction,
        )
    except _NumberError as error:
        raise _number_problem(text, str(error), file) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SourceError(Problem(file, f"is not JSON: {error.msg}", place)) from error
    except ValueError as error:
        raise SourceError(Problem(file, f"is not JSON: {error}")) from error
    except RecursionError as error:
        raise SourceError(Problem(file, "is nested too deep")) from error
    if not isinstance(data, dict):
        raise SourceError(Problem(file, "holds no JSON object"))
    lines = _lines_of_json(text, file)
    found = MetadataFile(file, data, lines)
    for pointer, words in _strings(data, file):
        _refuse_unfit(words, file, found.place(pointer))
    return found


class _NumberError(ValueError):
    """A number that JSON's writer would write in another way; the message is the number."""


def _kept_whole(written: str) -> int:
    try:
        number = int(written)
    except ValueError as error:  # more digits than Python converts
        raise _NumberError(written) from error
    if str(number) != written:
        raise _NumberError(written)
    return number


def _kept_fraction(written: str) -> float:
    number = float(written)
    if repr(number) != written:
        raise _NumberError(written)
    return number


def _number_problem(text: str, written: str, file: str) -> SourceError:
    found = (match for match in _STRING_OR_NUMBER.finditer(text) if match["number"] == written)
    first = next(found, None)
    place = f"line {text.count(chr(10), 0, first.start()) + 1}" if first else ""
    shown = written if len(written) <= _SHOWN_DIGITS else f"{written[:_SHOWN_DIGITS]}…"
    message = f"the number {shown} cannot be kept as it is written"
    return SourceError(Problem(file, message, place, "write it as text, in quotes"))


def _strings(data: object, file: str) -> Iterator[tuple[Pointer, str]]:
    """Return every key and text in JSON data, and where it is."""
    waiting: list[tuple[Pointer, object]] = [((), data)]
    while waiting:
        pointer, value = waiting.pop()
        if len(pointer) > _MOST_LEVELS:
            raise SourceError(Problem(file, f"is nested more than {_MOST_LEVELS} levels deep"))
        if isinstance(value, str):
            yield pointer, value
        elif isinstance(value, dict):
            yield from ((pointer, key) for key in value)
            waiting.extend(((*pointer, key), item) for key, item in value.items())
        elif isinstance(value, list):
            waiting.extend(((*pointer, index), item) for index, item in enumerate(value))


def _lines_of_json(text: str, file: str) -> Mapping[Pointer, int]:
    """Return the lines as YAML has them: JSON that is not YAML is rare, and has none."""
    reading = PlainYaml(text, file)
    with contextlib.suppress(SourceError):
        reading.parse()
    return reading.lines


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            Problem(file, "is not UTF-8", f"byte {error.start}", "save it as UTF-8")
        ) from error


def _refuse_unfit(text: str, file: str, place: str) -> None:
    unfit = UNFIT.search(text)
    if unfit:
        raise SourceError(
            Problem(file, f"holds the character U+{ord(unfit[0]):04X}", place, "take it out")
        )
