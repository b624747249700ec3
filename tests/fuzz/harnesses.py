"""Every harness by its name, and what each begins with."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import frus_pack
from frus_pack.ocfl.inventory import INVENTORY
from tests.bag.archives.seeds import seeds as archives
from tests.conftest import REPOSITORY
from tests.fuzz.bag_harnesses import PAYLOAD, TAG_FILES, tag_file, tar, tar_gz, zip_file
from tests.fuzz.image_harnesses import image, png
from tests.fuzz.text_harnesses import inventory, json_text, reading_text, tei, yaml
from tests.support.bags import make_bag
from tests.support.image_files import file_of

Harness = Callable[[bytes], None]
Seeds = Callable[[], Iterator[bytes]]

_SAMPLES = REPOSITORY / "samples"
_MOST_SEED = 256 << 10
"""Bytes: what is larger is hardly ever changed where it matters."""


def _shared(pattern: str) -> Iterator[bytes]:
    folder = Path(os.environ.get("FRUS_PACK_SHARED", REPOSITORY.parent / "shared"))
    for path in sorted(folder.glob(pattern)):
        if path.is_file() and path.stat().st_size <= _MOST_SEED:
            yield path.read_bytes()


def _samples(pattern: str) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(_SAMPLES.rglob(pattern)))


def _tag_files() -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        bag = make_bag(Path(folder, "bag"), PAYLOAD, algorithms=["sha512", "md5"])
        (bag / "fetch.txt").write_bytes(b"http://example.org/a 10 data/a\n")
        for number, name in enumerate(TAG_FILES):
            yield bytes([number]) + (bag / name).read_bytes()
            for content in _shared(f"bagit-conformance/**/{name}"):
                yield bytes([number]) + content


def _archives(suffix: str) -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        made = archives(Path(folder))
    yield from (content for name, content in made.items() if name.endswith(suffix))
    yield from _shared(f"cases/**/*{suffix}")


def _compressed() -> Iterator[bytes]:
    for tar_file in _archives(".tar"):
        yield gzip.compress(tar_file, mtime=0)


def _images(suffix: str, *modes: str) -> Iterator[bytes]:
    yield from (file_of(suffix, mode) for mode in modes)
    yield from _samples(f"*.{suffix}")


def _inventories() -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        for packed in frus_pack.pack_all(_SAMPLES, to=Path(folder, "deposit"), jobs=1):
            if packed.path:
                frus_pack.ingest(packed.path, ocfl=Path(folder, "root"))
        yield from (path.read_bytes() for path in Path(folder, "root").rglob(INVENTORY))


def _descriptions() -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        for packed in frus_pack.pack_all(_SAMPLES, to=Path(folder), jobs=1):
            if packed.path:
                yield (packed.path / "data/metadata.json").read_bytes()
                yield (packed.path / "data/page-images.json").read_bytes()
    yield from _shared("profiles/*.json")


def _volumes() -> Iterator[bytes]:
    yield from _samples("*.xml")
    yield from _shared("tei/*.xml")
    yield from _shared("cases/**/*.xml")


def _texts() -> Iterator[bytes]:
    yield from _samples("*.txt")
    yield from _shared("documents/*.txt")


HARNESSES: Mapping[str, tuple[Harness, Seeds]] = {
    "tag-file": (tag_file, _tag_files),
    "tar": (tar, lambda: _archives(".tar")),
    "tar-gz": (tar_gz, _compressed),
    "zip": (zip_file, lambda: _archives(".zip")),
    "png": (png, lambda: _images("png", "1", "L", "RGBA", "I;16", "P")),
    "tiff": (image("a.tif"), lambda: _images("tif", "1", "L", "CMYK", "I;16", "P")),
    "jpeg": (image("a.jpg"), lambda: _images("jpg", "L", "CMYK", "RGB")),
    "jp2": (image("a.jp2"), lambda: _images("jp2", "L", "RGB", "I;16")),
    "tei": (tei, _volumes),
    "reading-text": (reading_text, _texts),
    "yaml": (yaml, lambda: _samples("*.yaml")),
    "json": (json_text, _descriptions),
    "inventory": (inventory, _inventories),
}
