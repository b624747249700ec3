"""`frus-pack unpack`: what it says, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import NAME, make_package
from tests.support.bags import as_tar, as_zip, make_bag


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "frus_pack", "unpack", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


def test_packages_are_unpacked_one_by_one_or_all_below_a_folder(tmp_path: Path) -> None:
    package = as_tar(make_package(tmp_path / "a"))
    bag = as_zip(make_bag(tmp_path / "deposit" / "bag"))
    (bag.parent / "bag").rename(tmp_path / "bag")
    done = run(tmp_path, str(package), "deposit", "--to", "out", "--all", "--jobs", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"unpacked   out/{NAME}\nunpacked   out/bag\n2 unpacked\n"
    again = run(tmp_path, str(package), "deposit", "--to", "out")
    assert again.stdout == "2 unchanged\n"
    assert first_difference(tmp_path / "out/bag", tmp_path / "bag") is None


def test_one_that_fails_does_not_keep_the_others(tmp_path: Path) -> None:
    make_bag(tmp_path / "good")
    (make_bag(tmp_path / "bad") / "data/letter.txt").write_bytes(b"dear Sir:\n")
    done = run(tmp_path, "none", "bad", "good", "--to", "out", "--jobs", "1")
    said = "Needs attention:\n  none\n  bad\n2 failed, 1 unpacked\n"
    assert (done.returncode, done.stdout) == (1, said)
    assert done.stderr.splitlines() == [
        "failed     none: does not exist",
        "failed     bad: is not valid",
        "failed     bad: data/letter.txt: its checksum differs (sha512) [bag.payload-altered]",
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--max-members", "2"], "the archive has more than 2 members"),
        (["--max-bytes", "300"], "the archive holds more than 300 bytes"),
    ],
)
def test_limits_are_kept(tmp_path: Path, options: list[str], said: str) -> None:
    as_tar(make_bag(tmp_path / "bag"))
    done = run(tmp_path, "bag.tar", "--to", "out", *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "failed     bag.tar: is not valid",
        f"failed     bag.tar: {said} [bag.limit-exceeded]",
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bag"], "Error: Missing option '--to'."),
        (["--to", "out"], "Error: Missing argument 'PACKAGE...'."),
        (["bag", "--to", "out", "--max-ratio", "much"], "'much' is not a valid integer range."),
        (["bag", "--to", "out", "--max-bytes", "0"], "0 is not in the range x>=1."),
    ],
)
def test_what_cannot_be_run_as_given_is_one_clear_line(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    make_bag(tmp_path / "bag")
    done = run(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith(said)
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]
