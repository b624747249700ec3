"""Entries in the forms that programs read, in pieces, as they come: memory does not grow."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from frus_pack.document.characters import printable
from frus_pack.reports.entry import Entry
from frus_pack.reports.report_junit import as_junit
from frus_pack.version import __version__

Form: TypeAlias = Callable[[Iterable[Entry]], Iterator[str]]
"""Gives a document of entries, in pieces."""

_COLUMNS = (
    *("name", "status", "severity", "code", "location"),
    *("message", "expected", "found", "alike"),
)


def as_json(entries: Iterable[Entry], head: Mapping[str, Any], key: str) -> Iterator[str]:
    """One JSON document: the head, and below `key` the entries.

    Text is ASCII; what is not Unicode in a name stays a lone surrogate.
    """
    yield f'{json.dumps(head)[:-1]}, "{key}": ['
    separator = "\n"
    for entry in entries:
        yield separator + json.dumps(entry.json)
        separator = ",\n"
    yield "\n]}\n"


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """CSV (RFC 4180) with a heading: a row for each finding or problem, or one for an entry
    without any. Invisible characters are escaped."""
    yield _csv_row(_COLUMNS)
    for entry in entries:
        for row in _rows(entry):
            yield _csv_row(map(printable, row))


def as_table(entries: Iterable[Entry], columns: Sequence[str]) -> Iterator[str]:
    """CSV (RFC 4180) with a heading: a row for each entry, with those of its JSON values that the
    columns name. Invisible characters are escaped."""
    yield _csv_row(columns)
    for entry in entries:
        yield _csv_row(printable(_cell(entry.json.get(column))) for column in columns)


def head() -> dict[str, str]:
    """Return the first values of a JSON document that has no schema."""
    return {"software": f"frus-pack {__version__}"}


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} ({count})" for key, count in value.items())
    return "" if value is None else str(value)


def _rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    head = (entry.name, entry.status)
    for one in entry.findings:
        values = (one.location, one.message, one.expected or "", one.found or "", str(one.alike))
        yield (*head, one.severity, one.code, *values)
    for problem in entry.problems:
        yield (*head, "error", "", "", problem, "", "", "0")
    if not entry.findings and not entry.problems:
        yield (*head, *[""] * (len(_COLUMNS) - len(head)))


def _csv_row(values: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue()


REPORT_SCHEMA = "urn:x-frus-pack:schema:report:1"
"""The ``$id`` of schemas/report.schema.json."""


def _as_html(entries: Iterable[Entry]) -> Iterator[str]:
    from frus_pack.reports.report_html import as_html  # its templates take time to import

    return as_html(entries)


MADE_FORMS: Mapping[str, Form] = {
    "json": partial(as_json, head=head(), key="results"),
    "csv": as_csv,
}
"""What commands that make something can print besides text."""

REPORT_FORMS: Mapping[str, Form] = {
    "json": partial(as_json, head={"schema": REPORT_SCHEMA, **head()}, key="reports"),
    "csv": as_csv,
    "junit": partial(as_junit, command="validate"),
    "html": _as_html,
}
"""What `validate` can print besides text."""
