"""The library in threads, in processes of any start method, and in a script without a guard."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import frus_pack


def test_eight_threads_pack_into_one_deposit_at_once(tmp_path: Path, samples: Path) -> None:
    documents = list(frus_pack.read(samples / "frus1961-63v98"))

    def pack(document: frus_pack.Document) -> bool:
        return frus_pack.validate(frus_pack.pack(document, tmp_path / "deposit").path, jobs=1).ok

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(pack, documents * 2)) == [True] * 16
    assert len(list((tmp_path / "deposit").glob("*/*/bagit.txt"))) == 8


def test_eight_threads_can_use_it_at_once(deposit: Path) -> None:
    package = deposit / "frus1958-60v99/frus1958-60v99-d12"

    def look(_: int) -> tuple[bool, str, bytes]:
        with frus_pack.open_package(package) as opened:
            mods = frus_pack.export(opened, "mods")
            return frus_pack.validate(package, jobs=1).ok, opened.identifier, mods

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(look, range(32)))
    assert len(set(results)) == 1
    assert results[0][:2] == (True, "frus1958-60v99/d12")


_UNGUARDED = """
import sys, threading
import frus_pack
threading.Thread(target=threading.Event().wait, daemon=True).start()
try:
    for report in frus_pack.validate_all(sys.argv[1], jobs={jobs}):
        print("report", report.ok)
except frus_pack.ExecutorError as error:
    print(error)
"""


@pytest.mark.parametrize("jobs", ["2", "None"])
def test_a_script_without_a_guard_gets_one_error_that_names_it(
    deposit: Path, tmp_path: Path, jobs: str
) -> None:
    (tmp_path / "script.py").write_text(_UNGUARDED.format(jobs=jobs))
    done = subprocess.run(
        [sys.executable, "script.py", deposit], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    if done.stdout.count("report True") != 2:  # one core needs no worker
        assert done.stdout == (
            "worker processes run your script again, and cannot start: put the code that calls"
            ' frus_pack under if __name__ == "__main__":, or give jobs=1\n'
        )


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_it_works_in_processes_started_by_any_method(
    deposit: Path, tmp_path: Path, method: str
) -> None:
    (tmp_path / "script.py").write_text(
        "import multiprocessing, sys\n"
        "import frus_pack\n\n"
        "def check(path):\n"
        "    return [report.ok for report in frus_pack.validate_all(path)]\n\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context({method!r}).Pool(2) as pool:\n"
        "        print(pool.map(check, sys.argv[1:] * 2))\n"
    )
    done = subprocess.run(
        [sys.executable, "script.py", deposit], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("[[True, True], [True, True]]\n", "")
