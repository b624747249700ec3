"""Good packages for tests, and the means to change one so that its bag stays a good one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import frus_pack
from frus_pack.bag.seal import sealed
from frus_pack.bag.tag_files import tag_writing
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import format_json, from_json
from frus_pack.package.bag_info import SEAL
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.sources.tei.standalone_tei import render_tei
from frus_pack.sources.text.reading_text import parse_reading_text
from frus_pack.validating.validate import validate
from tests.support.bags import digest, seal, write
from tests.support.folders import document_folder
from tests.support.image_files import drawn, encoded

LETTER = """\
7. Letter From President Orlan to the Secretary of State1

Port Lorne, May 2, 1959.

Dear Mr. Secretary: I thank you for your letter.2 The harbor [Page 12] is open.

[Page 13]

The pilots wait, and so does the mail.3 [2 lines not declassified]

  1. Source: Kestanian State Archive, RG 3, Box 4. Confidential.
  2. Not printed. [1 line not declassified]
  3. See Document 8.
"""
DESCRIPTION = """\
volume: {id: frus1958-60v99, published: "1964"}
id: d7
title: Letter From President Orlan to the Secretary of State
kind: letter
date: {earliest: 1959-05-02, latest: 1959-05-02, display: "May 2, 1959"}
persons:
  - {id: p_O_1, name: Orlan}
  - {id: p_W_1, name: Whitcombe}
terms:
  - {id: t_KE_1, name: KE}
references:
  - {target: frus1958-60v99/d8, text: Document 8}
attachments:
  - {title: Draft, date: {earliest: 1959-04, latest: 1959-05-01}}
facs: {"11": "0041", "12": "0042", "13": "0043"}
language: en
rights: Public domain
"""
SCANS = ("0041", "0042", "0043")
NAME = "frus1958-60v99-d7"

Told = tuple[str, str, str, str | None, str | None]
"""A finding: code, location, message, expected and found."""

Change = Callable[[Any], object]
"""Changes JSON data in place."""


def scan(number: int, suffix: str = "png", *, size: tuple[int, int] = (60, 90)) -> bytes:
    """The image of a page, another one for each number."""
    page = drawn("L", size)
    page.putpixel((5, 5), number % 200)
    return encoded(page, suffix)


def seal_as_packed(package: Path) -> None:
    """Bring the SHA-512 manifest, the seal of bag-info.txt and the tag manifest up to date."""
    digests = {
        BagPath(path.relative_to(package).as_posix()): digest(path.read_bytes())
        for path in package.rglob("*")
        if path.is_file()
    }
    payload = {path: one for path, one in digests.items() if path.startswith("data/")}
    manifest = tag_writing.format_manifest(payload)
    info = package / "bag-info.txt"
    before, _, _ = info.read_bytes().rpartition(f"{SEAL}: ".encode())
    sealed_files = {
        DECLARATION: digests[DECLARATION],
        BagPath("manifest-sha512.txt"): digest(manifest),
    }
    (package / "manifest-sha512.txt").write_bytes(manifest)
    info.write_bytes(sealed(before, SEAL, {**payload, **sealed_files}))
    seal(package)


def make_package(
    place: Path,
    *,
    text: str = LETTER,
    description: str = DESCRIPTION,
    images: Mapping[str, bytes] | None = None,
) -> Path:
    """A package; each page has an image, which lies in it, unless other images are given."""
    if images is None:
        images = {f"{name}.png": scan(int(name)) for name in SCANS}
    files: dict[str, str | bytes | None] = {
        "metadata.yaml": description,
        "transcription.txt": text,
        **{f"page-images/{name}": content for name, content in images.items()},
    }
    folder = document_folder(place / "source", files)
    (document,) = frus_pack.read(folder)
    return frus_pack.pack(document, place / "deposit").path


def change(package: Path, files: Mapping[str, bytes | None]) -> Path:
    """Write files of the payload, or take them away (None), and make the bag a good one again,
    as if it had never been sealed."""
    for path, content in files.items():
        if content is None:
            (package / path).unlink()
        else:
            write(package, {path: content})
    payload = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in (package / "data").rglob("*")
        if path.is_file()
    }
    digests = {path: digest(content) for path, content in payload.items()}
    write(package, {"manifest-sha512.txt": tag_writing.format_manifest(digests)})
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    info = re.sub("Payload-Oxum: [0-9.]+", oxum, (package / "bag-info.txt").read_text())
    unsealed = re.sub("FRUS-Package-(Recipe|Seal): [0-9a-f]+\n", "", info)
    (package / "bag-info.txt").write_text(unsealed)
    seal(package)
    return package


def change_metadata(package: Path, changed: Change) -> Path:
    """Change the description, and what is derived from it with it."""
    content = _changed(package / METADATA_PATH, changed)
    files: dict[str, bytes | None] = {METADATA_PATH: content}
    with suppress(TypeError, AttributeError, ValueError):
        metadata = from_json(Metadata, json.loads(content))
        text = parse_reading_text((package / TEXT_PATH).read_text())
        files[TEI_PATH] = render_tei(metadata, text)
    return change(package, files)


def change_text(package: Path, old: str, new: str) -> Path:
    """Change the reading text, which has to hold `old`, and the digest of the original."""
    content = (package / TEXT_PATH).read_text().replace(old, new, 1).encode()
    return replace_text(package, content)


def replace_text(package: Path, content: bytes) -> Path:
    """Put another reading text in its place, as the original."""

    def changed(data: Any) -> None:
        data["original"]["sha512"] = digest(content)

    metadata = _changed(package / METADATA_PATH, changed)
    return change(package, {TEXT_PATH: content, METADATA_PATH: metadata})


def change_page_images(package: Path, changed: Change) -> Path:
    """Change the list of page images."""
    return change(package, {PAGE_IMAGES_PATH: _changed(package / PAGE_IMAGES_PATH, changed)})


def told(package: Path) -> list[Told]:
    """All findings about a package."""
    findings = validate(package).findings
    return [(one.code, one.location, one.message, one.expected, one.found) for one in findings]


def _changed(path: Path, changed: Change) -> bytes:
    data = json.loads(path.read_bytes())
    changed(data)
    return format_json(data)
