"""Tag files that BagIt does not define: given by the caller, or made by a crosswalk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO

from frus_pack.bag.tag_files import paths
from frus_pack.bag.writer import BagWriter, tag_file_fault
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.crosswalks.record import anchors, make_record
from frus_pack.document.model import Metadata
from frus_pack.document.page import Page, Rendition
from frus_pack.errors import StorageError
from frus_pack.package.paths import TEI_PATH
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.storage.regular_file import open_unfollowed


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherTagFiles:
    """The tag files that each package gets.

    `include` names crosswalks; `given` has paths in the bag and contents. Raises ValueError for a
    name that is not a crosswalk, a path that a tag file cannot have, and two paths that collide.
    """

    include: tuple[str, ...] = ()
    given: tuple[tuple[str, bytes], ...] = ()

    def __post_init__(self) -> None:
        for name in self.include:
            if name not in CROSSWALKS:
                raise ValueError(f"{name!r} is not one of the forms {', '.join(CROSSWALKS)}")
        taken: dict[str, str] = {}
        for path in self.paths:
            if fault := tag_file_fault(path):
                raise ValueError(f"{path!r} cannot be a tag file of a package: {fault}")
            _take(path, taken)

    @property
    def paths(self) -> tuple[str, ...]:
        """Their paths in the bag."""
        included = (CROSSWALKS[name].path for name in self.include)
        return (*(path for path, _ in self.given), *included)

    def add(
        self,
        writer: BagWriter,
        metadata: Metadata,
        pages: tuple[Page, ...],
        tei: bytes,
        bag_info: Iterable[tuple[str, str]],
    ) -> None:
        """Write the tag files into a bag whose payload is complete.

        `tei` is the bag's TEI transcription, `bag_info` its labels and values.
        """
        for path, content in self.given:
            writer.add_tag_file(path, content)
        if not self.include:
            return
        sizes = {path: (one.octets, one.digests) for path, one in writer.payload.items()}
        known = anchors(parse_xml(tei, TEI_PATH))
        record = make_record(metadata, pages, sizes, known, bag_info, _open_source)
        for crosswalk in map(CROSSWALKS.__getitem__, self.include):
            writer.add_tag_file(crosswalk.path, crosswalk.in_bag(record))


def _open_source(image: Rendition) -> BinaryIO:
    """Open the local file that an embedded image is copied from."""
    if image.path is None:
        raise StorageError(f"{image.file}: its local file is not known")
    return BufferedReader(open_unfollowed(image.path))


def _take(path: str, taken: dict[str, str]) -> None:
    """Raise ValueError for a path that some file system cannot have beside another path."""
    key = paths.collision_key(path)
    for other_key, other in taken.items():
        longer, shorter = max(key, other_key), min(key, other_key)
        if longer == shorter or longer.startswith(f"{shorter}/"):
            raise ValueError(f"{path!r} and {other!r} cannot both be tag files of a package")
    taken[key] = path
