"""Imports run downward: a module imports from its own floor and those below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "frus_pack"
FLOORS = (
    "version",
    "errors",
    "requirements",
    "document",
    "storage",
    "bag",
    "images",
    "package",
    "sources",
    "checks",
    "reports",
    "crosswalks",
    "ocfl",
    "workers",
    "packing",
    "validating",
    "surveying",
    "ingesting",
    "exporting",
    "keeping",
    "viewing",
    "commands",
)
"""From the ground up."""
ENTRANCES = {"__init__.py", "__main__.py"}
"""At the root: they lead everywhere."""


def _imported(module: Path) -> Iterator[str]:
    """The modules of this package that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _upward(module: Path) -> list[str]:
    floor = FLOORS.index(module.relative_to(PACKAGE).parts[0].removesuffix(".py"))
    ours = (name.split(".") for name in _imported(module) if name.startswith("frus_pack."))
    return [".".join(name) for name in ours if FLOORS.index(name[1]) > floor]


MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent != PACKAGE or path.name not in ENTRANCES
]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_nothing_from_a_higher_floor(module: Path) -> None:
    assert _upward(module) == [], f"{module.relative_to(REPOSITORY)} imports upward"


def test_the_root_holds_only_the_entrances_and_the_lowest_floors() -> None:
    names = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    assert names == {*ENTRANCES, "version.py", "errors.py", "py.typed"}


def test_no_folder_has_more_than_25_modules() -> None:
    folders = {path.parent for path in MODULES}
    crowded = {str(one): len(list(one.glob("*.py"))) for one in folders}
    assert [one for one, count in crowded.items() if count > 26] == []  # __init__ is the 26th


@pytest.mark.parametrize("folder", ["frus_pack", "tests"])
def test_no_module_has_more_than_300_lines(folder: str) -> None:
    modules = sorted((REPOSITORY / folder).rglob("*.py"))
    long = [path for path in modules if path.read_text(encoding="utf-8").count("\n") > 300]
    assert long == []


def test_no_function_has_more_than_40_lines() -> None:
    long = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                first = node.body[0]
                documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = (first.end_lineno or node.lineno) if documented else node.lineno
                if node.end_lineno - start >= 40:
                    long.append(f"{path.name}: {node.name}")
    assert long == []
