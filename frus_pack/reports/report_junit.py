"""Reports as JUnit XML, for build servers: a suite is a bag, a case is a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from frus_pack.document.characters import UNFIT, printable
from frus_pack.reports.entry import Entry
from frus_pack.requirements.finding import Check, Finding, count


def as_junit(entries: Iterable[Entry], command: str) -> Iterator[str]:
    """One XML document of the reports of bags, in pieces, as they come."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="frus-pack {command}">\n'
    for entry in entries:
        yield "".join(_suite(entry))
    yield "</testsuites>\n"


def _suite(bag: Entry) -> Iterator[str]:
    path = _attribute(bag.name)
    failed = sum(check.outcome == "failed" for check in bag.checks)
    skipped = sum(check.outcome == "not checked" for check in bag.checks)
    yield f'<testsuite name={path} tests="{len(bag.checks)}" failures="{failed}"'
    yield f' errors="0" skipped="{skipped}">\n'
    for check in bag.checks:
        yield f"  <testcase classname={path} name={_attribute(check.family)}>"
        yield from _case(check, [one for one in bag.findings if one.check == check.family])
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _case(check: Check, findings: list[Finding]) -> Iterator[str]:
    errors = [one for one in findings if one.severity == "error"]
    others = [one for one in findings if one.severity != "error"]
    if check.outcome == "failed":
        message = errors[0].message if len(errors) == 1 else f"{count(errors)} errors"
        kind = errors[0].code if errors else check.family
        message = message if errors else check.reason
        yield f"<failure type={_attribute(kind)} message={_attribute(message)}>"
        yield _content("\n".join(map(_line, errors)) or check.reason)
        yield "</failure>"
    if check.outcome == "not checked":
        yield f"<skipped message={_attribute(check.reason)}/>"
    if others:
        yield f"<system-out>{_content(chr(10).join(map(_line, others)))}</system-out>"


def _line(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    line = f"{finding.severity}: {place}{finding.message} [{finding.code}, {finding.clause}]"
    for label, value in (("expected", finding.expected), ("found", finding.found)):
        line += f" {label} {value}" if value is not None else ""
    if finding.alike:
        line += f" and {finding.alike} more of the same code"
    return printable(line)


def _attribute(value: str) -> str:
    return quoteattr(UNFIT.sub("\N{REPLACEMENT CHARACTER}", printable(value)))


def _content(value: str) -> str:
    return escape(UNFIT.sub("\N{REPLACEMENT CHARACTER}", value))
