"""A description beside bag-info.txt, the name of the bag, and the pages of its text."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.bags import as_tar, as_zip, replace
from tests.support.packages import (
    NAME,
    Told,
    change_metadata,
    told,
)


def test_the_pages_of_notes_and_withheld_passages_are_among_the_pages(package: Path) -> None:
    def changed(data: Any) -> None:
        data["notes"][0]["page"] = "10"
        data["withheld"][0] |= {"page": "14", "note": "9"}

    findings = told(change_metadata(package, changed))
    assert [finding for finding in findings if finding[0].startswith("metadata.")] == [
        (
            "metadata.note-unlisted",
            "data/metadata.json#/withheld/0/note",
            "is not one of the document's notes",
            None,
            "9",
        ),
        (
            "metadata.page-unlisted",
            "data/metadata.json#/notes/0/page",
            "is not one of the document's pages",
            "one of 11 to 13",
            "10",
        ),
        (
            "metadata.page-unlisted",
            "data/metadata.json#/withheld/0/page",
            "is not one of the document's pages",
            "one of 11 to 13",
            "14",
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            b"External-Identifier: frus1958-60v99/d7",
            b"External-Identifier: frus1958-60v99/d8",
            (
                "metadata.external-identifier",
                "bag-info.txt, line 1",
                "External-Identifier differs from the description",
                "frus1958-60v99/d7",
                "frus1958-60v99/d8",
            ),
        ),
        (
            b"Bag-Group-Identifier: frus1958-60v99",
            b"Bag-Group-Identifier: frus1958-60v9",
            (
                "metadata.bag-group-identifier",
                "bag-info.txt, line 3",
                "Bag-Group-Identifier differs from the description",
                "frus1958-60v99",
                "frus1958-60v9",
            ),
        ),
    ],
)
def test_bag_info_names_the_document(package: Path, old: bytes, new: bytes, finding: Told) -> None:
    replace(package, "bag-info.txt", old, new)
    message = "the package is not as it was sealed: another program changed it"
    changed: Told = ("bag.changed-since-sealed", "bag-info.txt", message, None, None)
    assert told(package) == [finding, changed]


def test_a_bag_of_another_name_is_told(package: Path) -> None:
    renamed = package.rename(package.with_name("letter"))
    message = "the bag's folder is not named after the document in it"
    folder: Told = ("metadata.bag-name", "", message, NAME, "letter")
    assert told(renamed) == [folder]
    message = "the archive is not named after the document in it"
    assert told(as_tar(renamed)) == [("metadata.bag-name", "", message, NAME, "letter"), folder]
    archive = as_zip(renamed).rename(package.with_name(f"{NAME}.zip"))
    assert told(archive) == [folder]


COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "g": gzip.compress,
    "b": bz2.compress,
    "x": lzma.compress,
}


@pytest.mark.parametrize("suffix", ["tar.gz", "tgz", "tar.bz2", "tbz2", "tar.xz", "txz", "TXZ"])
def test_the_suffix_of_a_compressed_archive_is_not_part_of_its_name(
    package: Path, suffix: str
) -> None:
    compress: dict[str, Callable[[bytes], bytes]] = {
        "g": gzip.compress,
        "b": bz2.compress,
        "x": lzma.compress,
    }
    kind = suffix.lower().removeprefix("tar.").removeprefix("t")[0]
    archive = package.with_name(f"{NAME}.{suffix}")
    archive.write_bytes(compress[kind](as_tar(package).read_bytes()))
    own = ("profile.serialization-not-accepted",) if kind in "bx" else ()
    assert tuple(code for code, *_ in told(archive)) == own
