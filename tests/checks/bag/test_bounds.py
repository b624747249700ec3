"""Bounded: time and memory of a check grow with the bag, and findings are counted, not hoarded."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import frus_pack
from frus_pack.reports import report_text
from frus_pack.requirements.finding import MOST_ALIKE, Finding, count, first_of_each
from frus_pack.validating.valid_copy import InvalidPackageError
from frus_pack.validating.validate import validate
from tests.support.bags import codes, digest, make_bag
from tests.support.deep import take_away


def test_like_findings_are_counted_and_the_first_are_kept() -> None:
    alike = [Finding("bag.system-file", str(n), "is litter") for n in range(1000)]
    other = Finding("bag.link", "data/l", "is a link")
    kept = first_of_each([*alike, other])
    assert [one.location for one in kept[:-1]] == [str(n) for n in range(MOST_ALIKE)]
    assert (kept[-1], count(kept)) == (other, 1001)
    assert first_of_each(kept) == kept


def _small_zip(place: Path, listed: int, manifests: int) -> Path:
    """A zip whose further manifests list files that it does not hold."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        file.writestr("bag/bagit.txt", declaration)
        file.writestr("bag/data/x", b"hi")
        file.writestr("bag/manifest-sha512.txt", f"{digest(b'hi')}  data/x\n")
        lines = "0 data/x\n" + "".join(f"0 data/{n:x}\n" for n in range(listed))
        for n in range(manifests):
            file.writestr(f"bag/manifest-foo{n}.txt", lines)
    return place


def test_a_small_archive_with_very_many_findings_gives_a_short_report(tmp_path: Path) -> None:
    report = validate(_small_zip(tmp_path / "bag.zip", 20_000, 1))
    missing = [one for one in report.findings if one.code == "bag.payload-file-missing"]
    assert (len(missing), count(missing)) == (MOST_ALIKE, 20_000)
    text = report_text.text(report)
    assert "… and 19,995 more bag.payload-file-missing" in text
    assert len(text.splitlines()) < 1000
    told = json.loads(json.dumps(report.to_dict()))["findings"]
    assert sum(1 + one["alike"] for one in told) == count(report.findings)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("label", "value"),
    [("Bag-Size", "1" * 1_000_000), ("Contact-Email", f"a@{'.a' * 500_000}@")],
)
def test_a_value_of_a_megabyte_is_compared_with_its_form_at_once(
    tmp_path: Path, label: str, value: str
) -> None:
    bag = make_bag(tmp_path / "bag")
    (bag / "tagmanifest-sha512.txt").unlink()
    (bag / "bag-info.txt").write_text(f"{label}: {value}\n")
    assert "bag.bag-info-value" in codes(validate(bag))


MEASURE = """
import sys, frus_pack
report = frus_pack.validate(sys.argv[1], jobs=1)
with open("/proc/self/status") as status:
    (peak,) = (line.split()[1] for line in status if line.startswith("VmHWM:"))
print(report.ok, peak)
"""
"""Prints the peak memory in KiB. `ru_maxrss` would count what the parent held at the fork."""


def _measured(bag: Path) -> tuple[str, int]:
    """The verdict on a bag, and the most memory that a process of its own took (KiB)."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(bag)], capture_output=True, text=True, check=True
    )
    ok, memory = done.stdout.split()
    return ok, int(memory)


@pytest.mark.slow
def test_findings_by_the_million_take_bounded_memory(tmp_path: Path) -> None:
    ok, memory = _measured(_small_zip(tmp_path / "bag.zip", 300_000, 3))
    assert ok == "False"
    assert memory < 500 << 10


def _deep_tar(place: Path, *, wrong: bool, folders: int = 1400) -> Path:
    path = "data/" + "a/" * folders + "x"
    recorded = "0" * 128 if wrong else digest(b"hi")
    with tarfile.open(place, "w", format=tarfile.PAX_FORMAT) as file:
        for name, content in {
            "bag/bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            f"bag/{path}": b"hi",
            "bag/manifest-sha512.txt": f"{recorded}  {path}\n".encode(),
        }.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, BytesIO(content))
    return place


@pytest.mark.parametrize("folders", [2000, 400_000])
def test_a_longer_chain_of_folders_is_an_error_that_costs_nothing(
    tmp_path: Path, folders: int
) -> None:
    report = validate(_deep_tar(tmp_path / "deep.tar", wrong=False, folders=folders))
    assert "bag.path-unsafe" in {one.code for one in report.errors}


def test_the_names_of_folders_in_an_archive_are_bounded(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "many.tar", "w", format=tarfile.PAX_FORMAT) as file:
        for n in range(40):
            file.addfile(tarfile.TarInfo(f"bag/data/{n}/" + "a/" * 1900 + "x"))
    findings = validate(tmp_path / "many.tar").findings
    message = "the names of its folders have more than 67108864 characters in all"
    assert [one.message for one in findings if one.code == "bag.limit-exceeded"] == [message]


@pytest.mark.parametrize("wrong", [False, True], ids=["valid", "not valid"])
def test_a_path_of_1400_folders_leaves_the_deposit_usable(tmp_path: Path, wrong: bool) -> None:
    archive, to = _deep_tar(tmp_path / "deep.tar", wrong=wrong), tmp_path / "to"
    if wrong:
        with pytest.raises(InvalidPackageError):
            frus_pack.unpack(archive, to)
    else:
        assert frus_pack.unpack(archive, to) == to / "bag"
        assert validate(to / "bag").ok
        take_away(to / "bag")
    good = make_bag(tmp_path / "good")
    assert frus_pack.unpack(good, to) == to / "good"
    assert sorted(path.name for path in to.iterdir()) == ["good"]
