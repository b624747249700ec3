"""The samples are what their README says: fictional, readable, and drawn by the script there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from frus_pack.document.transcription import NoteAnchor, PageBreak
from frus_pack.sources.folder import folder
from frus_pack.sources.text.reading_text import parse_reading_text
from tests.support.reading_texts import render

TEXTS = (
    "d12-telegram/transcription.txt",
    "d13-memorandum-of-conversation/transcription.txt",
    "frus1958-60v99-d14.txt",
)
VOLUME = "frus1961-63v98/frus1961-63v98.xml"


@pytest.mark.parametrize("name", [*TEXTS, VOLUME, "README.md"])
def test_every_text_says_that_it_is_fictional(samples: Path, name: str) -> None:
    assert "fictional" in (samples / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "marks", "notes", "withheld"),
    [
        (TEXTS[0], ["204", "205"], 4, "[2 lines not declassified]"),
        (TEXTS[1], ["207"], 3, "[3 words not declassified]"),
        (TEXTS[2], ["209"], 3, "[1 paragraph (4 lines) not declassified]"),
    ],
)
def test_the_texts_read_as_written(
    samples: Path, name: str, marks: list[str], notes: int, withheld: str
) -> None:
    text = (samples / name).read_text(encoding="utf-8")
    transcription = parse_reading_text(text, name)
    pieces = list(transcription.in_reading_order)
    numbers = [str(number) for number in range(1, notes + 1)]
    assert [piece.page for piece in pieces if isinstance(piece, PageBreak)] == marks
    assert [piece.n for piece in pieces if isinstance(piece, NoteAnchor)] == numbers
    assert [note.n for note in transcription.notes] == numbers
    assert withheld in text
    assert render(transcription) == text


def test_the_telegram_shows_a_mark_in_a_paragraph_and_one_between_two(samples: Path) -> None:
    text = (samples / TEXTS[0]).read_text(encoding="utf-8")
    blocks = parse_reading_text(text).blocks
    assert [block.page for block in blocks if isinstance(block, PageBreak)] == ["205"]


def test_the_telegram_has_a_master_and_an_access_image_of_each_page(samples: Path) -> None:
    document = folder.read_folder(samples / "d12-telegram", "embedded")
    assert document.identifier == "frus1958-60v99/d12"
    assert [(page.page, page.facs) for page in document.pages] == [
        ("203", "0231"),
        ("204", "0232"),
        ("205", "0233"),
    ]
    for page in document.pages:
        assert [(image.role, image.name) for image in page.renditions] == [
            ("master", f"{page.facs}.tif"),
            ("access", f"{page.facs}.png"),
        ]
    assert document.metadata.extra == {
        "x-sample": "fictional, written for frus-pack",
        "x-drawn-by": "samples/draw_page_images.py",
    }


def test_the_conversation_has_images_elsewhere(samples: Path) -> None:
    document = folder.read_folder(samples / "d13-memorandum-of-conversation", "embedded")
    static = "https://static.history.state.gov/frus/frus1958-60v99"
    assert [[image.url for image in page.renditions] for page in document.pages] == [
        [f"{static}/tiff/0234.tif", f"{static}/medium/0234.png"],
        [f"{static}/tiff/0235.tif", f"{static}/medium/0235.png"],
    ]


def test_the_script_draws_the_page_images_anew(samples: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, samples / "draw_page_images.py", tmp_path], check=True)
    names = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    kept = [*samples.rglob("*.png"), *samples.rglob("*.tif")]
    assert sorted(path.relative_to(samples) for path in kept) == names
    for name in names:
        with Image.open(tmp_path / name) as drawn, Image.open(samples / name) as committed:
            assert drawn.mode == committed.mode
            assert drawn.size == committed.size
            assert drawn.tobytes() == committed.tobytes()


def test_the_volume_has_a_scan_of_each_page_of_the_stated_size(samples: Path) -> None:
    root = etree.parse(samples / VOLUME).getroot()
    breaks = [(one.get("n"), one.get("facs")) for one in root.iter("{*}pb")]
    pages = ["XI", "XII", *"12345678"]
    assert breaks == [(n, f"{facs:04}") for facs, n in enumerate(pages, 11)]
    surfaces = list(root.iter("{*}surface"))
    assert [one.get("start") for one in surfaces] == [f"#pg_{n}" for n in pages]
    for (_, facs), surface in zip(breaks, surfaces, strict=True):
        master, access = surface
        address = f"https://static.history.state.gov/frus/frus1961-63v98/tiff/{facs}.tif"
        assert master.get("url") == address
        with Image.open(samples / "frus1961-63v98/scans/medium" / f"{facs}.png") as scan:
            assert (access.get("width"), access.get("height")) == tuple(
                f"{side}px" for side in scan.size
            )


def test_all_that_points_in_the_volume_points_to_something(samples: Path) -> None:
    root = etree.parse(samples / VOLUME).getroot()
    ids = [one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter()]
    there = {identifier for identifier in ids if identifier}
    pointers = {
        value
        for one in root.iter("{*}persName", "{*}gloss", "{*}ref", "{*}surface")
        for name, value in one.attrib.items()
        if name in ("corresp", "target", "start")
    }
    elsewhere = {pointer for pointer in pointers if str(pointer)[1:] not in there}
    assert elsewhere == {"frus1958-60v99#d12"}
    assert len(there) == len([identifier for identifier in ids if identifier])


def test_the_samples_are_small(samples: Path) -> None:
    sizes = [path.stat().st_size for path in samples.rglob("*") if path.is_file()]
    assert sum(sizes) < 300_000
