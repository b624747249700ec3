"""A made volume at rest, as a preservation script finds it: a file, and a folder of scans."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.corpus import images
from tests.corpus.truth import Volume

FORMATS = (("tiff", "tif"), ("medium", "png"))
"""The folder and the suffix of each rendition."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """`scans` is what ``--images`` is given: the folder that holds the volume's. `volume` is the
    truth of when it was put there; what `faults` do to the files does not change it."""

    volume: Volume
    xml: Path
    scans: Path

    def image(self, facs: str, kind: str = "tiff") -> Path:
        """The file of a page's rendition."""
        return self.scans / self.volume.id / kind / f"{facs}.{dict(FORMATS)[kind]}"

    def images(self, facs: str) -> tuple[Path, ...]:
        """The files of both renditions."""
        return tuple(self.image(facs, kind) for kind, _ in FORMATS)


def shelve(volume: Volume, folder: Path) -> Shelf:
    """Write a volume and draw its pages. Make it with a small `scan` for tests."""
    xml = folder / f"{volume.id}.xml"
    folder.mkdir(parents=True, exist_ok=True)
    xml.write_bytes(volume.xml)
    images.draw(volume, folder / "scans")
    return Shelf(volume, xml, folder / "scans")
