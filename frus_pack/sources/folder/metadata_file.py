"""A description as people write it, YAML or JSON, with the line of each value.

A key without a value, ``null`` or ``~`` in YAML counts as absent. A key that occurs twice and a
character that XML cannot hold are refused in both forms.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frus_pack.document.schemas import Pointer, join_pointer
from frus_pack.document.strict_json import (
    MOST_LEVELS,
    MalformedJsonError,
    NestedTooDeepError,
    ParsedJson,
    every_value,
    parse_text,
    unfit_characters,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.file_kinds import UNDECIDED, kind_of_bytes
from frus_pack.sources.folder.plain_yaml import PlainYaml

_STRING_OR_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|(?P<number>-?[0-9][0-9.eE+-]*)', re.DOTALL)
_SHOWN_DIGITS = 40
_ADVICE_ON_KEYS = "write keys and values, like id: d151; `frus-pack describe` drafts them"
_ADVICE_ON_JSON = "keys and texts are in plain double quotes, and no comma is behind the last"


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """What a metadata file says, and the line (from 1) of each value."""

    file: str
    data: dict[str, Any]
    lines: Mapping[Pointer, int]

    def place(self, pointer: Pointer) -> str:
        """Return where a value is in the file, or the innermost value that would hold it.

        What is missing from the description as a whole has no line.
        """
        known = next(
            (
                self.lines[pointer[:n]]
                for n in range(len(pointer), 0, -1)
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
        raise SourceError(Problem(file, "holds no description", advice=_ADVICE_ON_KEYS))
    return MetadataFile(file, data, reading.lines)


def read_json(content: bytes, file: str) -> MetadataFile:
    """Return the description in a JSON text.

    Raises:
        SourceError: The content is not one JSON object, or has a key twice. Or it has a number
            that would not be written again as it is (``1.10``).
    """
    text = _decode(content, file)
    parsed = _parse_json(text, file)
    if not isinstance(parsed.data, dict):
        raise SourceError(Problem(file, "is not a JSON object"))
    for _, keys in parsed.repeated:
        raise SourceError(Problem(file, f"the key {keys[0]!r} occurs twice in one object"))
    if any(len(pointer) > MOST_LEVELS for pointer, _ in every_value(parsed.data)):
        raise SourceError(Problem(file, f"is nested more than {MOST_LEVELS} levels deep"))
    found = MetadataFile(file, parsed.data, _lines_of_json(text, file))
    for pointer, character in unfit_characters(parsed.data):
        message = f"holds the character {character}"
        raise SourceError(Problem(file, message, found.place(pointer), "take it out"))
    return found


def _parse_json(text: str, file: str) -> ParsedJson:
    try:
        return parse_text(text, parse_int=_kept_whole, parse_float=_kept_fraction)
    except _NumberError as error:
        raise _number_problem(text, str(error), file) from error
    except MalformedJsonError as error:
        raise SourceError(
            Problem(file, f"is not JSON: {error}", error.place, error.place and _ADVICE_ON_JSON)
        ) from error
    except NestedTooDeepError as error:
        raise SourceError(Problem(file, str(error))) from error


class _NumberError(Exception):
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


def _lines_of_json(text: str, file: str) -> Mapping[Pointer, int]:
    """Return the lines as YAML has them: JSON that is not YAML is rare, and has none."""
    reading = PlainYaml(text, file)
    with contextlib.suppress(SourceError):
        reading.parse()
    return reading.lines


def _decode(content: bytes, file: str) -> str:
    kind = kind_of_bytes(content)
    if kind and kind not in UNDECIDED:
        message = f"is {kind}, not a description in YAML or JSON"
        raise SourceError(Problem(file, message, advice="save it as plain text in UTF-8"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"line {content.count(10, 0, error.start) + 1}, byte {error.start}"
        message = f"is not UTF-8: byte 0x{content[error.start]:02X}"
        raise SourceError(Problem(file, message, place, "save it as UTF-8")) from error
