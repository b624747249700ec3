"""A real Dask cluster of two worker processes on this machine: same bytes, and every mishap."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import bagit
import dask
import pytest
from distributed import Client

import frus_pack
from frus_pack.storage.publishing import first_difference
from frus_pack.workers.distributing import distribute
from tests.support.dask_cluster import local_cluster
from tests.support.folders import add_images, document_folders

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Of a cluster in which the first death of a worker is the end of what it was at."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        local_cluster() as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


@pytest.fixture
def executor(client: Client) -> Executor:
    executor: Executor = client.get_executor()
    return executor


def _squares(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number * number


def _processes(numbers: Iterator[int]) -> Iterator[int]:
    for _ in numbers:
        yield os.getpid()


def _lost(number: int) -> int:
    return -number


def _spoil(folder: Path) -> None:
    """Make three documents fail, each for a reason that comes from another library."""
    image = folder / "page-images/p11.png"
    image.write_bytes(image.read_bytes()[:-20])
    (folder.parent / "1/metadata.yaml").write_text("volume: {\n")
    (folder.parent / "2/transcription.txt").write_bytes(b"7. Letter\xff\n")


def test_both_workers_share_the_work(client: Client, executor: Executor) -> None:
    workers = set(client.run(os.getpid).values())
    assert set(distribute(_processes, range(1000), _lost, executor=executor)) == workers
    assert len(workers) == 2


def test_only_the_item_that_kills_its_worker_is_lost(executor: Executor) -> None:
    found = sorted(distribute(_squares, range(20), _lost, executor=executor))
    assert found == sorted([n * n for n in range(20) if n != 13] + [-13])


def test_the_cluster_makes_the_same_bytes_wherever_its_workers_are(
    tmp_path: Path, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Neither of which the workers, which are there already, know of.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86250")
    _spoil(add_images(document_folders(tmp_path / "all", 30) / "0"))
    here = {Path(one.source).name: one for one in frus_pack.pack_all("all", "here", jobs=1)}
    there = {
        Path(one.source).name: one for one in frus_pack.pack_all("all", "there", executor=executor)
    }
    assert {name for name, one in there.items() if one.error} == {"0", "1", "2"}
    for name, one in there.items():
        assert str(one.error) == str(here[name].error).replace("all/", f"{tmp_path}/all/")
    assert first_difference(Path("here"), Path("there")) is None
    again = frus_pack.pack_all("all", "there", executor=executor)
    assert Counter(one.status for one in again) == {"unchanged": 27, "failed": 3}
    reports = list(frus_pack.validate_all(["there"], executor=executor))
    assert [one.ok for one in reports] == [True] * 27


def _whole(deposit: Path) -> int:
    """How many packages stand in the deposit, all of them whole."""
    packages = list(deposit.glob("frus*/*/"))
    for package in packages:
        bagit.Bag(str(package)).validate()
    return len(packages)


def _begin(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """The command on what is in the folder `all`."""
    return subprocess.Popen(
        [sys.executable, "-m", "frus_pack", *arguments, "all"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def _start(tmp_path: Path, address: str) -> subprocess.Popen[str]:
    """Packing of many documents by a cluster; the first is packed when this returns."""
    document_folders(tmp_path / "all", 250)
    process = _begin(tmp_path, "pack", "--all", "--to", "deposit", "--dask", address)
    if process.stdout is None:
        raise AssertionError
    assert process.stdout.readline().startswith("packed")
    return process


def _go_on(tmp_path: Path, *arguments: str) -> None:
    """The same again does the rest, and tidies up."""
    standing = _whole(tmp_path / "deposit")
    assert 0 < standing < 250
    told, _ = _begin(tmp_path, "pack", "--to", "deposit", *arguments).communicate()
    assert told.splitlines()[-1] == f"{250 - standing} packed, {standing} unchanged"
    assert [path.name for path in (tmp_path / "deposit").iterdir()] == ["frus1958-60v99"]


def test_ctrl_c_stops_soon_and_the_cluster_is_there_for_others(
    tmp_path: Path, client: Client
) -> None:
    scheduler = client.scheduler_info()
    process = _start(tmp_path, scheduler["address"])
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    said = r"\nfrus-pack: interrupted( after [0-9]+; run again to go on)?\n"
    assert re.fullmatch(said, errors)
    for worker in client.run(os.getpid):  # each ends the turn it was at, and does this
        assert client.submit(int, "1", workers=[worker], pure=False).result() == 1
    assert [path.name for path in (tmp_path / "deposit").iterdir()] == ["frus1958-60v99"]
    _go_on(tmp_path, "--dask", scheduler["address"])


def test_a_scheduler_that_goes_away_is_one_clear_error(tmp_path: Path) -> None:
    cluster = subprocess.Popen(
        [sys.executable, "-m", "tests.support.dask_cluster"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if cluster.stdout is None:
        raise AssertionError
    process = _start(tmp_path, cluster.stdout.readline().strip())
    cluster.kill()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    (line,) = errors.splitlines()
    assert line.startswith("frus-pack: the executor failed: ")
    assert line.endswith(" (what is done is whole; run again to do the rest)")
    cluster.communicate()
    _go_on(tmp_path)


@pytest.mark.parametrize("command", [("pack", "--to", "deposit"), ("validate",)])
def test_what_is_no_address_is_a_wrong_command_line(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    said = _begin(tmp_path, *command, "--dask", "nonsense").communicate()[1]
    assert said.splitlines()[-1] == (
        "Error: --dask nonsense: missing port number in address 'nonsense'"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_address_without_a_scheduler_is_one_clear_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        waiting = {
            address: _begin(tmp_path, "pack", "--to", "deposit", "--dask", address)
            for address in ("127.0.0.1:1", f"127.0.0.1:{deaf.getsockname()[1]}")
        }
        for address, process in waiting.items():
            (line,) = process.communicate()[1].splitlines()
            assert line.startswith(f"frus-pack: --dask {address}: no scheduler answers there (")
            assert process.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_without_dask_its_option_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError")
    process = _begin(tmp_path, "validate", "--dask", "h:1", PYTHONPATH=str(tmp_path))
    said = process.communicate()[1]
    assert process.returncode == 2
    assert said.splitlines()[-1] == (
        "Error: --dask needs Dask, which is not installed (pip install 'frus-pack[dask]')"
    )
