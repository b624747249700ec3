"""An object's inventory (OCFL 1.1 §3.5): its versions, their files, and where the bytes are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

INVENTORY = "inventory.json"
CONTENT = "content"
SPECIFICATION = "1.1"
"""The version of OCFL that is written here."""

_TYPE = "https://ocfl.io/{}/spec/#inventory"
_VERSION = re.compile(r"v(0*)([1-9][0-9]*)")

Digests = Mapping[str, tuple[str, ...]]
"""A digest in hexadecimal, in the case in which it is written → at least one path."""

CONTENT_ALGORITHMS = ("sha512", "sha256")
"""What content may be addressed by; the first is preferred."""

ALGORITHMS: Mapping[str, str] = {
    "md5": "md5",
    "sha1": "sha1",
    "sha256": "sha256",
    "sha512": "sha512",
    "blake2b-512": "blake2b512",
}
"""The algorithms of §3.4: OCFL's name → the name in `storage.fixity.HASHES`. Algorithms of
extensions are not checked."""


@dataclass(frozen=True, slots=True)
class User:
    """Who made a version; `address` should be a URI, such as ``mailto:a.person@example.org``."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What an inventory says of a version. `created` is a time with its zone (RFC 3339)."""

    created: str
    message: str | None = None
    user: User | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an object: its files' logical paths by digest."""

    note: Note
    state: Digests

    def files(self) -> dict[str, str]:
        """Return the digest of each logical path, as the manifest writes it."""
        return {path: digest for digest, paths in self.state.items() for path in paths}


@dataclass(frozen=True, slots=True)
class Inventory:
    """An inventory that follows OCFL, as `parse_inventory` checks it.

    `specification` is the version of OCFL. `algorithm` is that of all digests but `fixity`.
    `manifest` has content paths, and `versions` are in their order.
    """

    identifier: str
    specification: str
    algorithm: str
    manifest: Digests
    versions: Mapping[str, Version]
    content_directory: str | None = None
    fixity: Mapping[str, Digests] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The name of the latest version."""
        return list(self.versions)[-1]

    @property
    def sidecar(self) -> str:
        """The name of the file with the inventory's digest (OCFL 1.1 §3.6)."""
        return f"{INVENTORY}.{self.algorithm}"

    def content_paths(self) -> dict[str, str]:
        """Return the digest of each content path, as the manifest writes it."""
        return {path: digest for digest, paths in self.manifest.items() for path in paths}


def begin(identifier: str, algorithm: str, files: Mapping[str, str], note: Note) -> Inventory:
    """Return the inventory of a new object. `files` maps each logical path to its digest."""
    empty = Inventory(identifier, SPECIFICATION, algorithm, {}, {})
    return _with_version(empty, "v1", files, note)


def amend(inventory: Inventory, files: Mapping[str, str], note: Note) -> Inventory | None:
    """Return the inventory with a further version of these files; None if the head holds just them.

    Content that any version has is not stored again. Raises ValueError where the object's version
    numbers are padded and used up (OCFL 1.1 §3.3).
    """
    held = inventory.versions[inventory.head].files()
    if {path: digest.lower() for path, digest in held.items()} == files:
        return None
    return _with_version(inventory, _next(inventory.head), files, note)


def _with_version(
    inventory: Inventory, name: str, files: Mapping[str, str], note: Note
) -> Inventory:
    """Add a version: content is stored once, under the first path that any version has for it."""
    manifest = dict(inventory.manifest)
    written = {digest.lower(): digest for digest in manifest}
    state: dict[str, list[str]] = {}
    content = f"{name}/{inventory.content_directory or CONTENT}"
    for path, digest in sorted(files.items()):
        if digest not in written:
            written[digest] = digest
            manifest[digest] = (f"{content}/{path}",)
        state.setdefault(written[digest], []).append(path)
    version = Version(note, {digest: tuple(paths) for digest, paths in state.items()})
    return replace(
        inventory,
        specification=SPECIFICATION,
        manifest=manifest,
        versions={**inventory.versions, name: version},
    )


def _next(head: str) -> str:
    match = _VERSION.fullmatch(head)
    if match is None:
        raise ValueError(f"{head!r} is not a version")
    zeros, number = match.groups()
    following = str(int(number) + 1)
    if not zeros:
        return f"v{following}"
    width = len(zeros) + len(number)
    if len(following) == width:
        raise ValueError(f"no version can come after {head}, as the numbers are padded with zeros")
    return f"v{following.zfill(width)}"


def in_sequence(names: Iterable[str]) -> list[str]:
    """Return the names of versions in their order.

    Raises ValueError unless they are all versions from the first on, and all padded with zeros
    alike, or not at all (OCFL 1.1 §3.3).
    """
    matches = sorted(filter(None, map(_VERSION.fullmatch, names)), key=lambda one: int(one[2]))
    ordered = [match[0] for match in matches]
    begins = bool(matches) and matches[0][2] == "1"
    if not begins or any(_next(one) != other for one, other in pairwise(ordered)):
        raise ValueError("the versions are not in sequence from the first on")
    return ordered


def format_inventory(inventory: Inventory) -> bytes:
    """Return the bytes of an inventory; the inverse of `parse_inventory`."""
    data: dict[str, Any] = {
        "id": inventory.identifier,
        "type": _TYPE.format(inventory.specification),
        "digestAlgorithm": inventory.algorithm,
        "head": inventory.head,
    }
    if inventory.content_directory is not None:
        data["contentDirectory"] = inventory.content_directory
    data["manifest"] = inventory.manifest
    data["versions"] = {name: _version(one) for name, one in inventory.versions.items()}
    if inventory.fixity:
        data["fixity"] = inventory.fixity
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _version(version: Version) -> dict[str, Any]:
    note = version.note
    data: dict[str, Any] = {"created": note.created}
    if note.message is not None:
        data["message"] = note.message
    if note.user is not None:
        data["user"] = {"name": note.user.name}
        if note.user.address is not None:
            data["user"]["address"] = note.user.address
    return {**data, "state": version.state}
