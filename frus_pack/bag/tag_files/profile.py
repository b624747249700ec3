"""A BagIt Profile (specification 1.1 to 1.4), read from its JSON file.

What the profile means is for `frus_pack.checks.bag.profile`; here it only has to be a profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from frus_pack.document import strict_json
from frus_pack.errors import Problem, SourceError

Serialization = Literal["forbidden", "required", "optional"]

_LARGEST = 16 << 20
_IN_DARTS_FORM = "bagItProfileInfo"
_LISTS = (
    "Manifests-Required",
    "Manifests-Allowed",
    "Tag-Manifests-Required",
    "Tag-Manifests-Allowed",
    "Tag-Files-Required",
    "Tag-Files-Allowed",
    "Payload-Files-Required",
    "Payload-Files-Allowed",
    "Accept-Serialization",
    "Accept-BagIt-Version",
)
_TRUTHS = ("Allow-Fetch.txt", "Fetch.txt-Required", "Data-Empty")
_KEYS = frozenset(("BagIt-Profile-Info", "Bag-Info", "Serialization", *_LISTS, *_TRUTHS))
_INFO_REQUIRED = (
    "BagIt-Profile-Identifier",
    "Source-Organization",
    "External-Description",
    "Version",
)
_TAG_KEYS: Mapping[str, type] = {
    "required": bool,
    "repeatable": bool,
    "values": list,
    "description": str,
}


@dataclass(frozen=True, slots=True)
class TagRule:
    """What a profile asks of one tag of bag-info.txt. `values` empty: any."""

    label: str
    required: bool
    repeatable: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A BagIt Profile. A list that is None allows everything; names of algorithms are as the
    profile writes them. `unknown_keys` are those its specification does not have."""

    identifier: str
    tags: tuple[TagRule, ...]
    manifests_required: tuple[str, ...]
    manifests_allowed: tuple[str, ...] | None
    tag_manifests_required: tuple[str, ...]
    tag_manifests_allowed: tuple[str, ...] | None
    tag_files_required: tuple[str, ...]
    tag_files_allowed: tuple[str, ...] | None
    payload_files_required: tuple[str, ...]
    payload_files_allowed: tuple[str, ...] | None
    fetch_allowed: bool
    fetch_required: bool
    data_empty: bool
    serialization: Serialization
    accept_serialization: tuple[str, ...] | None
    accept_versions: tuple[str, ...]
    unknown_keys: tuple[str, ...]


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises SourceError, with everything that is wrong with it, if it cannot be read, is no JSON
    object, lacks what its specification requires, or contradicts itself.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise SourceError(Problem(str(path), f"cannot be read: {error.strerror}")) from error
    if len(content) > _LARGEST:
        raise SourceError(Problem(str(path), f"is larger than {_LARGEST} bytes: no profile"))
    try:
        loaded = strict_json.parse(content)
    except ValueError as error:
        raise SourceError(Problem(str(path), f"is no JSON: {error}")) from error
    return parse_profile(loaded, str(path))


def parse_profile(loaded: object, name: str) -> Profile:
    """The profile a JSON value holds; `name` is what messages call it. Raises as `read_profile`."""
    if not isinstance(loaded, dict):
        raise SourceError(Problem(name, "is no BagIt Profile: the JSON is not an object"))
    if _IN_DARTS_FORM in loaded:
        message = "is a profile in DART's own form, which the specification does not have"
        raise SourceError(Problem(name, message, advice="take its standard form"))
    problems = [Problem(name, message, place) for place, message in _faults(loaded)]
    if not problems:
        problems = [Problem(name, message, place) for place, message in _contradictions(loaded)]
    if problems:
        raise SourceError(*problems)
    return _profile(loaded)


