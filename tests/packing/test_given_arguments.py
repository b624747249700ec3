"""Arguments of packing in the forms that callers have them in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack.storage.publishing import first_difference
from tests.support.folders import document_folder, read_document

PAIRS = [("Source-Organization", "State Archive"), ("Contact-Name", "A"), ("Contact-Name", "B")]
DICT = {"Source-Organization": "State Archive", "Contact-Name": ["A", "B"]}


def test_a_dict_text_and_a_date_as_text_make_the_same_package(tmp_path: Path) -> None:
    source = document_folder(tmp_path / "source")
    (one,) = frus_pack.pack_all(
        source,
        tmp_path / "one",
        bag_info=PAIRS,
        tag_files={"notes/é.txt": "é\n".encode()},
        bagging_date=date(2026, 1, 2),
        jobs=1,
    )
    two = frus_pack.pack(
        read_document(source),
        tmp_path / "two",
        bag_info=DICT,
        tag_files={"notes/é.txt": "é\n"},
        bagging_date="2026-01-02",
    )
    assert one.path is not None
    assert first_difference(one.path, two.path) is None
    info = (two.path / "bag-info.txt").read_text()
    assert "Contact-Name: A\nContact-Name: B\n" in info
    assert "Bagging-Date: 2026-01-02\n" in info


@pytest.mark.parametrize(
    ("argument", "value", "kind", "said"),
    [
        ("bag_info", "x", TypeError, 'bag_info: give a dict like {"Source-Organization": '),
        ("bag_info", 3, TypeError, "bag_info: give a dict like"),
        ("bag_info", {"A": 3}, TypeError, "or pairs of str, not 3"),
        ("bag_info", {"A": ["b", 3]}, TypeError, "or pairs of str, not ('A', 3)"),
        ("bag_info", ["ab"], TypeError, "or pairs of str, not 'ab'"),
        ("bag_info", [("A", "b", "c")], TypeError, "or pairs of str, not ('A', 'b', 'c')"),
        ("tag_files", ["a"], TypeError, "tag_files: give a dict of paths and contents, not list"),
        (
            "tag_files",
            {"a": 3},
            TypeError,
            "tag_files: give the content of a as str or bytes, not int",
        ),
        ("tag_files", {3: b""}, TypeError, "tag_files: give paths as str, not int"),
        (
            "bagging_date",
            20260102,
            TypeError,
            "bagging_date: give a date or text like 2026-01-02, not int",
        ),
        (
            "bagging_date",
            "2 January",
            ValueError,
            "bagging_date: '2 January' is not a date; write it as YYYY-MM-DD",
        ),
        (
            "bagging_date",
            "20260102",
            ValueError,
            "bagging_date: '20260102' is not a date; write it as YYYY-MM-DD",
        ),
    ],
)
def test_another_type_is_refused_with_what_to_pass(
    tmp_path: Path, argument: str, value: Any, kind: type[Exception], said: str
) -> None:
    document = read_document(document_folder(tmp_path / "source"))
    with pytest.raises(kind) as refused:
        frus_pack.pack(document, tmp_path / "to", **{argument: value})
    assert said in str(refused.value)
    assert not (tmp_path / "to").exists()


def test_a_moment_gives_its_day(tmp_path: Path) -> None:
    document = read_document(document_folder(tmp_path / "source"))
    moment = datetime(2026, 1, 2, 23)  # noqa: DTZ001
    package = frus_pack.pack(document, tmp_path / "to", bagging_date=moment)
    assert "Bagging-Date: 2026-01-02\n" in (package.path / "bag-info.txt").read_text()


@pytest.mark.parametrize("wrong", [b"a", 3, [3]])
def test_paths_of_another_type_are_refused(tmp_path: Path, wrong: Any) -> None:
    with pytest.raises(TypeError, match="sources: give"):
        list(frus_pack.pack_all(wrong, tmp_path / "to", jobs=1))
    with pytest.raises(TypeError, match="volumes: give"):
        frus_pack.survey_all(wrong)
    with pytest.raises(TypeError, match="paths: give"):
        list(frus_pack.audit(wrong, ledger=tmp_path / "ledger"))
    assert list(tmp_path.iterdir()) == []


def test_one_document_or_several_are_retrieved(tmp_path: Path) -> None:
    document = read_document(document_folder(tmp_path / "source"))
    package = frus_pack.pack(document, tmp_path / "deposit")
    list(frus_pack.ingest_all(package.path, ocfl=tmp_path / "root"))
    for given in (document.identifier, [document.identifier], "*"):
        found = frus_pack.retrieve_all(given, ocfl=tmp_path / "root", to=tmp_path / "back")
        assert [one.identifier for one in found] == [f"info:frus/{document.identifier}"]
    for wrong in (b"a", 3, [3]):
        with pytest.raises(TypeError, match="documents: give"):
            list(frus_pack.retrieve_all(wrong, ocfl=tmp_path / "root", to=tmp_path / "back"))  # type: ignore[arg-type]
