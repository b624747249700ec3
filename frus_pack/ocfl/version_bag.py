"""One version of an OCFL object as a bag, whose paths are the logical paths of the version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from frus_pack.bag.reader import Bag, Irregularity
from frus_pack.bag.tag_files import paths as bag_paths
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import SourceError, StorageError, TooLargeError, UnreadableFileError
from frus_pack.ocfl.inventory import Inventory
from frus_pack.ocfl.layout import package_name
from frus_pack.storage.fixity import Digester, FileDigests, Fixity, Piece
from frus_pack.storage.regular_file import octets_of, read_pieces


class VersionBag(Bag):
    """The bag that a version of an object holds.

    The inventory alone says what exists. `object_check` compares the bytes with it, and the checks
    of bags say whether the bag is valid.

    `version` is the head if it is not given. Raises StorageError if the inventory, which is the
    object's, does not have the version.
    """

    form = "ocfl"
    unread = "unreadable"

    def __init__(self, folder: Path, inventory: Inventory, version: str | None = None) -> None:
        self.path = folder
        self.name = package_name(inventory.identifier)
        self.inventory = inventory
        self.version = version or inventory.head
        self._content = _content_paths(self.inventory, self.version)
        self.irregularities = tuple(
            Irregularity("path-unsafe", path, fault)
            for path in self._content
            if (fault := bag_paths.unsafe(path))
        )
        unsafe = {one.path for one in self.irregularities}
        self.files = {
            path: self._octets(content)
            for path, content in self._content.items()
            if path not in unsafe
        }
        self.folders = frozenset(
            folder
            for path in self.files
            for folder in ("/".join(path.split("/")[:n]) for n in range(1, path.count("/") + 1))
        )

    def known(self, content: Mapping[str, Fixity]) -> Iterator[FileDigests]:
        """Yield the digests of the files, given those of the object's content paths."""
        for path in self.files:
            if one := content.get(self._content[path]):
                yield FileDigests(path, one.octets, one.digests)

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        pieces: list[bytes] = []
        octets = 0
        for piece in self._pieces(path):
            octets += len(piece)
            if octets > limit:
                raise TooLargeError(f"is larger than {limit} bytes")
            pieces.append(bytes(piece))
        return b"".join(pieces)

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        """Yield the digests of the files, one after the other."""
        for path in paths:
            digester = Digester(algorithms)
            try:
                for piece in self._pieces(path):
                    digester.update(piece)
            except UnreadableFileError as error:
                yield FileDigests(path, 0, {}, error.reason)
                continue
            found = digester.fixity()
            yield FileDigests(path, found.octets, found.digests)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        """Yield the files with their bytes."""
        return ((path, self._pieces(path)) for path in paths)

    def _pieces(self, path: BagPath) -> Iterator[Piece]:
        try:
            yield from read_pieces(self.path / self._content[path])
        except SourceError as error:
            cause = error.__cause__
            reason = cause.strerror if isinstance(cause, OSError) else error.problems[0].message
            raise UnreadableFileError(f"{reason}") from error

    def _octets(self, content: str) -> int:
        try:
            return octets_of(self.path / content)
        except SourceError:
            return 0  # reading it will say why


def _content_paths(inventory: Inventory, version: str) -> dict[BagPath, str]:
    """Return the content path of each logical path of a version."""
    if version not in inventory.versions:
        raise StorageError(f"the object has no version {version}")
    state = inventory.versions[version].files()
    return {BagPath(path): inventory.manifest[digest][0] for path, digest in sorted(state.items())}
