"""`frus-pack survey`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click
from rich.console import Console

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.document.printable import printable
from frus_pack.reports import known_findings, volume_report_json, volume_report_text
from frus_pack.reports.report_printing import print_lines
from frus_pack.reports.volume_report import VolumeReport
from frus_pack.reports.volume_table import table_lines


@click.command()
@click.argument("volumes", metavar="VOLUME...", nargs=-1, required=True)
@click.option("--images", metavar="DIR", help="Look through the page images in it too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "html"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("--all", "every", is_flag=True, help="Print every finding, however many are alike.")
@click.option("--accept", metavar="FILE", help="Leave out its findings: they are known and right.")
@click.option("--since", metavar="FILE", help="Print what is new and gone since that survey.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
def survey(
    volumes: tuple[str, ...],
    images: str | None,
    form: Literal["text", "json", "csv", "html"],
    every: bool,
    accept: str | None,
    since: str | None,
    jobs: int | None,
) -> None:
    """Look through TEI volumes, or folders of them, before they are packed.

    Reports how much there is of everything, which documents cannot be packed, where numbers of
    documents, pages, scans and notes break, which pointers, references and dates are wrong, and
    with --images which page images are missing, damaged, doubled, of another size or under wrong
    numbers. Of several volumes a table is printed, with a verdict on each. --accept and --since
    take what --format json or csv wrote. Nothing is written. The exit status is 1 if there is an
    error.
    """
    surveyed = frus_pack.survey_all(volumes, images, jobs=jobs)
    reports = surveyed.reports
    if accept is not None:
        known = known_findings.read_known(Path(accept))
        reports = tuple(known_findings.without(one, known) for one in reports)
    if since is not None:
        _print_changes(reports, since)
    elif form == "json":
        sys.stdout.write(volume_report_json.documents(reports))
    elif form == "csv":
        sys.stdout.writelines(known_findings.as_csv(reports))
    elif form == "html":
        sys.stdout.write(_as_html(reports))
    else:
        _print_text(reports, every=every)
    for problem in surveyed.refused:
        click.echo(f"frus-pack: {problem}", err=True)
    if surveyed.refused or not all(report.ok for report in reports):
        sys.exit(FAILED)


def _as_html(reports: Sequence[VolumeReport]) -> str:
    from frus_pack.reports import volume_report_html  # its templates take time to import

    return volume_report_html.page(reports)


def _print_text(reports: Sequence[VolumeReport], *, every: bool) -> None:
    console = Console()
    width = console.width if console.is_terminal else None
    if len(reports) > 1:
        for line in table_lines(reports):
            click.echo(printable(line))
    for report in reports if every or len(reports) == 1 else ():
        print_lines(volume_report_text.lines(report, every=every, width=width))


def _print_changes(reports: Sequence[VolumeReport], since: str) -> None:
    found = known_findings.changes(reports, known_findings.read_known(Path(since)))
    for label, keys in (("new", found.new), ("gone", found.gone)):
        for key in keys:
            click.echo(printable(f"{label:<4}  {key}"))
    click.echo(f"{len(found.new):,} new, {len(found.gone):,} gone")
