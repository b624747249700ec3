"""A bag in a compressed tar file, which can only be read from front to back.

One pass lists it, keeps its tag files and other small files, and digests the rest. Manifests mostly
come last, so it is not known before which algorithms they want. The four usual digests are made
together, in a thread beside the unpacking: that made a pass 15 % longer, and a second pass doubled
it. Where a manifest comes first, only its algorithm is digested. A further pass is made only for
what the first one did not give.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import FileIO
from pathlib import Path
from tempfile import TemporaryFile

from frus_pack.bag.archives.archive_layout import lay_out
from frus_pack.bag.archives.compressed_stream import CompressedForm, CompressedStream
from frus_pack.bag.archives.faults import ArchiveError
from frus_pack.bag.archives.tar_listing import TarListing
from frus_pack.bag.archives.tar_members import Member, members
from frus_pack.bag.reader import Bag, FileTable, Limits
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.fixity import (
    DEFAULT_ALGORITHM,
    HASHES,
    FileDigests,
    PackedDigests,
    Piece,
    normalise,
)
from frus_pack.storage.new_file import passing_to_new_file, write_new_file
from frus_pack.storage.parallel import DigestThread
from frus_pack.storage.system import rename_to_free_name

AHEAD = ("md5", "sha1", "sha256", "sha512")
"""What BagIt tools must or should support (RFC 8493 §2.4), and nearly every manifest uses."""

_TAG_FILE = re.compile(r"(?:[^/]+/)?[^/]+\.txt")
_MANIFEST = re.compile(r"(?:[^/]+/)?manifest-([^/]+)\.txt")
_SMALL = 256 << 10
_SMALL_IN_ALL = 16 << 20


class CompressedTarBag(Bag):
    """A bag in a .tar.gz, .tar.bz2 or .tar.xz file, which `close` closes.

    `ahead` are the algorithms digested in the first pass where no manifest comes first; none
    where no digest will be asked for.
    """

    def __init__(
        self,
        path: Path,
        file: FileIO,
        form: CompressedForm,
        limits: Limits,
        ahead: Sequence[str] = AHEAD,
    ) -> None:
        self.path = path
        self.form = self._form = form
        self._file = file
        self._limits = limits
        listing = TarListing(limits)
        with DigestThread() as thread:
            source = CompressedStream(file.fileno(), form, limits)
            first = _FirstPass(thread, limits, ahead)

            def visit(name: str, member: Member) -> None:
                pieces = self._passing(member, source.pieces(member.size))
                first.visit(name, member, pieces)
                deque(pieces, maxlen=0)  # what nobody wanted

            listing.walk(source, visit)
        layout = lay_out(listing.collected)
        self.name = layout.base or path.name
        self._offsets = listing.places.offsets
        self._kept: Mapping[int, bytes] = first.kept
        self._digested = thread.digested
        self.files = FileTable(layout.files, listing.places.sizes)
        self.beside = FileTable(layout.beside, listing.places.sizes)
        self._all = self.files.joined(self.beside)
        self.folders = layout.folders
        self.irregularities = layout.irregularities
        self.cut_short = listing.cut_short

    def _read_listed(self, path: BagPath, limit: int) -> bytes:
        return next(content for _, content in self.read_each([path], limit))

    def read_each(self, paths: Sequence[BagPath], limit: int) -> Iterator[tuple[BagPath, bytes]]:
        for path in paths:
            if path not in self.files:
                raise UnreadableFileError("the bag has no such file")
            if self.files[path] > limit:
                raise TooLargeError(f"{path} is larger than {limit} bytes")
        for path, pieces in self.stream_each(paths):
            yield path, b"".join(pieces)

    def stream_each(self, paths: Sequence[BagPath]) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
        rest: dict[int, list[BagPath]] = {}
        for path in paths:
            offset = self._offset(path)
            if offset in self._kept:
                yield path, iter((self._kept[offset],))
            else:
                rest.setdefault(offset, []).append(path)
        with _reported_as_unreadable():
            for source, member in self._again(rest):
                first, *links = rest[member.offset]
                if links:
                    yield from _copied(source.pieces(member.size), rest[member.offset])
                else:
                    yield first, _pieces(source, member)

    def digests(
        self, paths: Sequence[BagPath], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        self._digest_missing(paths, algorithms)
        for path in paths:
            digests = self._known(self._offset(path), algorithms)
            problem = "" if digests.keys() >= set(algorithms) else "the archive has changed since"
            yield FileDigests(path, self._all[path], digests, problem)

    def close(self) -> None:
        self._file.close()

    def _offset(self, path: BagPath) -> int:
        """Return where the bytes of a file begin: it has them in common with its hard links."""
        return self._offsets[self._all.rows[path]]

    def _known(self, offset: int, algorithms: Sequence[str]) -> dict[str, str]:
        """Return the digests of a file, as far as they are known."""
        if offset in self._kept:
            return {one: HASHES[one](self._kept[offset]).hexdigest() for one in algorithms}
        return self._digested[offset].unpacked() if offset in self._digested else {}

    def _passing(self, member: Member, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Return the pieces of a file, as they go by in the first pass."""
        return pieces

    def _digest_missing(self, paths: Sequence[BagPath], algorithms: Sequence[str]) -> None:
        missing: dict[int, list[str]] = {}
        for offset in map(self._offset, paths):
            known = self._digested[offset].algorithms if offset in self._digested else ()
            wanted = [one for one in algorithms if one not in known]
            if wanted and offset not in self._kept:
                missing[offset] = wanted
        with DigestThread() as thread, suppress(ArchiveError, OSError):
            for source, member in self._again(missing):
                thread.digest(member.offset, missing[member.offset], source.pieces(member.size))
        for offset, found in thread.digested.items():
            both = {**self._known(offset, ()), **found.unpacked()}
            self._digested[offset] = PackedDigests.of(both)

    def _again(self, offsets: Collection[int]) -> Iterator[tuple[CompressedStream, Member]]:
        """Another pass, no further than it takes, that stops at each of these files."""
        waiting = set(offsets)
        if not waiting:
            return
        source = CompressedStream(self._file.fileno(), self._form, self._limits)
        for member in members(source):
            if member.kind == "file" and member.offset in waiting:
                waiting.remove(member.offset)
                yield source, member
            if not waiting:
                return
        raise UnreadableFileError("the archive has changed since it was opened")


