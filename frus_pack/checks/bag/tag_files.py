"""The tag files of a bag: there, well formed, and in the tag manifests."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.inventory import (
    Inventory,
    ManifestFile,
    is_manifest,
    is_tag_file,
    is_tag_manifest,
)
from frus_pack.bag.tag_files.parsed import DECLARATION
from frus_pack.bag.tag_files.tag_text import LATEST, Fault
from frus_pack.checks.bag.listed_paths import Matching, differences
from frus_pack.requirements.finding import Finding, first_few


def check_tag_files(bag: Bag, inventory: Inventory, matching: Matching) -> Iterator[Finding]:
    """Everything RFC 8493 §2.1.1, §2.2.1, §2.3 and §2.4 ask of tag files but their digests."""
    yield from _declaration(bag, inventory)
    for name, faults in inventory.faults.items():
        yield from (_finding(name, fault) for fault in faults)
    for name, reason in inventory.unreadable.items():
        yield Finding(f"bag.{bag.unread}", name, reason)
    for name, reason in inventory.too_large.items():
        yield Finding("bag.limit-exceeded", name, reason)
    for one in (*inventory.manifests, *inventory.tag_manifests):
        if not one.well_named:
            prefix = one.name.partition("-")[0].lower()
            message = "the name of the manifest is not in the form asked for"
            expected = f"{prefix}-{one.algorithm}.txt"
            yield Finding("bag.manifest-misnamed", one.name, message, expected)
    if inventory.tag_manifests:
        yield from _tag_manifests(bag, inventory, matching)
    elif not bag.cut_short:
        yield Finding("bag.tag-manifest-missing", "", "no tag manifest protects the tag files")


def _declaration(bag: Bag, inventory: Inventory) -> Iterator[Finding]:
    if inventory.declaration is None:
        if DECLARATION not in bag.files and not bag.cut_short:
            message = "there is no bagit.txt, so this is not a bag"
            yield Finding("bag.declaration-missing", DECLARATION, message)
        return
    if inventory.version < LATEST:
        version = ".".join(map(str, inventory.version))
        message = f"the bag is of BagIt version {version}"
        yield Finding("bag.version-older", DECLARATION, message, "1.0", version)
    encoding = inventory.declaration.encoding
    if encoding is not None and encoding.upper() != "UTF-8":
        message = f"the tag files are in {encoding}"
        yield Finding("bag.encoding-not-utf-8", DECLARATION, message, "UTF-8", encoding)


def _finding(name: str, fault: Fault) -> Finding:
    location = f"{name}, line {fault.line}" if fault.line else name
    return Finding(f"bag.{fault.code}", location, fault.message, found=fault.found)


def _tag_manifests(bag: Bag, inventory: Inventory, matching: Matching) -> Iterator[Finding]:
    yield from differences(matching, inventory)
    for one in inventory.tag_manifests:
        yield from _wrong_entries(bag, one)
    yield from _omitted(bag, inventory, matching)
    for path in sorted(matching.missing):
        yield Finding("bag.tag-file-missing", path, "does not exist; a tag manifest lists it")
    algorithms = {one.algorithm for one in inventory.manifests}
    tag_algorithms = {one.algorithm for one in inventory.tag_manifests}
    if algorithms != tag_algorithms and not bag.cut_short:
        message = "the tag manifests use other algorithms than the payload manifests"
        expected, found = ", ".join(sorted(algorithms)), ", ".join(sorted(tag_algorithms))
        yield Finding("bag.tag-manifest-algorithms-differ", "", message, expected, found)
    if len({frozenset(one.manifest.digests) for one in inventory.tag_manifests}) > 1:
        message = "the tag manifests do not all list the same files"
        yield Finding("bag.tag-manifests-differ", "", message)


def _wrong_entries(bag: Bag, one: ManifestFile) -> Iterator[Finding]:
    for path in one.manifest.digests:
        if path in bag.folders:
            message = f"the manifest lists the folder {path!r}"
            yield Finding("bag.manifest-lists-folder", one.place_of(path), message)
        elif is_tag_manifest(path):
            message = "the tag manifest lists a tag manifest"
            place = one.place_of(path)
            yield Finding("bag.tag-manifest-lists-tag-manifest", place, message, found=path)
        elif not is_tag_file(path) and not paths.unsafe(path):
            message = "the tag manifest lists a payload file"
            place = one.place_of(path)
            yield Finding("bag.tag-manifest-lists-payload", place, message, found=path)


def _omitted(bag: Bag, inventory: Inventory, matching: Matching) -> Iterator[Finding]:
    meant = set(matching.meant.values())
    for path in filter(is_tag_file, bag.files):
        if is_tag_manifest(path) or path in meant:
            continue
        without = [one for one in inventory.tag_manifests if path not in one.manifest.digests]
        if not without:
            continue
        names = first_few(one.name for one in without)
        if is_manifest(path) and inventory.version >= LATEST:
            message = f"this payload manifest is not in {names}"
            yield Finding("bag.tag-manifest-omits-manifest", path, message)
        else:
            message = f"is not in {names}, so nothing there shows if it changes"
            yield Finding("bag.tag-file-unlisted", path, message)
