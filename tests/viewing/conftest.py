"""Sites of the samples, and a browser to look at them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import frus_pack
from tests.support.browser import CHROMIUM, Browser


@pytest.fixture(scope="session")
def packed_samples(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A deposit of all samples, which no test changes."""
    deposit = tmp_path_factory.mktemp("viewing") / "deposit"
    done = list(frus_pack.pack_all(samples, deposit, jobs=1))
    assert {one.status for one in done} == {"packed"}
    return deposit


@pytest.fixture(scope="session")
def sample_site(packed_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all samples, which no test changes."""
    to = tmp_path_factory.mktemp("viewing") / "site"
    assert frus_pack.view(packed_samples, to, jobs=1).failed == ()
    return to


@pytest.fixture
def deposit(packed_samples: Path, tmp_path: Path) -> Path:
    """A deposit of all samples, to be changed."""
    return Path(shutil.copytree(packed_samples, tmp_path / "deposit"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; skips where there is none."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium, which is not installed")
    with Browser() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The browser at the size of a desktop, with nothing on its record."""
    chromium.resize(1280, 900)
    chromium.requests.clear()
    chromium.errors.clear()
    return chromium
