"""``help()`` explains every public name, and each parameter of every public function."""

from __future__ import annotations

import inspect
import re

import pytest

import frus_pack

FUNCTIONS = [
    name for name in frus_pack.__all__ if inspect.isfunction(getattr(frus_pack, name, None))
]
CLASSES = [name for name in frus_pack.__all__ if inspect.isclass(getattr(frus_pack, name, None))]


def _section(docstring: str, name: str) -> str:
    """The indented lines below ``NAME:``, or nothing."""
    found = re.search(rf"^{name}:\n((?: +.*\n?|\n)+)", docstring, re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_explains_each_parameter_of_a_function(name: str) -> None:
    function = getattr(frus_pack, name)
    docstring = inspect.getdoc(function) or ""
    explained = re.findall(r"^    (\w+): ", _section(docstring, "Args"), re.MULTILINE)
    assert explained == list(inspect.signature(function).parameters)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_says_what_a_function_returns_and_shows_an_example(name: str) -> None:
    docstring = inspect.getdoc(getattr(frus_pack, name)) or ""
    assert _section(docstring, "Returns") or _section(docstring, "Yields")
    assert _section(docstring, "Raises")
    assert f"frus_pack.{name}(" in _section(docstring, "Example")


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_class_is_explained(name: str) -> None:
    one = getattr(frus_pack, name)
    docstring = one.__dict__.get("__doc__") or ""
    assert docstring.strip()
    assert not docstring.startswith(f"{name}(")  # what dataclasses write where nobody did
