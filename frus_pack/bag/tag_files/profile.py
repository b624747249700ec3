"""A BagIt Profile (specification 1.1 to 1.4), read from its JSON file.

`frus_pack.checks.bag.profile` compares bags with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from frus_pack.bag.tag_files.profile_forms import LISTS, StandardForm, standard_form
from frus_pack.document import strict_json
from frus_pack.errors import Problem, SourceError
from frus_pack.storage.regular_file import read_bytes

Serialization = Literal["forbidden", "required", "optional"]

_LARGEST = 16 << 20
_TRUTHS = ("Allow-Fetch.txt", "Fetch.txt-Required", "Data-Empty")
_KEYS = frozenset(("BagIt-Profile-Info", "Bag-Info", "Serialization", *LISTS, *_TRUTHS))
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
    """What a profile demands of one tag. Empty `values` accept any value."""

    label: str
    required: bool
    repeatable: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A BagIt Profile. A list that is None allows everything; names of algorithms are as the
    profile writes them.

    `accept_versions` empty accepts every version. `unknown_keys` are not in the specification.
    `other_tags` are rules for tag files besides bag-info.txt. `remarks` say what is not written as
    the specification has it, and how it was read.
    """

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
    other_tags: tuple[tuple[str, TagRule], ...] = ()
    remarks: tuple[str, ...] = ()


def read_profile(path: Path) -> Profile:
    """Read a profile, in the specification's form or in DART's.

    Raises SourceError, with everything that is wrong, if it cannot be read, is not a JSON object,
    lacks what its specification requires, or contradicts itself.
    """
    content = read_bytes(path, _LARGEST)
    try:
        loaded = strict_json.parse(content)
    except ValueError as error:
        raise SourceError(Problem(str(path), f"is not JSON: {error}")) from error
    return parse_profile(loaded, str(path))


def parse_profile(loaded: object, name: str) -> Profile:
    """Return the profile of a JSON value; messages call it `name`. Raises as `read_profile`."""
    if not isinstance(loaded, dict):
        raise SourceError(Problem(name, "is not a BagIt Profile: the JSON is not an object"))
    form = standard_form(loaded, name)
    problems = [Problem(name, message, place) for place, message in _faults(form.keys)]
    if not problems:
        problems = [Problem(name, message, place) for place, message in _contradictions(form.keys)]
    if problems:
        raise SourceError(*problems)
    return _profile(form)


def covers(patterns: Sequence[str], path: str) -> bool:
    """Return whether one of a profile's patterns, where ``*`` is any characters, fits a path."""
    return path in patterns or any(_compiled(pattern).match(path) for pattern in patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    # Only the asterisk is a wildcard, and it covers "/" too: "*" fits the whole payload.
    escaped = pattern.replace("[", "[[]").replace("?", "[?]")
    return re.compile(translate(escaped))


def _faults(loaded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield place and message where the JSON is not what the specification describes."""
    yield from _info_faults(loaded.get("BagIt-Profile-Info"))
    yield from _tag_faults(loaded.get("Bag-Info", {}))
    for key in LISTS:
        if not _is_list_of_text(loaded.get(key, [])):
            yield f"/{key}", "is not a list of texts"
    for key in _TRUTHS:
        if not isinstance(loaded.get(key, False), bool):
            yield f"/{key}", "is neither true nor false"
    if loaded.get("Serialization", "optional") not in ("forbidden", "required", "optional"):
        yield "/Serialization", "is not forbidden, required or optional"


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
        yield f"{place}/BagIt-Profile-Version", "is not a version that is known here"


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


def _profile(form: StandardForm) -> Profile:
    loaded = form.keys
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
        other_tags=tuple(
            (file, _tag_rule(*item))
            for file, rules in form.other_tags.items()
            for item in rules.items()
        ),
        remarks=form.remarks,
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
