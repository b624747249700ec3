"""For each code of BagIt, a bag spoiled so that it fires: what it takes to break that rule."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.checks.bag.check_bag import check_bag
from frus_pack.reports.report import Report
from frus_pack.requirements.finding import in_order
from frus_pack.storage.stages import at_once
from frus_pack.validating.validate import validate
from tests.support import bags
from tests.support.bags import append, replace, seal, write
from tests.support.spoiled_archives import SPOILED_ARCHIVES, list_empty

Spoil = Callable[[Path], Report | None]
"""Spoils a good bag; gives a report where `validate(bag)` would not do."""

DIGEST = bags.digest(b"")


def _remove(name: str) -> Spoil:
    def spoil(bag: Path) -> None:
        (bag / name).unlink()
        if name != "tagmanifest-sha512.txt":
            seal(bag)

    return spoil


def _append(name: str, text: str) -> Spoil:
    return lambda bag: append(bag, name, text.encode())


def _replace(name: str, old: str, new: str) -> Spoil:
    return lambda bag: replace(bag, name, old.encode(), new.encode())


def _older(*steps: Spoil) -> Spoil:
    def spoil(bag: Path) -> None:
        replace(bag, "bagit.txt", b"1.0", b"0.97")
        for step in steps:
            step(bag)

    return spoil


def _write(name: str, content: bytes) -> Spoil:
    return lambda bag: write(bag, {name: content})


def _sealed(name: str, content: bytes) -> Spoil:
    def spoil(bag: Path) -> None:
        write(bag, {name: content})
        seal(bag)

    return spoil


def _latin(bag: Path) -> None:
    replace(bag, "bagit.txt", b"UTF-8", b"ISO-8859-1")


def _manifest_line(path: str) -> Spoil:
    return _append("manifest-sha512.txt", f"{DIGEST}  {path}\n")


def _tag_manifest_line(path: str) -> Spoil:
    def spoil(bag: Path) -> None:
        with (bag / "tagmanifest-sha512.txt").open("a") as file:
            file.write(f"{DIGEST}  {path}\n")

    return spoil


def _listed(name: str) -> Spoil:
    """An empty payload file that is all in order."""
    return lambda bag: list_empty(bag, name)


def _fetch(line: str) -> Spoil:
    return _sealed("fetch.txt", f"{line}\n".encode())


def _unfetched(bag: Path) -> None:
    _fetch("https://example.org/letter - data/letter.txt")(bag)
    (bag / "data/letter.txt").unlink()


def _allowed(bag: Path) -> Report:
    _unfetched(bag)
    return validate(bag, allow_unfetched=True)


def _second_manifest(bag: Path) -> None:
    content = (bag / "data/letter.txt").read_bytes()
    line = f"{bags.digest(content, 'sha256')}  data/letter.txt\n"
    write(bag, {"manifest-sha256.txt": line.encode()})
    seal(bag)
    seal(bag, "sha256")


def _second_tag_manifest(bag: Path) -> None:
    write(bag, {"tagmanifest-sha256.txt": b""})


def _shorter_tag_manifest(bag: Path) -> None:
    seal(bag, "sha256")
    path = bag / "tagmanifest-sha256.txt"
    kept = [line for line in path.read_text().splitlines(True) if "bag-info" not in line]
    path.write_text("".join(kept))


def _other_manifests(algorithm: str) -> Spoil:
    def spoil(bag: Path) -> None:
        (bag / "manifest-sha512.txt").rename(bag / f"manifest-{algorithm}.txt")
        seal(bag)

    return spoil


def _weak(bag: Path) -> Report:
    return validate(bags.make_bag(bag.with_name("weak"), algorithms=["md5"]))


def _renamed(bag: Path) -> None:
    (bag / "data/letter.txt").rename(bag / "data/le\u0301ttre.txt")
    replace(bag, "manifest-sha512.txt", b"data/letter", "data/l\u00e9ttre".encode())


def _renamed_payload(bag: Path) -> None:
    (bag / "data").rename(bag / "Data")


def _link(bag: Path) -> None:
    (bag / "data/link").symlink_to("letter.txt")


def _pipe(bag: Path) -> None:
    os.mkfifo(bag / "data/pipe")


def _vanishing(bag: Path) -> Report:
    """A file that is gone by the time it is read: nobody can read that, root included."""
    with open_unjudged(bag) as opened:
        inventory = read_inventory(opened, 1 << 20)
        (bag / "data/letter.txt").unlink()
        findings, checks = at_once(check_bag(opened, inventory, allow_unfetched=False, jobs=1))
    return Report(bag, in_order(findings), tuple(checks), 0, 0)


def _sealed_without_tag_manifest(bag: Path) -> None:
    append(bag, "bag-info.txt", b"FRUS-Package-Seal: 0\n")
    (bag / "tagmanifest-sha512.txt").unlink()


SPOILED: dict[str, Spoil] = {
    "bag.declaration-missing": _remove("bagit.txt"),
    "bag.declaration-malformed": _replace("bagit.txt", "BagIt-Version:", "BagIt-Version :"),
    "bag.declaration-bom": _replace("bagit.txt", "BagIt", "\ufeffBagIt"),
    "bag.version-unsupported": _replace("bagit.txt", "1.0", "2.0"),
    "bag.version-older": _older(),
    "bag.encoding-unknown": _replace("bagit.txt", "UTF-8", "UTF-9"),
    "bag.encoding-not-utf-8": _latin,
    "bag.tag-file-undecodable": lambda bag: append(bag, "bag-info.txt", b"A: \xff\n"),
    "bag.tag-file-bom": _replace("bag-info.txt", "Payload", "\ufeffPayload"),
    "bag.last-line-unterminated": _append("bag-info.txt", "A: b"),
    "bag.older-syntax": _older(_append("bag-info.txt", "A : b\n")),
    "bag.payload-manifest-missing": _remove("manifest-sha512.txt"),
    "bag.manifest-misnamed": _other_manifests("SHA-512"),
    "bag.manifest-malformed": _append("manifest-sha512.txt", "# made by hand\n"),
    "bag.manifest-digest-malformed": _append("manifest-sha512.txt", "abc  data/letter.txt\n"),
    "bag.manifest-digest-upper-case": _replace("manifest-sha512.txt", "a", "A"),
    "bag.manifest-duplicate": _manifest_line("data/100%25.txt"),
    "bag.manifest-conflict": _manifest_line("data/letter.txt"),
    "bag.manifest-outside-payload": _manifest_line("bagit.txt"),
    "bag.manifest-lists-folder": _manifest_line("data/images"),
    "bag.payload-folder-missing": _renamed_payload,
    "bag.payload-file-missing": _manifest_line("data/lost.txt"),
    "bag.payload-file-unfetched": _unfetched,
    "bag.payload-file-to-fetch": _allowed,
    "bag.payload-file-unlisted": _write("data/new.txt", b""),
    "bag.payload-file-not-in-every-manifest": _second_manifest,
    "bag.empty-folder": lambda bag: (bag / "data/empty").mkdir(),
    "bag.payload-altered": _write("data/letter.txt", b"dear Sir:\n"),
    "bag.tag-file-altered": _write("bag-info.txt", b"Payload-Oxum: 274.3 \n"),
    "bag.algorithm-unknown": _sealed("manifest-crc32.txt", b""),
    "bag.algorithm-none-known": _other_manifests("crc32"),
    "bag.algorithm-weak": _weak,
    "bag.tag-manifest-missing": _remove("tagmanifest-sha512.txt"),
    "bag.tag-manifest-omits-manifest": _second_tag_manifest,
    "bag.tag-manifest-lists-tag-manifest": _tag_manifest_line("tagmanifest-sha256.txt"),
    "bag.tag-manifest-lists-payload": _tag_manifest_line("data/100%25.txt"),
    "bag.tag-manifests-differ": _shorter_tag_manifest,
    "bag.tag-manifest-algorithms-differ": lambda bag: seal(bag, "sha256"),
    "bag.sealed-tag-manifest-missing": _sealed_without_tag_manifest,
    "bag.changed-since-sealed": _append("bag-info.txt", f"FRUS-Package-Seal: {'0' * 64}\n"),
    "bag.tag-file-missing": _tag_manifest_line("notes.txt"),
    "bag.tag-file-unlisted": _write("notes.txt", b""),
    "bag.bag-info-malformed": _append("bag-info.txt", "A:b\n"),
    "bag.bag-info-blank-line": _append("bag-info.txt", "\n"),
    "bag.bag-info-value-below": _append("bag-info.txt", "Title:\n  A letter\n"),
    "bag.bag-info-repeated": _append("bag-info.txt", "Bag-Size: 1 kB\nbag-size: 1 kB\n"),
    "bag.bag-info-value": _append("bag-info.txt", "Bagging-Date: 2026-02-30\n"),
    "bag.bag-count-without-group": _append("bag-info.txt", "Bag-Count: 1 of ?\n"),
    "bag.oxum-repeated": _append("bag-info.txt", "payload-oxum: 274.3\n"),
    "bag.oxum-malformed": _replace("bag-info.txt", "274.3", "274,3"),
    "bag.oxum-differs": _replace("bag-info.txt", "274.3", "274.2"),
    "bag.fetch-malformed": _fetch("example.org/letter - data/letter.txt"),
    "bag.fetch-duplicate": _fetch("http://a/ - data/letter.txt\nhttp://b/ - data/letter.txt"),
    "bag.fetch-not-in-manifest": _fetch("http://a/ - data/other.txt"),
    "bag.fetch-lists-tag-file": _fetch("http://a/ - bagit.txt"),
    "bag.fetch-length-differs": _fetch("http://a/ 11 data/letter.txt"),
    "bag.path-unsafe": _manifest_line("data/../../outsider"),
    "bag.path-unportable": _listed("aux.txt"),
    "bag.path-collision": _listed("LETTER.txt"),
    "bag.path-normalisation-differs": _renamed,
    "bag.path-percent-unencoded": _replace("manifest-sha512.txt", "100%25", "100%"),
    "bag.path-dot-slash": _replace("manifest-sha512.txt", "data/letter", "./data/letter"),
    "bag.system-file": _listed("Thumbs.db"),
    "bag.link": _link,
    "bag.special-file": _pipe,
    "bag.unreadable": _vanishing,
    **SPOILED_ARCHIVES,
}
