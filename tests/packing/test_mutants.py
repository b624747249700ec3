"""What packing calls packed, validating calls valid, whatever is wrong with a volume."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

import frus_pack
from tests.packing import mutants

HOSTILE = Path("cases/hostile/page_break_in_unread.xml")


@pytest.fixture(scope="module")
def seeds(shared: Path, thorough: bool) -> Sequence[bytes]:
    """Small volumes cut from true ones."""
    true = sorted((*shared.glob("tei/*.xml"), *shared.glob("volumes/*.xml")))
    return list(mutants.seeds(true[:: 1 if thorough else 8]))


def _wrong(source: Path, deposit: Path) -> list[str]:
    """What is packed and not valid, and what failed by a fault of the library."""
    wrong = []
    for packed in frus_pack.pack_all([source], deposit, jobs=1):
        if packed.path is not None:
            errors = frus_pack.validate(packed.path).errors
            wrong += [f"{packed.source}: {one.message} [{one.code}]" for one in errors]
        elif packed.status != "left out" and not isinstance(packed.error, frus_pack.SourceError):
            wrong.append(f"{packed.source}: {packed.error}")
    return wrong


def test_a_page_break_where_nothing_is_read_is_packed_and_valid(
    tmp_path: Path, shared: Path
) -> None:
    source = shutil.copy(shared / HOSTILE, tmp_path / "frus1961-63v98.xml")
    (packed,) = frus_pack.pack_all([source], tmp_path / "deposit", jobs=1)
    assert packed.path is not None, packed.error
    assert frus_pack.validate(packed.path).ok


@pytest.mark.timeout(7200)
def test_a_mutant_is_packed_and_valid_or_refused(
    tmp_path: Path, seeds: Sequence[bytes], thorough: bool
) -> None:
    wrong: dict[int, list[str]] = {}
    for number in range(10_000 if thorough else 300):
        chance = random.Random(f"mutant {number}")
        volume = mutants.mutant(chance.choice(seeds), chance)
        source = tmp_path / f"{mutants.identifier(volume)}.xml"
        source.write_bytes(volume)
        if found := _wrong(source, tmp_path / "deposit"):
            wrong[number] = found
        shutil.rmtree(tmp_path / "deposit", ignore_errors=True)
        source.unlink()
    assert wrong == {}
