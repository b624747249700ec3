"""A wrong argument gets an error that says what to give instead."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import frus_pack


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
        ({"sources": ""}, "sources: is empty; give a path ('.' is the current folder)"),
        ({"sources": [""]}, "sources: is empty; give a path ('.' is the current folder)"),
        ({"to": None}, "to: give a path, not NoneType"),
        ({"to": ""}, "to: is empty; give a path ('.' is the current folder)"),
        ({"progress": True}, "progress: give a function that takes a Progress, not True"),
        ({"executor": 3}, "executor: give an Executor, not int"),
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


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"max_bytes": "1TB"}, "max_bytes: give a number of bytes, not '1TB'"),
        ({"max_time": 3600}, "max_time: give a timedelta, like timedelta(days=90), not int"),
        ({"ledger": ""}, "ledger: is empty; give a path ('.' is the current folder)"),
    ],
)
def test_a_wrong_argument_of_an_audit_is_named(
    tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        list(frus_pack.audit(tmp_path, **{"ledger": tmp_path / "ledger", **wrong}))
    assert str(raised.value) == said


def test_limits_that_are_a_number_are_told_what_to_give(tmp_path: Path) -> None:
    calls: list[Callable[[Any], object]] = [
        lambda given: frus_pack.validate(tmp_path, limits=given),
        lambda given: list(frus_pack.validate_all(tmp_path, limits=given)),
        lambda given: frus_pack.open_package(tmp_path, limits=given),
        lambda given: frus_pack.unpack(tmp_path, tmp_path, limits=given),
        lambda given: list(frus_pack.audit(tmp_path, ledger=tmp_path / "ledger", limits=given)),
    ]
    for call in calls:
        with pytest.raises(TypeError) as raised:
            call(100)
        assert str(raised.value) == "limits: give Limits, like Limits(members=1000), not 100"


def test_an_amendment_that_is_not_a_dict_is_told_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(TypeError) as raised:
        frus_pack.amend(tmp_path, "place=Lima", reason="r", agent="a")  # type: ignore[arg-type]
    assert str(raised.value) == 'patch: give a dict like {"place": "Lima"}, not \'place=Lima\''


def test_what_is_nearly_a_public_name_is_suggested() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import frus_pack; frus_pack.validat"],
        capture_output=True,
        text=True,
    )
    assert done.stderr.endswith("Did you mean: 'validate'?\n")


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
