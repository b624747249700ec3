"""OCFL objects as other tools may make them, written here without frus-pack's own writer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.bags import write

IDENTIFIER = "info:frus/frus1958-60v99/d12"
FIRST = {"letter.txt": b"Dear Sir:\n", "images/0371.png": b"\x89PNG"}
SECOND = {"letter.txt": b"Dear Madam:\n", "images/0371.png": b"\x89PNG", "copy.txt": b"\x89PNG"}


def make_object(
    folder: Path,
    versions: Sequence[Mapping[str, bytes]] = (FIRST, SECOND),
    *,
    identifier: str = IDENTIFIER,
    specification: str = "1.1",
    algorithm: str = "sha512",
    content: str | None = None,
    padding: int = 0,
    changes: Mapping[str, Any] | None = None,
) -> Path:
    """A valid object of these versions, but for `changes` of its last inventory's keys."""
    inventory: dict[str, Any] = {
        "id": identifier,
        "type": f"https://ocfl.io/{specification}/spec/#inventory",
        "digestAlgorithm": algorithm,
        "manifest": {},
        "versions": {},
    }
    if content is not None:
        inventory["contentDirectory"] = content
    for number, files in enumerate(versions, 1):
        name = f"v{number:0{padding}}" if padding else f"v{number}"
        _add_version(folder, inventory, name, files)
        if number == len(versions):
            inventory.update(changes or {})
        write_inventory(folder / name, inventory)
    write_inventory(folder, inventory)
    declaration = f"ocfl_object_{specification}"
    write(folder, {f"0={declaration}": f"{declaration}\n".encode()})
    return folder


def write_inventory(folder: Path, inventory: Mapping[str, Any]) -> None:
    """An inventory and its sidecar."""
    text = json.dumps(inventory, indent=2).encode()
    write(folder, {"inventory.json": text})
    seal(folder, str(inventory["digestAlgorithm"]))


def seal(folder: Path, algorithm: str = "sha512") -> None:
    """Write the sidecar of the inventory that stands there."""
    digest = hashlib.new(algorithm, (folder / "inventory.json").read_bytes()).hexdigest()
    write(folder, {f"inventory.json.{algorithm}": f"{digest}  inventory.json\n".encode()})


def digest(content: bytes, algorithm: str = "sha512") -> str:
    """In lower-case hexadecimal."""
    return hashlib.new(algorithm, content).hexdigest()


def _add_version(
    folder: Path, inventory: dict[str, Any], name: str, files: Mapping[str, bytes]
) -> None:
    state: dict[str, list[str]] = {}
    for path, content in files.items():
        key = digest(content, inventory["digestAlgorithm"])
        state.setdefault(key, []).append(path)
        if key not in inventory["manifest"]:
            place = f"{name}/{inventory.get('contentDirectory', 'content')}/{path}"
            inventory["manifest"][key] = [place]
            write(folder, {place: content})
    (folder / name).mkdir(parents=True, exist_ok=True)
    inventory["head"] = name
    inventory["versions"][name] = {
        "created": f"2024-05-0{len(inventory['versions']) + 1}T12:00:00+02:00",
        "message": "Another tool made this",
        "user": {"name": "A. Person", "address": "mailto:a.person@example.org"},
        "state": state,
    }
