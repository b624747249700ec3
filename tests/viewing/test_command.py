"""`frus-pack view` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from frus_pack.commands.view import view
from frus_pack.errors import FrusPackError


def run(*arguments: str | Path) -> Result:
    """The command in this process."""
    return CliRunner().invoke(view, [str(one) for one in arguments] + ["--jobs", "1"])


def test_a_deposit_is_counted_and_the_first_page_is_named(
    packed_samples: Path, tmp_path: Path
) -> None:
    done = run(packed_samples, "--to", tmp_path / "site")
    assert (done.exit_code, done.output) == (0, f"11 made\nopen {tmp_path / 'site/index.html'}\n")
    again = run(packed_samples, "--to", tmp_path / "site")
    assert again.output.startswith("11 unchanged\n")


def test_one_package_is_named_with_its_verdict(packed_samples: Path, tmp_path: Path) -> None:
    package = packed_samples / "frus1958-60v99" / "frus1958-60v99-d12"
    done = run(package, "--to", tmp_path / "site")
    page = tmp_path / "site" / "frus1958-60v99" / "d12.html"
    assert done.output.splitlines()[0] == f"made       {page}  (valid)"


def test_a_package_that_is_not_valid_is_printed_and_counted(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d14"
    (package / "data" / "transcription.txt").write_bytes(b"other words")
    done = run(deposit, "--to", tmp_path / "site")
    page = tmp_path / "site" / "frus1958-60v99" / "d14.html"
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        f"made       {page}  (not valid)",
        "not valid: 1",
        "11 made",
        f"open {tmp_path / 'site' / 'index.html'}",
    ]


def test_what_is_not_a_package_is_named_and_the_rest_is_shown(
    deposit: Path, tmp_path: Path
) -> None:
    (deposit / "frus1958-60v99" / "frus1958-60v99-d14" / "data" / "metadata.json").unlink()
    done = run(deposit, "--to", tmp_path / "site")
    assert done.exit_code == 1
    assert "frus1958-60v99-d14: is no" in done.output.replace("is not a", "is no")
    assert "1 failed, 10 made" in done.output


def test_results_are_given_as_json(packed_samples: Path, tmp_path: Path) -> None:
    done = run(packed_samples, "--to", tmp_path / "site", "--format", "json")
    results = json.loads(done.output)["results"]
    assert {one["verdict"] for one in results} == {"valid"}
    assert len(results) == 11


def test_a_missing_ledger_is_an_error_before_anything_is_written(
    packed_samples: Path, tmp_path: Path
) -> None:
    done = run(packed_samples, "--to", tmp_path / "site", "--ledger", tmp_path / "none.sqlite")
    assert done.exit_code == 2
    assert "none.sqlite' does not exist" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_site_of_before_is_not_offered_when_nothing_was_made(
    packed_samples: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    run(packed_samples, "--to", site)
    done = run(tmp_path / "nothing", "--to", site)
    assert done.exit_code == 1
    assert "open " not in done.output


def test_nothing_at_a_path_is_an_error(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", "--to", tmp_path / "site")
    assert isinstance(done.exception, FrusPackError)
    assert "no package was found" in str(done.exception)
    assert "does not exist" in done.output


def test_an_empty_name_of_the_site_is_refused(packed_samples: Path) -> None:
    done = run(packed_samples, "--to", "")
    assert done.exit_code == 2
    assert "is empty; give the path of a folder" in done.output
