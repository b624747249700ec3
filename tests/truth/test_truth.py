"""The descriptions of true volumes are at least as right as measures.csv says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.truth import by_hand, measures
from tests.truth.measuring import measure, total


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_field_is_as_right_as_it_was(volumes: list[Path]) -> None:
    assert list(measures.falls(total(map(measure, volumes)))) == []


@pytest.mark.timeout(1200)
def test_facts_read_by_hand_are_as_right_as_they_were(volumes: list[Path], shared: Path) -> None:
    if not (shared / "facts.json").is_file():
        pytest.skip("needs the facts read by hand, which are not there")
    scores = total(by_hand.measure(path, shared) for path in volumes)
    assert list(measures.falls(scores)) == []


@pytest.fixture(scope="module")
def volumes(shared: Path, thorough: bool) -> list[Path]:
    """A dozen of the true volumes; all of them in a thorough run."""
    everything = sorted((shared / "volumes").glob("*.xml"))
    if not everything:
        pytest.skip("needs the true volumes, which are not there")
    return [path for path in everything if thorough or path.stem in measures.A_DOZEN]
