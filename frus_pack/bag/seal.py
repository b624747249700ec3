"""A seal: the digest, in bag-info.txt, of everything else in the bag.

Whoever changes a file of a bag can bring its manifests up to date, and the bag stays valid. Then
its seal is broken: the bag is not what the one who sealed it wrote. A seal is not a signature,
because anybody can make another. It shows what other tools do in good faith.

The seal is the SHA-256 of two parts. The first is the elements of bag-info.txt before it. The
second is the lines of a SHA-512 manifest of all files but bag-info.txt and the tag manifests. A
file that is to be fetched counts as if it were there, so completing a bag does not break its seal.
Tag manifests follow from the sealed files. In a bag whose seal is whole they are as written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import is_tag_file, is_tag_manifest
from frus_pack.bag.tag_files.parsed import BAG_INFO, FETCH
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import parse_fetch, parse_manifest
from frus_pack.bag.tag_files.tag_writing import format_bag_info, format_manifest
from frus_pack.storage.fixity import HASHES
from frus_pack.storage.parallel import all_cores

SEALED_BY = "sha512"

_SMALL = 1 << 20
_LARGEST_TAG_FILE = 1 << 27


def sealed(bag_info: bytes, label: str, digests: Mapping[BagPath, str]) -> bytes:
    """Return bag-info.txt with a seal of this label as its last element.

    `digests` are the SHA-512 of all other files but the tag manifests, by path. Raises ValueError
    for a path that no manifest can hold.
    """
    seal = hashlib.sha256(bag_info + format_manifest(digests))
    return bag_info + format_bag_info([(label, seal.hexdigest())])


def is_sealed(
    label: str, tag_files: Mapping[BagPath, bytes], payload: Mapping[BagPath, str]
) -> bool:
    """Return whether a bag has a whole seal of this label.

    `tag_files` are the bytes of all its tag files by path. `payload` is the SHA-512 of every other
    file, also of a file that is not fetched yet (see `unfetched_digests`).
    """
    digests = {path: hashlib.sha512(content).hexdigest() for path, content in tag_files.items()}
    try:
        expected = _tag_manifests(tag_files, digests)
        written = tag_files[BAG_INFO]
        before, _, _ = written.rpartition(f"{label}: ".encode())
        others = {path: digest for path, digest in digests.items() if path not in expected}
        del others[BAG_INFO]
        whole = sealed(before, label, {**others, **payload}) == written
    except (KeyError, ValueError):  # a file is missing, or has a name that no manifest can hold
        return False
    found = {path: content for path, content in tag_files.items() if is_tag_manifest(path)}
    return whole and found == expected


def unfetched_digests(
    tag_files: Mapping[BagPath, bytes], present: Container[BagPath]
) -> dict[BagPath, str]:
    """Return the files that fetch.txt lists and the bag does not hold, with the SHA-512 that the
    manifest gives them. `present` are the bag's files."""
    if FETCH not in tag_files:
        return {}
    manifest = parse_manifest(tag_files.get(BagPath(f"manifest-{SEALED_BY}.txt"), b"")).digests
    entries = parse_fetch(tag_files[FETCH]).entries
    return {
        one.path: manifest[one.path]
        for one in entries
        if one.path not in present and one.path in manifest
    }


def read_sealed(bag: Bag, label: str) -> dict[BagPath, bytes] | None:
    """Return the bytes of a bag's tag files and of its other files up to 1 MiB, by path.

    Return None if the bag has no seal of this label, or a broken one, or holds anything but the
    sealed files. Every byte of the bag is read. Raises StorageError if something cannot be read.
    """
    if bag.irregularities or bag.cut_short or bag.folders != _folders_of(bag.files):
        return None
    small = [path for path, octets in bag.files.items() if octets <= _SMALL or is_tag_file(path)]
    contents = dict(bag.read_each(small, _LARGEST_TAG_FILE))
    large = [path for path in bag.files if path not in contents]
    payload = {
        BagPath(one.path): one.digests[SEALED_BY]
        for one in bag.digests(large, (SEALED_BY,), all_cores())
    }
    payload |= {
        path: hashlib.sha512(content).hexdigest()
        for path, content in contents.items()
        if not is_tag_file(path)
    }
    tag_files = {path: content for path, content in contents.items() if is_tag_file(path)}
    payload |= unfetched_digests(tag_files, bag.files)
    return contents if is_sealed(label, tag_files, payload) else None


def _tag_manifests(
    tag_files: Mapping[BagPath, bytes], digests: Mapping[BagPath, str]
) -> dict[BagPath, bytes]:
    """Return the tag manifests as they are written: one for each payload manifest. `digests` are
    the SHA-512 of the tag files. Raises KeyError for an algorithm that is not known."""
    listed = [path for path in tag_files if not is_tag_manifest(path)]
    algorithms = [path[9:-4] for path in listed if path.startswith("manifest-")]
    return {
        BagPath(f"tagmanifest-{algorithm}.txt"): format_manifest(
            {path: _digest(tag_files[path], algorithm, digests[path]) for path in listed}
        )
        for algorithm in algorithms
    }


def _digest(content: bytes, algorithm: str, known: str) -> str:
    return known if algorithm == SEALED_BY else HASHES[algorithm](content).hexdigest()


def _folders_of(files: Iterable[str]) -> frozenset[str]:
    """Return the folders that the paths of files imply."""
    folders: set[str] = set()
    for path in files:
        while path := path.rpartition("/")[0]:
            folders.add(path)
    return frozenset(folders)
