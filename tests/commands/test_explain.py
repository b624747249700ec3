"""`frus-pack explain`: every code and field that is printed can be asked about."""

from __future__ import annotations

import pytest

from frus_pack.document.describing_fields import all_fields, describe_field
from frus_pack.requirements.table import ROWS, all_codes, explain
from tests.support.commands import run_command


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_each_code_has_its_rule_clause_severity_and_advice(row: object) -> None:
    code = getattr(row, "code", "")
    said = dict(explain(code))
    assert list(said) == [
        *("Code", "Rule", "Clause", "Severity", "Check", "Wrong", "Right", "Advice")
    ]
    assert all(said.values())


def test_a_bad_example_is_not_the_good_one() -> None:
    examples = [dict(explain(row.code)) for row in ROWS]
    assert [one["Code"] for one in examples if one["Wrong"] == one["Right"]] == []


def test_a_code_is_explained_as_it_is_printed_in_brackets() -> None:
    done = run_command("explain", "[bag.payload-altered]")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[1] == "Rule      A payload file agrees with its checksums."
    assert "frus-pack repair takes it from a replica" in " ".join(done.stdout.split())
    assert max(map(len, lines)) <= 80


def test_nothing_lists_every_code_and_a_family_its_own() -> None:
    assert [code for code, _ in all_codes()] == [row.code for row in ROWS]
    assert [code for code, _ in explain("ocfl")] == [
        row.code for row in ROWS if row.family == "ocfl"
    ]
    assert run_command("explain").stdout.startswith(
        "bag.declaration-missing\n    A bag has a bagit.txt.\n"
    )


def test_a_field_is_explained_with_its_own_fields() -> None:
    assert list(describe_field("date")) == [
        ("Field", "date"),
        ("Meaning", "When the document was written."),
        ("Form", "fields of its own"),
        ("Needed", "no"),
        ("  earliest", "The earliest it can have been."),
        ("  latest", "The latest it can have been."),
        ("  display", "The date as printed."),
    ]
    assert dict(describe_field("volume.id"))["Needed"] == "yes"


def test_every_field_can_be_asked_about() -> None:
    for name, meaning in all_fields():
        assert meaning
        assert dict(describe_field(name))["Field"] == name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bag.payload-altred",), "did you mean bag.payload-altered"),
        (("nothing",), "'nothing' is not a finding code (frus-pack explain lists all)"),
        (("field", "titel"), "'titel' is not a field: did you mean title"),
        (("a", "b"), "give one CODE, or: field NAME"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_is_like_it(
    words: tuple[str, ...], said: str
) -> None:
    done = run_command("explain", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
