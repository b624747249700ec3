"""Packages whose images are still to be fetched: repaired, amended, rebagged, then completed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner

import frus_pack
from frus_pack.commands.main import command
from frus_pack.errors import StorageError
from frus_pack.reports.report import Report
from tests.keeping.amending import WHY, description
from tests.keeping.auditing import audit, flip
from tests.support.bags import as_tar, make_bag, seal

VOLUME, NAME = "frus1961-63v98", "frus1961-63v98-d1"
IMAGE = "data/page-images/medium/0013.png"
DAY = date(2026, 1, 2)


@pytest.fixture
def scans(samples: Path) -> Path:
    """The images that are still to be fetched."""
    return samples / VOLUME / "scans"


@pytest.fixture
def package(samples: Path, scans: Path, tmp_path: Path) -> Path:
    """A package that lacks its page image."""
    pack(samples, scans, tmp_path / "deposit")
    return tmp_path / "deposit" / VOLUME / NAME


@pytest.fixture
def replica(package: Path, tmp_path: Path) -> Path:
    """The same package elsewhere."""
    return Path(shutil.copytree(package, tmp_path / "replica" / NAME))


def pack(samples: Path, scans: Path, deposit: Path, **options: str) -> dict[str, str]:
    """Pack the volume; returns the statuses by package."""
    how = {"images": scans, "images_as": "fetched", "bagging_date": DAY, "jobs": 1, **options}
    source = samples / VOLUME / f"{VOLUME}.xml"
    return {
        one.path.name: one.status
        for one in frus_pack.pack_all([source], deposit, **how)  # type: ignore[arg-type]
        if one.path
    }


def incomplete(package: Path) -> Report:
    """The report on a package that lacks nothing but what is to be fetched."""
    report = frus_pack.validate(package, allow_unfetched=True)
    assert report.verdict == "incomplete", str(report)
    return report


def complete(package: Path, scans: Path) -> None:
    """Fill a package; three opinions that it is whole then."""
    assert list(frus_pack.complete(package, mirror=scans).added) == [IMAGE]
    assert frus_pack.validate(package).verdict == "valid"
    bagit.Bag(str(package)).validate()
    for manifest in package.glob("*manifest-*.txt"):
        tool = manifest.stem.partition("-")[2] + "sum"
        subprocess.run([tool, "--quiet", "-c", manifest.name], cwd=package, check=True)


def said(*arguments: str | Path) -> str:
    """What a command prints; it does what it is asked to do."""
    done = CliRunner().invoke(command, list(map(str, arguments)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_holey_package_is_repaired_and_stays_holey(
    package: Path, replica: Path, scans: Path, ledger: Path
) -> None:
    audit(package, ledger, allow_unfetched=True)
    flip(package / "data/transcription.txt")
    result = frus_pack.repair(package, replicas=replica, ledger=ledger)
    assert (list(result.taken), result.unfetched) == (["data/transcription.txt"], (IMAGE,))
    last = frus_pack.package_history(package, ledger=ledger)[-1]
    assert last.outcome == "as-before"
    incomplete(package)
    complete(package, scans)


def test_what_a_replica_has_need_not_be_fetched(package: Path, replica: Path, scans: Path) -> None:
    complete(replica, scans)
    result = frus_pack.repair(package, replicas=replica)
    assert (list(result.taken), result.unfetched) == ([IMAGE], ())
    assert frus_pack.validate(package).verdict == "valid"


def test_repair_says_what_is_still_to_be_fetched(package: Path, replica: Path) -> None:
    unchanged = said("repair", package, "--from", replica).splitlines()
    to_fetch = "  1 file is still to be fetched"
    assert unchanged == [f"unchanged  {package}  (nothing is damaged)", to_fetch]
    flip(package / "data/transcription.txt")
    assert said("repair", package, "--from", replica).splitlines()[3] == to_fetch


@pytest.mark.parametrize("archived", [False, True])
def test_a_holey_package_is_amended_and_then_completed(
    package: Path, scans: Path, archived: bool
) -> None:
    place = as_tar(package) if archived else package
    frus_pack.amend(place, {"place": "Lima"}, **WHY)
    info = frus_pack.open_package(place).bag.bag_info
    assert incomplete(place).errors == ()
    if archived:
        shutil.rmtree(package)
        (package,) = (
            one.path or place
            for one in frus_pack.unpack_all(place, place.parent, allow_unfetched=True)
        )
    assert description(package)["place"] == "Lima"
    complete(package, scans)
    octets = sum(path.stat().st_size for path in (package / "data").rglob("*") if path.is_file())
    assert dict(info)["Payload-Oxum"] == f"{octets}.5"


def test_an_amended_holey_package_is_kept_when_it_is_packed_again(
    package: Path, samples: Path, scans: Path
) -> None:
    frus_pack.amend(package, {"place": "Lima"}, **WHY)
    assert pack(samples, scans, package.parent.parent)[NAME] == "amended"
    complete(package, scans)
    assert pack(samples, scans, package.parent.parent)[NAME] == "amended"


def test_a_holey_package_with_crosswalks_is_completed_first(
    samples: Path, scans: Path, tmp_path: Path
) -> None:
    deposit = tmp_path / "deposit"
    pack(samples, scans, deposit, include=["mets"])  # type: ignore[arg-type]
    package = deposit / VOLUME / NAME
    with pytest.raises(StorageError, match=r"complete the package first"):
        frus_pack.amend(package, {"place": "Lima"}, **WHY)
    complete(package, scans)
    frus_pack.amend(package, {"place": "Lima"}, **WHY)
    assert frus_pack.validate(package).verdict == "valid"


def test_a_holey_package_is_rebagged_with_what_it_holds(package: Path, scans: Path) -> None:
    with (package / "bag-info.txt").open("a") as file:
        file.write("Contact-Name: Maria Kest\n")
    result = frus_pack.rebag(package, changed=["bag-info.txt"])
    assert result.changes == {"bag-info.txt": "altered"}
    complete(package, scans)


def holey_bag(folder: Path, length: str = "3") -> Path:
    """A bag of another tool with a file to be fetched."""
    bag = make_bag(folder, {"data/a.txt": b"one", "data/b.txt": b"two"}, algorithms=("md5", "sha1"))
    (bag / "fetch.txt").write_text(f"https://example.org/b.txt {length} data/b.txt\n")
    for algorithm in ("md5", "sha1"):
        seal(bag, algorithm)
    (bag / "data/b.txt").unlink()
    return bag


def test_a_manifest_of_a_holey_bag_is_dropped_but_none_added(tmp_path: Path) -> None:
    bag = holey_bag(tmp_path / "bag")
    with pytest.raises(
        StorageError, match=r"data/b\.txt is still to be fetched, and has no sha256"
    ):
        frus_pack.rebag(bag, algorithms=["sha256"])
    assert frus_pack.rebag(bag, algorithms=["sha1"]).algorithms == ("sha1",)
    (bag / "data/b.txt").write_bytes(b"two")
    bagit.Bag(str(bag)).validate()


def test_a_length_that_fetch_txt_does_not_say_is_not_guessed(tmp_path: Path) -> None:
    bag = holey_bag(tmp_path / "bag", "-")
    frus_pack.rebag(bag, algorithms=["sha1"])
    assert (bag / "bag-info.txt").read_text() == "Payload-Oxum: 6.2\n"
    (bag / "data/a.txt").write_bytes(b"more")
    with pytest.raises(StorageError, match=r"does not say how long data/b\.txt is"):
        frus_pack.rebag(bag, changed=["data/a.txt"])
