"""Two states of one volume: only the documents that changed are packed and ingested anew."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from tests.corpus import volumes
from tests.support.repacking import Form, each_form, pack

CHANGED = ("d2", "d5")
"""The documents that the second state corrects, of seven."""


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    """A volume, and the same corrected: words of two documents, a comment in its header."""
    (volume,) = volumes.write(tmp_path / "first", 1, documents=7)
    first = tmp_path / "first" / f"{volume.id}.xml"
    (tmp_path / "second").mkdir()
    second = tmp_path / "second" / first.name
    second.write_bytes(_corrected(first.read_bytes(), CHANGED))
    return first, second


def _corrected(content: bytes, documents: tuple[str, ...]) -> bytes:
    """A volume in which the words ``The`` of some documents are longer, so that all that follows
    moves in the file."""
    content = content.replace(b"</teiHeader>", b"<!-- read again --></teiHeader>", 1)
    for one in documents:
        start = re.search(rb'<div[^>]*xml:id="%b"' % one.encode(), content)
        assert start
        at = content.index(b"</p>", start.end())
        content = content[:at] + b" (corrected)" + content[at:]
    return content


def _changed(outcomes: list[frus_pack.Packed], status: str) -> list[str]:
    return [one.source.partition("#")[2] for one in outcomes if one.status == status]


@each_form
def test_only_corrected_documents_are_packed_anew(
    tmp_path: Path, states: tuple[Path, Path], form: Form
) -> None:
    first, second = states
    assert {one.status for one in pack(first, tmp_path / "d", serialize=form)} == {"packed"}
    again = pack(second, tmp_path / "d", serialize=form)
    assert _changed(again, "failed") == list(CHANGED)
    again = pack(second, tmp_path / "d", serialize=form, replace=True)
    assert _changed(again, "packed") == list(CHANGED)
    assert len(_changed(again, "unchanged")) == 5
    assert all(report.ok for report in frus_pack.validate_all([tmp_path / "d"]))


def test_only_corrected_documents_get_a_version_in_a_storage_root(
    tmp_path: Path, states: tuple[Path, Path]
) -> None:
    first, second = states
    pack(first, tmp_path / "d")
    assert _versions(tmp_path / "d", tmp_path / "root") == {("ingested", "v1"): 7}
    pack(second, tmp_path / "d", replace=True)
    assert _versions(tmp_path / "d", tmp_path / "root") == {
        ("ingested", "v2"): 2,
        ("unchanged", "v1"): 5,
    }


def test_a_corrected_volume_packed_elsewhere_adds_only_what_changed(
    tmp_path: Path, states: tuple[Path, Path]
) -> None:
    first, second = states
    pack(first, tmp_path / "d", bagging_date=date(2026, 1, 2))
    _versions(tmp_path / "d", tmp_path / "root")
    pack(second, tmp_path / "other", bagging_date=date(2026, 5, 2))
    assert _versions(tmp_path / "other", tmp_path / "root") == {
        ("ingested", "v2"): 2,
        ("unchanged", "v1"): 5,
    }
    shutil.rmtree(tmp_path / "other")
    pack(second, tmp_path / "other", include=["mods"])
    assert _versions(tmp_path / "other", tmp_path / "root") == {
        ("ingested", "v3"): 2,
        ("ingested", "v2"): 5,
    }


def _versions(packages: Path, root: Path) -> Counter[tuple[str, str | None]]:
    ingested = frus_pack.ingest_all(packages, ocfl=root, jobs=1)
    return Counter((one.status, one.version) for one in ingested)


def test_a_corrected_true_volume_is_packed_anew_in_part(tmp_path: Path, shared: Path) -> None:
    content = (shared / "volumes" / "frus1952-54Guat.xml").read_bytes()
    source = tmp_path / "frus1952-54Guat.xml"
    source.write_bytes(content)
    packed = pack(source, tmp_path / "d", serialize="tar")
    ids = [one.source.partition("#")[2] for one in packed if one.status == "packed"]
    changed = tuple(ids[::20])
    source.write_bytes(_corrected(content, changed))
    again = pack(source, tmp_path / "d", serialize="tar", replace=True)
    assert _changed(again, "packed") == list(changed)
    assert len(_changed(again, "unchanged")) == len(ids) - len(changed)


@pytest.mark.slow
def test_two_true_states_of_a_volume_differ_in_one_package(tmp_path: Path, shared: Path) -> None:
    """The excerpt has document 13 as the series published it before its persons were corrected."""
    (before,) = frus_pack.read(shared / "tei" / "frus1952-54Guat-excerpt.xml")
    volume = shared / "volumes" / "frus1952-54Guat.xml"
    after = next(one for one in frus_pack.read(volume) if one.metadata.id == "d13")
    second = volume.read_bytes()
    assert (b"#p_DAARA1" in before.original, b"#p_DJF1" in after.original) == (True, True)
    source = tmp_path / volume.name
    source.write_bytes(second.replace(after.original, before.original))
    documents = len(pack(source, tmp_path / "d"))
    assert _versions(tmp_path / "d", tmp_path / "root") == {("ingested", "v1"): documents}
    source.write_bytes(second)
    again = pack(source, tmp_path / "d", replace=True)
    assert _changed(again, "packed") == ["d13"]
    assert _versions(tmp_path / "d", tmp_path / "root") == {
        ("ingested", "v2"): 1,
        ("unchanged", "v1"): documents - 1,
    }
