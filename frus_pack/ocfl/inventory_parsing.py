"""Read an inventory to the letter of OCFL 1.1 §3.5.

What does not follow it is refused: adding to an object that is not understood could damage it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from frus_pack.bag.tag_files.paths import too_long
from frus_pack.document import strict_json
from frus_pack.ocfl.inventory import (
    ALGORITHMS,
    CONTENT,
    CONTENT_ALGORITHMS,
    Digests,
    Inventory,
    Note,
    User,
    Version,
    in_sequence,
)
from frus_pack.storage.fixity import digits

T = TypeVar("T")

_TYPE = re.compile(r"https://ocfl\.io/(1\.[01])/spec/#inventory")
_KEYS = ("id", "type", "digestAlgorithm", "head", "manifest", "versions")
_FURTHER_KEYS = ("contentDirectory", "fixity")
_RFC_3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_FURTHER_ALGORITHMS = ("blake2b-160", "blake2b-256", "blake2b-384", "sha512/256", "size")
"""What the community extension 0009 adds for fixity; not checked here."""

_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_inventory(content: bytes) -> Inventory:
    """Return the inventory that a file holds, of OCFL 1.0 or 1.1.

    Raises ValueError for anything that OCFL 1.1 forbids; it says what is wrong, and the clause.
    """
    data = _object(strict_json.parse(content), "the inventory", _KEYS, _FURTHER_KEYS)
    identifier, head = _text(data["id"], "id"), _text(data["head"], "head")
    kind = _TYPE.fullmatch(_text(data["type"], "type"))
    if kind is None:
        raise _fault(f"the type {data['type']!r} is not the type of OCFL 1.0 or 1.1", "3.5.1")
    algorithm = data["digestAlgorithm"]
    if algorithm not in CONTENT_ALGORITHMS:
        raise _fault(f"content cannot be addressed by {algorithm!r}", "3.4")
    versions = _versions(data["versions"], algorithm)
    content_directory = _content_directory(data)
    manifest = _manifest(data["manifest"], algorithm, versions, content_directory or CONTENT)
    if head != list(versions)[-1]:
        raise _fault(f"the head {head!r} is not the latest version", "3.5.1")
    fixity = _fixity(data.get("fixity", {}), manifest)
    return Inventory(identifier, kind[1], algorithm, manifest, versions, content_directory, fixity)


def _versions(data: Any, algorithm: str) -> dict[str, Version]:
    if not isinstance(data, dict):
        raise _fault("versions is not an object", "3.5.3")
    try:
        ordered = in_sequence(data)
    except ValueError as error:
        raise _fault(str(error), "3.3") from None
    if unknown := data.keys() - set(ordered):
        raise _fault(f"{min(unknown)!r} is not a name of a version", "3.3")
    return {name: _version(name, data[name], algorithm) for name in ordered}


def _version(name: str, data: Any, algorithm: str) -> Version:
    block = _object(data, name, ("created", "state"), ("message", "user"))
    created = _text(block["created"], f"created of {name}")
    if not _is_time(created):
        raise _fault(f"{created!r}, when {name} was created, is not a time of RFC 3339", "3.5.3.1")
    message = block.get("message")
    if "message" in block and not isinstance(message, str):
        raise _fault(f"the message of {name} is not text", "3.5.3.1")
    user = _user(name, block["user"]) if "user" in block else None
    state = _digests(block["state"], algorithm, f"the state of {name}", "3.5.3.1")
    return Version(Note(created, message, user), state)


def _user(name: str, data: Any) -> User:
    block = _object(data, f"the user of {name}", ("name",), ("address",))
    address = block.get("address")
    return User(
        _text(block["name"], f"the user's name of {name}"),
        _text(address, f"the user's address of {name}") if "address" in block else None,
    )


def _is_time(text: str) -> bool:
    if not _RFC_3339.fullmatch(text):
        return False
    seconds = text[17:19]
    # RFC 3339 knows leap seconds, and finer fractions than datetime does.
    plain = text[:17] + ("59" if seconds == "60" else seconds) + text[19:].lstrip(".0123456789")
    try:
        datetime.fromisoformat(plain.upper())
    except ValueError:
        return False
    return True


def _content_directory(data: Mapping[str, Any]) -> str | None:
    if "contentDirectory" not in data:
        return None
    name = _text(data["contentDirectory"], "contentDirectory")
    if "/" in name or name in (".", ".."):
        raise _fault(f"the content directory {name!r} is not a name of a folder", "3.3.1")
    return name


def _manifest(
    data: Any, algorithm: str, versions: Mapping[str, Version], content: str
) -> dict[str, tuple[str, ...]]:
    manifest = _digests(data, algorithm, "the manifest", "3.5.2")
    folders = {f"{name}/{content}" for name in versions}
    for path in _paths(manifest):
        folder = "/".join(path.split("/")[:2])
        if folder not in folders or folder == path:
            raise _fault(f"{path!r} is in no content directory of a version", "3.5.2")
    used = {digest for version in versions.values() for digest in version.state}
    if missing := used - manifest.keys():
        raise _fault(f"the manifest lacks {min(missing)[:20]}…, which a state has", "3.5.3.1")
    if unused := manifest.keys() - used:
        raise _fault(f"no state has {min(unused)[:20]}… of the manifest", "3.5.2")
    return manifest


def _fixity(data: Any, manifest: Digests) -> dict[str, Digests]:
    if not isinstance(data, dict):
        raise _fault("fixity is not an object", "3.5.4")
    there = set(_paths(manifest))
    fixity: dict[str, Digests] = {}
    for algorithm, block in data.items():
        if algorithm not in (*ALGORITHMS, *_FURTHER_ALGORITHMS):
            raise _fault(f"fixity has digests by {algorithm!r}, which OCFL does not know", "3.5.4")
        fixity[algorithm] = _digests(block, algorithm, f"fixity's {algorithm}", "3.5.4")
        if unknown := set(_paths(fixity[algorithm])) - there:
            raise _fault(f"fixity has {min(unknown)!r}, and the manifest has not", "3.5.4")
    return fixity


def _digests(data: Any, algorithm: str, place: str, clause: str) -> dict[str, tuple[str, ...]]:
    """Return a block that maps digests to paths: the manifest, a state, or one of fixity."""
    if not isinstance(data, dict):
        raise _fault(f"{place} is not an object", clause)
    if len({digest.lower() for digest in data}) < len(data):
        raise _fault(f"{place} has a digest in two cases", clause)
    length = digits(ALGORITHMS[algorithm]) if algorithm in ALGORITHMS else None
    for digest, paths in data.items():
        if length and (len(digest) != length or not _HEXADECIMAL.fullmatch(digest)):
            raise _fault(f"{place} has {digest[:20]!r}, which is not a {algorithm} digest", clause)
        if not isinstance(paths, list) or not paths:
            raise _fault(f"{place} has no list of paths for {digest[:20]}…", clause)
        for path in paths:
            _refuse_path(path, place, clause)
    _refuse_conflicts(data, place, clause)
    return {digest: tuple(paths) for digest, paths in data.items()}


def _refuse_path(path: Any, place: str, clause: str) -> None:
    if not isinstance(path, str) or "\0" in path or _SURROGATE.search(path):
        raise _fault(f"{place} has {path!r}, which is not a path", clause)
    if fault := too_long(path):
        raise _fault(f"{place} has {path[:40]!r}…: {fault}", clause)
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise _fault(f"{place} has {path!r}, which leads elsewhere or nowhere", clause)


def _refuse_conflicts(data: Digests, place: str, clause: str) -> None:
    paths = list(_paths(data))
    unique = set(paths)
    if len(unique) < len(paths):
        doubled = next(path for path in paths if paths.count(path) > 1)
        raise _fault(f"{place} has {doubled!r} more than once", clause)
    for path in unique:
        folder = path.rpartition("/")[0]
        while folder:
            if folder in unique:
                raise _fault(f"{place} has {folder!r} as a file and as a folder", clause)
            folder = folder.rpartition("/")[0]


def _paths(digests: Digests) -> Iterable[str]:
    return (path for paths in digests.values() for path in paths)


def _object(
    data: Any, place: str, required: tuple[str, ...], further: tuple[str, ...]
) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _fault(f"{place} is not an object", "3.5")
    if missing := [key for key in required if key not in data]:
        raise _fault(f"{place} has no {missing[0]}", "3.5")
    if unknown := sorted(data.keys() - {*required, *further}):
        raise _fault(f"{place} has {unknown[0]!r}, which OCFL does not know", "3.5")
    return data


def _text(data: Any, place: str) -> str:
    if not isinstance(data, str) or not data or _SURROGATE.search(data):
        raise _fault(f"{place} is not text", "3.5")
    return data


def _fault(message: str, clause: str) -> ValueError:
    return ValueError(f"{message} (OCFL 1.1 §{clause})")
