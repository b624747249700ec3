"""The bar, as a terminal shows it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import frus_pack
from tests.support.bags import make_bag
from tests.support.folders import document_folder

COMMAND = (sys.executable, "-m", "frus_pack")
_LARGE = 600_000_000


def _on_a_terminal(
    *arguments: str, cwd: Path, term: str = "xterm", whole: bool = False, **environment: str
) -> tuple[str, str]:
    """What a command prints on standard output, and what a terminal at standard error gets; at
    both, with `whole`."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        stdout=theirs if whole else subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": term, "COLUMNS": "100", **environment},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the last one at the other end is gone
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    printed, _ = process.communicate(timeout=60)
    return (printed or b"").decode(), shown.decode()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A bag with one large file, which takes no room on the disk. It is not valid: the size in
    bag-info.txt is another."""
    bag = make_bag(tmp_path / "bag", {"data/large": b""})
    with open(bag / "data/large", "wb") as file:
        file.truncate(_LARGE)
    return tmp_path


def test_bytes_total_rate_and_time_left_are_shown_within_one_large_file(large: Path) -> None:
    printed, shown = _on_a_terminal("validate", "bag", cwd=large)
    assert printed.startswith("bag: ")
    drawn = re.findall(r"validating 0/1  (\d+\.\d) (MB|kB)/600.0 MB  \d+\.\d MB/s", shown)
    megabytes = [float(number) for number, unit in drawn if unit == "MB"]
    assert len(megabytes) >= 2
    assert megabytes == sorted(megabytes)
    assert shown.endswith("\r\x1b[K")


def test_progress_is_shown_while_three_large_images_are_read(tmp_path: Path) -> None:
    image = Image.new("1", (14_000, 14_000), 1)  # 196 million pixels, of a few kilobytes
    folder = document_folder(tmp_path / "letter")
    (folder / "page-images").mkdir()
    for name, form in {"p11.png": "PNG", "p12.png": "PNG", "p12.tif": "TIFF"}.items():
        compression = {"compression": "group4"} if form == "TIFF" else {}
        image.save(folder / "page-images" / name, form, **compression)
    printed, shown = _on_a_terminal("pack", "letter", "--to", "deposit", cwd=tmp_path)
    assert printed.startswith(
        "packed     deposit/frus1958-60v99/frus1958-60v99-d7  (2 pages; images: 2 e"
    )
    drawn = re.findall(r"packing 0/1  [\d.]+ kB/[\d.]+ kB", shown)
    assert len(drawn) >= 2
    assert shown.endswith("\r\x1b[K")


def test_nothing_of_the_bar_is_left_among_the_results(large: Path) -> None:
    _, shown = _on_a_terminal("validate", "bag", cwd=large, whole=True)
    # A line is erased before anything is printed over it.
    assert re.search(r"\x1b\[K(\x1b\[[\d;]*m)?bag: ", shown)


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_erase_a_line_gets_no_bar(large: Path, term: str) -> None:
    printed, shown = _on_a_terminal("validate", "bag", cwd=large, term=term)
    assert printed.startswith("bag: ")
    assert shown == ""


def test_no_terminal_gets_no_bar(large: Path) -> None:
    command = [*COMMAND, "validate", "bag"]
    done = subprocess.run(
        command, cwd=large, capture_output=True, env={**os.environ, "TERM": "xterm"}
    )
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(
    tmp_path: Path, environment: dict[str, str], coloured: bool
) -> None:
    (make_bag(tmp_path / "bag") / "data/letter.txt").unlink()
    term = environment.pop("TERM", "xterm")
    _, shown = _on_a_terminal("validate", "bag", cwd=tmp_path, term=term, whole=True, **environment)
    assert ("\x1b[31m" in shown) == coloured


def test_force_color_colours_what_goes_to_a_file(tmp_path: Path) -> None:
    (make_bag(tmp_path / "bag") / "data/letter.txt").unlink()
    environment = {**os.environ, "TERM": "xterm", "FORCE_COLOR": "1"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [*COMMAND, "validate", "bag"], cwd=tmp_path, capture_output=True, env=environment
    )
    assert b"\x1b[31m" in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 90, "only a terminal gets folded lines"
    shown = subprocess.run(
        [*COMMAND, "show", _packed(tmp_path)], capture_output=True, env=environment
    )
    assert b"\x1b[1m7. " in shown.stdout


def _packed(place: Path) -> Path:
    (document,) = frus_pack.read(document_folder(place / "letter"))
    return frus_pack.pack(document, place / "deposit").path
