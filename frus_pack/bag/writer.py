"""Writing a bag in one pass: each payload file is read once and digested as it is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

from frus_pack.bag.seal import SEALED_BY, sealed
from frus_pack.bag.sink import Sink, Slot
from frus_pack.bag.tag_files import paths, tag_writing
from frus_pack.bag.tag_files.parsed import FETCH
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.errors import Problem, SourceError
from frus_pack.storage.fixity import Digester, Fixity, Piece, fixity_of_file
from frus_pack.storage.regular_file import changed, octets_of, read_pieces

_DEFINED = re.compile(
    r"bagit\.txt|(?:bag|package)-info\.txt|fetch\.txt|(?:tag)?manifest-[^/]*\.txt", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Oxum:
    """Payload-Oxum (RFC 8493 §2.2.2): octets and number of the payload's files."""

    octets: int
    streams: int

    def __str__(self) -> str:
        return f"{self.octets}.{self.streams}"


BagItVersion = Literal["1.0", "0.97"]
"""The versions a bag can be written in."""


class BagWriter:
    """Writes a bag into an empty `sink`: BagIt 1.0, or 0.97 for those who read no 1.0.

    Paths are relative to the bag, with ``/``, as the manifest names them before encoding
    (``data/page-images/0371.png``). `algorithms` are those of the manifests and tag manifests;
    `also` names further digests that the caller wants of each file; with the label `seal`,
    bag-info.txt ends in a seal (see `frus_pack.bag.seal`).
    Files that were claimed may be copied by several threads at once; `finish` comes last. What
    the system refuses is an OSError. A bag is not synced to disk here:
    that is the stage's part, which can do it for many at once.
    """

    def __init__(
        self,
        sink: Sink,
        algorithms: Sequence[str],
        also: Sequence[str] = (),
        seal: str | None = None,
        version: BagItVersion = "1.0",
    ) -> None:
        self._sink = sink
        self._version = version
        self._algorithms = tuple(dict.fromkeys(algorithms))
        self._seal = seal
        self._digests = tuple(dict.fromkeys((*algorithms, *also, *((SEALED_BY,) if seal else ()))))
        self._payload: dict[BagPath, Fixity] = {}
        self._tags: dict[BagPath, Fixity] = {}
        self._claimed: dict[str, tuple[str, bool]] = {}
        self._addresses: dict[BagPath, str] = {}

    @property
    def oxum(self) -> Oxum:
        """Of the payload added so far."""
        return Oxum(sum(file.octets for file in self._payload.values()), len(self._payload))

    @property
    def payload(self) -> Mapping[BagPath, Fixity]:
        """Sizes and digests of the payload's files so far, by the manifests' algorithms alone."""
        return {
            path: Fixity(file.octets, {name: file.digests[name] for name in self._algorithms})
            for path, file in self._payload.items()
        }

    def add_bytes(self, path: str, content: bytes) -> Fixity:
        """Write a payload file from memory.

        Raises SourceError if the path is unsafe, not portable, or collides with another.
        """
        return self._write_payload(path, self._claim_payload(path, len(content)), (content,))

    def claim(self, path: str, source: Path) -> ClaimedFile:
        """Return a place in the bag for a regular file, which is to be copied there before the end.

        Raises SourceError if the path is refused (see `add_bytes`) or the source does not exist.
        """
        octets = octets_of(source)
        slot = self._claim_payload(path, octets)
        return ClaimedFile(path, source, octets, slot, partial(self._write_payload, path, slot))

    def claim_unfetched(self, path: str, source: Path, address: str) -> UnfetchedFile:
        """Claim the name of a payload file that the bag will not hold.

        The file is a copy of `source`. fetch.txt will say that it is to be fetched from `address`.

        Raises SourceError if the path is refused (see `add_bytes`). Raises it too if a seal is
        asked for without a manifest of its algorithm, which alone could prove that file later.
        """
        if self._seal and SEALED_BY not in self._algorithms:
            message = f"cannot be left to be fetched: the bag has no {SEALED_BY} manifest"
            raise SourceError(Problem(str(source), message, advice=f"ask for {SEALED_BY} as well"))
        self._take_payload_name(path)
        self._addresses[BagPath(path)] = address

        def digest() -> Fixity:
            fixity = self._payload[BagPath(path)] = fixity_of_file(source, self._digests)
            return fixity

        return UnfetchedFile(path, source, octets_of(source), digest)

    def add_tag_file(self, path: str, content: bytes) -> None:
        """Write a tag file beyond those that BagIt defines (RFC 8493 §2.2.4).

        Raises SourceError if the path is refused. It may be unsafe, not portable, or below data/.
        It may collide with another path, or be that of a file that BagIt defines.
        """
        if fault := tag_file_fault(path):
            raise _refused(path, fault)
        self._tags[BagPath(path)] = self._write(self._claim(path, len(content)), (content,))

    def finish(self, tags: Iterable[tuple[str, str]]) -> None:
        """Write bag-info.txt with these labels and values in this order, the bag declaration,
        the manifests and the tag manifests (RFC 8493 §2.1–2.2)."""
        manifests = {
            BagPath(f"manifest-{algorithm}.txt"): _manifest(self._payload, algorithm)
            for algorithm in self._algorithms
        }
        self._add_tag_file("bagit.txt", tag_writing.format_declaration(self._version))
        if self._addresses:
            self._add_tag_file(FETCH, tag_writing.format_fetch(self._to_fetch()))
        self._add_tag_file("bag-info.txt", self._bag_info(tags, manifests))
        for name, content in manifests.items():
            self._add_tag_file(name, content)
        listed = dict(self._tags)
        for algorithm in self._algorithms:
            self._add_tag_file(f"tagmanifest-{algorithm}.txt", _manifest(listed, algorithm))
        self._sink.finish()

    def _bag_info(
        self, tags: Iterable[tuple[str, str]], manifests: Mapping[BagPath, bytes]
    ) -> bytes:
        info = tag_writing.format_bag_info(tags)
        if self._seal is None:
            return info
        written = {**self._payload, **self._tags}
        digests = {path: one.digests[SEALED_BY] for path, one in written.items()}
        coming = {path: hashlib.sha512(content).hexdigest() for path, content in manifests.items()}
        return sealed(info, self._seal, {**digests, **coming})

    def _to_fetch(self) -> dict[BagPath, tuple[str, int]]:
        """Return address and size of each file that is to be fetched. Raises SourceError if two
        files of different bytes have one address."""
        at: dict[str, BagPath] = {}
        for path, address in self._addresses.items():
            other = at.setdefault(address, path)
            if self._payload[path] != self._payload[other]:
                message = f"has the address of {other}, and other bytes: {address}"
                raise SourceError(Problem(path, message, advice="keep one of the two"))
        return {path: (one, self._payload[path].octets) for path, one in self._addresses.items()}

    def _add_tag_file(self, path: str, content: bytes) -> None:
        self._tags[BagPath(path)] = self._write(self._sink.claim(path, len(content)), (content,))

    def _claim_payload(self, path: str, octets: int) -> Slot:
        """Return the place of a new payload file."""
        self._take_payload_name(path)
        return self._sink.claim(path, octets)

    def _take_payload_name(self, path: str) -> None:
        fault = paths.unsafe(path) or paths.unportable(path)
        if fault or not path.startswith("data/"):
            raise _refused(path, fault or "a payload path begins with data/")
        self._take_path(path)

    def _claim(self, path: str, octets: int) -> Slot:
        self._take_path(path)
        return self._sink.claim(path, octets)

    def _take_path(self, path: str) -> None:
        if self._version != "1.0" and "%" in path:
            raise _refused(path, "BagIt 0.97 does not say how a manifest writes a percent sign")
        self._take_name(path, is_file=True)
        for folder in _folders(path):
            self._take_name(folder, is_file=False)

    def _take_name(self, name: str, *, is_file: bool) -> None:
        key = paths.collision_key(name)
        if key not in self._claimed:
            self._claimed[key] = (name, is_file)
            return
        other, other_is_file = self._claimed[key]
        if other != name:
            raise _refused(name, f"differs from {other!r} only in case or Unicode form")
        if is_file or other_is_file:
            raise _refused(name, "is there already")

    def _write_payload(self, path: str, slot: Slot, pieces: Iterable[Piece]) -> Fixity:
        fixity = self._payload[BagPath(path)] = self._write(slot, pieces)
        return fixity

    def _write(self, slot: Slot, pieces: Iterable[Piece]) -> Fixity:
        digester = Digester(self._digests)
        slot.fill(digester.passing(pieces))
        return digester.fixity()


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """A file that has its place in a bag; made by `BagWriter.claim`."""

    path: str
    source: Path
    octets: int
    _slot: Slot
    _write: Callable[[Iterable[Piece]], Fixity]

    def copy(self) -> Fixity:
        """Write the file into the bag, byte for byte, reading it once.

        Raises SourceError if it is a link or no regular file, cannot be read, or has changed
        since its place was claimed.
        """
        return self._write(self._as_many_as_claimed())

    def open(self) -> BinaryIO:
        """Return the bytes that were copied, to be read until the bag is finished."""
        return self._slot.open()

    def _as_many_as_claimed(self) -> Iterator[Piece]:
        rest = self.octets
        for piece in read_pieces(self.source):
            rest -= len(piece)
            if rest < 0:
                break
            yield piece
        if rest:
            raise changed(self.source)


@dataclass(frozen=True, slots=True)
class UnfetchedFile:
    """A file that a bag lists and does not hold; made by `BagWriter.claim_unfetched`.

    `digest` reads it once, for the manifests. Raises SourceError if it cannot be read.
    """

    path: str
    source: Path
    octets: int
    digest: Callable[[], Fixity]


def tag_file_fault(path: str) -> str | None:
    """Return why no tag file beyond those that BagIt defines can have this path, or None."""
    if fault := paths.unsafe(path) or paths.unportable(path):
        return fault
    if paths.collision_key(path).partition("/")[0] == "data":
        return "it is the payload's"
    if _DEFINED.fullmatch(path):
        return "BagIt defines what it holds"
    return None


def _folders(path: str) -> Iterator[str]:
    """Yield the folders on the way to a file."""
    while path := path.rpartition("/")[0]:
        yield path


def _refused(path: str, why: str) -> SourceError:
    return SourceError(Problem(path, f"cannot be a name in a bag: {why}", advice="rename it"))


def _manifest(files: Mapping[BagPath, Fixity], algorithm: str) -> bytes:
    return tag_writing.format_manifest(
        {path: fixity.digests[algorithm] for path, fixity in files.items()}
    )
