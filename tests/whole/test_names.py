"""Names of tests can be read in one look."""

from __future__ import annotations

import ast

from tests.conftest import REPOSITORY


def test_names_of_tests_are_under_70_characters_and_once_in_a_file() -> None:
    wrong = []
    for path in (REPOSITORY / "tests").rglob("test_*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names = [one.name for one in nodes if isinstance(one, ast.FunctionDef)]
        tests = [name for name in names if name.startswith("test_")]
        wrong += [f"{path.name}: {name}" for name in tests if len(name) >= 70]
        wrong += [f"{path.name}: {name} twice" for name in set(tests) if tests.count(name) > 1]
    assert wrong == []
