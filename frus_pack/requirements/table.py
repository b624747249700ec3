"""The table of requirements: a row of ``table.csv`` for everything that a check can find."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files

from frus_pack.requirements.requirement import SEVERITIES, Requirement


def _load() -> tuple[Requirement, ...]:
    text = files(__package__).joinpath("table.csv").read_text(encoding="utf-8")
    return tuple(map(_requirement, csv.DictReader(text.splitlines())))


def _requirement(row: Mapping[str, str]) -> Requirement:
    severity = next(one for one in SEVERITIES if one == row["severity"])
    return Requirement(row["code"], severity, row["clause"], row["sentence"], row["family"])


ROWS = _load()
"""Every row, in the order of the file. ``docs/findings.md`` has the same order."""

TABLE: Mapping[str, Requirement] = {row.code: row for row in ROWS}
"""The rows by code."""
