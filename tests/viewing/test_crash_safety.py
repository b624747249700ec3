"""Killed, interrupted or refused at any step: whole files, and the next run goes on."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import frus_pack
from frus_pack.viewing.building import build_site
from tests.support.folders import document_folders
from tests.support.killing import Nursery, needs_strace
from tests.support.striking import in_memory

CODE = """
import frus_pack, frus_pack.viewing.view
def work(package, to):
    frus_pack.view(package, to, jobs=1)
"""
_TIME = re.compile(
    rb"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}Z| UTC)|[0-9a-f]{64}"
)
_HALF = re.compile(r"\.[0-9]+\.half|lock")


def _files(site: Path) -> dict[str, bytes]:
    """The files of a site, without the times and digests of times that are in them."""
    return {
        path.relative_to(site).as_posix(): _TIME.sub(b"", path.read_bytes())
        for path in site.rglob("*")
        if path.is_file() and not _HALF.fullmatch(path.name)
    }


class Scene:
    """A package, and the site that is made of it."""

    def __init__(self, folder: Path, package: Path) -> None:
        self.package = shutil.copytree(package, folder / "package")
        self.to = folder / "site"
        frus_pack.view(self.package, self.to, jobs=1)
        self.whole = _files(self.to)

    def prepare(self) -> tuple[str, ...]:
        shutil.rmtree(self.to, ignore_errors=True)
        return str(self.package), str(self.to)

    def check(self) -> None:
        """Every file is as it is in a whole site, and the next run makes the site whole."""
        for name, content in self._there().items():
            assert self.whole[name] == content, name
        assert frus_pack.view(self.package, self.to, jobs=1).failed == ()
        assert _files(self.to) == self.whole

    def _there(self) -> dict[str, bytes]:
        there = _files(self.to)
        if b"interrupted" in there.get("index.html", b""):
            del there["index.html"]
        return there


@needs_strace
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_struck_at_any_call_leaves_whole_files_and_the_next_run_succeeds(
    packed_samples: Path, tmp_path: Path, thorough: bool
) -> None:
    """Killed at a call, or refused it: every sixth call, with ``--thorough`` each."""
    package = packed_samples / "frus1958-60v99" / "frus1958-60v99-d12"
    with in_memory() as folder, Nursery(CODE, tmp_path) as nursery:
        scene = Scene(folder, package)
        steps = list(nursery.steps(*scene.prepare()))
        assert len(steps) > 60
        for call, number in steps if thorough else steps[::6]:
            ended = nursery.do(*scene.prepare(), inject=f"{call}:signal=SIGKILL:when={number}")
            assert ended.status == -signal.SIGKILL, (call, number)
            scene.check()
            ended = nursery.do(*scene.prepare(), inject=f"{call}:error=ENOSPC:when={number}")
            assert ended.status == 0 or "No space left on device" in ended.errors, (call, number)
            assert ended.status == 0 or "StorageError" in ended.errors, (call, number)
            scene.check()


def test_ctrl_c_leaves_a_site_that_can_be_used(tmp_path: Path) -> None:
    folders = document_folders(tmp_path / "sources", 60)
    list(frus_pack.pack_all(folders, tmp_path / "deposit", jobs=1))
    places = str(tmp_path / "deposit"), "--to", str(tmp_path / "site")
    made, written = os.pipe()
    fcntl.fcntl(written, fcntl.F_SETPIPE_SZ, 4096)  # less than it prints: it waits to be read
    running = subprocess.Popen(
        [sys.executable, "-m", "frus_pack", "view", *places, "--all", "--jobs", "1"],
        stdout=written,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    os.close(written)
    assert os.read(made, 4) == b"made"
    running.send_signal(signal.SIGINT)
    with os.fdopen(made) as rest:
        rest.read()
    _, errors = running.communicate()
    assert running.returncode == 130
    assert re.fullmatch(r"\n?frus-pack: interrupted after \d+.*; run again to go on\n", errors)
    overview = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "the making of this site was interrupted" in overview
    assert frus_pack.view(tmp_path / "deposit", tmp_path / "site", jobs=1).failed == ()
    overview = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "interrupted" not in overview


def test_a_target_that_cannot_be_written_is_one_error(deposit: Path, tmp_path: Path) -> None:
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    bind = subprocess.run(["mount", "--bind", tmp_path, mounted], capture_output=True, check=False)
    if bind.returncode:
        pytest.skip("mounting needs root")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", mounted], check=True)
        with pytest.raises(frus_pack.StorageError, match="Read-only file system"):
            frus_pack.view(deposit, mounted / "site", jobs=1)
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_a_second_maker_is_refused_while_the_first_is_at_work(
    deposit: Path, tmp_path: Path
) -> None:
    first = build_site([deposit], tmp_path / "site", jobs=1)
    next(first)
    with pytest.raises(frus_pack.StorageError, match="another frus-pack view is writing"):
        frus_pack.view(deposit, tmp_path / "site", jobs=1)
    assert sum(1 for _ in first) == 10
