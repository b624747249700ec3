"""Objects of whatever origin: whole ones pass, and of others the first fault is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frus_pack.ocfl.object_check import check_object
from frus_pack.ocfl.object_files import ObjectError
from tests.ocfl.objects import FIRST, IDENTIFIER, SECOND, digest, make_object, seal
from tests.support.bags import write

WHOLE: list[dict[str, Any]] = [
    {},
    {"specification": "1.0"},
    {"algorithm": "sha256"},
    {"content": "stuff"},
    {"padding": 4},
    {"versions": [FIRST, SECOND, FIRST]},
    {"versions": [{}]},
    {
        "changes": {
            "fixity": {"md5": {digest(FIRST["letter.txt"], "md5"): ["v1/content/letter.txt"]}}
        }
    },
    {"changes": {"fixity": {"size": {"123": ["v1/content/letter.txt"]}}}},
]


@pytest.mark.parametrize("options", WHOLE)
def test_a_whole_object_passes(tmp_path: Path, options: dict[str, Any]) -> None:
    folder = make_object(tmp_path / "object", **options)
    checked = check_object(folder, IDENTIFIER)
    assert len(checked.inventory.versions) == len(options.get("versions", (FIRST, SECOND)))


def test_what_ocfl_only_recommends_is_not_asked_for(tmp_path: Path) -> None:
    folder = make_object(tmp_path / "object")
    for version in ("v1", "v2"):
        (folder / version / "inventory.json").unlink()
        (folder / version / "inventory.json.sha512").unlink()
    write(folder, {"logs/2024.txt": b"checked\n", "v1/notes/a.txt": b"ignored\n"})
    assert check_object(folder, IDENTIFIER).inventory.head == "v2"


def _edit(folder: Path, *keys: str, value: Any) -> None:
    """Change a key of an inventory, and its sidecar with it."""
    data = whole = json.loads((folder / "inventory.json").read_bytes())
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = value
    (folder / "inventory.json").write_text(json.dumps(whole))
    seal(folder)


def _edit_both(folder: Path, *keys: str, value: Any) -> None:
    for place in (folder, folder / "v2"):
        _edit(place, *keys, value=value)


def _older_second(folder: Path) -> None:
    _edit_both(folder, "type", value="https://ocfl.io/1.0/spec/#inventory")
    (folder / "0=ocfl_object_1.1").unlink()
    write(folder, {"0=ocfl_object_1.0": b"ocfl_object_1.0\n"})


def _claim_third(folder: Path) -> None:
    _edit(folder, "versions", "v3", value={"created": "2024-01-01T00:00:00Z", "state": {}})
    _edit(folder, "head", value="v3")


SPOILED: list[tuple[str, Callable[[Path], object], str, str]] = [
    ("no inventory", lambda o: (o / "inventory.json").unlink(), "inventory.json", "does not exist"),
    (
        "inventory altered",
        lambda o: write(o, {"inventory.json": (o / "inventory.json").read_bytes() + b"\n"}),
        "inventory.json",
        "does not agree with inventory.json.sha512",
    ),
    (
        "no sidecar",
        lambda o: (o / "inventory.json.sha512").unlink(),
        "inventory.json.sha512",
        "does not exist",
    ),
    (
        "sidecar of no form",
        lambda o: write(o, {"inventory.json.sha512": b"\xff"}),
        "inventory.json.sha512",
        "is not a digest",
    ),
    (
        "no declaration",
        lambda o: (o / "0=ocfl_object_1.1").unlink(),
        "0=ocfl_object_1.1",
        "does not exist",
    ),
    (
        "declaration altered",
        lambda o: write(o, {"0=ocfl_object_1.1": b"ocfl_object_1.1"}),
        "0=ocfl_object_1.1",
        "does not say what its name does",
    ),
    (
        "two declarations",
        lambda o: write(o, {"0=ocfl_object_1.0": b"ocfl_object_1.0\n"}),
        "0=ocfl_object_1.0",
        "is not part of the object",
    ),
    ("stray file", lambda o: write(o, {"a.txt": b""}), "a.txt", "is not part of the object"),
    ("stray folder", lambda o: (o / "a").mkdir(), "a", "is a version its inventory does not know"),
    ("half a version", lambda o: write(o, {"v3/content/a": b""}), "v3", "is a version"),
    ("extension", lambda o: write(o, {"extensions/x/a": b""}), "extensions", "or an extension"),
    (
        "version missing",
        _claim_third,
        "v3",
        "does not exist",
    ),
    ("stray content", lambda o: write(o, {"v1/content/a": b""}), "v1/content/a", "is not part"),
    ("stray in a version", lambda o: write(o, {"v1/a": b""}), "v1/a", "is not part of the object"),
    (
        "empty folder",
        lambda o: (o / "v1/content/a/b").mkdir(parents=True),
        "v1/content/a/b",
        "is an empty folder",
    ),
    (
        "link",
        lambda o: (o / "v1/content/images/0372.png").symlink_to("0371.png"),
        "v1/content/images/0372.png",
        "is neither a file nor a folder",
    ),
    (
        "content missing",
        lambda o: (o / "v1/content/letter.txt").unlink(),
        "v1/content/letter.txt",
        "does not exist",
    ),
    (
        "content altered",
        lambda o: write(o, {"v1/content/letter.txt": b"Dear Sirs"}),
        "v1/content/letter.txt",
        "does not agree with its sha512 digest",
    ),
    (
        "fixity differs",
        lambda o: _edit_both(o, "fixity", value={"md5": {"0" * 32: ["v1/content/letter.txt"]}}),
        "v1/content/letter.txt",
        "does not agree with its md5 digest",
    ),
    (
        "two heads",
        lambda o: _edit(o / "v2", "fixity", value={}),
        "v2/inventory.json",
        "is not the object's",
    ),
    (
        "version inventory altered",
        lambda o: write(o, {"v1/inventory.json": b"{}"}),
        "v1/inventory.json",
        "the inventory has no id",
    ),
    (
        "version of another object",
        lambda o: _edit(o / "v1", "id", value="info:frus/x/d1"),
        "v1/inventory.json",
        "another identifier",
    ),
    (
        "version inventory misplaced",
        lambda o: write(
            o,
            {
                f"v1/{name}": (o / "v2" / name).read_bytes()
                for name in ("inventory.json", "inventory.json.sha512")
            },
        ),
        "v1/inventory.json",
        "has other versions than those until then",
    ),
    (
        "history rewritten",
        lambda o: _edit_both(
            o,
            *("versions", "v1", "state"),
            value={digest(FIRST["letter.txt"]): ["letter.txt", "images/0371.png"]},
        ),
        "v1/inventory.json",
        "has other files in a version's state",
    ),
    ("older second", _older_second, "v2/inventory.json", "is of an older OCFL"),
]


@pytest.mark.parametrize(
    ("spoil", "path", "message"),
    [spoiled[1:] for spoiled in SPOILED],
    ids=[spoiled[0] for spoiled in SPOILED],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, spoil: Callable[[Path], object], path: str, message: str
) -> None:
    folder = make_object(tmp_path / "object")
    spoil(folder)
    with pytest.raises(ObjectError) as raised:
        check_object(folder, IDENTIFIER)
    assert str(raised.value).startswith(f"{folder / path}: ")
    assert message in str(raised.value)


def test_an_object_of_another_identifier_is_refused(tmp_path: Path) -> None:
    folder = make_object(tmp_path / "object", identifier="info:frus/v/d2")
    with pytest.raises(ObjectError, match=r"'info:frus/v/d2', not 'info:frus/v/d3'"):
        check_object(folder, "info:frus/v/d3")


def test_every_altered_byte_is_found(tmp_path: Path) -> None:
    folder = make_object(tmp_path / "object", [{"a": b"abc"}])
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for at in range(0, len(content), 1 if len(content) < 200 else 17):
            if path.name.endswith(".sha512") and content[at : at + 1].isspace():
                continue  # any white space separates a sidecar's digest from the name
            path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            with pytest.raises(ObjectError):
                check_object(folder, IDENTIFIER)
        path.write_bytes(content)
    assert check_object(folder, IDENTIFIER).inventory.head == "v1"
