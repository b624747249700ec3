"""Fixtures of the tests of archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.bags import make_bag


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A good bag."""
    return make_bag(tmp_path / "bag", tags=[("Contact-Name", "A. Person")])
