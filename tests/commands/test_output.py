"""What commands print of many things: what needs attention, a summary, and forms for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from frus_pack.errors import Problem, SourceError, StorageError
from frus_pack.reports.entries import failed_entry
from frus_pack.reports.entry import Entry
from frus_pack.reports.report_printing import TextPrinter
from frus_pack.reports.summary import Summary
from tests.support.bags import make_bag
from tests.support.commands import run_command


@pytest.fixture
def deposit(tmp_path: Path) -> Path:
    """Bags, of which the 3rd and the 31st are altered, and the 5th is only warned about."""
    for n in range(40):
        make_bag(tmp_path / f"all/bag{n:02}")
    for n in (3, 31):
        (tmp_path / f"all/bag{n:02}/data/letter.txt").write_bytes(b"dear Sir:\n")
    make_bag(tmp_path / "all/bag05", tags=[("Bagging-Date", "yesterday")])
    return tmp_path


def test_of_many_bags_those_with_errors_are_shown_and_then_a_summary(deposit: Path) -> None:
    done = run_command("validate", "all", cwd=deposit)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    bad = lines[: lines.index("Needs attention:")]
    assert sorted(bad[::2]) == [
        "all/bag03: not valid  (7 files, 1,224 bytes)",
        "all/bag31: not valid  (7 files, 1,224 bytes)",
    ]
    altered = "data/letter.txt: its checksum differs (sha512)  [bag.payload-altered]"
    assert bad[1::2] == [f"  error        {altered}"] * 2
    summary = lines[lines.index("Needs attention:") :]
    assert sorted(summary[1:3]) == ["  all/bag03", "  all/bag31"]
    assert summary[3:] == [
        "Findings (frus-pack explain CODE says what to do):",
        "  severity        count   found in  code",
        "  error               2          2  bag.payload-altered",
        "  warning             1          1  bag.bag-info-value",
        "files: 280, bytes: 48,984",
        "2 not valid, 38 valid",
    ]


def test_all_shows_each_and_quiet_only_what_failed(deposit: Path) -> None:
    every = run_command("validate", "all", "--all", cwd=deposit).stdout
    assert every.count(" valid  (7 files") == 40
    assert "[bag.bag-info-value]" in every
    quiet = run_command("validate", "all", "--quiet", cwd=deposit).stdout
    assert quiet.count("not valid  (7 files") == 2
    assert "Needs attention" not in quiet
    assert run_command("validate", "all/bag00", "--quiet", cwd=deposit).stdout == ""


def test_a_bag_of_many_has_a_line_for_each_error_and_whole_if_asked_for(deposit: Path) -> None:
    (deposit / "all/bag31/data/letter.txt").write_bytes(b"Dear Sir,\n")
    (deposit / "all/bag03/bag-info.txt").write_text("Bagging-Date: yesterday\n")
    brief = run_command("validate", "all", "--quiet", cwd=deposit).stdout.splitlines()
    assert sorted(brief) == [
        "  error        bag-info.txt: its checksum differs (sha512)  [bag.tag-file-altered]",
        "  error        data/letter.txt: its checksum differs (sha512)  [bag.payload-altered]",
        "  error        data/letter.txt: its checksum differs (sha512)  [bag.payload-altered]",
        "all/bag03: not valid  (7 files, 1,228 bytes)",
        "all/bag31: not valid  (7 files, 1,224 bytes)",
    ]
    every = run_command("validate", "all", "--all", cwd=deposit).stdout
    assert "  see RFC 8493 §3\n" in every
    assert "  found:    yesterday\n" in every
    single = run_command("validate", "all/bag03", cwd=deposit).stdout
    assert "  see RFC 8493 §3\n" in single
    assert "  failed       fixity\n" in single


def test_of_an_only_entry_before_an_error_nothing_is_lost() -> None:
    def entries() -> Iterator[Entry]:
        yield failed_entry("one", StorageError("one: is gone"))
        raise StorageError("the disk is gone")

    out = io.StringIO()
    with pytest.raises(StorageError, match="the disk is gone"):
        TextPrinter(out, out).print(entries(), Summary())
    assert out.getvalue() == "failed     one: is gone\n"


def test_statistics_are_the_table_by_code_alone(deposit: Path) -> None:
    done = run_command("validate", "all", "--statistics", cwd=deposit)
    assert done.stdout.splitlines()[0] == "Findings (frus-pack explain CODE says what to do):"
    assert len(done.stdout.splitlines()) == 6


def test_a_single_bag_is_shown_whole(deposit: Path) -> None:
    done = run_command("validate", "all/bag05", cwd=deposit)
    assert done.stdout.startswith("all/bag05: valid  (7 files, ")
    assert "[bag.bag-info-value]" in done.stdout
    assert "not checked" in done.stdout


def test_the_first_20_failures_are_named_and_the_others_counted(deposit: Path) -> None:
    for n in range(25):
        (deposit / f"all/bag{n:02}/data/letter.txt").unlink()
    lines = run_command("validate", "all", "--jobs", "1", cwd=deposit).stdout.splitlines()
    start = lines.index("Needs attention:")
    assert lines[start + 1] == "  all/bag00"
    assert lines[start + 20] == "  all/bag19"
    assert lines[start + 21] == "  … and 6 more"


def test_failures_that_are_alike_are_shown_20_times_and_counted(deposit: Path) -> None:
    for n in range(25):
        (deposit / f"all/bag{n:02}/data/letter.txt").unlink()
    done = run_command("validate", "all", "--jobs", "1", cwd=deposit)
    assert done.stdout.count("does not exist; manifest-sha512.txt lists it") == 20
    assert (
        "… and 5 more with: bag.oxum-differs; bag.payload-file-missing"
        " (--quiet or --all shows them)\n" in done.stdout
    )
    assert done.stdout.count("bag.payload-altered") == 2
    quiet = run_command("validate", "all", "--jobs", "1", "--quiet", cwd=deposit)
    assert quiet.stdout.count("does not exist; manifest-sha512.txt lists it") == 25


def test_failures_of_one_message_are_alike_whatever_they_name() -> None:
    summary = Summary()
    for n in range(23):
        problem = Problem(f"{n}.txt", "names no volume", advice="name it like x: y")
        summary.add(failed_entry(f"{n}.txt", SourceError(problem)))
        summary.add(failed_entry(f"v.xml#d{n}", StorageError(f"dep/v-d{n}: already exists")))
    assert [line.text for line in summary.alike()] == [
        "… and 3 more with: names no volume (--quiet or --all shows them)",
        "… and 3 more with: already exists (--quiet or --all shows them)",
    ]


def test_a_profile_is_the_fault_of_its_option_however_it_is_written(deposit: Path) -> None:
    (deposit / "profile.json").write_text("{")
    for path in ("profile.json", "./profile.json", ".//profile.json"):
        done = run_command("validate", "all/bag00", "--profile", path, cwd=deposit)
        assert done.returncode == 2
        assert "Invalid value for --profile: profile.json: is not JSON" in done.stderr


def test_results_go_to_a_file_in_the_form_asked_for(deposit: Path) -> None:
    done = run_command("validate", "all", "--format", "json", "--output", "out.json", cwd=deposit)
    said = (done.returncode, done.stdout, done.stderr)
    assert said == (1, "out.json: 2 not valid, 38 valid\n", "")
    assert len(json.loads((deposit / "out.json").read_text())["reports"]) == 40
    quiet = run_command("validate", "all", "--format", "csv", "--quiet", cwd=deposit).stdout
    assert len(quiet.splitlines()) == 3


def test_an_interrupt_before_any_result_prints_nothing() -> None:
    def interrupted() -> Iterator[Entry]:
        raise KeyboardInterrupt
        yield

    out = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        TextPrinter(out, out).print(interrupted(), Summary())
    assert out.getvalue() == ""
    TextPrinter(out, out).print([], Summary())
    assert out.getvalue() == "nothing to do\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--all", "--quiet"), "give one of --all, --quiet, --statistics"),
        (("--statistics", "--format", "json"), "--statistics goes with --format text"),
        (("--format", "xml"), "'xml' is not one of 'text', 'json', 'csv', 'junit'"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = run_command("validate", "x", *options, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_file_that_cannot_be_written_is_one_line(deposit: Path) -> None:
    done = run_command("validate", "all", "--output", "none/out", cwd=deposit)
    assert done.returncode == 1
    assert done.stderr == "frus-pack: none/out: cannot be written: No such file or directory\n"


def test_what_was_made_has_json_and_csv(deposit: Path) -> None:
    made = run_command(
        "unpack", "all", "--to", "out", "--format", "json", "--jobs", "1", cwd=deposit
    )
    results = json.loads(made.stdout)["results"]
    assert results[0] == {
        "source": "all/bag00",
        "status": "unpacked",
        "path": "out/bag00",
        "problems": [],
        "findings": [],
    }
    assert results[3]["status"] == "failed"
    assert results[3]["problems"][0] == "all/bag03: is not valid"
    again = run_command("unpack", "all", "--to", "out", "--format", "csv", cwd=deposit).stdout
    heading = "name,status,severity,code,location,message,expected,found,alike"
    assert again.splitlines()[0] == heading
    assert sum(",unchanged," in line for line in again.splitlines()) == 38
