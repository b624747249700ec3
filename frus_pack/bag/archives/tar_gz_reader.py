"""A bag in a gzipped tar file, which can only be read from front to back.

One pass lists it, keeps its tag files and other small files, and digests the rest before it is
known which algorithms the manifests want, because manifests mostly come last. The four usual
digests together, in a thread beside the unpacking, made a pass 15 % longer where a second pass
doubled it. Where a manifest comes first, only its algorithm is digested. A further pass is made
only for what the first one did not give.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from frus_pack.bag.archives.archive_layout import lay_out, without_dot
from frus_pack.bag.archives.gunzip import Gunzip
from frus_pack.bag.archives.tar_listing import TarListing
from frus_pack.bag.archives.tar_members import ArchiveError, Member, members
from frus_pack.bag.reader import Bag, Limits
from frus_pack.errors import TooLargeError, UnreadableFileError
from frus_pack.storage.digests import FileDigests, Piece
from frus_pack.storage.fixity import HASHES, Hash, normalise

AHEAD = ("md5", "sha1", "sha256", "sha512")
"""What BagIt tools must or should support (RFC 8493 §2.4), and nearly every manifest uses."""

_TAG_FILE = re.compile(r"(?:[^/]+/)?[^/]+\.txt")
_MANIFEST = re.compile(r"(?:[^/]+/)?manifest-([^/]+)\.txt")
_SMALL = 256 << 10
_SMALL_IN_ALL = 16 << 20
_PIECES_WAITING = 16


class TarGzBag(Bag):
    """A bag in a .tar.gz file. `ahead` are the algorithms digested in the first pass where no
    manifest comes first; none where no digest will be asked for. Raises OSError if the file
    cannot be opened."""

    form = "tar.gz"

    def __init__(self, path: Path, limits: Limits, ahead: Sequence[str] = AHEAD) -> None:
        self.path = path
        self._limits = limits
        listing = TarListing(limits)
        with path.open("rb", buffering=0) as file, _DigestThread() as thread:
            source = Gunzip(file, limits)
            first = _FirstPass(thread, limits, ahead)

            def visit(name: str, member: Member) -> None:
                pieces = self._passing(name, source.pieces(member.size))
                first.visit(name, member.size, pieces)
                deque(pieces, maxlen=0)  # what nobody wanted

            listing.walk(source, visit)
        layout = lay_out(listing.collected)
        self.name = layout.base or path.name
        self._prefix = f"{layout.base}/" if layout.base else ""
        self._kept: Mapping[str, bytes] = first.kept
        self._digested = thread.digested
        self.files = {name: member.size for name, member in layout.files.items()}
        self.folders = layout.folders
        self.irregularities = layout.irregularities
        self.cut_short = listing.cut_short

    def read(self, path: str, limit: int) -> bytes:
        return next(content for _, content in self.read_each([path], limit))

    def read_each(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes]]:
        too_large = next((path for path in paths if self.files[path] > limit), None)
        if too_large is not None:
            raise TooLargeError(f"{too_large} is larger than {limit} bytes")
        for path, pieces in self.stream_each(paths):
            yield path, b"".join(pieces)

    def stream_each(self, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[Piece]]]:
        rest = {self._prefix + path: path for path in paths}
        for name in list(rest):
            if name in self._kept:
                yield rest.pop(name), iter((self._kept[name],))
        with _told_as_unreadable():
            for source, name, member in self._again(rest):
                yield rest[name], _pieces(source, member)

    def digests(
        self, paths: Sequence[str], algorithms: Sequence[str], jobs: int
    ) -> Iterator[FileDigests]:
        self._digest_missing(paths, algorithms)
        for path in paths:
            name = self._prefix + path
            if name in self._kept:
                kept = self._kept[name]
                digests = {one: HASHES[one](kept).hexdigest() for one in algorithms}
            else:
                digests = self._digested.get(name, {})
            problem = "" if digests.keys() >= set(algorithms) else "the archive has changed since"
            yield FileDigests(path, self.files[path], digests, problem)

    def _passing(self, name: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces of a file, as they go by in the first pass."""
        return pieces

    def _digest_missing(self, paths: Sequence[str], algorithms: Sequence[str]) -> None:
        missing: dict[str, list[str]] = {}
        for path in paths:
            name = self._prefix + path
            known = algorithms if name in self._kept else self._digested.get(name, {})
            if wanted := [one for one in algorithms if one not in known]:
                missing[name] = wanted
        with _DigestThread() as thread, suppress(ArchiveError, OSError):
            for source, name, member in self._again(missing):
                thread.digest(name, missing[name], source.pieces(member.size))
        for name, digests in thread.digested.items():
            self._digested.setdefault(name, {}).update(digests)

    def _again(self, names: Collection[str]) -> Iterator[tuple[Gunzip, str, Member]]:
        """Another pass, no further than it takes, that stops at each of these files."""
        waiting = set(names)
        if not waiting:
            return
        with self.path.open("rb", buffering=0) as file:
            source = Gunzip(file, self._limits)
            for member in members(source):
                name = without_dot(member.name)
                if member.kind == "file" and name in waiting:
                    waiting.remove(name)
                    yield source, name, member
                if not waiting:
                    return


