"""The command as a person meets it: what it prints where, and its exit status."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
import yaml

import frus_pack
from frus_pack.commands.progress import Bar
from tests.support.commands import COMMAND, run_command
from tests.support.folders import METADATA, NAME, TEXT, add_images, document_folder

_run = partial(run_command, SOURCE_DATE_EPOCH="1767312000")


def test_packing_tells_each_package_on_standard_output(tmp_path: Path) -> None:
    add_images(document_folder(tmp_path / "one"), ("p11.png",))
    document_folder(tmp_path / "two", {"metadata.yaml": METADATA.replace("d7", "d8")})
    done = _run("pack", "one", "two", "--to", "deposit", "--jobs", "1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["images embedded: 1, images missing: 3", "2 packed"]
    every = _run("pack", "one", "two", "--to", "new", "--jobs", "1", "--all", cwd=tmp_path)
    assert every.stdout.splitlines() == [
        f"packed     new/{NAME}  (2 pages; images: 1 embedded, 1 missing)",
        f"packed     new/{NAME[:-1]}8  (2 pages; images: 2 missing)",
        "images embedded: 1, images missing: 3",
        "2 packed",
    ]
    again = _run("pack", "one", "--to", "deposit", cwd=tmp_path)
    assert again.stdout == f"unchanged  deposit/{NAME}  (2 pages; images: 1 embedded, 1 missing)\n"


def test_a_failure_is_told_on_standard_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    document_folder(tmp_path / "good")
    document_folder(tmp_path / "bad", {"transcription.txt": None})
    done = _run("pack", "bad", "good", "none", "--to", "deposit", "--jobs", "1", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "failed     bad: has no transcription.txt (put the reading text there)",
        "failed     none: does not exist (check the name)",
    ]
    assert done.stdout.splitlines() == [
        "Needs attention:",
        "  bad",
        "  none",
        "images missing: 2",
        "2 failed, 1 packed",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["pack"],
        ["pack", "x"],
        ["pack", "x", "--to", "d", "--algorithm", "crc32"],
        ["pack", "x", "--to", "d", "--jobs", "0"],
        ["pack", "x", "--to", "d", "--bagging-date", "yesterday"],
        ["pack", "x", "--to", "d", "--images-as", "linked"],
        ["pack", "x", "--to", "d", "--jobs", "2", "--dask", "127.0.0.1:8786"],
        ["validate", "x", "--jobs", "2", "--dask", "127.0.0.1:8786"],
        ["describe"],
        ["show"],
        ["nothing"],
    ],
)
def test_a_wrong_command_line_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    done = _run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage: frus-pack" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_draft_can_be_packed_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(TEXT)
    drafted = _run("describe", "letter.txt", "--volume", "frus1958-60v99", cwd=tmp_path)
    assert (drafted.returncode, drafted.stderr) == (0, "")
    assert yaml.safe_load(drafted.stdout)["title"] == (
        "Letter From President Orlan to the Secretary of State"
    )
    files = {"metadata.yaml": drafted.stdout, "transcription.txt": TEXT}
    document_folder(tmp_path / "folder", files)
    done = _run("pack", "folder", "--to", "one", cwd=tmp_path)
    assert done.stdout == f"packed     one/{NAME}  (2 pages; images: 2 missing)\n"
    bare = _run("pack", "letter.txt", "--volume", "frus1958-60v99", "--to", "two", cwd=tmp_path)
    assert bare.stdout == f"packed     two/{NAME}  (2 pages; images: 2 missing)\n"


def test_bag_info_lines_come_from_a_file(tmp_path: Path) -> None:
    document_folder(tmp_path / "one")
    (tmp_path / "info").write_text("Source-Organization: Kestanian State Archive\n")
    done = _run("pack", "one", "--to", "deposit", "--bag-info", "info", cwd=tmp_path)
    assert done.returncode == 0
    package = frus_pack.open_package(tmp_path / "deposit" / NAME)
    assert package.bag_info.pairs[0] == ("Source-Organization", "Kestanian State Archive")
    (tmp_path / "info").write_text("Bagging-Date: 1999-01-01\n")
    done = _run("pack", "one", "--to", "deposit", "--bag-info", "info", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "frus-pack: the label Bagging-Date is written by frus-pack and cannot be given;"
        " take it out\n"
    )


def test_show_fits_a_terminal_of_80_columns(tmp_path: Path) -> None:
    add_images(document_folder(tmp_path / "one"))
    assert _run("pack", "one", "--to", "deposit", cwd=tmp_path).returncode == 0
    shown = _run("show", f"deposit/{NAME}", cwd=tmp_path)
    assert shown.returncode == 0
    lines = shown.stdout.splitlines()
    assert lines[0] == "7. Letter From President Orlan to the Secretary of State"
    assert max(map(len, lines)) <= 80
    for words in ("frus1958-60v99/d7", "page-images/p11.png", "40×60, 8 bit", "2026-01-02"):
        assert words in shown.stdout


def test_show_tells_of_an_image_that_is_published_elsewhere_what_is_known(
    tmp_path: Path, samples: Path
) -> None:
    volume = samples / "frus1961-63v98/frus1961-63v98.xml"
    assert _run("pack", volume, "--to", "deposit", cwd=tmp_path).returncode == 0
    shown = _run("show", "deposit/frus1961-63v98/frus1961-63v98-d1", cwd=tmp_path)
    assert "image/tiff  3248×5220" in shown.stdout
    assert "None" not in shown.stdout


def test_an_error_shows_no_traceback_unless_it_is_asked_for(tmp_path: Path) -> None:
    done = _run("show", "nothing", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "frus-pack: nothing: does not exist\n",
    )
    assert "Traceback" in _run("--debug", "show", "nothing", cwd=tmp_path).stderr


@pytest.mark.parametrize("arguments", [["--help"], ["pack", "--help"], ["describe", "--help"]])
def test_help_fits_a_terminal_of_80_columns(arguments: list[str]) -> None:
    done = _run(*arguments)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_name_that_is_not_utf8_fails_alone(tmp_path: Path) -> None:
    document_folder(tmp_path / "good")
    (tmp_path / "caf\udce9.txt").write_text(TEXT)
    command = ["pack", "caf\udce9.txt", "good", "--volume", "frus1958-60v99", "--to", "deposit"]
    done = _run(*command, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "1 failed, 1 packed"
    assert done.stderr == (
        "failed     caf\\udce9.txt: has a name that is not plain UTF-8 (rename it)\n"
    )


def test_a_full_standard_output_is_told(tmp_path: Path) -> None:
    document_folder(tmp_path / "one")
    command = [*COMMAND, "pack", "one", "--to", "deposit"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode != 0
    assert b"No space left on device" in done.stderr
    assert b"fault of frus-pack" not in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_soon_and_leaves_only_whole_packages(tmp_path: Path, jobs: str) -> None:
    for n in range(400):
        document_folder(
            tmp_path / "all" / str(n), {"metadata.yaml": METADATA.replace("d7", f"d{n}")}
        )
    command = [*COMMAND, "pack", "all", "--to", "deposit", "--jobs", jobs, "--all"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if process.stdout is None:
        raise AssertionError
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    told, errors = process.communicate(timeout=30)
    assert time.monotonic() - begun < 5
    assert process.returncode == 130
    count = re.fullmatch(r"\nfrus-pack: interrupted after (\d+); run again to go on\n", errors)
    assert count
    assert told.splitlines()[-1] == f"{count[1]} packed"
    assert [path.name for path in (tmp_path / "deposit").iterdir()] == ["frus1958-60v99"]
    stopped = len(list((tmp_path / "deposit/frus1958-60v99").iterdir()))
    assert 0 < stopped < 400
    done = _run("pack", "all", "--to", "deposit", cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == f"{400 - stopped} packed, {stopped} unchanged"


_INTERRUPTED_IMPORT = """\
import runpy, sys
class Interrupt:
    def find_spec(self, name, path, target=None):
        if name == "frus_pack.commands.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
