"""What is read of texts copied from the web is what is read of the TEI that they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.truth import copies, measures


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1964, 2611])
def test_copies_are_read_as_their_tei_is(shared: Path, seed: int) -> None:
    everything = sorted((shared / "volumes").glob("*.xml"))
    if not everything:
        pytest.skip("needs the true volumes, which are not there")
    chosen = [path for path in everything if path.stem in measures.A_DOZEN]
    found = copies.compare(chosen, seed, 120)
    assert found.share >= 0.95, found.differences
