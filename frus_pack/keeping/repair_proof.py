"""Which state of a package is proven, when the package or its replicas are damaged.

The chain of proof is seal → tag manifest → payload manifest → file. Its head is the tag manifests,
or the payload manifests of a bag without tag manifests. The head is taken from a copy whose bytes
are proven, and everything else follows from it by digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frus_pack.bag.reader import Bag
from frus_pack.bag.seal import SEALED_BY, sealed
from frus_pack.bag.tag_files.inventory import (
    Inventory,
    ManifestFile,
    is_manifest,
    is_tag_manifest,
    read_inventory,
)
from frus_pack.bag.tag_files.parsed import BAG_INFO, DECLARATION
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import parse_bag_info
from frus_pack.errors import StorageError
from frus_pack.package.bag_info import FIRST, SEAL
from frus_pack.storage.fixity import HASHES, Digester

_LARGEST_TAG_FILE = 1 << 27

Digests = Mapping[str, str]
"""Algorithm → digest in lower-case hexadecimal digits."""


class UnprovenError(StorageError):
    """No state of a package is proven, so it is not known what to repair it to."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a package, the damaged one or a replica, with its tag files as they are."""

    bag: Bag
    inventory: Inventory

    @property
    def head(self) -> tuple[tuple[BagPath, bytes], ...]:
        """Return the bytes of its tag manifests; of its payload manifests where it has none."""
        manifests = self.inventory.tag_manifests or self.inventory.manifests
        contents = self.inventory.contents
        return tuple((one.name, contents[one.name]) for one in manifests)

    @property
    def seal(self) -> str | None:
        """Return the value of its FRUS-Package-Seal."""
        content = self.inventory.contents.get(BAG_INFO)
        return None if content is None else _value(content, SEAL)


@dataclass(frozen=True, slots=True)
class ProvenState:
    """What a package must hold: the bytes of its head, and the digests of all other files."""

    head: Mapping[BagPath, bytes]
    digests: Mapping[BagPath, Digests]
    proof: str


def open_copy(bag: Bag) -> Copy:
    """Return a copy with its tag files, but for those that cannot be read."""
    return Copy(bag, read_inventory(bag, _LARGEST_TAG_FILE))


def proven_states(damaged: Copy, replicas: Sequence[Copy]) -> list[ProvenState]:
    """Return the states that are proven, the best proven first.

    A state is proven by the seal in the damaged package, by its tag manifests, or by one of its
    payload manifests. At least two replicas that agree on the head prove it as well, unless the
    damaged package bears another identifier or seal. A bag without tag manifests is accepted only
    where no copy has any, because they may be what was lost.
    """
    copies = (damaged, *replicas)
    heads = dict.fromkeys(copy.head for copy in copies)
    if any(copy.inventory.tag_manifests for copy in copies):
        heads = {head: None for head in heads if head and is_tag_manifest(head[0][0])}
    proven: list[tuple[int, ProvenState]] = []
    for head in heads:
        state = _state(dict(head), copies)
        if state and (found := _proof(head, state, damaged, replicas, copies)):
            rank, proof = found
            proven.append((rank, ProvenState(dict(head), state, proof)))
    return [state for _, state in sorted(proven, key=lambda one: one[0])]


def _state(head: Mapping[BagPath, bytes], copies: Sequence[Copy]) -> dict[BagPath, Digests] | None:
    """Return the digests of all files but the head; None if a payload manifest is in no copy."""
    listed = _parsed(head, copies)
    digests = _merged(listed)
    if all(is_manifest(name) for name in head):
        return digests  # a bag without tag manifests
    for path in list(digests):
        if is_manifest(path):
            content = _find_tag_file(path, digests[path], copies)
            if content is None:
                return None
            found = _merged(_parsed({path: content}, copies))
            for file, more in found.items():
                digests[file] = {**digests.get(file, {}), **more}
    return digests


