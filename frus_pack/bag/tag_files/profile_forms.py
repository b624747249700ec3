"""Profiles in other forms than the specification's: read as meant, or refused by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from frus_pack.errors import Problem, SourceError

LISTS = (
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
_INFO = "BagIt-Profile-Info"
_OTHER_INFO = "Other-Info"
_IN_DARTS_FORM = "bagItProfileInfo"
_BAG_INFO_FILE, _DECLARATION_FILE = "bag-info.txt", "bagit.txt"
_DART_KEYS: Mapping[str, str] = {
    "acceptBagItVersion": "Accept-BagIt-Version",
    "acceptSerialization": "Accept-Serialization",
    "allowFetchTxt": "Allow-Fetch.txt",
    "manifestsRequired": "Manifests-Required",
    "manifestsAllowed": "Manifests-Allowed",
    "tagManifestsRequired": "Tag-Manifests-Required",
    "tagManifestsAllowed": "Tag-Manifests-Allowed",
    "serialization": "Serialization",
}
_DART_INFO: Mapping[str, str] = {
    "bagItProfileIdentifier": "BagIt-Profile-Identifier",
    "sourceOrganization": "Source-Organization",
    "externalDescription": "External-Description",
    "version": "Version",
}


@dataclass(frozen=True, slots=True)
class StandardForm:
    """A profile in the specification's form.

    `other_tags` are the rules for tag files besides bag-info.txt, by file and label; `remarks` say
    what was written otherwise, and how it was read.
    """

    keys: Mapping[str, Any]
    other_tags: Mapping[str, Mapping[str, Any]]
    remarks: tuple[str, ...]


def standard_form(loaded: Mapping[str, Any], name: str) -> StandardForm:
    """Return a profile in the specification's form; `name` is what messages call it.

    Raises SourceError for a profile in the form of the Bagger.
    """
    if _is_baggers(loaded):
        message = "is a profile in the Bagger's own form, which lists fields and has no identifier"
        advice = "ask the repository for its BagIt Profile (JSON with BagIt-Profile-Info)"
        raise SourceError(Problem(name, message, advice=advice))
    if _IN_DARTS_FORM in loaded:
        return _from_dart(loaded)
    keys = dict(loaded)
    tags = _other_info(keys)
    remarks = (f"{_OTHER_INFO} was read as the rules of {file}" for file in tags)
    return StandardForm(keys, tags, (*remarks, *_mend(keys)))


def _is_baggers(loaded: Mapping[str, Any]) -> bool:
    if _INFO in loaded:
        return False
    entries = list(loaded.values())
    ordered = loaded.get("ordered")
    if isinstance(ordered, list):
        entries = [one for field in ordered if isinstance(field, dict) for one in field.values()]
    return any(isinstance(one, dict) and "fieldRequired" in one for one in entries)


def _from_dart(loaded: Mapping[str, Any]) -> StandardForm:
    info = loaded[_IN_DARTS_FORM] if isinstance(loaded[_IN_DARTS_FORM], dict) else {}
    keys: dict[str, Any] = {
        theirs: loaded[ours] for ours, theirs in _DART_KEYS.items() if ours in loaded
    }
    keys[_INFO] = {theirs: info[ours] for ours, theirs in _DART_INFO.items() if ours in info}
    tags: dict[str, dict[str, Any]] = {}
    for tag in loaded.get("tags") or ():
        if isinstance(tag, dict) and isinstance(tag.get("tagName"), str):
            rule = {"required": bool(tag.get("required")), "values": tag.get("values") or []}
            tags.setdefault(str(tag.get("tagFile")), {})[tag["tagName"]] = rule
    keys["Bag-Info"] = tags.pop(_BAG_INFO_FILE, {})
    tags.pop(_DECLARATION_FILE, None)  # Accept-BagIt-Version says the same
    asked = [file for file, rules in tags.items() if any(one["required"] for one in rules.values())]
    if asked:
        keys["Tag-Files-Required"] = asked
    remarks = ("the profile is in DART's own form, and was read as the BagIt Profile it means",)
    return StandardForm(keys, tags, (*remarks, *_mend(keys)))


def _other_info(keys: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Take out the rules of tag files that DuraSpace's profiles add to the specification's, by
    file: ``APTrust-Info`` are those of aptrust-info.txt."""
    given = keys.get(_OTHER_INFO)
    tags = {
        f"{name.lower()}.txt": {label: rule for label, rule in rules.items() if _is_rule(rule)}
        for one in (given if isinstance(given, list) else [given])
        if isinstance(one, dict)
        for name, rules in one.items()
        if isinstance(rules, dict)
    }
    if tags:
        del keys[_OTHER_INFO]
    return tags


def _is_rule(rule: object) -> bool:
    if not isinstance(rule, dict) or not isinstance(rule.get("required", False), bool):
        return False
    values = rule.get("values", [])
    return isinstance(values, list) and all(isinstance(one, str) for one in values)


def _mend(keys: dict[str, Any]) -> Iterator[str]:
    """Bring what is written otherwise into the specification's form, and say what it was."""
    for key in LISTS:
        if isinstance(keys.get(key), str | int | float):
            yield f"{key} is a single value, and was read as a list of one"
            keys[key] = [keys[key]]
        if _has_numbers(keys.get(key)):
            yield f"{key} has numbers, which were read as texts"
            keys[key] = list(map(str, keys[key]))
    for key in ("Manifests-Allowed", "Tag-Manifests-Allowed"):
        if keys.get(key) == []:
            yield f"{key} is empty, and was read as no limit"
            del keys[key]
    info = keys.get(_INFO)
    if isinstance(info, dict):
        keys[_INFO] = dict(info)
        yield from _mend_info(keys[_INFO])
    if not keys.get("Accept-BagIt-Version"):
        yield "Accept-BagIt-Version is missing, and every version was accepted"
    tags = keys.get("Bag-Info")
    if isinstance(tags, dict):
        keys["Bag-Info"] = dict(tags)
        yield from _mend_tags(keys["Bag-Info"])


def _mend_info(info: dict[str, Any]) -> Iterator[str]:
    if isinstance(info.get("Version"), int | float):
        yield "Version is a number, and was read as a text"
        info["Version"] = str(info["Version"])
    elif "Version" not in info:
        yield "Version is missing from BagIt-Profile-Info"
        info["Version"] = "not given"


def _mend_tags(tags: dict[str, Any]) -> Iterator[str]:
    for label, rule in tags.items():
        if not isinstance(rule, dict):
            continue
        if isinstance(rule.get("values"), str | int | float):
            yield f"the values of {label} are a single value, and were read as a list of one"
            tags[label] = rule = {**rule, "values": [rule["values"]]}
        if _has_numbers(rule.get("values")):
            yield f"the values of {label} have numbers, which were read as texts"
            tags[label] = {**rule, "values": list(map(str, rule["values"]))}


def _has_numbers(value: object) -> bool:
    return isinstance(value, list) and any(
        isinstance(one, int | float) and not isinstance(one, bool) for one in value
    )
