"""A replica is used only where the seal, or replicas that agree, prove what it gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import StorageError
from tests.keeping.auditing import flip
from tests.keeping.conftest import NAME, VOLUME
from tests.support.bags import make_bag
from tests.support.file_contents import files_below

MANIFEST, TAG_MANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"


def test_a_replica_of_another_state_proves_nothing(
    package: Path, samples: Path, tmp_path: Path
) -> None:
    """Its payload is another, so neither its manifests nor its seal are this package's."""
    (tmp_path / "texts").mkdir()
    other = make_bag(tmp_path / "other" / NAME, {"data/transcription.txt": b"Something else.\n"})
    flip(package / TAG_MANIFEST)
    flip(package / "data/transcription.txt")
    with pytest.raises(StorageError, match="cannot be repaired"):
        frus_pack.repair(package, replicas=[other])


OTHER = "frus1961-63v98-d5"


def test_a_replica_of_another_document_has_nothing_to_give(
    package: Path, packed_samples: Path
) -> None:
    flip(package / "data/transcription.txt")
    before = files_below(package)
    with pytest.raises(frus_pack.UnrepairableError) as caught:
        frus_pack.repair(package, replicas=packed_samples / VOLUME / OTHER)
    assert caught.value.lost == ("data/transcription.txt",)
    assert files_below(package) == before


def test_replicas_of_another_document_that_agree_prove_nothing(
    package: Path, packed_samples: Path, tmp_path: Path
) -> None:
    others = [
        shutil.copytree(packed_samples / VOLUME / OTHER, tmp_path / name / NAME) for name in "ab"
    ]
    for path in (MANIFEST, TAG_MANIFEST):
        flip(package / path)
    before = files_below(package)
    with pytest.raises(frus_pack.UnprovenError, match="neither its seal nor two replicas"):
        frus_pack.repair(package, replicas=others)
    assert files_below(package) == before


@pytest.mark.parametrize("damage", [[MANIFEST, TAG_MANIFEST], ["data/metadata.json"]])
def test_replicas_of_an_older_version_do_not_undo_an_amendment(
    package: Path, replica: Path, tmp_path: Path, damage: list[str]
) -> None:
    older = [replica, Path(shutil.copytree(replica, tmp_path / "older" / NAME))]
    frus_pack.amend(package, {"place": "Lima"}, reason="misread", agent="M. Kest")
    newer = Path(shutil.copytree(package, tmp_path / "newer" / NAME))
    whole = files_below(package)
    for path in damage:
        flip(package / path)
    before = files_below(package)
    with pytest.raises(StorageError, match="cannot be repaired"):
        frus_pack.repair(package, replicas=older)
    assert files_below(package) == before
    frus_pack.repair(package, replicas=[*older, newer])
    assert files_below(package) == whole


def test_two_replicas_that_agree_decide_where_no_seal_does(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "a" / "bag", {"data/letter.txt": b"Dear Sir:\n"})
    one, two = (Path(shutil.copytree(bag, tmp_path / name / "bag")) for name in ("b", "c"))
    for path in (MANIFEST, TAG_MANIFEST):
        flip(bag / path)
    with pytest.raises(StorageError, match="cannot be repaired"):
        frus_pack.repair(bag, replicas=[one])
    result = frus_pack.repair(bag, replicas=[one, two])
    assert result.proof == "the agreement of 2 replicas"
    assert files_below(bag) == files_below(one)


@pytest.mark.parametrize("how", ["twice", "as a folder above", "by a link"])
def test_one_replica_given_twice_agrees_with_nobody(tmp_path: Path, how: str) -> None:
    bag = make_bag(tmp_path / "bag")
    replica = Path(shutil.copytree(bag, tmp_path / "replicas/bag"))
    flip(bag / MANIFEST)
    flip(bag / TAG_MANIFEST)
    link = tmp_path / "link"
    link.symlink_to(replica)
    again = {"twice": replica, "as a folder above": replica.parent, "by a link": link}[how]
    with pytest.raises(StorageError, match="cannot be repaired"):
        frus_pack.repair(bag, replicas=[replica, again])