class SpilledTarBag(CompressedTarBag):
    """A bag in a compressed tar file, unpacked into the new folder `spill` while it is listed.

    The files have numbers there, because neither their names in the bag nor whether they are in
    it is known before the end. On the way they are digested by the usual algorithm, or by the
    algorithms of manifests that come first. All cores digest what was written faster than one
    thread digests it on the way. Raises OSError if the files cannot be written.
    """

    def __init__(
        self, path: Path, file: FileIO, form: CompressedForm, limits: Limits, spill: Path
    ) -> None:
        self._spill = spill
        self._spilled: dict[int, Path] = {}
        spill.mkdir()
        super().__init__(path, file, form, limits, (DEFAULT_ALGORITHM,))

    def move(
        self, path: BagPath, target: Path, algorithms: Sequence[str]
    ) -> Mapping[str, str] | None:
        """Give one of `files` its place, which has to be free; returns its digests, if all were
        made on the way. Raises OSError."""
        offset = self._offset(path)
        place = self._spilled[offset]
        if place.parent == self._spill:
            rename_to_free_name(place, target)
            self._spilled[offset] = target
        else:
            with place.open("rb") as file:
                write_new_file(target, iter(lambda: file.read(_SMALL), b""))
        digests = self._known(offset, algorithms)
        if not digests.keys() >= set(algorithms):
            return None
        return {one: digests[one] for one in algorithms}

    def remove_spill(self) -> None:
        """Remove the files that have no place in the bag. Raises OSError."""
        for place in self._spill.iterdir():
            place.unlink()
        self._spill.rmdir()

    def _passing(self, member: Member, pieces: Iterator[Piece]) -> Iterator[Piece]:
        place = self._spill / str(member.offset)
        self._spilled[member.offset] = place
        return passing_to_new_file(place, pieces)


class _FirstPass:
    """What to do with each file while the archive goes by for the first time."""

    def __init__(self, thread: DigestThread, limits: Limits, ahead: Sequence[str]) -> None:
        self.kept: dict[int, bytes] = {}
        self._thread = thread
        self._ahead = ahead
        self._manifests: list[str] = []
        self._tag_room = limits.tag_file_octets
        self._small_room = _SMALL_IN_ALL

    def visit(self, name: str, member: Member, pieces: Iterable[Piece]) -> None:
        """Keep the file, digest it, or leave it."""
        if self._ahead and (manifest := _MANIFEST.fullmatch(name)):
            self._manifests.append(normalise(manifest[1]))
        if self._has_room(name, member.size):
            self.kept[member.offset] = b"".join(pieces)
        elif algorithms := [one for one in self._manifests or self._ahead if one in HASHES]:
            self._thread.digest(member.offset, algorithms, pieces)

    def _has_room(self, name: str, octets: int) -> bool:
        if _TAG_FILE.fullmatch(name) and not name.startswith("data/"):
            room = self._tag_room >= octets
            self._tag_room -= octets if room else 0
        else:
            room = octets <= _SMALL and self._small_room >= octets
            self._small_room -= octets if room else 0
        return room


def _pieces(source: CompressedStream, member: Member) -> Iterator[Piece]:
    with _reported_as_unreadable():
        yield from source.pieces(member.size)


def _copied(
    pieces: Iterator[Piece], paths: Sequence[BagPath]
) -> Iterator[tuple[BagPath, Iterator[Piece]]]:
    """Yield a file once for each of its hard links, from a copy: the archive is read only once."""
    with TemporaryFile() as copy:
        for piece in pieces:
            copy.write(piece)
        for path in paths:
            copy.seek(0)
            yield path, iter(partial(copy.read, _SMALL), b"")


@contextmanager
def _reported_as_unreadable() -> Iterator[None]:
    try:
        yield
    except (ArchiveError, OSError) as error:
        raise UnreadableFileError(f"reading the archive again failed: {error}") from error
