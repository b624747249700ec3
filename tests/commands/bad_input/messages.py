"""What the command says of each wrong input, as it is recorded in ``messages.txt``.

python -m tests.commands.bad_input.messages     records what it says now, to be read and judged
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner

from frus_pack.commands import main
from frus_pack.reports.option_names import with_options
from tests.commands.bad_input.command_lines import COMMAND_LINES, make_place
from tests.commands.bad_input.folders import CASES

RECORDED = Path(__file__).with_name("messages.txt")
_HEAD = "== "


def recorded() -> Mapping[str, str]:
    """Return the recorded messages by the names of their inputs."""
    parts = RECORDED.read_text(encoding="utf-8").split(_HEAD)[1:]
    named = (part.split("\n", 1) for part in parts)
    return {name: said.strip("\n") for name, said in named}


def said_of_folder(name: str, place: Path) -> str:
    """Make the wrong document folder or file in a place, pack it, and return what is said."""
    CASES[name](place / name)
    return _said(["pack", name, "--to", "to", "--jobs", "1"], place)


def said_of_command_line(name: str, place: Path) -> str:
    """Run the wrong command line in a place made for it, and return what is said."""
    return _said(COMMAND_LINES[name], place)


def _said(arguments: Sequence[str], place: Path) -> str:
    """What goes to both streams, as it is on a terminal, and the exit status."""
    before = Path.cwd()
    os.chdir(place)
    try:
        result = CliRunner().invoke(main.command, arguments, prog_name="frus-pack")
    finally:
        os.chdir(before)
    said = result.output
    status = result.exit_code
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        said += "".join(
            f"frus-pack: {with_options(line)}\n" for line in str(result.exception).splitlines()
        )
    steady = said.replace(str(place.resolve()), "/place")
    return "\n".join((f"(exit status {status})", *map(str.rstrip, steady.splitlines())))


def _record() -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = {}
        for name in (*CASES, *COMMAND_LINES):
            place = Path(folder) / name
            place.mkdir()
            if name in CASES:
                told[name] = said_of_folder(name, place)
            else:
                make_place(place)
                told[name] = said_of_command_line(name, place)
    text = "\n\n".join(f"{_HEAD}{name}\n{said}" for name, said in told.items())
    RECORDED.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    _record()
