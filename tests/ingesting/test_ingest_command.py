"""`frus-pack ingest` and `retrieve` as a person meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.ocfl.layout import HashedLayout
from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import DOCUMENT, IDENTIFIER, NAME, make_package
from tests.ocfl.validating import complaints
from tests.support.commands import run_command

PLACE = HashedLayout().path(IDENTIFIER)


def test_each_package_is_told_and_so_is_what_is_wrong_with_one(tmp_path: Path) -> None:
    make_package(tmp_path / "a")
    bad = make_package(tmp_path / "b", document="d8")
    (bad / "data/transcription.txt").unlink()
    package = f"b/deposit/frus1958-60v99/{bad.name}"
    done = run_command("ingest", "a", "b", "--ocfl", "root", "--jobs", "1", "--all", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"ingested   {IDENTIFIER} v1  (root/{PLACE})",
        "Needs attention:",
        f"  {package}",
        "1 failed, 1 ingested",
    ]
    lines = done.stderr.splitlines()
    assert lines[0] == f"failed     {package}: is not valid"
    missing = "data/transcription.txt: does not exist [transcription.missing]"
    assert f"failed     {package}: {missing}" in lines
    again = run_command("ingest", "a", "--ocfl", "root", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == f"unchanged  {IDENTIFIER} v1  (root/{PLACE})\n"


def test_a_package_comes_back(tmp_path: Path) -> None:
    package = make_package(tmp_path)
    options = ["--user", "A. Person", "--address", "mailto:a@example.org", "--message", "7"]
    assert (
        run_command("ingest", "deposit", "--ocfl", "root", *options, cwd=tmp_path).returncode == 0
    )
    assert complaints(tmp_path / "root") == set()
    done = run_command("retrieve", DOCUMENT, "x/d1", "--ocfl", "root", "--to", "back", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == "Needs attention:\n  info:frus/x/d1\n1 failed, 1 retrieved\n"
    said = "failed     info:frus/x/d1: root: holds no object 'info:frus/x/d1' (frus-pack list "
    assert done.stderr.startswith(said)
    assert first_difference(tmp_path / "back/frus1958-60v99" / NAME, package) is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--ocfl", "file"],
            "frus-pack: file: is a file, not a folder (name a folder, or one to be made)\n",
        ),
        (
            ["--ocfl", "root", "--user", "A", "--address", "a@b.org"],
            "frus-pack: the user's address 'a@b.org' is not a URI (mailto:…)\n",
        ),
    ],
)
def test_what_cannot_be_done_at_all_is_one_line(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    done = run_command("ingest", ".", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
