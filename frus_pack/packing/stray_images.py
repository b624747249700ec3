"""Page images that belong to no page of the volumes they were given for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from frus_pack.errors import SourceError
from frus_pack.images.image_folder import ImageFolder
from frus_pack.images.page_images import stems
from frus_pack.sources.searching import PassedOver, find_sources
from frus_pack.sources.volume.scan import scan_volume
from frus_pack.sources.volume.volume import VolumeDocument

_REASON = "belongs to no page of the volume"


def stray_images(sources: Iterable[Path], images: Path) -> Iterator[PassedOver]:
    """Yield the images in a folder that no page of any of the volumes asks for, in order.

    Where the sources hold no volume there are none: the pages of other documents are their own.
    What cannot be read is passed over here; packing reports it.
    """
    strays: dict[Path, bool] = {}
    for volume, path in _volumes(sources).items():
        try:
            pages, folder = scan_volume(path).pages, ImageFolder.of(images, volume)
        except SourceError:
            continue
        wanted = {stem for page in pages for stem in stems(page.page, page.facs)}
        for stem, found in folder.images.items():
            for one in found:
                strays[one.path] = strays.get(one.path, True) and stem not in wanted
    yield from (PassedOver(path, _REASON) for path in sorted(strays) if strays[path])


def _volumes(sources: Iterable[Path]) -> dict[str, Path]:
    return {
        one.volume.id: one.path
        for source in sources
        for one in find_sources(source)
        if isinstance(one, VolumeDocument)
    }
