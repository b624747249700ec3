"""What the README and the pages of docs/ show is run as it is printed there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import frus_pack
from frus_pack.commands.main import command
from tests.conftest import REPOSITORY
from tests.support.markdown import blocks, program

DOCS = REPOSITORY / "docs"
PAGES = [
    *(REPOSITORY / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted(DOCS.glob("*.md")),
]
WITH_EXAMPLES = [
    page for page in PAGES if any(name in ("python", "sh") for name, _ in blocks(page))
]

_OTHER_PROGRAM = re.compile(
    r"\bpip\b|\bpytest\b|\bpython -m (?!frus_pack)|\bbagit\b|bagit\.py|--input|--thorough"
)
"""A line of a page that runs another program, with options of its own."""


def _name(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=_name)
def test_the_examples_of_a_page_run_one_after_the_other(
    page: Path, tmp_path: Path, samples: Path
) -> None:
    shutil.copytree(samples, tmp_path / "samples")
    (tmp_path / "page.py").write_text(program(page), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "page.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_what_a_page_links_to_exists(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    local = [one for one in targets if not one.startswith("https://")]
    assert [one for one in local if not (page.parent / one).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_files_of_this_repository_that_a_page_names_exist(page: Path) -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_.-]+\.[a-z]+)`", page.read_text(encoding="utf-8"))
    places = (REPOSITORY, REPOSITORY / "frus_pack")
    gone = {one for one in named if not any((place / one).exists() for place in places)}
    assert gone <= {"metadata/mods.xml", "metadata/metadata.csv"}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_modules_that_a_page_names_exist(page: Path) -> None:
    named = set(re.findall(r"`([a-z_0-9]+\.py)`", page.read_text(encoding="utf-8")))
    known = {
        path.name for top in ("frus_pack", "tests") for path in (REPOSITORY / top).rglob("*.py")
    }
    assert named - known == set()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_names_of_the_library_that_a_page_uses_are_public(page: Path) -> None:
    named = set(re.findall(r"\bfrus_pack\.(\w+)", page.read_text(encoding="utf-8")))
    assert named - {*frus_pack.__all__} == set()


def _options(page: Path) -> set[str]:
    """The options in lines that run the command, and in words about it."""
    text = page.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not _OTHER_PROGRAM.search(line)]
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(lines)))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_options_of_the_command_that_a_page_names_exist(page: Path) -> None:
    context = click.Context(command)
    every = [command.get_command(context, name) for name in command.list_commands(context)]
    given = [option for one in (command, *every) if one for option in one.params]
    known = {name for option in given for name in (*option.opts, *option.secondary_opts)}
    assert _options(page) - known - {"--help", "--version"} == set()


def test_the_page_on_python_names_every_public_name() -> None:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    missing = [one for one in frus_pack.__all__ if not re.search(rf"\b{one}\b", text)]
    assert missing == ["__version__"]


def test_the_page_on_the_command_names_every_command() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [
        name for name in command.list_commands(click.Context(command)) if f"`{name}`" not in text
    ] == []


def test_the_readme_is_short_and_leads_to_every_page() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert text.count("\n") <= 150
    assert [page.name for page in DOCS.glob("*.md") if f"(docs/{page.name})" not in text] == []
