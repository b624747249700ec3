"""Whether the files of a bag are unaltered: each is read once and compared with every manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import Inventory, ManifestFile, is_manifest, is_tag_manifest
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.bag.listed_paths import Matching
from frus_pack.requirements.finding import Check, Finding, count, first_few, first_of_each, outcome
from frus_pack.storage.fixity import HASHES, WEAK, FileDigests, digits, unknown

FAMILY = "fixity"


def check_fixity(
    bag: Bag, inventory: Inventory, payload: Matching, tag_files: Matching, jobs: int
) -> tuple[list[Finding], Check]:
    """Return the digests of RFC 8493 §3, and whether all of them could be made."""
    if not inventory.manifests:
        return [], Check(FAMILY, "not checked", "there is no payload manifest")
    findings = first_of_each(
        chain(
            _algorithms(inventory),
            _payload(bag, inventory, payload, jobs),
            _tag_files(bag, inventory, tag_files, jobs),
            _unlisted(bag, inventory, payload, tag_files, jobs),
        )
    )
    undone = count(one for one in findings if one.code == f"bag.{bag.unread}")
    undone += len(payload.hidden) + len(tag_files.hidden) + len(inventory.unreadable)
    undone += sum(is_manifest(name) or is_tag_manifest(name) for name in inventory.too_large)
    if undone:
        return findings, Check(FAMILY, "failed", f"{_files(undone)} could not be read")
    return findings, outcome(FAMILY, findings, _left_out(inventory, payload))


def _algorithms(inventory: Inventory) -> Iterator[Finding]:
    for one in (*inventory.manifests, *inventory.tag_manifests):
        if one.algorithm not in HASHES:
            message = f"the algorithm {unknown(one.algorithm)}; the manifest is not checked"
            yield Finding("bag.algorithm-unknown", one.name, message)
    known = {one.algorithm for one in inventory.manifests} & HASHES.keys()
    if not known:
        message = "no payload manifest has an algorithm that is known here"
        yield Finding("bag.algorithm-none-known", "", message)
    elif known <= WEAK:
        message = f"the payload is protected by {' and '.join(sorted(known))} only"
        yield Finding("bag.algorithm-weak", "", message, "sha512")


def _left_out(inventory: Inventory, payload: Matching) -> str:
    """Return what was not digested, which is not to pass for unaltered."""
    manifests = (*inventory.manifests, *inventory.tag_manifests)
    unknown = [one.name for one in manifests if one.algorithm not in HASHES]
    reasons = [f"{first_few(unknown)} of an algorithm not known here"] if unknown else []
    if payload.missing:
        reasons.append(_files(len(payload.missing), "missing "))
    return f"without {' and '.join(reasons)}" if reasons else ""


def _files(count: int, kind: str = "") -> str:
    return f"1 {kind}file" if count == 1 else f"{count} {kind}files"


def _payload(bag: Bag, inventory: Inventory, matching: Matching, jobs: int) -> Iterator[Finding]:
    manifests = _known(inventory.manifests)
    if not manifests:
        return
    # In the order of the bag, which is cheaper to read in than any other.
    wanted = matching.present()
    names = matching.names_of_files()
    for result in bag.digests(wanted, _names(manifests), jobs):
        yield from _compare(bag, result, names, manifests, "bag.payload-altered")
    if len(manifests) == len(inventory.manifests):
        return
    for path in wanted:
        if not any(name in one.manifest.digests for one in manifests for name in names(path)):
            message = "only manifests of algorithms that are not known here list it"
            yield Finding("bag.algorithm-none-known", path, message)


def _tag_files(bag: Bag, inventory: Inventory, matching: Matching, jobs: int) -> Iterator[Finding]:
    manifests = _known(inventory.tag_manifests)
    if not manifests:
        return
    algorithms = _names(manifests)
    code, names = "bag.tag-file-altered", matching.names_of_files()
    unread: list[BagPath] = []
    for path in matching.present():
        if path in inventory.contents:
            content = inventory.contents[path]
            digests = {name: HASHES[name](content).hexdigest() for name in algorithms}
            result = FileDigests(path, len(content), digests)
            yield from _compare(bag, result, names, manifests, code)
        elif path in inventory.digested:
            yield from _compare(bag, inventory.digested[path], names, manifests, code)
        elif path not in inventory.unreadable:
            unread.append(path)
    for result in bag.digests(unread, algorithms, jobs):
        yield from _compare(bag, result, names, manifests, code)


def _unlisted(
    bag: Bag, inventory: Inventory, payload: Matching, tag_files: Matching, jobs: int
) -> Iterator[Finding]:
    """Read what no digest was made of: what cannot be read is not left out in silence."""
    read = (inventory.contents, inventory.digested, inventory.unreadable)
    undigested = chain(_undigested(payload), _undigested(tag_files), bag.beside)
    rest = [path for path in undigested if not any(path in one for one in read)]
    for result in bag.digests(rest, (), jobs) if rest else ():
        if result.problem:
            yield _unread(bag, result)


def _undigested(matching: Matching) -> Sequence[BagPath]:
    if not _known(matching.manifests):
        return matching.files
    return [path for path in matching.files if path in matching.unlisted]


def _known(manifests: Sequence[ManifestFile]) -> list[ManifestFile]:
    return [one for one in manifests if one.algorithm in HASHES]


def _names(manifests: Sequence[ManifestFile]) -> list[str]:
    return sorted({one.algorithm for one in manifests})


def _compare(
    bag: Bag,
    result: FileDigests,
    names: Callable[[BagPath], Sequence[BagPath]],
    manifests: Sequence[ManifestFile],
    code: str,
) -> Iterator[Finding]:
    if result.problem:
        yield _unread(bag, result)
        return
    for path in names(BagPath(result.path)):
        for one in manifests:
            expected = one.manifest.digests.get(path)
            if expected != result.digests[one.algorithm] and expected is not None:
                yield from _altered(result, path, manifests, code)
                return


def _unread(bag: Bag, result: FileDigests) -> Finding:
    return Finding(f"bag.{bag.unread}", result.path, f"cannot be read: {result.problem}")


def _altered(
    result: FileDigests, path: BagPath, manifests: Sequence[ManifestFile], code: str
) -> Iterator[Finding]:
    """One finding for the file, whatever number of its checksums differ."""
    agreeing: list[str] = []
    differing: list[tuple[str, str, str]] = []
    for one in manifests:
        expected, found = one.manifest.digests.get(path), result.digests[one.algorithm]
        if expected == found:
            agreeing.append(one.algorithm)
        # A checksum of the wrong length is reported as a fault of the manifest.
        elif expected is not None and len(expected) == digits(one.algorithm):
            differing.append((one.algorithm, expected, found))
    if not differing:
        return
    message = f"its checksum differs ({', '.join(name for name, _, _ in differing)})"
    if agreeing:
        message += f", another agrees ({', '.join(agreeing)}): the manifest may be at fault"
    yield Finding(code, result.path, message, differing[0][1], differing[0][2])
