"""The library in scripts, notebooks and threads: it takes what is natural, says what it needs."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from tests.support.bags import make_bag


@pytest.fixture
def deposit(tmp_path: Path, samples: Path) -> Path:
    list(frus_pack.pack_all(samples / "d12-telegram", tmp_path / "deposit", jobs=1))
    list(frus_pack.pack_all(samples / "frus1958-60v99-d14.txt", tmp_path / "deposit", jobs=1))
    return tmp_path / "deposit"


def test_a_report_is_true_if_the_bag_is_valid(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag")
    assert frus_pack.validate(bag)
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    assert not frus_pack.validate(bag)


def test_a_report_is_readable_as_text_json_and_in_a_notebook(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "a<b")
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    report = frus_pack.validate(bag)
    assert str(report).startswith(f"{bag}: not valid  (7 files, 1,224 bytes)\n  error  ")
    assert json.loads(report.to_json()) == report.to_dict()
    assert report.to_dict()["findings"][0]["code"] == "bag.payload-altered"
    assert "a&lt;b" in report._repr_html_()
    assert str(report.findings[0]) == (
        "error: data/letter.txt: its checksum differs (sha512) [bag.payload-altered]"
    )
    assert str(report.checks[1]) == "fixity: failed"


def test_the_packages_of_a_deposit_come_one_after_the_other(deposit: Path) -> None:
    found = [(one.identifier, one.name) for one in frus_pack.packages(deposit)]
    assert found == [
        ("frus1958-60v99/d12", "frus1958-60v99-d12"),
        ("frus1958-60v99/d14", "frus1958-60v99-d14"),
    ]
    (package,) = frus_pack.packages([deposit / "frus1958-60v99/frus1958-60v99-d12"])
    assert str(package).startswith("frus1958-60v99/d12: 12. Telegram From the Department")
    assert "<td>frus1958-60v99/d12</td>" in package._repr_html_()


def test_a_bag_that_is_not_a_package_is_logged(
    deposit: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_bag(deposit / "another")
    with caplog.at_level(logging.WARNING, "frus_pack"):
        assert len(list(frus_pack.packages(deposit))) == 2
    (record,) = caplog.records
    assert record.name == "frus_pack"
    assert str(deposit / "another") in record.getMessage()


def test_one_path_is_as_good_as_many(deposit: Path) -> None:
    for paths in (deposit, str(deposit), [deposit], iter([str(deposit)])):
        assert len(list(frus_pack.validate_all(paths, jobs=1))) == 2


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (5, "paths: give a path or several paths, not int"),
        (b"deposit", "paths: give a path or several paths, not bytes"),
        (None, "paths: give a path or several paths, not NoneType"),
        ([5], "paths: give paths, not int"),
    ],
)
def test_what_is_not_a_path_is_a_type_error_that_says_what_to_give(
    paths: object, said: str
) -> None:
    with pytest.raises(TypeError) as raised:
        list(frus_pack.validate_all(paths, jobs=1))  # type: ignore[arg-type]
    assert str(raised.value) == said


def test_a_package_has_its_description_as_json_and_labels_as_a_mapping(deposit: Path) -> None:
    (package,) = frus_pack.packages(deposit / "frus1958-60v99/frus1958-60v99-d12")
    described = json.loads(package.to_json())
    assert list(described) == ["path", "identifier", "name", "metadata", "pages", "bag_info"]
    assert described["metadata"]["id"] == "d12"
    assert package.bag_info["external-identifier"] == "frus1958-60v99/d12"
    assert package.bag_info.getall("External-Identifier") == ["frus1958-60v99/d12"]
    assert package.bag_info.getall("Contact-Name") == []
    assert "Contact-Name" not in package.bag_info


def test_labels_keep_every_value_in_order() -> None:
    info = frus_pack.Labels([("A", "1"), ("B", "2"), ("a", "3")])
    assert dict(info) == {"A": "1", "B": "2"}
    assert (info.getall("A"), info.pairs[-1]) == (["1", "3"], ("a", "3"))
    assert repr(info) == "Labels([('A', '1'), ('B', '2'), ('a', '3')])"
    with pytest.raises(KeyError, match="'C'"):
        info["C"]


def test_a_package_serves_wherever_a_path_does(deposit: Path, tmp_path: Path) -> None:
    (package,) = frus_pack.packages(deposit / "frus1958-60v99/frus1958-60v99-d12")
    assert frus_pack.validate(package)
    assert frus_pack.open_package(package).identifier == package.identifier
    assert [one.ok for one in frus_pack.validate_all(package, jobs=1)] == [True]
    assert frus_pack.unpack(package, tmp_path / "to").name == package.name


def _wrong(samples: Path, **wrong: object) -> object:
    arguments: dict[str, Any] = {"sources": samples / "d12-telegram", "to": "deposit", **wrong}
    return list(frus_pack.pack_all(**arguments))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"images_as": "embed"}, "images_as: 'embed' is not one of embedded, referenced, fetched"),
        ({"jobs": "2"}, "jobs: give a number of processes, 1 or more, not '2'"),
        ({"jobs": 0}, "jobs: give a number of processes, 1 or more, not 0"),
        ({"include": 3}, "include: give a list of texts, not int"),
        ({"serialize": "rar"}, "'rar' is not one of the forms tar and zip"),
        ({"sources": 3}, "sources: give a path or several paths, not int"),
    ],
)
def test_a_wrong_argument_gets_an_error_that_says_what_to_pass(
    samples: Path, wrong: dict[str, object], said: str
) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        _wrong(samples, **wrong)
    assert str(raised.value) == said


def test_what_is_not_one_path_is_told_what_takes_many(tmp_path: Path) -> None:
    calls: dict[str, Callable[[Any], object]] = {
        "path: give a path, not int; validate_all() takes many": frus_pack.validate,
        "path: give a path, not int; packages() takes many": frus_pack.open_package,
        "path: give a path, not int": frus_pack.open_bag,
        "volume: give a path, not int; survey_all() takes many": frus_pack.survey,
        "source: give a path, not int": lambda given: list(frus_pack.read(given)),
        "text: give a path, not int": lambda given: frus_pack.describe(given, "frus1958-60v99"),
        "package: give a path, not int; export_all() takes many": (
            lambda given: frus_pack.export(given, "mods")
        ),
        "package: give a path, not int; unpack_all() takes many": (
            lambda given: frus_pack.unpack(given, tmp_path)
        ),
        "package: give a path, not int; ingest_all() takes many": (
            lambda given: frus_pack.ingest(given, ocfl=tmp_path)
        ),
    }
    for said, call in calls.items():
        with pytest.raises(TypeError) as raised:
            call(3)
        assert str(raised.value) == said


def test_a_wrong_type_gets_a_type_error_that_says_what_to_pass(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"^document: give a Document, as read\(\) yields them"):
        frus_pack.pack("d12", tmp_path)  # type: ignore[arg-type]
    with pytest.raises(
        TypeError, match=r"^older_than: give a timedelta, like timedelta\(days=90\)"
    ):
        list(frus_pack.audit(tmp_path, ledger=tmp_path / "l", older_than=90))  # type: ignore[arg-type]


def test_one_text_is_as_good_as_a_list_of_one(samples: Path, tmp_path: Path) -> None:
    (document,) = frus_pack.read(samples / "d12-telegram")
    package = frus_pack.pack(document, tmp_path, include="mods", algorithms="sha256")
    assert "metadata/mods.xml" in package
    assert "manifest-sha256.txt" in package


def test_every_outcome_is_readable_as_text_json_and_in_a_notebook(
    deposit: Path, samples: Path, tmp_path: Path
) -> None:
    sources = [samples / "d12-telegram", tmp_path / "<none>"]
    package = deposit / "frus1958-60v99/frus1958-60v99-d12"
    outcomes = [
        *frus_pack.pack_all(sources, deposit, jobs=1),
        *frus_pack.unpack_all(package, tmp_path / "to", jobs=1),
        *frus_pack.export_all(package, "mods", tmp_path / "records", jobs=1),
        *frus_pack.ingest_all(package, ocfl=tmp_path / "root", jobs=1),
        *frus_pack.retrieve_all("*", ocfl=tmp_path / "root", to=tmp_path / "back"),
        *frus_pack.audit(package, ledger=tmp_path / "ledger", jobs=1),
        frus_pack.repair(package, replicas=tmp_path / "back"),
        frus_pack.rebag(package),
        frus_pack.survey_all(samples / "frus1961-63v98", jobs=1),
    ]
    for one in outcomes:
        assert json.loads(one.to_json()) == one.to_dict()
        assert one._repr_html_().startswith(("<table><tr><th>", "<pre>"))
    assert str(outcomes[0]) == f"unchanged  {package}"
    assert outcomes[0].to_dict()["images"] == {"embedded": 3}
    assert str(outcomes[1]) == f"failed     {tmp_path}/<none>: does not exist (check the name)"
    assert "&lt;none&gt;" in outcomes[1]._repr_html_()
    assert str(outcomes[2]) == f"unpacked   {tmp_path}/to/frus1958-60v99-d12"
    assert str(outcomes[-1]).endswith("frus1961-63v98.xml: deposit  (8 documents, no fault found)")
    assert str(outcomes[-2]) == f"rebagged   {package}"


def test_advice_is_in_the_words_of_the_caller(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "source"
    shutil.copytree(samples / "d12-telegram", folder)
    list(frus_pack.pack_all(folder, tmp_path / "deposit", jobs=1))
    text = folder / "transcription.txt"
    text.write_text(text.read_text().replace("harbor", "harbour"))
    (outcome,) = frus_pack.pack_all(folder, tmp_path / "deposit", jobs=1)
    assert str(outcome.error).endswith("(replace=True replaces it; or pack to another deposit)")
    command = [sys.executable, "-m", "frus_pack", "pack", str(folder), "--to"]
    done = subprocess.run([*command, tmp_path / "deposit"], capture_output=True, text=True)
    assert done.stderr.endswith("(--replace replaces it; or pack to another deposit)\n")


def test_what_pillow_logs_is_not_printed(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "script.py").write_text(
        "import logging, sys\nimport frus_pack\n"
        "logging.basicConfig(level=logging.DEBUG)\n"
        "scans = sys.argv[1] + '/scans'\n"
        "print(len(list(frus_pack.pack_all(sys.argv[1], 'to', images=scans, jobs=1))))\n"
    )
    done = subprocess.run(
        [sys.executable, "script.py", samples / "frus1961-63v98"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("8\n", "")


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
