"""The rows of the table that surveys fire: each has a test here."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.requirements.table import ROWS

TESTS = Path(__file__).parents[1]
READING = sorted((TESTS / "sources").rglob("test_*.py"))
"""What is found by reading a document travels in the survey too."""
ASSERTED = "".join(path.read_text() for path in (*TESTS.glob("surveying/test_*.py"), *READING))


@pytest.mark.parametrize("code", [row.code for row in ROWS if row.family in ("volume", "images")])
def test_each_row_is_asserted_by_a_test(code: str) -> None:
    assert f'"{code}"' in ASSERTED or f'"{code.partition(".")[2]}"' in ASSERTED
