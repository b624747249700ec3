"""Images that were decoded before, known by their digests, so that none is decoded again.

The same bytes, decoded by the same code, have the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import PIL

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.images.image_inspection import ImageFacts
from frus_pack.version import __version__

if TYPE_CHECKING:  # it knows documents, which know this
    from frus_pack.checks.page_images.inspection import Appearance

DECODER = f"frus-pack {__version__}, Pillow {PIL.__version__}"
"""What decodes images here: what another version found is not relied on."""


@dataclass(frozen=True)  # no slots: sent to workers
class SeenImage:
    """An image that was decoded and is whole: its path in the bag, digest, facts and look.

    The path counts, because its suffix must be that of the format.
    """

    path: BagPath
    sha512: str
    facts: ImageFacts
    appearance: Appearance | None


class SeenImages:
    """The images of one package that were decoded earlier, and those that this check decodes.

    Ask only for images whose bytes were compared with the digest in this check.
    """

    def __init__(self, earlier: Iterable[SeenImage] = ()) -> None:
        self._earlier = {one.path: one for one in earlier}
        self.recalled = 0
        self.decoded: list[SeenImage] = []

    def recall(self, path: BagPath, sha512: str | None) -> SeenImage | None:
        """Return what was found in an image, if the bytes with this digest were decoded."""
        found = self._earlier.get(path)
        if found is None or found.sha512 != sha512:
            return None
        self.recalled += 1
        return found

    def add(self, image: SeenImage) -> None:
        """Keep what was found in an image that was decoded now."""
        self.decoded.append(image)
