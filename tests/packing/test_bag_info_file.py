"""Lines for bag-info.txt are taken as people write them, and refused by their line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frus_pack import SourceError, read_bag_info_file
from frus_pack.bag.tag_files.tag_writing import format_bag_info


def _problems(path: Path) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_bag_info_file(path)
    return [str(problem).removeprefix(f"{path}: ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        b"Source-Organization: A\nContact-Name: B\n  C\n",
        b"Source-Organization: A\nContact-Name: B\n  C",
        b"\xef\xbb\xbfSource-Organization: A\r\nContact-Name: B\r\n  C\r\n",
        b"\n\nSource-Organization: A\n\n   \nContact-Name: B\n\tC\n\n \t\n",
        b"Source-Organization: A\r \rContact-Name: B\r  C",
    ],
    ids=["to the letter", "no last line end", "Windows", "blank lines", "CR"],
)
def test_it_is_read_as_people_write_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "info"
    path.write_bytes(content)
    tags = read_bag_info_file(path)
    assert tags == (("Source-Organization", "A"), ("Contact-Name", "B\nC"))
    assert format_bag_info(tags).startswith(b"Source-Organization: A\n")


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (
            b"\nArchive\nA: b\n: c\n",
            [
                (
                    "line 2: the line is not a label, a colon, a space and a value"
                    " (write it as Label: value)"
                ),
                (
                    "line 4: the line is not a label, a colon, a space and a value"
                    " (write it as Label: value)"
                ),
            ],
        ),
        (
            b"A: b\nC:d\n",
            [
                (
                    "line 2: label, colon and value are not separated by the colon and one space"
                    " alone (write it as Label: value)"
                )
            ],
        ),
        (b"A: caf\xe9\n", ["byte 6: is not UTF-8 (save it as UTF-8)"]),
        (
            b"A: b\n\nC: d\x07\n",
            ["line 3: the value of C has a control character: 'd\\x07' (take it out)"],
        ),
    ],
    ids=["no label", "no space", "latin-1", "control character"],
)
def test_what_is_wrong_is_told_with_its_line(
    content: bytes, problems: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "info"
    path.write_bytes(content)
    assert _problems(path) == problems


def test_a_pipe_and_a_folder_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert _problems(pipe) == ["is not a regular file"]
    assert _problems(tmp_path) == ["is not a regular file"]
    assert _problems(tmp_path / "none") == ["does not exist"]
