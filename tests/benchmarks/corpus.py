"""Document folders to measure with: the sample's text under many numbers, images made of noise."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from PIL import Image

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "d12-telegram"


def document_folders(root: Path, count: int, images: int = 0) -> list[Path]:
    """`count` folders, each a document of its own, with `images` PNGs of about 120 kB."""
    pictures = [_png(root / "pictures" / f"{n}.png", n) for n in range(images)]
    return [_folder(root / "source" / f"d{number}", number, pictures) for number in range(count)]


def folder_of_masters(root: Path, octets: int) -> Path:
    """One document folder with page masters (8-bit grey TIFF, 3248 × 5220) of `octets` together."""
    pixels = 3248 * 5220
    pages = octets // pixels
    folder = _folder(root / "source" / "masters", 1, [])
    noise = random.Random(1).randbytes(pixels)
    for page in range(1, pages + 1):
        picture = Image.frombytes("L", (3248, 5220), noise[page:] + noise[:page])
        picture.save(folder / "page-images" / f"p{page}.tif")
    text = "1. Memorandum for the Record\n\n" + "\n\n".join(
        f"Page {page} says nothing." if page == 1 else f"[Page {page}] It says nothing."
        for page in range(1, pages + 1)
    )
    (folder / "transcription.txt").write_text(text + "\n")
    (folder / "metadata.yaml").write_text(
        _description(1, "Memorandum for the Record", "memorandum")
    )
    return folder


def _folder(folder: Path, number: int, pictures: list[Path]) -> Path:
    (folder / "page-images").mkdir(parents=True)
    for page, picture in enumerate(pictures, 203):
        shutil.copy(picture, folder / "page-images" / f"p{page}.png")
    metadata = (SAMPLE / "metadata.yaml").read_text()
    metadata = metadata.replace("id: d12\n", f"id: d{number}\n")
    metadata = metadata.replace('number: "12"', f'number: "{number}"')
    (folder / "metadata.yaml").write_text(metadata)
    text = (SAMPLE / "transcription.txt").read_text()
    (folder / "transcription.txt").write_text(text.replace("12. ", f"{number}. ", 1))
    return folder


def _png(path: Path, seed: int) -> Path:
    """A page-like PNG of about 120 kB: noise in part of a white page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = random.Random(seed)
    page = Image.new("L", (433, 696), 255)
    page.paste(Image.frombytes("L", (400, 285), noise.randbytes(400 * 285)), (16, 40))
    page.save(path)
    return path


def _description(number: int, title: str, kind: str) -> str:
    return (
        f'volume:\n  id: frus1958-60v99\nid: d{number}\nnumber: "{number}"\ntitle: {title}\n'
        f"kind: {kind}\nlanguage: en\nrights: None claimed; made for measuring.\n"
    )
