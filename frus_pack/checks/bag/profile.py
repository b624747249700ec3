"""Check a bag by a BagIt Profile (specification 1.1 to 1.4): every violation, not the first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from frus_pack.bag.reader import Form
from frus_pack.bag.tag_files.inventory import Inventory, ManifestFile, is_manifest, is_tag_file
from frus_pack.bag.tag_files.inventory import is_tag_manifest as _is_tag_manifest
from frus_pack.bag.tag_files.parsed import FETCH
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.profile import Profile, TagRule, covers
from frus_pack.bag.tag_files.tag_parsing import parse_bag_info
from frus_pack.requirements.finding import Finding
from frus_pack.storage.fixity import normalise

FAMILY = "profile"

_IDENTIFIER = "BagIt-Profile-Identifier"
_DEFINED = frozenset(("bagit.txt", "bag-info.txt", "package-info.txt", FETCH))
_TYPES: dict[Form, frozenset[str]] = {
    "folder": frozenset(),
    "tar": frozenset(("application/tar", "application/x-tar")),
    "tar.gz": frozenset(
        (
            "application/gzip",
            "application/x-gzip",
            "application/tar+gzip",
            "application/x-tar+gzip",
            "application/x-tgz",
            "application/x-compressed-tar",
        )
    ),
    "tar.bz2": frozenset(("application/x-bzip2", "application/x-bzip-compressed-tar")),
    "tar.xz": frozenset(("application/x-xz", "application/x-xz-compressed-tar")),
    "zip": frozenset(("application/zip", "application/x-zip", "application/x-zip-compressed")),
}


_OFFICIAL: Mapping[Form, str] = {"tar": "application/x-tar", "zip": "application/zip"}


class Contents(Protocol):
    """The part of a bag that a profile is about. A `Bag` has it, and a bag that is planned."""

    @property
    def files(self) -> Mapping[BagPath, int]:
        """Path and size in bytes of each file."""

    @property
    def folders(self) -> Collection[str]:
        """Paths of the folders."""

    @property
    def form(self) -> Form:
        """Whether it is a folder, or what kind of archive."""


def check_profile(
    profile: Profile,
    bag: Contents,
    inventory: Inventory,
    labels: Sequence[str] = (_IDENTIFIER,),
    read: Callable[[str], bytes] | None = None,
) -> Iterator[Finding]:
    """Yield every way in which the bag does not conform to the profile.

    `labels` are those of bag-info.txt that can name it. `read` gives the content of another tag
    file by its path; without it, rules for such files are not checked.
    """
    yield from _tags(profile, inventory, labels)
    yield from _other_tags(profile, bag, read)
    yield from _manifests(profile, inventory)
    yield from _tag_files(profile, bag)
    yield from _payload(profile, bag)
    yield from _fetch(profile, bag)
    yield from _form(profile, bag, inventory)
    for remark in profile.remarks:
        yield Finding("profile.read-as-meant", "", remark)
    for key in profile.unknown_keys:
        message = f"the profile's key {key!r} is not in its specification, and not checked"
        yield Finding("profile.key-unknown", "", message)


def accepts(profile: Profile, form: Form) -> bool:
    """Return whether a bag may be an archive of this form, if it may be one at all."""
    types = profile.accept_serialization
    return types is None or not _TYPES[form].isdisjoint(one.lower() for one in types)


def is_named(profile: Profile, form: Form) -> bool:
    """Return whether the profile names the type that bagit-profile, the specification's own
    validator, gives this form. It takes a .tar for application/x-tar alone."""
    return _OFFICIAL.get(form) in (profile.accept_serialization or ())


def _tags(profile: Profile, inventory: Inventory, labels: Sequence[str]) -> Iterator[Finding]:
    name, values = inventory.bag_info_name, _values(inventory)
    identifiers = [value for label in labels for value in values.get(label.lower(), ())]
    if profile.identifier not in identifiers:
        message = f"{labels[0]} does not name the profile"
        found = ", ".join(identifiers) or None
        yield Finding("profile.identifier-missing", name, message, profile.identifier, found)
    for rule in profile.tags:
        yield from _tag(rule, name, values.get(rule.label.lower(), []))


def _other_tags(
    profile: Profile, bag: Contents, read: Callable[[str], bytes] | None
) -> Iterator[Finding]:
    """Check the tags of other tag files; one that is missing and required is found elsewhere."""
    values: dict[str, dict[str, list[str]]] = {}
    for file, rule in profile.other_tags:
        if file not in bag.files or read is None:
            continue
        if file not in values:
            values[file] = _by_label(parse_bag_info(read(file)).tags)
        yield from _tag(rule, file, values[file].get(rule.label.lower(), []))


def _tag(rule: TagRule, name: str, values: Sequence[str]) -> Iterator[Finding]:
    label = rule.label
    if rule.required and not values and label.lower() != _IDENTIFIER.lower():
        yield Finding("profile.tag-missing", name, f"{label} is required")
    if not rule.repeatable and len(values) > 1:
        message = f"{label} occurs {len(values)} times"
        yield Finding("profile.tag-repeated", name, message, "once")
    accepted = {_spaced(value) for value in rule.values} if rule.values else ()
    for value in values if accepted else ():
        if value not in accepted:
            message = f"{label} has a value that is not accepted"
            yield Finding("profile.tag-value", name, message, " | ".join(rule.values), value)


def _values(inventory: Inventory) -> dict[str, list[str]]:
    return _by_label(inventory.bag_info.tags if inventory.bag_info else ())


def _by_label(tags: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of each label, whose case does not count (RFC 8493 §2.2.2)."""
    values: dict[str, list[str]] = {}
    for label, value in tags:
        values.setdefault(label.lower(), []).append(_spaced(value))
    return values


