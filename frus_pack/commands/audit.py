"""`frus-pack audit`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from frus_pack.commands.option_values import Duration, Share, Size
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.commands.workers import executor_of, worker_options
from frus_pack.keeping import audit_report
from frus_pack.keeping.audit import audit as audit_paths
from frus_pack.keeping.history import ledger_summary, package_history

_INTERVAL = timedelta(days=90)


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--ledger", required=True, metavar="FILE", help="The SQLite file of all checks.")
@click.option(
    "--older-than",
    type=Duration(),
    metavar="90d",
    help="Only packages whose last check is so old; with --summary, when checks are due.",
)
@click.option(
    "--sample",
    type=Share(),
    default="100%",
    metavar="5%",
    help="Only this share: half of it the oldest checks, half at random.",
)
@click.option(
    "--allow-unfetched", is_flag=True, help="Accept bags with files that are still to be fetched."
)
@click.option("--max-time", type=Duration(), metavar="2h", help="Begin nothing after this time.")
@click.option("--max-bytes", type=Size(), metavar="1TB", help="Begin nothing after so many bytes.")
@click.option("--history", metavar="PACKAGE", help="Show every check of one package.")
@click.option("--summary", is_flag=True, help="Show the state of all packages of the ledger.")
@output_options(audit_report.AUDIT_FORMS)
@worker_options
def audit(
    paths: tuple[str, ...],
    ledger: str,
    history: str | None,
    summary: bool,
    older_than: timedelta | None,
    jobs: int | None,
    dask: str | None,
    output: Output,
    **options: Any,
) -> None:
    """Check deposits again, and record every check.

    Packages that were never checked come first, then those unchecked for the longest time.
    Each check is kept in the ledger; an audit that is interrupted goes on where it was.
    --history and --summary read the ledger alone.
    """
    if (history is not None or summary) and not Path(ledger).exists():
        raise click.BadParameter(f"{ledger} does not exist", param_hint="--ledger")
    if history is not None:
        _print(audit_report.history_lines(package_history(history, ledger=ledger)))
    if summary:
        print(ledger_summary(ledger, interval=older_than or _INTERVAL))
    if history is not None or summary:
        return
    if not paths:
        raise click.UsageError("give a PATH to audit, or --history or --summary")
    with executor_of(dask, jobs) as executor, Bar("auditing") as bar:
        checks = audit_paths(
            paths,
            ledger=ledger,
            older_than=older_than,
            jobs=jobs,
            executor=executor,
            progress=bar.progress,
            **options,
        )
        entries = map(audit_report.audit_entry, checks)
        output.print(entries, bar)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
