"""A system without the locks of POSIX: what only reads works, what writes says why it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import frus_pack
from tests.support.bags import make_bag

_WITHOUT_LOCKS = """
import sys
sys.modules["fcntl"] = None  # type: ignore[assignment]
from frus_pack.commands.main import main
main()
"""


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _WITHOUT_LOCKS, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "bag"),
        ("describe", "samples/frus1958-60v99-d14.txt"),
        ("survey", "samples/frus1961-63v98", "--jobs", "1"),
        ("explain", "bag.link"),
        ("list", "package"),
        ("show", "package"),
        ("export", "package", "--as", "mods"),
        ("validate", "package"),
    ],
    ids=lambda arguments: "-".join(arguments[:2]),
)
def test_what_only_reads_needs_no_locks(
    tmp_path: Path, samples: Path, arguments: tuple[str, ...]
) -> None:
    make_bag(tmp_path / "bag")
    (document,) = frus_pack.read(samples / "d12-telegram")
    package = frus_pack.pack(document, tmp_path / "deposit").path
    (tmp_path / "samples").symlink_to(samples)
    (tmp_path / "package").symlink_to(package)
    done = _run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("pack", "samples/d12-telegram", "--to", "deposit"),
        ("unpack", "bag", "--to", "deposit"),
        ("audit", "bag", "--ledger", "ledger"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_writes_says_in_one_line_that_it_cannot(
    tmp_path: Path, samples: Path, arguments: tuple[str, ...]
) -> None:
    make_bag(tmp_path / "bag")
    (tmp_path / "samples").symlink_to(samples)
    done = _run(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.endswith(
        f": cannot be written here: this system ({sys.platform}) has no file locks of POSIX;"
        " frus-pack writes on Linux and macOS (on Windows, in its Linux subsystem)"
    )
