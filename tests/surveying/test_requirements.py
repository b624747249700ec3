"""The rows of the table that surveys fire: each has a test here."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.requirements.images import IMAGES
from frus_pack.requirements.volume import VOLUME

ASSERTED = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize("code", [row.code for row in (*VOLUME, *IMAGES)])
def test_each_row_is_asserted_by_a_test(code: str) -> None:
    assert f'"{code}"' in ASSERTED or f'"{code.partition(".")[2]}"' in ASSERTED