def _proof(
    head: tuple[tuple[BagPath, bytes], ...],
    state: Mapping[BagPath, Digests],
    damaged: Copy,
    replicas: Sequence[Copy],
    copies: Sequence[Copy],
) -> tuple[int, str] | None:
    """Return what proves a state, after the rank of the proof (0 is best); None if nothing does."""
    seal = _proven_seal(state, copies)
    if seal is not None and seal == damaged.seal:
        return 0, "its own seal"
    if damaged.head == head and (DECLARATION in state or not is_tag_manifest(head[0][0])):
        return 1, "its own tag manifest"
    own = damaged.inventory.contents
    for path, digests in state.items():
        if is_manifest(path) and path in own and _has(own[path], digests):
            return 2, f"its own {path}"
    # The versions of an OCFL object are one replica, in one place.
    agreeing = len({copy.bag.path for copy in replicas if copy.head == head})
    if agreeing < 2 or _is_another(state, damaged, copies):
        return None
    return 3, f"the agreement of {agreeing} replicas"


def _is_another(state: Mapping[BagPath, Digests], damaged: Copy, copies: Sequence[Copy]) -> bool:
    """Return whether the damaged package bears another identifier or another seal than a state.

    Then the state is another document, or another version of this one.
    """
    own = damaged.inventory.contents.get(BAG_INFO)
    content = _find_tag_file(BAG_INFO, state[BAG_INFO], copies) if BAG_INFO in state else None
    if own is None or content is None:
        return False
    return any(
        (said := _value(own, label)) is not None and said != _value(content, label)
        for label in (FIRST, SEAL)
    )


def _proven_seal(state: Mapping[BagPath, Digests], copies: Sequence[Copy]) -> str | None:
    """Return the seal in the bag-info.txt of a state, if the digests of the state agree with it."""
    if BAG_INFO not in state:
        return None
    content = _find_tag_file(BAG_INFO, state[BAG_INFO], copies)
    seal = None if content is None else _value(content, SEAL)
    digests = {path: one.get(SEALED_BY) for path, one in state.items() if path != BAG_INFO}
    if content is None or seal is None or None in digests.values():
        return None
    before, _, _ = content.rpartition(f"{SEAL}: ".encode())
    known = {path: digest for path, digest in digests.items() if digest is not None}
    return seal if sealed(before, SEAL, known) == content else None


def _find_tag_file(path: BagPath, digests: Digests, copies: Iterable[Copy]) -> bytes | None:
    """Return the bytes of a tag file from the first copy in which they have these digests."""
    for copy in copies:
        content = copy.inventory.contents.get(path)
        if content is not None and _has(content, digests):
            return content
    return None


def _has(content: bytes, digests: Digests) -> bool:
    known = [name for name in digests if name in HASHES]
    digester = Digester(known)
    digester.update(content)
    found = digester.fixity().digests
    return bool(known) and all(found[name] == digests[name] for name in known)


def _parsed(contents: Mapping[BagPath, bytes], copies: Sequence[Copy]) -> Iterator[ManifestFile]:
    """Yield the manifests with these bytes, as a copy that has them parsed them."""
    for name, content in contents.items():
        for copy in copies:
            inventory = copy.inventory
            if inventory.contents.get(name) == content:
                every = (*inventory.manifests, *inventory.tag_manifests)
                yield next(one for one in every if one.name == name)
                break


def _merged(manifests: Iterable[ManifestFile]) -> dict[BagPath, Digests]:
    digests: dict[BagPath, dict[str, str]] = {}
    for one in manifests:
        for path, digest in one.manifest.digests.items():
            digests.setdefault(path, {})[one.algorithm] = digest
    return dict(digests)


def _value(content: bytes, name: str) -> str | None:
    """Return the first value of a label in the bytes of a bag-info.txt."""
    return next((value for label, value in parse_bag_info(content).tags if label == name), None)
