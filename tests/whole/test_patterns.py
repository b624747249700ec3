"""No regular expression tries every division of a text, which takes years for forty words."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest

import frus_pack
from tests.support.pumping import pumped

_TIMES, _TRIES = 40, 24
_ENDINGS = ("!", "\n", " x")
"""What most patterns do not match, so that every way to match what precedes is tried."""


def _patterns() -> Iterator[re.Pattern[str]]:
    """The patterns of all modules, also those in tuples and dictionaries."""
    for module in pkgutil.walk_packages(frus_pack.__path__, "frus_pack."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            values = value.values() if isinstance(value, Mapping) else value
            several = values if isinstance(value, Mapping | tuple | list) else (value,)
            for one in several:
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield one


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_pattern_takes_time_that_doubles_with_each_word() -> None:
    patterns = list(dict.fromkeys(_patterns()))
    assert len(patterns) > 300
    for pattern in patterns:
        for text in pumped(pattern, _TIMES, _TRIES):
            for ending in _ENDINGS:
                pattern.fullmatch(text + ending)
                pattern.search(text + ending)
