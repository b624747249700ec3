"""Fixtures of the checks: a good bag, and a good package with two page images."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.bags import make_bag
from tests.support.packages import make_package


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A bag in a folder, without a fault."""
    return make_bag(tmp_path / "bag")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package in a folder, without a fault."""
    return make_package(tmp_path)
