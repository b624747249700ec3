"""What the README shows is run as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import frus_pack
from tests.conftest import REPOSITORY

TEXT = (REPOSITORY / "README.md").read_text()


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_scripts_run_one_after_the_other(tmp_path: Path, samples: Path) -> None:
    shutil.copytree(samples, tmp_path / "samples")
    pack, look = _blocks("python")[:2]
    script = f"{pack}\nimport frus_pack\n{look}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "frus1958-60v99/d12",
        "frus1958-60v99/d13",
        "frus1958-60v99/d14",
        *(f"frus1961-63v98/d{number}" for number in range(1, 9)),
    ]


def test_the_archivists_commands_run(tmp_path: Path, samples: Path) -> None:
    shutil.copytree(samples, tmp_path / "samples")
    commands = _blocks("sh")[2].replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    package = frus_pack.open_package(tmp_path / "deposit/frus1958-60v99/frus1958-60v99-d14")
    assert package.bag_info[0][0] == "Source-Organization"
