"""The command itself: fast to start, set by the environment, completed by a shell."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from frus_pack.commands.main import _COMMANDS, command
from frus_pack.version import PACKAGE_FORMAT, __version__
from tests.support.bags import make_bag
from tests.support.commands import run_command


@pytest.mark.parametrize("name", _COMMANDS)
def test_the_short_help_of_a_command_is_the_first_sentence_of_its_own(name: str) -> None:
    found = command.get_command(command.make_context("frus-pack", [name, "--help"]), name)
    assert found is not None
    assert found.name == name
    assert (found.help or "").replace("\n", " ").startswith(_COMMANDS[name].rstrip("."))


def test_every_module_of_a_command_is_listed() -> None:
    folder = Path(__file__).parents[2] / "frus_pack/commands"
    with_command = [
        path.stem
        for path in folder.glob("*.py")
        if "@click.command" in path.read_text(encoding="utf-8")
    ]
    assert sorted(with_command) == sorted(_COMMANDS)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_needs_no_work_imports_nothing_large(option: str) -> None:
    large = ("lxml", "PIL", "rich", "jsonschema", "bagit", "yaml")
    script = (
        f"import sys; sys.argv = ['frus-pack', {option!r}]\n"
        "import atexit\n"
        f"atexit.register(lambda: print([one for one in {large} if one in sys.modules]))\n"
        "from frus_pack.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told_with_those_that_decide_on_packages() -> None:
    python = platform.python_version()
    said = f"frus-pack {__version__} (package format {PACKAGE_FORMAT}, Python {python})\n"
    assert run_command("--version").stdout == said


def test_an_option_can_be_set_by_the_environment(tmp_path: Path) -> None:
    make_bag(tmp_path / "bag")
    done = run_command("validate", "bag", cwd=tmp_path, FRUS_PACK_VALIDATE_FORMAT="csv")
    assert done.stdout.startswith("name,status,")
    given = run_command(
        "validate", "bag", "--format", "text", cwd=tmp_path, FRUS_PACK_VALIDATE_FORMAT="csv"
    )
    assert given.stdout.startswith("bag: valid")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_their_completion(shell: str) -> None:
    # click asks bash for its version, and warns of an old one or none.
    done = run_command(_FRUS_PACK_COMPLETE=f"{shell}_source")
    assert done.returncode == 0
    assert "_FRUS_PACK_COMPLETE" in done.stdout


def test_commands_and_options_are_completed() -> None:
    words = "frus-pack va"
    done = run_command(_FRUS_PACK_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="1")
    assert done.stdout == "plain,validate\n"
    words = "frus-pack validate --form"
    assert (
        "--format"
        in run_command(_FRUS_PACK_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="2").stdout
    )


def test_standard_output_that_is_full_is_said_in_words() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "frus_pack", "explain"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "frus-pack: standard output cannot be written: No space left on device\n"
    )
