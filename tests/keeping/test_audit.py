"""What an audit says of packages that are as before, changed, altered, moved, missing or new."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

import frus_pack
from frus_pack.errors import StorageError
from frus_pack.keeping import fixity_check
from frus_pack.keeping.identity import stamp
from frus_pack.keeping.ledger import open_to_record
from tests.keeping.auditing import audit, counts, flip, query
from tests.keeping.conftest import NAME
from tests.support.bags import as_tar, as_zip, make_bag


def test_first_everything_is_new_and_then_as_before(deposit: Path, ledger: Path) -> None:
    assert counts(deposit, ledger) == {"new": 11}
    assert counts(deposit, ledger) == {"as-before": 11}
    assert query(ledger, "SELECT count(*) FROM fixity_check") == [(22,)]


def test_a_flipped_bit_is_altered_until_it_is_mended(
    deposit: Path, package: Path, ledger: Path
) -> None:
    audit(deposit, ledger)
    flip(package / "data/transcription.txt")
    assert audit(deposit, ledger)[NAME] == "altered"
    assert audit(deposit, ledger)[NAME] == "altered"
    flip(package / "data/transcription.txt")
    assert audit(deposit, ledger)[NAME] == "as-before"


def test_a_bag_changed_on_purpose_is_changed_once(tmp_path: Path, ledger: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/letter.txt": b"Dear Sir:\n"})
    audit(tmp_path, ledger)
    make_bag(bag, {"data/letter.txt": b"Dear Madam:\n"})
    assert audit(tmp_path, ledger) == {"bag": "changed"}
    assert audit(tmp_path, ledger) == {"bag": "as-before"}


def test_what_validate_does_not_look_into_no_audit_does(tmp_path: Path, ledger: Path) -> None:
    bag = make_bag(tmp_path / "elsewhere/bag")
    as_tar(bag).rename(tmp_path / "elsewhere/b.tar.zst")
    make_bag(tmp_path / "deposit/a")
    (tmp_path / "deposit/link").symlink_to(bag)
    shutil.copy(tmp_path / "elsewhere/b.tar.zst", tmp_path / "deposit")
    assert audit(tmp_path / "deposit", ledger) == {
        "a": "new",
        "b.tar.zst": "unreadable",
        "link": "unreadable",
    }
    assert query(ledger, "SELECT message FROM finding ORDER BY message") == [
        ("is a link to a folder, and was not followed (give it by its own path)",),
        ("is an archive of a form that cannot be read",),
    ]
    reports = frus_pack.validate_all(tmp_path / "deposit", jobs=1)
    assert {one.path.name: one.ok for one in reports} == {
        "a": True,
        "b.tar.zst": False,
        "link": False,
    }


def test_manifests_made_anew_under_the_old_seal_are_altered(
    deposit: Path, package: Path, ledger: Path
) -> None:
    audit(deposit, ledger)
    manifest = package / "tagmanifest-sha512.txt"
    lines = [line.split("  ") for line in manifest.read_text().splitlines()]
    manifest.write_text("".join(f"{digest.upper()}  {name}\n" for digest, name in lines))
    assert audit(package, ledger) == {NAME: "altered"}


def test_a_package_that_is_gone_is_missing_until_it_is_back(
    deposit: Path, package: Path, ledger: Path, tmp_path: Path
) -> None:
    audit(deposit, ledger)
    package.rename(tmp_path / "away")
    assert audit(deposit, ledger)[NAME] == "missing"
    (tmp_path / "away").rename(package)
    assert audit(deposit, ledger)[NAME] == "as-before"


def test_a_package_that_is_audited_alone_can_be_missing(
    deposit: Path, package: Path, ledger: Path
) -> None:
    audit(deposit, ledger)
    shutil.rmtree(package)
    assert audit(package, ledger) == {NAME: "missing"}


def test_a_package_at_another_place_is_moved_and_not_missing(
    deposit: Path, package: Path, ledger: Path
) -> None:
    audit(deposit, ledger)
    package.rename(deposit / NAME)
    moved = [
        one
        for one in frus_pack.audit(deposit, ledger=ledger, jobs=1)
        if not one.check or one.outcome != "as-before"
    ]
    assert [(one.outcome, one.place, one.note) for one in moved] == [
        ("moved", deposit / NAME, f"from {package}")
    ]
    assert counts(deposit, ledger) == {"as-before": 11}


def test_a_copy_of_a_package_is_new(deposit: Path, package: Path, ledger: Path) -> None:
    audit(deposit, ledger)
    shutil.copytree(package, deposit / "copies" / NAME)
    assert counts(deposit, ledger) == {"as-before": 11, "new": 1}


def test_a_package_damaged_while_it_was_moved_is_altered(
    deposit: Path, package: Path, ledger: Path
) -> None:
    audit(deposit, ledger)
    package.rename(deposit / NAME)
    flip(deposit / NAME / "data/transcription.txt")
    assert counts(deposit, ledger) == {"as-before": 10, "altered": 1}


def test_a_bag_that_was_never_valid_is_invalid(tmp_path: Path, ledger: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/letter.txt": b"Dear Sir:\n"})
    flip(bag / "data/letter.txt")
    assert audit(tmp_path, ledger) == {"bag": "invalid"}
    assert audit(tmp_path, ledger) == {"bag": "invalid"}
    flip(bag / "data/letter.txt")
    assert audit(tmp_path, ledger) == {"bag": "changed"}


@pytest.mark.parametrize("archived", [as_tar, as_zip])
def test_archives_are_audited_as_folders_are(
    tmp_path: Path, ledger: Path, archived: object
) -> None:
    bag = make_bag(tmp_path / "bag", {"data/letter.txt": b"Dear Sir:\n"})
    archive = as_tar(bag) if archived is as_tar else as_zip(bag)
    shutil.rmtree(bag)
    assert audit(archive, ledger) == {archive.name: "new"}
    content = bytearray(archive.read_bytes())
    content[content.index(b"Dear Sir") if archived is as_tar else len(content) // 2] ^= 1
    archive.write_bytes(content)
    assert audit(archive, ledger)[archive.name] in ("altered", "unreadable")


def test_what_is_no_bag_any_more_is_unreadable(tmp_path: Path, ledger: Path) -> None:
    archive = as_tar(make_bag(tmp_path / "bag", {"data/letter.txt": b"Dear Sir:\n"}))
    shutil.rmtree(tmp_path / "bag")
    audit(archive, ledger)
    archive.write_bytes(b"nothing of a bag")
    assert audit(archive, ledger)[archive.name] in ("altered", "unreadable")


def test_never_checked_packages_come_first_then_the_oldest(
    deposit: Path, package: Path, ledger: Path
) -> None:
    first, second = sorted(deposit.iterdir())
    oldest, later = (sorted(path.name for path in one.iterdir()) for one in (second, first))
    audit(second, ledger)
    audit(first, ledger)
    shutil.copytree(package, deposit / "copy")
    assert list(audit(deposit, ledger)) == ["copy", *oldest, *later]


def test_older_than_leaves_out_what_was_checked_lately(deposit: Path, ledger: Path) -> None:
    audit(deposit, ledger)
    assert audit(deposit, ledger, older_than=timedelta(days=90)) == {}
    with open_to_record(ledger) as connection:
        connection.execute("UPDATE package SET last_checked = '2020-01-01T00:00:00Z' WHERE id < 4")
    assert counts(deposit, ledger, older_than=timedelta(days=90)) == {"as-before": 3}


def test_a_check_dated_in_the_future_is_made_again(deposit: Path, ledger: Path) -> None:
    """A clock that was set back must not put off a check for years."""
    audit(deposit, ledger)
    with open_to_record(ledger) as connection:
        connection.execute("UPDATE package SET last_checked = '2099-01-01T00:00:00Z' WHERE id = 1")
    assert counts(deposit, ledger, older_than=timedelta(days=90)) == {"as-before": 1}


def test_samples_reach_every_package_in_time(deposit: Path, ledger: Path) -> None:
    seen: set[str] = set()
    for _ in range(6):
        checked = audit(deposit, ledger, sample=0.3)
        assert len(checked) == 3
        seen |= checked.keys()
    assert len(seen) == 11


def test_a_budget_of_bytes_ends_the_audit(deposit: Path, ledger: Path) -> None:
    # Two are taken before the first has ended.
    assert counts(deposit, ledger, max_bytes=1) == {"new": 2}
    assert counts(deposit, ledger, max_bytes=0) == {}
    assert counts(deposit, ledger, max_time=timedelta(0)) == {}


def test_an_interrupted_audit_goes_on_where_it_was(deposit: Path, ledger: Path) -> None:
    interrupted = frus_pack.audit(deposit, ledger=ledger, jobs=1)
    first = {next(interrupted).place.name for _ in range(4)}
    interrupted.close()  # type: ignore[attr-defined]
    rest = audit(deposit, ledger)
    assert rest.keys().isdisjoint(first)
    assert len(rest) == 7
    assert len(audit(deposit, ledger)) == 11


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stopped_audit_recorded_what_it_reported(deposit: Path, ledger: Path, jobs: int) -> None:
    stopped = frus_pack.audit(deposit, ledger=ledger, jobs=jobs)
    reported = {str(next(stopped).place) for _ in range(5)}
    stopped.close()  # type: ignore[attr-defined]
    assert {place for (place,) in query(ledger, "SELECT place FROM fixity_check")} == reported


def test_two_audits_do_not_record_at_once(deposit: Path, ledger: Path) -> None:
    with open_to_record(ledger), pytest.raises(BlockingIOError):
        list(frus_pack.audit(deposit, ledger=ledger, jobs=1, wait=False))
    assert counts(deposit, ledger, wait=False) == {"new": 11}


def test_a_package_replaced_while_it_is_checked_is_checked_again(
    deposit: Path, package: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, stamps = stamp, iter(range(2))

    def restless(place: Path) -> tuple[object, ...]:
        return (next(stamps, 9), *real(place))

    monkeypatch.setattr(fixity_check, "stamp", restless)
    assert audit(package, ledger) == {NAME: "new"}


def test_a_package_that_never_rests_is_unreadable(
    package: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixity_check, "stamp", lambda place: (time.monotonic_ns(),))
    (one,) = frus_pack.audit(package, ledger=ledger, jobs=1)
    assert (one.outcome, one.note) == ("unreadable", "changed while it was checked")


def test_processes_share_the_packages(deposit: Path, ledger: Path) -> None:
    checks = list(frus_pack.audit(deposit, ledger=ledger, jobs=2))
    assert [one.outcome for one in checks] == ["new"] * 11


def test_a_name_that_is_not_utf_8_is_recorded(tmp_path: Path, ledger: Path) -> None:
    odd = tmp_path / "b\udce4g"
    make_bag(tmp_path / "bag", {"data/letter.txt": b"Dear Sir:\n"}).rename(odd)
    assert audit(odd, ledger) == {odd.name: "new"}
    assert audit(odd, ledger) == {odd.name: "as-before"}


def test_a_path_that_does_not_exist_and_never_did_is_an_error(tmp_path: Path, ledger: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        audit(tmp_path / "nothing", ledger)


@pytest.mark.parametrize("share", [0.0, -1.0, 1.5])
def test_a_share_out_of_range_is_refused(tmp_path: Path, ledger: Path, share: float) -> None:
    with pytest.raises(ValueError, match="give a share of more than 0 and at most 1"):
        audit(tmp_path, ledger, sample=share)


def test_another_process_waits_until_the_audit_ends(deposit: Path, ledger: Path) -> None:
    work = "list(frus_pack.audit(sys.argv[1], ledger=sys.argv[2], jobs=1))"
    code = f"import sys, frus_pack; print(len({work}))"
    first = frus_pack.audit(deposit, ledger=ledger, jobs=1)
    next(first)
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(deposit), str(ledger)], stdout=subprocess.PIPE, text=True
    )
    assert len(list(first)) == 10
    assert second.communicate()[0] == "11\n"
    assert query(ledger, "SELECT count(*) FROM fixity_check") == [(22,)]
    ended = query(ledger, "SELECT count(*) FROM audit WHERE ended IS NOT NULL")
    assert ended == [(2,)]


def test_a_clock_set_back_does_not_change_whose_turn_it_is(deposit: Path, ledger: Path) -> None:
    before = list(audit(deposit, ledger))
    with open_to_record(ledger) as connection:
        connection.execute("UPDATE package SET last_checked = '2099-01-01T00:00:00Z' WHERE id < 6")
    assert list(audit(deposit, ledger)) == before
