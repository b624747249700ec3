"""The script a user would write today: PyYAML, jsonschema, shutil and bagit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import bagit
import jsonschema
import yaml


def pack(source: Path, target: Path, files: dict[str, bytes], schema: dict[str, Any]) -> None:
    """Bag one document folder: check its metadata, copy everything, `make_bag` in place.

    `files` are those that frus-pack derives and this script does not, so that both bags hold
    the same; the script gets them for nothing.
    """
    metadata = yaml.safe_load((source / "metadata.yaml").read_text())
    jsonschema.validate(_as_json(metadata, files), schema)
    target.mkdir(parents=True)
    for path, content in files.items():
        (target / path).write_bytes(content)
    shutil.copy(source / "transcription.txt", target / "transcription.txt")
    if any((source / "page-images").iterdir()):
        shutil.copytree(source / "page-images", target / "page-images")
    bagit.make_bag(str(target), {"External-Identifier": source.name}, checksums=["sha512"])


def _as_json(metadata: Any, files: dict[str, bytes]) -> Any:
    """What the schema wants besides: dates as text, and the keys that are derived."""
    derived = json.loads(files["metadata.json"])
    plain = json.loads(json.dumps(metadata, default=str))
    return {**derived, **{key: derived.get(key, value) for key, value in plain.items()}}
