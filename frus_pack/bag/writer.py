"""Writing a bag in one pass: each payload file is read once and digested as it is written."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from frus_pack.bag import paths, tag_files
from frus_pack.bag.fixity import Digester, Fixity
from frus_pack.errors import Problem, SourceError
from frus_pack.new_file import write_new_file
from frus_pack.regular_file import read_pieces

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


class BagWriter:
    """Writes a BagIt 1.0 bag into an empty folder that nobody else writes to.

    Paths are relative to the bag, with ``/``, as the manifest names them before encoding
    (``data/page-images/0371.png``). `algorithms` are those of the manifests and tag manifests;
    `also` names further digests that the caller wants of each file.
    Several threads may add files at once; `finish` comes last. What the system refuses is an
    OSError. A bag is not synced to disk here:
    that is the stage's part, which can do it for many at once.
    """

    def __init__(self, folder: Path, algorithms: Sequence[str], also: Sequence[str] = ()) -> None:
        self.folder = folder
        self._algorithms = tuple(dict.fromkeys(algorithms))
        self._digests = tuple(dict.fromkeys((*algorithms, *also)))
        self._payload: dict[str, Fixity] = {}
        self._tags: dict[str, Fixity] = {}
        self._claimed: dict[str, tuple[str, bool]] = {}
        self._folders = {folder}
        self._lock = threading.Lock()

    @property
    def oxum(self) -> Oxum:
        """Of the payload added so far."""
        return Oxum(sum(file.octets for file in self._payload.values()), len(self._payload))

    @property
    def payload(self) -> Mapping[str, Fixity]:
        """Sizes and digests of the payload's files so far, by the manifests' algorithms alone."""
        return {
            path: Fixity(file.octets, {name: file.digests[name] for name in self._algorithms})
            for path, file in self._payload.items()
        }

    def add_bytes(self, path: str, content: bytes) -> Fixity:
        """Write a payload file from memory.

        Raises SourceError if the path is unsafe, not portable, or collides with another.
        """
        fixity = self._payload[path] = self._write(self._claim_payload(path), (content,))
        return fixity

    def add_file(self, path: str, source: Path) -> Fixity:
        """Write a payload file from a regular file, byte for byte, reading it once.

        Raises SourceError if the path is refused (see `add_bytes`), if the source is a link or
        no regular file, cannot be read, or changed meanwhile.
        """
        fixity = self._payload[path] = self._write(self._claim_payload(path), read_pieces(source))
        return fixity

    def add_tag_file(self, path: str, content: bytes) -> None:
        """Write a tag file beyond those that BagIt defines (RFC 8493 §2.2.4).

        Raises SourceError if the path is refused: it is unsafe, not portable, collides with
        another, is below data/, or is that of a file that BagIt defines.
        """
        if fault := tag_file_fault(path):
            raise _refused(path, fault)
        self._tags[path] = self._write(self._claim(path), (content,))

    def finish(self, tags: Iterable[tuple[str, str]]) -> None:
        """Write bag-info.txt with these labels and values in this order, the bag declaration,
        the manifests and the tag manifests (RFC 8493 §2.1–2.2)."""
        self._add_tag_file("bagit.txt", tag_files.format_declaration())
        self._add_tag_file("bag-info.txt", tag_files.format_bag_info(tags))
        for algorithm in self._algorithms:
            self._add_tag_file(f"manifest-{algorithm}.txt", _manifest(self._payload, algorithm))
        listed = dict(self._tags)
        for algorithm in self._algorithms:
            self._add_tag_file(f"tagmanifest-{algorithm}.txt", _manifest(listed, algorithm))

    def _add_tag_file(self, path: str, content: bytes) -> None:
        self._tags[path] = self._write(self.folder / path, (content,))

    def _claim_payload(self, path: str) -> Path:
        """The place of a new payload file, its folders made."""
        fault = paths.unsafe(path) or paths.unportable(path)
        if fault or not path.startswith("data/"):
            raise _refused(path, fault or "a payload path begins with data/")
        return self._claim(path)

    def _claim(self, path: str) -> Path:
        with self._lock:
            parts = PurePosixPath(path)
            for part in (parts, *parts.parents):
                self._take_name(str(part), is_file=part is parts)
            place = self.folder / path
            if place.parent not in self._folders:
                place.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(place.parent)
        return place

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

    def _write(self, place: Path, pieces: Iterable[bytes | memoryview]) -> Fixity:
        digester = Digester(self._digests)
        write_new_file(place, digester.passing(pieces))
        return digester.fixity()


def tag_file_fault(path: str) -> str | None:
    """Why no tag file beyond those that BagIt defines can have this path, or None."""
    if fault := paths.unsafe(path) or paths.unportable(path):
        return fault
    if paths.collision_key(path).partition("/")[0] == "data":
        return "it is the payload's"
    if _DEFINED.fullmatch(path):
        return "BagIt defines what it holds"
    return None


def _refused(path: str, why: str) -> SourceError:
    return SourceError(Problem(path, f"cannot be a name in a bag: {why}", advice="rename it"))


def _manifest(files: dict[str, Fixity], algorithm: str) -> bytes:
    return tag_files.format_manifest(
        {path: fixity.digests[algorithm] for path, fixity in files.items()}
    )
