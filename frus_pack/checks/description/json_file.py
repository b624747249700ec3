"""A JSON file of a package, read without leniency: RFC 8259, and what its schema asks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from frus_pack.checks.description.payload import Payload
from frus_pack.document import json_limits, schemas
from frus_pack.document.schemas import Fault, join_pointer
from frus_pack.document.xml_characters import UNFIT, is_fit_in_utf8
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH
from frus_pack.requirements.finding import Finding, first_of_each

Pointer = tuple[str | int, ...]

_VERSION = re.compile(r":[0-9]{1,9}\Z")
_LONGEST_WORDS = 240


@dataclass(frozen=True, slots=True)
class JsonKind:
    """One of the two JSON files of a package: where it stands, the family of checks it belongs
    to, and its schema."""

    path: str
    family: str
    schema: str


METADATA_FILE = JsonKind(METADATA_PATH, "metadata", schemas.DOCUMENT)
PAGE_IMAGES_FILE = JsonKind(PAGE_IMAGES_PATH, "page-images", schemas.PAGE_IMAGES)


@dataclass(frozen=True, slots=True)
class JsonFile:
    """What a file says, and what is wrong with how it says it. `data` is None where nothing can
    be made of it, and then there are findings."""

    data: dict[str, Any] | None
    findings: tuple[Finding, ...]


def read(payload: Payload, kind: JsonKind) -> JsonFile:
    """The file as JSON, not yet held against its schema."""
    reading = _Reading(kind)
    data = reading.data(payload)
    return JsonFile(data, tuple(reading.findings))


def check_schema(kind: JsonKind, data: dict[str, Any]) -> tuple[list[Finding], tuple[Fault, ...]]:
    """Every way in which the data does not follow its schema, as findings and as they were told.

    What says that it follows another version of the schema is not held against this one.
    """
    known, named = schemas.identifier(kind.schema), data.get("schema")
    if isinstance(named, str) and named != known and _series(named) == _series(known):
        message = "follows another version of the schema than is known here, and was not checked"
        location = place(kind, ("schema",))
        return [Finding(f"{kind.family}.schema-version", location, message, known, named)], ()
    faults = schemas.faults(kind.schema, data)
    findings = first_of_each(_schema_finding(kind, data, fault) for fault in faults)
    return findings, faults


def place(kind: JsonKind, pointer: Pointer) -> str:
    """Where a value stands: ``data/metadata.json#/source/file``."""
    return f"{kind.path}#{join_pointer(pointer)}"


