"""What a finding code means, in words."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from frus_pack.requirements.table import ROWS, TABLE, Severity

_SEVERITIES: Mapping[Severity, str] = {
    "error": "The package is not valid: a repository may refuse it.",
    "warning": "Some readers will read the package differently, or it falls short of what a"
    " standard recommends.",
    "information": "Worth knowing. Nothing needs to be done.",
}


def explain(code: str) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a code, or of a family of codes: labels and values.

    Raises ValueError, naming similar codes, if there is no such code or family.
    """
    if code in {row.family for row in ROWS}:
        yield from ((row.code, row.sentence) for row in ROWS if row.family == code)
        return
    if code not in TABLE:
        raise ValueError(f"{code!r} is not a finding code{_similar(code)}")
    row = TABLE[code]
    yield "Code", row.code
    yield "Rule", row.sentence
    yield "Clause", row.clause
    yield "Severity", f"{row.severity}. {_SEVERITIES[row.severity]}"
    yield "Check", row.check
    bad, good = _examples()[code]
    yield "Wrong", bad
    yield "Right", good
    yield "Advice", _advice()[row.check if row.check in _advice() else row.family]


def all_codes() -> Iterator[tuple[str, str]]:
    """Yield every code with its rule."""
    yield from ((row.code, row.sentence) for row in ROWS)


@cache
def _advice() -> Mapping[str, str]:
    """Return what to do, by family."""
    return {row["family"]: row["advice"] for row in _table("advice.csv")}


@cache
def _examples() -> Mapping[str, tuple[str, str]]:
    """Return a bad and a good example, by code."""
    return {row["code"]: (row["bad"], row["good"]) for row in _table("examples.csv")}


def _table(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _similar(code: str) -> str:
    known = [*TABLE, *{row.family for row in ROWS}]
    similar = difflib.get_close_matches(code, known, n=3)
    return f": did you mean {', '.join(similar)}?" if similar else " (frus-pack explain lists all)"
