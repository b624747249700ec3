"""Page images that belong to no page of the volumes packed, and pages that have no image."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from frus_pack.checks.volume.read_volume import span
from frus_pack.document.rising_numbers import runs
from frus_pack.errors import SourceError
from frus_pack.images.image_folder import ImageFolder
from frus_pack.images.page_images import stems
from frus_pack.requirements.finding import first_few
from frus_pack.sources.searching import PassedOver, find_sources
from frus_pack.sources.volume.places import PageMark
from frus_pack.sources.volume.scan import scan_volume
from frus_pack.sources.volume.volume import VolumeDocument

_REASON = "belongs to no page of the volume"
_MOST_RUNS = 20


@dataclass(frozen=True, slots=True)
class UnmatchedImages:
    """Images that no page of any volume asks for, in order, and the pages of each volume that
    have no image, in words."""

    strays: Sequence[PassedOver]
    lacking: Sequence[tuple[Path, str]]


def unmatched_images(sources: Iterable[Path], images: Path) -> UnmatchedImages:
    """Compare a folder of images with the pages of the volumes among the sources.

    Where the sources hold no volume there is nothing to compare: the images of other documents
    are their own. A volume or folder that cannot be read is left out here; packing reports it.
    """
    strays: dict[Path, bool] = {}
    lacking: list[tuple[Path, str]] = []
    for volume, path in _volumes(sources).items():
        try:
            pages, folder = scan_volume(path).pages, ImageFolder.of(images, volume)
        except SourceError:
            continue
        names = [stems(page.page, page.facs) for page in pages]
        without = [index for index, one in enumerate(names) if one.isdisjoint(folder.images)]
        if without:
            lacking.append((path, _described(pages, without)))
        wanted = set().union(*names)
        for stem, found in folder.images.items():
            for one in found:
                strays[one.path] = strays.get(one.path, True) and stem not in wanted
    unused = [PassedOver(path, _REASON) for path in sorted(strays) if strays[path]]
    return UnmatchedImages(unused, lacking)


def _volumes(sources: Iterable[Path]) -> dict[str, Path]:
    return {
        one.volume.id: one.path
        for source in sources
        for one in find_sources(source)
        if isinstance(one, VolumeDocument)
    }


def _described(pages: Sequence[PageMark], without: Sequence[int]) -> str:
    """``3 of 488 pages: 41–42 (facs 0070–0071), 270 (facs 0300)``."""
    stretches = [_stretch(pages[first], pages[last]) for first, last in runs(without)]
    return f"{len(without):,} of {len(pages):,} pages: {first_few(stretches, _MOST_RUNS)}"


def _stretch(first: PageMark, last: PageMark) -> str:
    printed = span(first.page, last.page)
    return (
        f"{printed} (facs {span(first.facs, last.facs)})" if first.facs and last.facs else printed
    )
