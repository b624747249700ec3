"""Harnesses of tag files and archives."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import frus_pack
from frus_pack.bag.opening import open_unjudged
from frus_pack.errors import StorageError
from frus_pack.validating.validate import validate
from tests.bag.archives.foreign import tree
from tests.bag.archives.mutated_tars import BLOCK, headers, sign
from tests.support.bags import digest, make_bag

TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha512.txt", "fetch.txt", "tagmanifest-md5.txt")
PAYLOAD = {"data/a": b"Dear Sir:\n", "data/b/c": b""}

_MOST_UNPACKED = 64 << 20
_MARKS = frozenset(("archive-end-mark-missing", "archive-no-base-folder", "system-file"))
"""What is remarked on an archive that every program reads alike."""
_NOT_TAR = (tarfile.TarError, EOFError, OSError, ValueError, zlib.error)
_NOT_ZIP = (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error)


class OtherBytesError(AssertionError):
    """What is called good is not what it should be."""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory, where there is one, in a folder that nothing else may appear in."""
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        inner = Path(folder, "a", "b", "c")
        inner.mkdir(parents=True)
        yield inner
        above = [path.name for path in sorted(Path(folder).rglob("*")) if inner not in path.parents]
        if above != ["a", "b", "c"]:
            raise OtherBytesError(f"something was written outside: {above}")


def tag_file(data: bytes) -> None:
    """One tag file of a good bag is replaced: its first byte says which."""
    name = TAG_FILES[data[0] % len(TAG_FILES)] if data else TAG_FILES[0]
    with scratch() as folder:
        bag = make_bag(folder / "bag", PAYLOAD)
        (bag / "tagmanifest-sha512.txt").unlink()
        (bag / name).write_bytes(data[1:])
        report = validate(bag, jobs=1)
        str(report)
        manifest = (bag / "manifest-sha512.txt").read_bytes().lower()
        if report.ok and not all(digest(one).encode() in manifest for one in PAYLOAD.values()):
            raise OtherBytesError("valid without the digests of the payload")


def tar(data: bytes) -> None:
    """A tar file that is read without a fault has the files that Python's tarfile finds.

    So does the same file with right checksums, without which nothing else of a header counts.
    """
    _archive(data, "x.tar", _by_tarfile)
    signed = bytearray(data)
    for at in headers(signed):
        if at + BLOCK <= len(signed):
            sign(signed, at)
    _archive(bytes(signed), "x.tar", _by_tarfile)


def tar_gz(data: bytes) -> None:
    """A gzip file likewise."""

    def by_gzip(content: bytes) -> Mapping[str, bytes] | None:
        try:
            with gzip.open(io.BytesIO(content)) as unpacked:
                return _by_tarfile(unpacked.read(_MOST_UNPACKED))
        except _NOT_TAR:
            return None

    _archive(data, "x.tar.gz", by_gzip)


def zip_file(data: bytes) -> None:
    """A zip file likewise, by Python's zipfile."""
    _archive(data, "x.zip", _by_zipfile)


def _archive(data: bytes, name: str, read: Callable[[bytes], Mapping[str, bytes] | None]) -> None:
    with scratch() as folder:
        archive = folder / name
        archive.write_bytes(data)
        ours = _by_us(archive)
        if ours is None:
            return
        theirs = read(data)
        if theirs is not None and theirs != ours:
            raise OtherBytesError(f"other files: {sorted(theirs)} and {sorted(ours)}")
        if validate(archive, jobs=1).ok:
            unpacked = frus_pack.unpack(archive, folder / "to")
            files = {path: one for path, one in tree(unpacked).items() if isinstance(one, bytes)}
            if not set(files.values()) <= set(ours.values()):
                raise OtherBytesError("other bytes were unpacked")


def _by_us(archive: Path) -> Mapping[str, bytes] | None:
    """The files of an archive, if it is read without a fault."""
    try:
        with open_unjudged(archive) as bag:
            base = "" if bag.name == bag.path.name else f"{bag.name}/"
            found = {
                (path[3:] if path in bag.beside else base + path): b"".join(map(bytes, pieces))
                for path, pieces in bag.stream_each([*bag.files, *bag.beside])
            }
            faults = {one.code for one in bag.irregularities} - _MARKS
            return None if faults else found
    except StorageError:
        return None


def _by_tarfile(content: bytes) -> Mapping[str, bytes] | None:
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for member in archive:
                if member.isfile() or member.islnk():
                    file = archive.extractfile(member)
                    found[member.name.removeprefix("./")] = file.read() if file else b""
    except _NOT_TAR:
        return None
    return found


def _by_zipfile(content: bytes) -> Mapping[str, bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            return {one.filename.removeprefix("./"): archive.read(one) for one in members}
    except (*_NOT_ZIP, NotImplementedError):
        return None