def words(value: object) -> str | None:
    """A JSON value for people to read, cut short; None if there is none."""
    if value is None:
        return None
    return shortened(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def shortened(text: str) -> str:
    """Text of any length as a finding can hold it."""
    return text if len(text) <= _LONGEST_WORDS else f"{text[:_LONGEST_WORDS]}…"


def _series(identifier: str) -> str:
    """A schema's identifier without its version."""
    return _VERSION.sub("", identifier)


def _schema_finding(kind: JsonKind, data: dict[str, Any], fault: Fault) -> Finding:
    return Finding(
        f"{kind.family}.schema",
        place(kind, fault.pointer),
        shortened(fault.message),
        fault.expected or None,
        words(_value(data, fault.pointer)),
    )


def _value(data: object, pointer: Pointer) -> object:
    """What stands at a pointer; None if nothing does."""
    value: Any = data
    for step in pointer:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


class _ConstantError(ValueError):
    """NaN or an infinity, which Python reads and JSON does not know."""


class _Reading:
    """One file being read, and all that is wrong with it."""

    def __init__(self, kind: JsonKind) -> None:
        self.findings: list[Finding] = []
        self._kind = kind
        self._doubled: list[tuple[dict[str, Any], list[str]]] = []
        self._has_unfit = False

    def data(self, payload: Payload) -> dict[str, Any] | None:
        content = self._content(payload)
        text = None if content is None else self._text(content)
        data = None if text is None else self._parsed(text)
        if content is None or data is None or not self._is_fit(content, data):
            return None
        return data

    def _content(self, payload: Payload) -> bytes | None:
        path = self._kind.path
        octets = payload.bag.files.get(path)
        if octets is None:
            self._find("missing", path, "is not there")
            return None
        if octets > json_limits.MOST_OCTETS:
            self._too_large(path, f"has {octets} bytes", json_limits.MOST_OCTETS)
            return None
        content = payload.read(path, json_limits.MOST_OCTETS)
        if content is None:
            self._find("unreadable", path, "could not be read, and was not checked")
        return content

    def _text(self, content: bytes) -> str | None:
        path = self._kind.path
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            found = f"byte 0x{content[error.start]:02X}, {error.reason}"
            self._find("encoding", f"{path}, byte {error.start}", "is not UTF-8", "UTF-8", found)
            return None
        if text.startswith("\ufeff"):
            self._find("encoding", f"{path}, byte 0", "begins with a byte order mark")
        return text.removeprefix("\ufeff")

    def _parsed(self, text: str) -> dict[str, Any] | None:
        path = self._kind.path
        try:
            data = json.loads(text, object_pairs_hook=self._object, parse_constant=_no_constant)
        except json.JSONDecodeError as error:
            location = f"{path}, line {error.lineno}, column {error.colno}"
            self._find("json-malformed", location, f"is no JSON: {error.msg}")
        except ValueError as error:  # a constant, or an integer of thousands of digits
            self._find("json-malformed", path, f"is no JSON: {error}")
        except RecursionError:
            self._too_large(path, "is nested too deep", json_limits.MOST_LEVELS)
        else:
            if isinstance(data, dict):
                return data
            self._find("json-malformed", path, "is JSON, but no object")
        return None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self._doubled.append((found, [key for key, count in counts.items() if count > 1]))
        return found

    def _is_fit(self, content: bytes, data: dict[str, Any]) -> bool:
        """Whether what was read can be worked with; finds what is wrong in it on the way."""
        if excess := json_limits.excess(data):
            self._too_large(self._kind.path, *excess)
            return False
        # Nearly no file has such a character or such a key, and each is found faster so.
        if b"\\u" in content or not is_fit_in_utf8(content):
            self._refuse_unfit(data)
        if self._doubled:
            self._tell_doubled(data)
        return not self._has_unfit

    def _refuse_unfit(self, data: dict[str, Any]) -> None:
        for pointer, value in _values(data):
            for text in value if isinstance(value, dict) else (value,):
                if isinstance(text, str) and (unfit := UNFIT.search(text)):
                    self._has_unfit = True
                    message = "holds a character that XML cannot hold"
                    found = f"U+{ord(unfit[0]):04X}"
                    self._find("character-forbidden", self._place(pointer), message, None, found)

    def _tell_doubled(self, data: dict[str, Any]) -> None:
        pointers = {id(value): pointer for pointer, value in _values(data)}
        for value, keys in self._doubled:
            for key in keys:
                # What stood under a doubled key itself is not in what was read.
                pointer = pointers.get(id(value))
                location = self._kind.path if pointer is None else self._place((*pointer, key))
                self._find("key-twice", location, f"the key {key!a} is there twice in one object")

    def _place(self, pointer: Pointer) -> str:
        # Half of a surrogate pair cannot even be told in UTF-8.
        return UNFIT.sub("\ufffd", place(self._kind, pointer))

    def _too_large(self, location: str, message: str, limit: int) -> None:
        expected = f"at most {limit}"
        self._find("too-large", location, f"{message}: it was not checked", expected)

    def _find(
        self,
        what: str,
        location: str,
        message: str,
        expected: str | None = None,
        found: str | None = None,
    ) -> None:
        code = f"{self._kind.family}.{what}"
        self.findings.append(Finding(code, location, message, expected, found))


def _values(data: object) -> Iterator[tuple[Pointer, object]]:
    """Every value with its pointer."""
    waiting: list[tuple[Pointer, object]] = [((), data)]
    while waiting:
        pointer, value = waiting.pop()
        yield pointer, value
        if isinstance(value, dict):
            waiting.extend([((*pointer, key), item) for key, item in value.items()])
        elif isinstance(value, list):
            waiting.extend([((*pointer, index), item) for index, item in enumerate(value)])


def _no_constant(name: str) -> NoReturn:
    raise _ConstantError(f"{name} is no number")
