"""A description as people write it, YAML or JSON, read without YAML's traps.

Every value in YAML is text: ``no`` is not false, ``1964-11-05`` no date, ``341`` no number. A
key with nothing behind it, ``null`` or ``~`` is as if it were not there. Tags, anchors, aliases
and a key that stands twice are refused; so is, in either form, what XML could not hold.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from frus_pack.document.schemas import join_pointer
from frus_pack.document.xml_characters import UNFIT
from frus_pack.errors import Problem, SourceError

Pointer = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = {"", "~", "null"}
_MOST_LEVELS = 32
_STRING_OR_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|(?P<number>-?[0-9][0-9.eE+-]*)', re.DOTALL)
_SHOWN_DIGITS = 40


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """What a metadata file says, and the line (from 1) on which each value stands."""

    file: str
    data: dict[str, Any]
    lines: Mapping[Pointer, int]

    def place(self, pointer: Pointer) -> str:
        """Where a value, or the innermost object that would hold it, stands in the file."""
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
    """Raises SourceError for anything but one mapping in the plain YAML described above."""
    reading = _Reading(file)
    try:
        reading.take_all(_decode(content, file))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise SourceError(Problem(file, f"is no YAML: {error.problem}", place)) from error
    except yaml.reader.ReaderError as error:
        place = f"character {error.position + 1}"
        raise SourceError(Problem(file, f"is no YAML: {error.reason}", place)) from error
    if not isinstance(reading.root, dict):
        raise SourceError(Problem(file, "holds no description", advice="write keys and values"))
    return MetadataFile(file, reading.root, reading.lines)


def read_json(content: bytes, file: str) -> MetadataFile:
    """Raises SourceError for anything but one JSON object without doubled keys, all of whose
    numbers would be written again as they stand there (``1.10`` would not be)."""
    text = _decode(content, file)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubled = next(key for key, count in Counter(k for k, _ in pairs).items() if count > 1)
            raise SourceError(Problem(file, f"the key {doubled!r} stands twice in one object"))
        return found

    def no_constant(name: str) -> None:
        raise SourceError(Problem(file, f"is no JSON: {name}"))

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
        raise SourceError(Problem(file, f"is no JSON: {error.msg}", place)) from error
    except ValueError as error:
        raise SourceError(Problem(file, f"is no JSON: {error}")) from error
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
    """A number that JSON's writer would not write as it stands: it alone is the message."""


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
    """Every key and text in JSON data, and where it stands."""
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
    """JSON is YAML but for rare cases; in those the lines are not told."""
    reading = _Reading(file)
    with contextlib.suppress(yaml.YAMLError, SourceError):
        reading.take_all(text)
    return reading.lines


@dataclass(slots=True)
class _Level:
    """A mapping or sequence that is being read; `key` is the one whose value comes next."""

    value: dict[str, Any] | list[Any]
    pointer: Pointer
    key: str | None = None


class _Reading:
    """Builds data from YAML's events, so that nothing is resolved and nothing expands."""

    def __init__(self, file: str) -> None:
        self.root: Any = None
        self.lines: dict[Pointer, int] = {}
        self._file = file
        self._levels: list[_Level] = []

    def take_all(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise self._problem(event, "holds a second YAML document", "leave out the ---")
            if isinstance(event, yaml.NodeEvent):
                self._take(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._levels.pop()

    def _take(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self._problem(event, "has an anchor or alias", "write the value out")
        if tag := getattr(event, "tag", None):
            raise self._problem(event, f"has the tag {tag}", "leave it out; all is text")
        if isinstance(event, yaml.ScalarEvent):
            _refuse_unfit(event.value, self._file, f"line {_line(event)}")
            self._take_scalar(event)
        else:
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        level = self._levels[-1] if self._levels else None
        if level and isinstance(level.value, dict) and level.key is None:
            if event.value in level.value or (*level.pointer, event.value) in self.lines:
                raise self._problem(event, f"has the key {event.value!r} twice", "keep one of them")
            level.key = event.value
            self.lines[*level.pointer, event.value] = _line(event)
        else:
            nothing = not event.style and event.value in _NOTHING
            self._place(None if nothing else event.value, event)

    def _open(self, value: dict[str, Any] | list[Any], event: yaml.NodeEvent) -> None:
        if len(self._levels) == _MOST_LEVELS:
            raise self._problem(event, f"is nested more than {_MOST_LEVELS} levels deep", "")
        self._levels.append(_Level(value, self._place(value, event)))

    def _place(self, value: Any, event: yaml.NodeEvent) -> Pointer:
        """Put a value where it belongs; returns its pointer."""
        if not self._levels:
            self.root = value
            self.lines[()] = _line(event)
            return ()
        level = self._levels[-1]
        if isinstance(level.value, list):
            pointer = (*level.pointer, len(level.value))
            level.value.append(value)
            self.lines[pointer] = _line(event)
            return pointer
        if level.key is None:
            raise self._problem(event, "has a key that is no text", "keys are plain words")
        key, level.key = level.key, None
        if value is not None:
            level.value[key] = value
        return (*level.pointer, key)

    def _problem(self, event: yaml.Event, message: str, advice: str) -> SourceError:
        return SourceError(Problem(self._file, message, f"line {_line(event)}", advice))


def _line(event: yaml.Event) -> int:
    """Where the event stands in the text, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


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
