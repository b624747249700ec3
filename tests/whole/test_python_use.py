"""The library in scripts and notebooks: it takes what is natural and prints what it found."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

import frus_pack
from tests.support.bags import make_bag


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
    assert str(outcomes[-2]) == f"unchanged  {package}"
    assert str(outcomes[-3]) == f"unchanged  {package}"


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
