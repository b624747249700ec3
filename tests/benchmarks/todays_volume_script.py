"""The script a user would write today for a TEI volume: lxml, json, jsonschema and bagit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import jsonschema
from jsonschema import Draft202012Validator
from lxml import etree

from frus_pack.document import schemas

_NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def pack_volume(path: Path, target: Path, schema: dict[str, Any]) -> None:
    """Bag each document of a volume, in one process: files of the names that frus-pack gives.

    It does less: the text is not laid out, notes and pages are not told apart in it, the file is
    not sliced, a part of the description is taken out, nothing is synced.
    """
    _pack(path, target, lambda metadata: jsonschema.validate(metadata, schema))


def pack_volume_with_one_validator(path: Path, target: Path, schema: dict[str, Any]) -> None:
    """The same by someone who knows that `jsonschema.validate` checks the schema each time."""
    _pack(path, target, Draft202012Validator(schema).validate)


def _pack(path: Path, target: Path, check: Callable[[dict[str, Any]], None]) -> None:
    root = etree.parse(path).getroot()
    volume = {"id": root.get(_ID), "title": _texts(root, "//t:title[@type='complete']")[0]}
    digest = hashlib.sha512(path.read_bytes()).hexdigest()
    original = {"form": "tei", "file": path.name, "sha512": digest}
    for division in root.iterfind(".//{*}div[@type='document']"):
        metadata = _metadata(division)
        metadata.update(volume=volume, original=original)
        check(metadata)
        folder = target / f"{volume['id']}" / f"{volume['id']}-{metadata['id']}"
        folder.mkdir(parents=True)
        pages = {"pages": [{"page": page} for page in metadata["pages"]]}
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=2, ensure_ascii=False))
        (folder / "page-images.json").write_text(json.dumps(pages, indent=2))
        (folder / "transcription.txt").write_text(_text(division))
        (folder / "transcription.xml").write_bytes(etree.tostring(division, encoding="UTF-8"))
        about = {"External-Identifier": f"{volume['id']}/{metadata['id']}"}
        bagit.make_bag(str(folder), about, checksums=["sha512"])


def _metadata(division: etree._Element) -> dict[str, Any]:
    persons = dict.fromkeys(_texts(division, ".//t:persName/@corresp"))
    notes = _texts(division, ".//t:note")
    metadata: dict[str, Any] = {
        "schema": schemas.identifier(schemas.DOCUMENT),
        "id": division.get(_ID),
        "number": division.get("n"),
        "title": _texts(division, "t:head")[0],
        "kind": "other",
        "persons": [{"id": person[1:], "name": person[1:]} for person in persons],
        "pages": _texts(division, "preceding::t:pb[1]/@n | .//t:pb/@n"),
        "notes": [{"n": str(n), "type": "note"} for n, _ in enumerate(notes, 1)],
        "language": "en",
        "rights": "Public domain",
    }
    for place in _texts(division, ".//t:dateline/t:placeName")[:1]:
        metadata["place"] = place
    for date in _texts(division, ".//t:dateline/t:date/@when")[:1]:
        metadata["date"] = {"earliest": date, "latest": date}
    return metadata


def _texts(element: etree._Element, path: str) -> list[str]:
    found: Any = element.xpath(path, namespaces=_NAMES)
    texts = (one if isinstance(one, str) else _text(one) for one in found)
    return [" ".join(text.split()) for text in texts]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
