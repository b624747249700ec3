"""A JSON file of a package: read strictly (RFC 8259), and checked with its schema."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.payload import Payload
from frus_pack.document import schemas, strict_json
from frus_pack.document.characters import UNFIT, is_fit_in_utf8
from frus_pack.document.schemas import Fault, Pointer, join_pointer
from frus_pack.document.strict_json import MalformedJsonError, NestedTooDeepError
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH
from frus_pack.requirements.finding import Finding, first_of_each

_VERSION = re.compile(r":[0-9]{1,9}\Z")
_LONGEST_WORDS = 240


@dataclass(frozen=True, slots=True)
class JsonKind:
    """One of the two JSON files of a package: its path, the family of its checks, its schema."""

    path: BagPath
    family: str
    schema: str


METADATA_FILE = JsonKind(METADATA_PATH, "metadata", schemas.DOCUMENT)
PAGE_IMAGES_FILE = JsonKind(PAGE_IMAGES_PATH, "page-images", schemas.PAGE_IMAGES)


@dataclass(frozen=True, slots=True)
class JsonFile:
    """What a file says, and the findings on its form. `data` is None if it cannot be used."""

    data: dict[str, Any] | None
    findings: tuple[Finding, ...]


def read_json_file(payload: Payload, kind: JsonKind) -> JsonFile:
    """Return the file as JSON, not yet checked with its schema."""
    reading = _Reading(kind)
    data = reading.data(payload)
    return JsonFile(data, tuple(reading.findings))


def check_schema(kind: JsonKind, data: dict[str, Any]) -> tuple[list[Finding], tuple[Fault, ...]]:
    """Return every way in which the data does not follow its schema, as findings and as faults.

    Data that names another version of the schema is not checked with this one.
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
    """Return where a value is: ``data/metadata.json#/source/file``."""
    return f"{kind.path}#{join_pointer(pointer)}"


def words(value: object) -> str | None:
    """Return a JSON value for people to read, cut short; None for None."""
    if value is None:
        return None
    return shortened(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def shortened(text: str) -> str:
    """Return text of any length, cut to what a finding holds."""
    return text if len(text) <= _LONGEST_WORDS else f"{text[:_LONGEST_WORDS]}…"


def _series(identifier: str) -> str:
    """Return the identifier of a schema without its version."""
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
    """Return the value at a pointer; None if nothing is there."""
    value: Any = data
    for step in pointer:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


class _Reading:
    """One file being read, and every finding on it."""

    def __init__(self, kind: JsonKind) -> None:
        self.findings: list[Finding] = []
        self._kind = kind
        self._repeated: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = ()
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
            self._find("missing", path, "does not exist")
            return None
        if octets > strict_json.MOST_OCTETS:
            self._too_large(path, f"has {octets} bytes", strict_json.MOST_OCTETS)
            return None
        content = payload.read(path, strict_json.MOST_OCTETS)
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
            parsed = strict_json.parse_text(text)
        except MalformedJsonError as error:
            location = ", ".join(part for part in (path, error.place) if part)
            self._find("json-malformed", location, f"is not JSON: {error}")
        except NestedTooDeepError as error:
            self._too_large(path, str(error), strict_json.MOST_LEVELS)
        else:
            self._repeated = parsed.repeated
            if isinstance(parsed.data, dict):
                return parsed.data
            self._find("json-malformed", path, "is JSON, but not an object")
        return None

    def _is_fit(self, content: bytes, data: dict[str, Any]) -> bool:
        """Return whether the data can be used; report what is wrong in it."""
        if excess := strict_json.excess(data):
            self._too_large(self._kind.path, *excess)
            return False
        # Nearly no file has such a character or such a key, and each is found faster so.
        if b"\\u" in content or not is_fit_in_utf8(content):
            self._report_unfit(data)
        if self._repeated:
            self._report_repeated(data)
        return not self._has_unfit

    def _report_unfit(self, data: dict[str, Any]) -> None:
        for pointer, character in strict_json.unfit_characters(data):
            self._has_unfit = True
            message = "holds a character that XML cannot hold"
            self._find("character-forbidden", self._place(pointer), message, None, character)

    def _report_repeated(self, data: dict[str, Any]) -> None:
        pointers = {id(value): pointer for pointer, value in strict_json.every_value(data)}
        for value, keys in self._repeated:
            for key in keys:
                # An object under a repeated key may itself be missing from the data.
                pointer = pointers.get(id(value))
                location = self._kind.path if pointer is None else self._place((*pointer, key))
                self._find("key-twice", location, f"the key {key!a} occurs twice in one object")

    def _place(self, pointer: Pointer) -> str:
        # Half of a surrogate pair cannot be written in UTF-8.
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