runpy.run_module("frus_pack", run_name="__main__")
"""


def test_ctrl_c_while_it_is_being_imported_shows_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED_IMPORT], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "frus-pack: interrupted\n")


def test_describe_reads_standard_input_and_warns_of_doubtful_places(tmp_path: Path) -> None:
    text = "3. Letter1\n\nSee Embtel 4502 there.\n\n  1. a\n  2. b\n"
    done = subprocess.run(
        [sys.executable, "-m", "frus_pack", "describe", "-", "--volume", "frus1958-60v99"],
        input=text,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert "title: Letter  # from the heading" in done.stdout.splitlines()
    assert done.stderr == (
        "warning: -, line 3, column 15: note 2 is taken to be anchored behind 'See Embtel 450',"
        " where digits meet (if so, nothing need be done; else set a blank between the digits)\n"
    )


def test_describe_takes_the_volume_from_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "frus1958-60v99-d3.txt").write_text("Letter\n\nText.\n")
    done = _run("describe", "frus1958-60v99-d3.txt", cwd=tmp_path)
    assert "id: d3  # from the name of the file" in done.stdout.splitlines()
    (tmp_path / "letter.txt").write_text("3. Letter\n\nText.\n")
    assert _run("describe", "letter.txt", cwd=tmp_path).stderr == (
        "frus-pack: letter.txt: does not say its volume"
        " (name it like frus1964-68v31-d151.txt, or give --volume)\n"
    )


def test_a_package_is_shown_whole_and_without_blanks_at_the_end(tmp_path: Path) -> None:
    (document,) = frus_pack.read(document_folder(tmp_path / "letter"))
    package = frus_pack.pack(document, tmp_path / "to")
    seal = package.bag_info["FRUS-Package-Seal"]
    lines = run_command("show", str(package.path)).stdout.splitlines()
    assert seal in "".join(line.strip() for line in lines[-2:])
    assert [line for line in lines if line != line.rstrip()] == []


def test_only_what_goes_on_says_so_when_it_is_interrupted() -> None:
    said = []
    for goes_on in (True, False):
        with pytest.raises(KeyboardInterrupt) as caught, Bar("at work", goes_on=goes_on):
            raise KeyboardInterrupt
        said.append(str(caught.value))
    assert said == ["after 0; run again to go on", "after 0"]
