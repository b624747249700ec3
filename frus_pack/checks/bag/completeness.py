"""Check that a bag is complete: the payload, its manifests and fetch.txt agree."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import Inventory, is_manifest, is_tag_file
from frus_pack.bag.tag_files.parsed import FETCH, FetchEntry
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import LATEST
from frus_pack.checks.bag.listed_paths import Matching, differences
from frus_pack.requirements.finding import Finding, first_few


def check_payload(
    bag: Bag, inventory: Inventory, matching: Matching, *, allow_unfetched: bool
) -> Iterator[Finding]:
    """Everything RFC 8493 §2.1 and §2.2.3 ask of the payload but its digests.

    A bag with files still to be fetched is incomplete, and so not valid (§3); `allow_unfetched`
    says that the caller will fetch them.
    """
    if "data" not in bag.folders and not _is_payload_out_of_sight(bag):
        yield Finding("bag.payload-folder-missing", "data", "the bag has no folder data/")
    if not inventory.manifests and not bag.cut_short:
        message = "the bag has no manifest-ALGORITHM.txt that can be read"
        yield Finding("bag.payload-manifest-missing", "", message)
    yield from _wrong_entries(bag, inventory)
    yield from differences(matching, inventory)
    yield from _missing(inventory, matching, allow_unfetched)
    # What a manifest lists that could not be read, or was not reached, nobody knows.
    unread = any(map(is_manifest, (*inventory.unreadable, *inventory.too_large)))
    if not unread and not bag.cut_short:
        for path in sorted(matching.unlisted):
            yield Finding("bag.payload-file-unlisted", path, "is in no payload manifest")
    if inventory.version >= LATEST:
        yield from _not_in_every_manifest(inventory, matching)
    if inventory.fetch is not None:
        yield from _fetch(bag, inventory, inventory.fetch.entries)


def _wrong_entries(bag: Bag, inventory: Inventory) -> Iterator[Finding]:
    for one in inventory.manifests:
        for path in one.manifest.digests:
            if path in bag.folders:
                message = f"the manifest lists the folder {path!r}"
                yield Finding("bag.manifest-lists-folder", one.place_of(path), message)
            elif is_tag_file(path) and not paths.unsafe(path):
                message = "the manifest lists a file outside data/"
                place = one.place_of(path)
                yield Finding("bag.manifest-outside-payload", place, message, found=path)


def _missing(inventory: Inventory, matching: Matching, allow_unfetched: bool) -> Iterator[Finding]:
    fetch = inventory.fetch.entries if inventory.fetch else ()
    to_fetch = {entry.path: entry.url for entry in fetch}
    unfetched = "bag.payload-file-to-fetch" if allow_unfetched else "bag.payload-file-unfetched"
    for path in sorted(matching.missing):
        if path in to_fetch:
            message = f"is not fetched yet from {to_fetch[path]}"
            yield Finding(unfetched, path, message)
        else:
            names = _names(inventory, path)
            yield Finding("bag.payload-file-missing", path, f"does not exist; {names} lists it")


def _names(inventory: Inventory, path: str) -> str:
    return first_few(one.name for one in inventory.manifests if path in one.manifest.digests)


def _not_in_every_manifest(inventory: Inventory, matching: Matching) -> Iterator[Finding]:
    lacking: dict[BagPath, list[str]] = {}
    for one in inventory.manifests:
        for path in matching.not_listed_by(one):
            lacking.setdefault(path, []).append(one.name)
    for path, names in sorted(lacking.items()):
        message = f"is not in {first_few(names)}, only in others"
        yield Finding("bag.payload-file-not-in-every-manifest", path, message)


def _fetch(bag: Bag, inventory: Inventory, entries: tuple[FetchEntry, ...]) -> Iterator[Finding]:
    strict = inventory.version >= LATEST
    for entry in entries:
        if paths.unsafe(entry.path):
            continue
        location = f"{FETCH}, line {entry.line}"
        if is_tag_file(entry.path):
            message = "fetch.txt lists a file outside data/"
            yield Finding("bag.fetch-lists-tag-file", location, message, found=entry.path)
            continue
        without = [
            one.name for one in inventory.manifests if entry.path not in one.manifest.digests
        ]
        if without and (strict or len(without) == len(inventory.manifests)):
            message = f"the file is not in {first_few(without)}"
            yield Finding("bag.fetch-not-in-manifest", location, message, found=entry.path)
        size = bag.files.get(entry.path)
        if size is not None and entry.length not in (None, size):
            message = "the file has another length than fetch.txt gives"
            yield Finding(
                "bag.fetch-length-differs", entry.path, message, str(entry.length), str(size)
            )


def _is_payload_out_of_sight(bag: Bag) -> bool:
    return bag.cut_short or any(f"{one.path}/".startswith("data/") for one in bag.irregularities)
