"""Each wrong input of an archivist's day gets exactly the message that is recorded for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.bad_input.command_lines import COMMAND_LINES, make_place
from tests.commands.bad_input.folders import CASES
from tests.commands.bad_input.messages import recorded, said_of_command_line, said_of_folder

RECORDED = recorded()


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_document_gets_its_message(tmp_path: Path, name: str) -> None:
    assert said_of_folder(name, tmp_path) == RECORDED[name]


@pytest.mark.parametrize("name", COMMAND_LINES)
def test_a_wrong_command_line_gets_its_message(tmp_path: Path, name: str) -> None:
    make_place(tmp_path)
    assert said_of_command_line(name, tmp_path) == RECORDED[name]


def test_every_input_has_a_message_of_its_own() -> None:
    assert list(RECORDED) == [*CASES, *COMMAND_LINES]