def _spaced(value: str) -> str:
    """Undo the folding of a value into lines, which a profile does not mean."""
    return " ".join(value.split())


def _manifests(profile: Profile, inventory: Inventory) -> Iterator[Finding]:
    yield from _algorithms(
        "manifest", profile.manifests_required, profile.manifests_allowed, inventory.manifests
    )
    yield from _algorithms(
        "tag-manifest",
        profile.tag_manifests_required,
        profile.tag_manifests_allowed,
        inventory.tag_manifests,
    )


def _algorithms(
    kind: str,
    required: Sequence[str],
    allowed: Sequence[str] | None,
    manifests: Collection[ManifestFile],
) -> Iterator[Finding]:
    there = {one.algorithm for one in manifests}
    for name in required:
        if normalise(name) not in there:
            message = f"a {kind} of {name} is required"
            yield Finding(f"profile.{kind}-missing", "", message)
    if allowed is not None:
        accepted = {normalise(name) for name in allowed}
        for one in manifests:
            if one.algorithm not in accepted:
                message = f"a {kind} of {one.algorithm} is not allowed"
                expected = ", ".join(allowed)
                yield Finding(f"profile.{kind}-not-allowed", one.name, message, expected)


def _tag_files(profile: Profile, bag: Contents) -> Iterator[Finding]:
    for path in profile.tag_files_required:
        if path not in bag.files:
            yield Finding("profile.tag-file-missing", path, "the tag file is required")
    if profile.tag_files_allowed is None:
        return
    for path in filter(is_tag_file, bag.files):
        # What BagIt itself defines, the profile rules by keys of their own.
        defined = path in _DEFINED or is_manifest(path) or _is_tag_manifest(path)
        if not defined and not covers(profile.tag_files_allowed, path):
            yield Finding("profile.tag-file-not-allowed", path, "the tag file is not allowed")


def _payload(profile: Profile, bag: Contents) -> Iterator[Finding]:
    payload = [path for path in bag.files if not is_tag_file(path)]
    for path in profile.payload_files_required:
        if path.endswith("/"):
            filled = any(one.startswith(path) for one in (*payload, *bag.folders))
            if not filled:
                message = "the folder is required, with something in it"
                yield Finding("profile.payload-missing", path, message)
        elif path not in bag.files:
            yield Finding("profile.payload-missing", path, "the file is required")
    if profile.payload_files_allowed is not None:
        for path in payload:
            if not covers(profile.payload_files_allowed, path):
                yield Finding("profile.payload-not-allowed", path, "the file is not allowed")
    octets = sum(bag.files[path] for path in payload)
    if profile.data_empty and (len(payload) > 1 or octets):
        message = "the payload has to be empty, or one file of no bytes"
        yield Finding("profile.payload-not-empty", "data", message, found=f"{len(payload)} files")


def _fetch(profile: Profile, bag: Contents) -> Iterator[Finding]:
    if FETCH in bag.files and not profile.fetch_allowed:
        yield Finding("profile.fetch-not-allowed", FETCH, "fetch.txt is not allowed")
    if FETCH not in bag.files and profile.fetch_required:
        yield Finding("profile.fetch-missing", FETCH, "fetch.txt is required")


def _form(profile: Profile, bag: Contents, inventory: Inventory) -> Iterator[Finding]:
    serialised = bag.form not in ("folder", "ocfl")
    if (profile.serialization, serialised) in (("forbidden", True), ("required", False)):
        message = f"serialising is {profile.serialization}, and the bag is a {bag.form}"
        yield Finding("profile.serialization", "", message)
    elif serialised and not accepts(profile, bag.form):
        message = f"a bag as {bag.form} is not accepted"
        expected = ", ".join(profile.accept_serialization or ())
        yield Finding("profile.serialization-not-accepted", "", message, expected)
    version = ".".join(map(str, inventory.version))
    declared = inventory.declaration and inventory.declaration.version
    if declared and profile.accept_versions and version not in profile.accept_versions:
        message = "the BagIt version is not accepted"
        expected = ", ".join(profile.accept_versions)
        yield Finding("profile.version-not-accepted", "bagit.txt", message, expected, version)
