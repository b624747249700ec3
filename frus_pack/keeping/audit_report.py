"""Print checks of an audit, and the history of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from frus_pack.document.characters import printable
from frus_pack.keeping.fixity_check import like_findings
from frus_pack.keeping.history import PastCheck
from frus_pack.keeping.ledger_rows import Recorded
from frus_pack.reports.entry import Detail, Entry, Line
from frus_pack.reports.entry_forms import Form, as_json, as_table, head
from frus_pack.reports.report_junit import as_junit
from frus_pack.reports.report_text import MORE, all_finding_lines, check_lines
from frus_pack.requirements.finding import Check

_QUIET = ("as-before", "new")
_COLUMNS = (
    *("place", "identifier", "outcome", "checked", "seconds", "form", "bytes", "files"),
    *("digest", "seal", "findings", "note"),
)

AUDIT_FORMS: Mapping[str, Form] = {
    "json": partial(as_json, head=head(), key="checks"),
    "csv": partial(as_table, columns=_COLUMNS),
    "junit": partial(as_junit, command="audit"),
}
"""What `audit` can print besides text."""


def audit_entry(recorded: Recorded) -> Entry:
    """Return what the command prints of one check."""
    report = recorded.check.report if recorded.check else None
    outcome = Check("audit", "passed" if recorded.ok else "failed", _reason(recorded))
    return Entry(
        name=str(recorded.place),
        status=recorded.outcome,
        failed=not recorded.ok,
        noted=recorded.outcome not in _QUIET,
        lines=partial(_lines, recorded),
        json=recorded.to_dict(),
        findings=recorded.findings,
        checks=(*report.checks, outcome) if report is not None else (outcome,),
        counts={"files": report.files, "bytes": report.bytes} if report is not None else {},
    )


def history_lines(history: Iterable[PastCheck]) -> Iterator[str]:
    """Yield a line for each check of a package, and its findings below."""
    for one in history:
        note = f"  ({printable(one.note)})" if one.note else ""
        seal = f"seal {one.seal[:12]}…" if one.seal else "no seal"
        yield f"{one.checked}  {one.outcome:<10} {one.octets:,} bytes, {seal}{note}"
        for finding in one.findings:
            yield f"    {printable(finding)}"


def _reason(recorded: Recorded) -> str:
    return f"{recorded.outcome}: {recorded.note}" if recorded.note else recorded.outcome


def _lines(recorded: Recorded, detail: Detail) -> Iterator[Line]:
    note = f"  ({printable(recorded.note)})" if recorded.note else ""
    heading = f"{recorded.outcome:<10} {printable(str(recorded.place))}{note}"
    yield Line(heading, None if recorded.ok else "error")
    report = recorded.check.report if recorded.check else None
    if report is None:
        return
    if detail != "brief":
        yield from all_finding_lines(report.findings, every=detail == "every finding", hint=MORE)
        yield from check_lines(report.checks)
        return
    for like in like_findings(report):
        if like.first.severity == "error":
            place = f"{like.first.location}: " if like.first.location else ""
            more = f" (and {like.number - 1:,} more)" if like.number > 1 else ""
            said = f"{printable(place + like.first.message)}{more}  [{like.first.code}]"
            yield Line(f"           {said}", "error")
