"""Document folders that tests make, one sound one to spoil in many ways."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import bagit
import bagit_profile
from PIL import Image

import frus_pack
from frus_pack import Document, Package
from frus_pack.document import schemas

TEXT = """\
7. Letter From President Orlan to the Secretary of State1

Port Lorne, May 2, 1959.

Dear Mr. Secretary: I thank you for your letter.2 The harbor [Page 12] is open.

  1. Source: Kestanian State Archive, RG 3, Box 4. Confidential.
  2. Not printed. [1 line not declassified]
"""
METADATA = """\
volume: {id: frus1958-60v99}
id: d7
title: Letter From President Orlan to the Secretary of State
kind: letter
language: en
rights: Public domain
"""
IMAGES = ("p11.png", "p12.png")
NAME = "frus1958-60v99/frus1958-60v99-d7"


def document_folder(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """A sound document folder, but for `files`: what is given replaces, None takes away."""
    folder.mkdir(parents=True)
    contents = {"metadata.yaml": METADATA, "transcription.txt": TEXT, **(files or {})}
    for name, content in contents.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def document_folders(folder: Path, count: int) -> Path:
    """A folder of so many sound document folders, of documents d0, d1, …"""
    for n in range(count):
        document_folder(folder / str(n), {"metadata.yaml": METADATA.replace("d7", f"d{n}")})
    return folder


def add_images(folder: Path, names: tuple[str, ...] = IMAGES) -> Path:
    """Give a document folder small page images of different content."""
    images = folder / "page-images"
    images.mkdir(exist_ok=True)
    for shade, name in enumerate(names):
        Image.new("L", (40, 60), 100 + shade).save(images / name)
    return folder


def read_document(folder: Path) -> Document:
    """The one document of a folder."""
    (document,) = frus_pack.read(folder)
    return document


def assert_accepted(package: Package) -> None:
    """Every tool that knows the standards agrees."""
    bag = bagit.Bag(str(package.path))
    bag.validate()
    profile = schemas.load(schemas.PROFILE)
    identifier = profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    judge = bagit_profile.Profile(identifier, profile=profile)
    # It looks for a profile's name in this element only, where ours cannot stand.
    bag.info.setdefault("BagIt-Profile-Identifier", identifier)
    assert judge.validate_serialization(str(package.path))
    assert judge.validate(bag), str(judge.report)
    assert schemas.faults(schemas.DOCUMENT, json.loads(package.read("data/metadata.json"))) == ()
    assert (
        schemas.faults(schemas.PAGE_IMAGES, json.loads(package.read("data/page-images.json"))) == ()
    )