def covers(patterns: Sequence[str], path: str) -> bool:
    """Whether one of a profile's patterns, where ``*`` is any characters, is that of `path`."""
    return path in patterns or any(_compiled(pattern).match(path) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    # Only the asterisk stands for others, and for "/" too: "*" covers the whole payload.
    escaped = pattern.replace("[", "[[]").replace("?", "[?]")
    return re.compile(translate(escaped))


def _faults(loaded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where the JSON is not what the specification describes: place and message."""
    yield from _info_faults(loaded.get("BagIt-Profile-Info"))
    yield from _tag_faults(loaded.get("Bag-Info", {}))
    for key in _LISTS:
        if not _is_list_of_text(loaded.get(key, [])):
            yield f"/{key}", "is not a list of texts"
    for key in _TRUTHS:
        if not isinstance(loaded.get(key, False), bool):
            yield f"/{key}", "is neither true nor false"
    if loaded.get("Serialization", "optional") not in ("forbidden", "required", "optional"):
        yield "/Serialization", "is not forbidden, required or optional"
    if not loaded.get("Accept-BagIt-Version"):
        yield "/Accept-BagIt-Version", "at least one version is required"


def _info_faults(info: object) -> Iterator[tuple[str, str]]:
    place = "/BagIt-Profile-Info"
    if not isinstance(info, dict):
        yield place, "is missing, or is not an object"
        return
    for key in _INFO_REQUIRED:
        if not isinstance(info.get(key), str) or not info[key]:
            yield f"{place}/{key}", "is required, and is a text"
    version = info.get("BagIt-Profile-Version", "1.1.0")
    if not isinstance(version, str) or not version.startswith("1."):
        yield f"{place}/BagIt-Profile-Version", "is no version of the specification known here"


def _tag_faults(tags: object) -> Iterator[tuple[str, str]]:
    if not isinstance(tags, dict):
        yield "/Bag-Info", "is not an object"
        return
    for label, rule in tags.items():
        if not isinstance(rule, dict):
            yield f"/Bag-Info/{label}", "is not an object"
            continue
        for key, kind in _TAG_KEYS.items():
            if key in rule and not isinstance(rule[key], kind):
                yield f"/Bag-Info/{label}/{key}", f"is not of the type {kind.__name__}"
        if not _is_list_of_text(rule.get("values", [])):
            yield f"/Bag-Info/{label}/values", "is not a list of texts"


def _contradictions(loaded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for group in ("Manifests", "Tag-Manifests", "Tag-Files", "Payload-Files"):
        allowed = loaded.get(f"{group}-Allowed", ["*"])
        for name in loaded.get(f"{group}-Required", []):
            if not covers(allowed, name):
                yield f"/{group}-Required", f"{name!r} is required, and {group}-Allowed lacks it"
    if loaded.get("Fetch.txt-Required") and not loaded.get("Allow-Fetch.txt", True):
        yield "/Fetch.txt-Required", "fetch.txt is required, and not allowed"
    asked = loaded.get("Serialization") in ("required", "optional")
    if asked and not loaded.get("Accept-Serialization"):
        yield "/Accept-Serialization", "at least one type is required with this Serialization"


def _profile(loaded: Mapping[str, Any]) -> Profile:
    return Profile(
        identifier=loaded["BagIt-Profile-Info"]["BagIt-Profile-Identifier"],
        tags=tuple(_tag_rule(*item) for item in loaded.get("Bag-Info", {}).items()),
        manifests_required=_texts(loaded, "Manifests-Required") or (),
        manifests_allowed=_texts(loaded, "Manifests-Allowed"),
        tag_manifests_required=_texts(loaded, "Tag-Manifests-Required") or (),
        tag_manifests_allowed=_texts(loaded, "Tag-Manifests-Allowed"),
        tag_files_required=_texts(loaded, "Tag-Files-Required") or (),
        tag_files_allowed=_texts(loaded, "Tag-Files-Allowed"),
        payload_files_required=_texts(loaded, "Payload-Files-Required") or (),
        payload_files_allowed=_texts(loaded, "Payload-Files-Allowed"),
        fetch_allowed=loaded.get("Allow-Fetch.txt", True),
        fetch_required=loaded.get("Fetch.txt-Required", False),
        data_empty=loaded.get("Data-Empty", False),
        serialization=loaded.get("Serialization", "optional"),
        accept_serialization=_texts(loaded, "Accept-Serialization"),
        accept_versions=_texts(loaded, "Accept-BagIt-Version") or (),
        unknown_keys=tuple(sorted(loaded.keys() - _KEYS)),
    )


def _tag_rule(label: str, rule: Mapping[str, Any]) -> TagRule:
    return TagRule(
        label=label,
        required=rule.get("required", False),
        repeatable=rule.get("repeatable", True),
        values=tuple(rule.get("values", ())),
    )


def _texts(loaded: Mapping[str, Any], key: str) -> tuple[str, ...] | None:
    return tuple(loaded[key]) if key in loaded else None


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