class _DigestThread:
    """Digests in a thread of its own, beside the unpacking."""

    def __init__(self) -> None:
        self.digested: dict[str, dict[str, str]] = {}
        self._pool = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def digest(
        self, name: str, algorithms: Sequence[str], pieces: Iterable[bytes | memoryview]
    ) -> None:
        """Digest a file; the result is there once the thread has ended."""
        hashes = {one: HASHES[one]() for one in algorithms}
        for piece in pieces:
            self._waiting.append(self._pool.submit(_update, hashes, piece))
            if len(self._waiting) > _PIECES_WAITING:
                self._waiting.popleft().result()
        self._pool.submit(self._finish, name, hashes)

    def _finish(self, name: str, hashes: Mapping[str, Hash]) -> None:
        self.digested[name] = {algorithm: one.hexdigest() for algorithm, one in hashes.items()}


class _FirstPass:
    """What to do with each file while the archive goes by for the first time."""

    def __init__(self, thread: _DigestThread, limits: Limits, ahead: Sequence[str]) -> None:
        self.kept: dict[str, bytes] = {}
        self._thread = thread
        self._ahead = ahead
        self._manifests: list[str] = []
        self._tag_room = limits.tag_file_octets
        self._small_room = _SMALL_IN_ALL

    def visit(self, name: str, octets: int, pieces: Iterable[Piece]) -> None:
        """Keep the file, digest it, or leave it."""
        if self._ahead and (manifest := _MANIFEST.fullmatch(name)):
            self._manifests.append(normalise(manifest[1]))
        if self._has_room(name, octets):
            self.kept[name] = b"".join(pieces)
        elif algorithms := [one for one in self._manifests or self._ahead if one in HASHES]:
            self._thread.digest(name, algorithms, pieces)

    def _has_room(self, name: str, octets: int) -> bool:
        if _TAG_FILE.fullmatch(name) and not name.startswith("data/"):
            room = self._tag_room >= octets
            self._tag_room -= octets if room else 0
        else:
            room = octets <= _SMALL and self._small_room >= octets
            self._small_room -= octets if room else 0
        return room


def _pieces(source: Gunzip, member: Member) -> Iterator[Piece]:
    with _told_as_unreadable():
        yield from source.pieces(member.size)


@contextmanager
def _told_as_unreadable() -> Iterator[None]:
    try:
        yield
    except (ArchiveError, OSError) as error:
        raise UnreadableFileError(f"cannot be read again: {error}") from error


def _update(hashes: Mapping[str, Hash], piece: bytes | memoryview) -> None:
    for one in hashes.values():
        one.update(piece)
