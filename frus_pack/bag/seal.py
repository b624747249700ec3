"""A seal: the digest, in bag-info.txt, of everything else in the bag.

Who changes a file of a bag can bring its manifests up to date, and the bag is as valid as before.
Its seal is then broken: the bag is no longer what the one who sealed it wrote. It is no signature,
for whoever means to can make another; it is broken by what others do in good faith.

The seal is the SHA-256 of the elements of bag-info.txt before it, followed by the lines that a
SHA-512 manifest would have for all files but bag-info.txt and the tag manifests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import tag_files
from frus_pack.bag.tag_files.tag_files import BAG_INFO
from frus_pack.storage.fixity import HASHES
from frus_pack.storage.parallel import all_cores

SEALED_BY = "sha512"

_SMALL = 1 << 20


def sealed(bag_info: bytes, label: str, digests: Mapping[str, str]) -> bytes:
    """bag-info.txt with a seal of this label as its last element. `digests` are the SHA-512 of
    all other files but the tag manifests, by path. Raises ValueError for what no manifest can
    hold."""
    seal = hashlib.sha256(bag_info + tag_files.format_manifest(digests))
    return bag_info + tag_files.format_bag_info([(label, seal.hexdigest())])


def is_sealed(
    small: Mapping[str, bytes], large: Mapping[str, str], label: str, algorithms: Sequence[str]
) -> bool:
    """Whether a bag has a seal of this label that is whole, and manifests by these `algorithms`.

    `small` are its files by path, `large` the SHA-512 of further ones; among those can be no tag
    file.
    """
    digests = {path: hashlib.sha512(content).hexdigest() for path, content in small.items()}
    try:
        whole = _bag_info(small[BAG_INFO], {**digests, **large}, label) == small[BAG_INFO] and all(
            tag_files.format_manifest(_of_tag_files(small, algorithm, digests))
            == small[f"tagmanifest-{algorithm}.txt"]
            for algorithm in algorithms
        )
    except (KeyError, ValueError):  # a file is not there, or has a name no manifest can hold
        return False
    manifests = {f"{kind}-{one}.txt" for one in algorithms for kind in ("manifest", "tagmanifest")}
    return whole and manifests == set(filter(_is_manifest, (*small, *large)))


def read_sealed(bag: Bag, label: str, algorithms: Sequence[str]) -> dict[str, bytes] | None:
    """The files of a bag up to 1 MiB, by path; None if it has no seal of this label, or a broken
    one.

    Every byte of the bag is read and held against the seal. So but for their order in an archive
    its files are the very ones that were sealed, and its manifests are by these `algorithms`.
    Raises StorageError if something cannot be read.
    """
    if bag.irregularities or bag.cut_short or bag.folders != _folders_of(bag.files):
        return None
    small = [path for path, octets in bag.files.items() if octets <= _SMALL]
    contents = dict(bag.read_each(small, _SMALL))
    large = [path for path in bag.files if path not in contents]
    digests = {
        one.path: one.digests[SEALED_BY] for one in bag.digests(large, (SEALED_BY,), all_cores())
    }
    return contents if is_sealed(contents, digests, label, algorithms) else None


def _bag_info(written: bytes, digests: Mapping[str, str], label: str) -> bytes:
    """bag-info.txt as it would be sealed."""
    before, _, _ = written.rpartition(f"{label}: ".encode())
    others = {
        path: digest
        for path, digest in digests.items()
        if path != BAG_INFO and not path.startswith("tagmanifest-")
    }
    return sealed(before, label, others)


def _of_tag_files(
    contents: Mapping[str, bytes], algorithm: str, known: Mapping[str, str]
) -> dict[str, str]:
    """Digests of what a tag manifest lists; `known` are those of a SHA-512 one."""
    make = HASHES[algorithm]
    return {
        path: known[path] if algorithm == SEALED_BY else make(content).hexdigest()
        for path, content in contents.items()
        if not path.startswith(("data/", "tagmanifest-"))
    }


def _is_manifest(path: str) -> bool:
    return path.startswith(("manifest-", "tagmanifest-"))


def _folders_of(files: Iterable[str]) -> frozenset[str]:
    """The folders that files imply."""
    folders: set[str] = set()
    for path in files:
        while path := path.rpartition("/")[0]:
            folders.add(path)
    return frozenset(folders)
