"""Nothing is followed, changed or removed in a staging folder that was not made here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.errors import StorageError
from frus_pack.storage.staging import STAGING, staging
from tests.support.deep import nested
from tests.support.swapping import Swap, count_calls, swap_at_call

TOKEN = "0123456789abcdef"  # noqa: S105
HELD = f"held-{'5' * 64}.lock"


def _snapshot(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Mode and content of everything below a folder, by path."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() and not path.is_symlink() else None,
        )
        for path in (folder, *folder.rglob("*"))
    }


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder of somebody else, with what a staging folder could hold."""
    folder = tmp_path / "victim"
    for name in ("thesis/chapter1.txt", "aside/report/a.txt", f"{TOKEN}/aside/v/a/a.txt"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("precious")
    (folder / f"{TOKEN}.lock").touch()
    (folder / "thesis").chmod(0o500)
    return folder


@pytest.fixture
def deposit(tmp_path: Path) -> Path:
    folder = tmp_path / "deposit"
    folder.mkdir()
    return folder


def _use(deposit: Path, within: str = STAGING) -> None:
    """Build and publish a package, as every maker does."""
    with staging(deposit, within) as stage:
        built = stage.new_folder()
        (built / "bagit.txt").write_bytes(b"one")
        stage.sync()
        with stage.holding("name"):
            stage.publish(built, "v/one")
        stage.settle()


@pytest.mark.parametrize("within", [STAGING, "extensions/frus-pack-staging"])
@pytest.mark.parametrize("step", [0, 1], ids=["itself", "its parent"])
def test_a_link_in_place_of_the_staging_folder_is_refused(
    deposit: Path, victim: Path, within: str, step: int
) -> None:
    link = (deposit / within, *(deposit / within).parents)[step]
    if link == deposit:
        pytest.skip("its parent is the deposit")
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(victim)
    before = _snapshot(victim)
    with pytest.raises(StorageError, match=r"is a link or a file where packages are to be built"):
        _use(deposit, within)
    assert _snapshot(victim) == before
    assert os.readlink(link) == str(victim)


def test_a_file_in_place_of_the_staging_folder_is_refused(deposit: Path) -> None:
    (deposit / STAGING).write_bytes(b"mine")
    with pytest.raises(StorageError, match=r"is a link or a file where packages are to be built"):
        _use(deposit)
    assert (deposit / STAGING).read_bytes() == b"mine"


@pytest.mark.parametrize(
    "name",
    [TOKEN, f"{TOKEN}.lock", HELD, "x", f"{TOKEN}/link", f"{TOKEN}/aside", f"{TOKEN}/aside/v"],
)
def test_a_link_in_the_staging_folder_is_never_followed(
    deposit: Path, victim: Path, name: str
) -> None:
    link = deposit / STAGING / name
    link.parent.mkdir(parents=True)
    link.symlink_to(victim)
    before = _snapshot(victim)
    _use(deposit)
    assert _snapshot(victim) == before
    assert (deposit / "v/one/bagit.txt").read_bytes() == b"one"


FOREIGN: dict[str, Callable[[Path], object]] = {
    "folder with a lock's name": lambda room: (room / "x.lock").mkdir(),
    "folder with a maker's lock name": lambda room: (room / f"{TOKEN}.lock").mkdir(),
    "folder with a held name's lock": lambda room: (room / HELD).mkdir(),
    "file": lambda room: (room / "notes.txt").write_text("mine"),
    "file with a maker's name": lambda room: (room / TOKEN).write_text("mine"),
    "lock of another program": lambda room: (room / "x.lock").write_text("mine"),
    "folder": lambda room: (room / "aside/v").mkdir(parents=True),
    "folder with a longer name": lambda room: (room / f"{TOKEN}0").mkdir(),
    "pipe": lambda room: os.mkfifo(room / "y.lock"),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_what_another_program_left_neither_blocks_nor_is_removed(
    deposit: Path, make: Callable[[Path], object]
) -> None:
    room = deposit / STAGING
    room.mkdir()
    make(room)
    before = _snapshot(room)
    _use(deposit)
    _use(deposit / "other")
    assert _snapshot(room) == before
    assert (deposit / "v/one/bagit.txt").read_bytes() == b"one"


def test_folders_nested_1400_deep_are_cleared_up(deposit: Path) -> None:
    with nested(deposit / STAGING / TOKEN, 1400, "x"):
        _use(deposit)
    assert [path.name for path in deposit.iterdir()] == ["v"]


def test_a_link_on_the_way_to_the_final_name_is_not_followed(deposit: Path, victim: Path) -> None:
    (deposit / "v").symlink_to(victim)
    before = _snapshot(victim)
    with pytest.raises(FileExistsError):
        _use(deposit)
    assert _snapshot(victim) == before


def _come_and_go(deposit: Path) -> None:
    with staging(deposit):
        pass


@pytest.mark.parametrize(
    ("pattern", "work"),
    [
        *((pattern, _use) for pattern in (STAGING, f"{STAGING}/*", "v")),
        *((f"{STAGING}{deeper}", _come_and_go) for deeper in ("/*/*", "/*/*/*", "/*/*/*/*")),
    ],
)
def test_swapping_a_folder_for_a_link_at_any_call_harms_nothing_behind_it(
    tmp_path: Path, victim: Path, pattern: str, work: Callable[[Path], None]
) -> None:
    before = _snapshot(victim)
    counted = _left(tmp_path / "counted")
    calls = count_calls(lambda: work(counted))
    swapped = 0
    for number in range(calls):
        deposit = _left(tmp_path / f"deposit-{number}")
        swap = Swap(deposit, pattern, victim)
        with swap_at_call(number, swap):
            try:
                work(deposit)
            except (OSError, StorageError):
                assert swap.done
        assert _snapshot(victim) == before, (number, swap.done)
        swapped += bool(swap.done)
    assert swapped > 5


def _left(deposit: Path) -> Path:
    """A deposit in which a killed maker left something, half of it set aside."""
    left = deposit / STAGING / TOKEN
    (left / "aside/v/old").mkdir(parents=True)
    (left / "aside/v/old/bagit.txt").touch()
    (left / "half/data").mkdir(parents=True)
    (left / "half/data/file").touch()
    return deposit
