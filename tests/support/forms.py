"""Reports in every form that the command prints."""

from __future__ import annotations

from collections.abc import Iterable

from frus_pack.reports.entries import report_entry
from frus_pack.reports.entry_forms import REPORT_FORMS
from frus_pack.reports.report import Report
from frus_pack.reports.report_text import text


def rendered(reports: Iterable[Report], form: str) -> str:
    """The reports in a form that programs read."""
    return "".join(REPORT_FORMS[form](map(report_entry, reports)))


def render_in_every_form(report: Report) -> None:
    """Fail where a form cannot be encoded."""
    text(report).encode("utf-8")
    for form in REPORT_FORMS:
        rendered([report], form).encode("ascii" if form == "json" else "utf-8")
