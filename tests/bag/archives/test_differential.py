"""Other programs unpack what is called good here to the same names, types and bytes."""

from __future__ import annotations

import os

import pytest

from tests.bag.archives import differential

QUICK, THOROUGH = 250, 20_000


def test_no_program_unpacks_a_good_archive_otherwise() -> None:
    assert differential.run(0, QUICK, jobs=1).disagreements == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_program_unpacks_any_of_20000_archives_otherwise(thorough: bool) -> None:
    if not thorough:
        pytest.skip("takes a quarter of an hour: needs --thorough")
    total = differential.run(QUICK, THOROUGH, jobs=os.cpu_count() or 1)
    assert total.disagreements == []
    programs = {name for name, _ in total.outcomes}
    assert programs >= {"GNU tar", "bsdtar", "busybox", "7-Zip", "Python", "Info-ZIP", "Java"}
