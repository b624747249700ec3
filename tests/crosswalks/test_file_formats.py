"""The formats' identifiers are PRONOM's, as fido (Open Preservation Foundation) has them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import fido
import pygfried
import pytest
from fido.fido import Fido
from lxml import etree

from frus_pack.crosswalks.file_formats import BY_MEDIA_TYPE, FileFormat, formats_of
from tests.support.image_files import file_of

(PRONOM,) = (Path(fido.__file__).parent / "conf").glob("formats-v*.xml")
EVERY = [one for formats in BY_MEDIA_TYPE.values() for one in formats]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.puid)
def test_names_and_versions_are_those_of_pronom(one: FileFormat) -> None:
    told = {
        entry.findtext("puid"): (entry.findtext("name"), entry.findtext("version") or None)
        for entry in etree.parse(str(PRONOM)).getroot().findall("format")
    }
    assert told[one.puid] == (one.name, one.version)


@pytest.fixture(scope="module")
def identified() -> Callable[[Path], set[str]]:
    """Tells what fido takes a file for."""
    told: dict[str, set[str]] = {}

    def keep(name: str, matches: list[tuple[etree._Element, str]], *rest: object) -> None:
        told[name] = {one.findtext("puid") or "" for one, _ in matches}

    judge = Fido(quiet=True, handle_matches=keep, format_files=[PRONOM.name])

    def identify(path: Path) -> set[str]:
        judge.identify_file(str(path))
        return told[str(path)]

    return identify


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [("png", "image/png"), ("tif", "image/tiff"), ("jpg", "image/jpeg"), ("jp2", "image/jp2")],
)
def test_an_image_is_in_one_of_the_formats_of_its_media_type(
    tmp_path: Path, suffix: str, media_type: str, identified: Callable[[Path], set[str]]
) -> None:
    path = tmp_path / f"0001.{suffix}"
    path.write_bytes(file_of(suffix))
    assert identified(path) <= {one.puid for one in BY_MEDIA_TYPE[media_type]} != set()


def test_the_transcriptions_are_tei_and_plain_text(
    sample_packages: tuple[Path, ...], identified: Callable[[Path], set[str]]
) -> None:
    for package in sample_packages:
        assert identified(package / "data/transcription.xml") == {"fmt/1476"}
        assert "x-fmt/111" in identified(package / "data/transcription.txt")


CHUNKS = {
    "none": (b"", "fmt/11"),
    "pHYs": (b"\0\0\0\1\0\0\0\1\1", "fmt/11"),
    "sRGB": (b"\0", "fmt/12"),
    "iCCP": (b"x\0\0" + zlib.compress(b"x"), "fmt/12"),
    "sPLT": (b"a\0\x08" + bytes(6), "fmt/12"),
    "iTXt": (b"a\0\0\0\0\0b", "fmt/13"),
}


@pytest.mark.parametrize("chunk", CHUNKS)
def test_the_version_of_a_png_is_the_one_siegfried_finds(tmp_path: Path, chunk: str) -> None:
    content, expected = CHUNKS[chunk]
    image = file_of("png")
    body = struct.pack(">I", len(content)) + chunk.encode() + content
    check = struct.pack(">I", zlib.crc32(chunk.encode() + content))
    path = tmp_path / "page.png"
    path.write_bytes(image if chunk == "none" else image[:33] + body + check + image[33:])
    with path.open("rb") as file:
        (found,) = formats_of("image/png", file)
    assert found.puid == pygfried.identify(str(path)) == expected


def test_a_png_that_breaks_off_can_be_of_any_version() -> None:
    broken = file_of("png")[:40]
    assert formats_of("image/png", io.BytesIO(broken)) == BY_MEDIA_TYPE["image/png"]
