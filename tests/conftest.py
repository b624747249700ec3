"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.support.folders")

# Machines are shared: how long an example takes there says nothing.
settings.register_profile("shared", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=5000)

REPOSITORY = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is too long for every run."""
    parser.addoption(
        "--thorough",
        action="store_true",
        help="made-up input by the ten thousands, damage at every byte, all errors at all calls",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Modules of tests take their number of examples from the profile as they are imported.

    Programs that tests start keep their byte code, or each would compile the library anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    settings.load_profile("thorough" if config.getoption("--thorough") else "shared")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow tests, so that no worker ends with one while the others wait."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether time is of no matter."""
    return bool(pytestconfig.getoption("--thorough"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of true documents and suites beside the checkout; skips where it is absent."""
    folder = Path(os.environ.get("FRUS_PACK_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the shared test data, and {folder} does not exist")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample documents of this repository."""
    return REPOSITORY / "samples"
