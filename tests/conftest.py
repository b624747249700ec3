"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.folders")

# Machines are shared: how long an example takes there says nothing.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of true documents and suites beside the checkout; skips where it is absent."""
    folder = Path(os.environ.get("FRUS_PACK_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the shared test data, and {folder} is not there")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample documents of this repository."""
    return REPOSITORY / "samples"
