"""The seal of a package: whether its bytes are those that were sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frus_pack.bag.reader import Bag
from frus_pack.bag.seal import SEALED_BY, is_sealed, unfetched_digests
from frus_pack.bag.tag_files.inventory import Inventory, is_tag_file
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.package.bag_info import RECIPE, SEAL
from frus_pack.requirements.finding import Finding
from frus_pack.storage.parallel import all_cores

_LARGEST = 1 << 27
"""Bytes of a tag file, which is held in memory."""


def check_seal(bag: Bag, inventory: Inventory, *, agrees: bool) -> Iterator[Finding]:
    """Check a package that frus-pack sealed; other bags have no finding.

    `agrees` says whether the bag agrees with its manifests. If not, that is reported already, and
    the seal is not compared.
    """
    info, name = inventory.bag_info, inventory.bag_info_name
    if info is None or not (info.values(SEAL) or info.values(RECIPE)):
        return
    yield from _lost_tag_manifests(inventory)
    if not info.values(SEAL):
        message = "the seal of the package was removed"
        yield Finding("bag.changed-since-sealed", name, message)
    elif agrees and not _is_whole(bag, inventory):
        message = "the package is not as it was sealed: another program changed it"
        yield Finding("bag.changed-since-sealed", name, message)


def _is_whole(bag: Bag, inventory: Inventory) -> bool:
    further = [path for path in bag.files if is_tag_file(path) and path not in inventory.contents]
    tag_files = {**inventory.contents, **dict(bag.read_each(further, _LARGEST))}
    payload = {**_payload(bag, inventory), **unfetched_digests(tag_files, bag.files)}
    return is_sealed(SEAL, tag_files, payload)


def _lost_tag_manifests(inventory: Inventory) -> Iterator[Finding]:
    present = {one.algorithm for one in inventory.tag_manifests}
    for one in inventory.manifests:
        if one.algorithm not in present:
            path = f"tagmanifest-{one.algorithm}.txt"
            message = "is missing, and the package was sealed with it"
            yield Finding("bag.sealed-tag-manifest-missing", path, message)


def _payload(bag: Bag, inventory: Inventory) -> Mapping[BagPath, str]:
    """Return the SHA-512 of each payload file."""
    paths = [path for path in bag.files if not is_tag_file(path)]
    for one in inventory.manifests:
        if one.algorithm == SEALED_BY and all(path in one.manifest.digests for path in paths):
            return {path: one.manifest.digests[path] for path in paths}
    each = bag.digests(paths, (SEALED_BY,), all_cores())
    return {BagPath(one.path): one.digests.get(SEALED_BY, "") for one in each}
