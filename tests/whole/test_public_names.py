"""The public names: all there, all from one place, and nothing imported before it is asked for."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys

import pytest

import frus_pack


def _imported_for_types() -> dict[str, str]:
    """Each name that type checkers see, and the module it is in."""
    tree = ast.parse(inspect.getsource(frus_pack))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    return {name.name: node.module or "" for node in imports for name in node.names}


def test_what_is_found_is_what_type_checkers_see() -> None:
    seen = _imported_for_types()
    assert sorted(frus_pack.__all__) == sorted([*seen, "__version__"])
    for name, module in seen.items():
        assert getattr(frus_pack, name) is getattr(sys.modules[module], name)


def test_another_name_is_told_as_ever() -> None:
    with pytest.raises(AttributeError, match="module 'frus_pack' has no attribute 'nothing'"):
        frus_pack.nothing  # noqa: B018
    assert dir(frus_pack) == sorted(frus_pack.__all__)


def test_importing_it_imports_nothing_large() -> None:
    told = "import sys, frus_pack; print('lxml' in sys.modules or 'PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
