"""What is not checked of a package, because it follows from its bytes, is right in every mutant."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack.checks.transcription import files
from frus_pack.document.model_json import format_json
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from tests.checks.transcription.test_slice import VOLUME
from tests.support.bags import digest
from tests.support.packages import change, told

MUTANTS = 60
"""Of each kind."""
VALUES: tuple[Any, ...] = (
    "",
    None,
    7,
    [],
    {},
    "x",
    "d7",
    "7",
    "12",
    "frus1958-60v99",
    "1950-02-30",
)
INSERTED = (" ", "\n", "x", "²", "⁽", "[Page 3]", "\u200b", ",", "(", "<p>x</p>", '<pb n="3"/>')


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "frus1958-60v98.xml").write_text(VOLUME)
    (document,) = frus_pack.read(tmp_path / "frus1958-60v98.xml")
    return frus_pack.pack(document, tmp_path / "deposit").path


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list with each of its keys."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _json(content: bytes, chance: random.Random) -> bytes:
    data = json.loads(content)
    holder, key = chance.choice(list(_places(data)))
    if chance.random() < 0.3:
        del holder[key]
    elif isinstance(holder[key], str) and chance.random() < 0.5:
        holder[key] = _words(holder[key], chance)
    else:
        holder[key] = chance.choice(VALUES)
    return format_json(data)


def _words(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice((*INSERTED, "")) + text[at + chance.randrange(2) :]


def _text(content: bytes, chance: random.Random) -> bytes:
    return _words(content.decode(), chance).encode()


def _attribute(content: bytes, chance: random.Random) -> bytes:
    found = chance.choice(list(re.finditer(rb'"([^"]*)"', content)))
    return (
        content[: found.start(1)] + chance.choice((b"", b"d8", b"#p_X")) + content[found.end(1) :]
    )


def _recorded(description: bytes, tei: bytes) -> bytes:
    """The description with the record of the slice that is in the file now."""
    data, division = json.loads(description), re.search(rb"<div .*</div>", tei, re.DOTALL)
    if division:
        data["original"]["slice"] |= {"length": len(division[0]), "sha512": digest(division[0])}
    return format_json(data)


def _mutants(package: Path, kind: str, chance: random.Random) -> Iterator[dict[str, bytes]]:
    contents = {path: (package / path).read_bytes() for path in (METADATA_PATH, TEI_PATH)}
    path = {"text": TEXT_PATH, "page-images": PAGE_IMAGES_PATH}.get(kind, METADATA_PATH)
    for _ in range(MUTANTS):
        if kind in ("description", "page-images"):
            yield {path: _json((package / path).read_bytes(), chance)}
        elif kind == "text":
            yield {path: _text((package / path).read_bytes(), chance)}
        else:
            tei = chance.choice((_text, _attribute))(contents[TEI_PATH], chance)
            is_recorded = kind == "slice, recorded"
            described = _recorded(contents[METADATA_PATH], tei) if is_recorded else None
            yield {TEI_PATH: tei, METADATA_PATH: described or contents[METADATA_PATH]}


@pytest.mark.parametrize("kind", ["description", "page-images", "text", "slice", "slice, recorded"])
def test_a_mutant_is_reported_as_if_all_was_checked(
    package: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, failed = random.Random(kind), 0
    for at, mutant in enumerate(_mutants(package, kind, chance)):
        copy = shutil.copytree(package, tmp_path / str(at) / package.name)
        change(copy, mutant)
        found = told(copy)
        with monkeypatch.context() as patch:
            patch.setattr(files, "is_as_made", lambda *given: False)
            assert told(copy) == found, mutant
        failed += bool(found)
    assert failed > MUTANTS / 2


def test_an_empty_number_is_not_the_missing_number_of_a_header(package: Path) -> None:
    data = json.loads((package / METADATA_PATH).read_bytes()) | {"number": ""}
    tei = re.sub(
        rb' *<biblScope unit="document">7</biblScope>\n', b"", (package / TEI_PATH).read_bytes()
    )
    found = told(change(package, {METADATA_PATH: format_json(data), TEI_PATH: tei}))
    assert ("transcription.header-differs", "data/transcription.xml") in [one[:2] for one in found]
