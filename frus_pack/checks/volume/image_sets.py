"""The images of a volume in sets that are made alike, as masters and access images are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from frus_pack.document.addresses import host_and_path
from frus_pack.document.page import Rendition
from frus_pack.errors import Problem, SourceError
from frus_pack.images import image_inspection
from frus_pack.images.image_folder import FoundImage, ImageFolder, in_order
from frus_pack.images.image_sizes import Size
from frus_pack.storage.parallel import all_cores, in_threads

_SUFFIXES = {".tiff": ".tif", ".jpeg": ".jpg"}

Kind: TypeAlias = tuple[str, str]
"""The folder, with its slash, and the suffix: ``tiff/`` and ``.tif``."""


@dataclass(frozen=True, slots=True)
class ImageSet:
    """Images of one kind by their names without suffix. `sizes` are those of the ones that are
    whole, `problems` what is wrong with the others."""

    kind: Kind
    images: Mapping[str, FoundImage]
    sizes: Mapping[str, Size]
    problems: Mapping[str, Problem]

    @property
    def name(self) -> str:
        """The set as findings call it: ``tiff/*.tif``."""
        return "*".join(self.kind)

    def size_given(self, renditions: Iterable[Rendition]) -> Size | None:
        """Return the size that a volume gives for the image of this kind among those of a page."""
        alike = [
            (kind, one) for one in renditions if (kind := _kind(one.url or ""))[1] == self.kind[1]
        ]
        placed = [one for kind, one in alike if kind == self.kind]
        for one in placed or ([one for _, one in alike] if len(alike) == 1 else ()):
            if one.width and one.height:
                return one.width, one.height
        return None


def image_sets(folder: ImageFolder) -> list[ImageSet]:
    """Return the sets of images that can be used, masters first. The structure of every file is
    read, by as many threads as there are cores."""
    usable = (image for images in folder.images.values() for image in images if not image.problem)
    sets: dict[Kind, dict[str, FoundImage]] = defaultdict(dict)
    for image in sorted(usable, key=in_order):
        sets[_kind(image.name)][image.stem] = image
    return [_read(kind, images) for kind, images in sets.items()]


def _read(kind: Kind, images: Mapping[str, FoundImage]) -> ImageSet:
    looks = in_threads(_look, images.values(), all_cores())
    found = dict(zip(images, looks, strict=True))
    return ImageSet(
        kind,
        images,
        {stem: one for stem, one in found.items() if not isinstance(one, Problem)},
        {stem: one for stem, one in found.items() if isinstance(one, Problem)},
    )


def _look(image: FoundImage) -> Size | Problem:
    try:
        frame = image_inspection.read_structure(image.path).frames[0]
    except SourceError as error:
        return error.problems[0]
    return frame.width, frame.height


def _kind(name: str) -> Kind:
    """Of a path or address: the last folder and the suffix, of which each format has one."""
    path = PurePosixPath(host_and_path(name)[1])
    folder = f"{path.parent.name}/" if path.parent.name else ""
    suffix = path.suffix.lower()
    return folder, _SUFFIXES.get(suffix, suffix)
