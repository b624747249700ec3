"""`frus-pack survey`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable
from frus_pack.reports import known_findings
from frus_pack.reports.volume_entry import SURVEY_FORMS, refused_entry, volume_entry
from frus_pack.reports.volume_report import VolumeReport
from frus_pack.requirements.table import TABLE


@click.command()
@click.argument("volumes", metavar="VOLUME...", nargs=-1, required=True)
@click.option("--images", metavar="DIR", help="Look through the page images in it too.")
@click.option("--accept", metavar="FILE", help="Leave out its findings: they are known and right.")
@click.option("--since", metavar="FILE", help="Print what is new and gone since that survey.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
@output_options(SURVEY_FORMS)
def survey(
    volumes: tuple[str, ...],
    images: str | None,
    accept: str | None,
    since: str | None,
    jobs: int | None,
    output: Output,
) -> None:
    """Look through TEI volumes, or folders of them, before they are packed.

    Reports how much there is of everything, which documents cannot be packed, where numbers of
    documents, pages, scans and notes break, which pointers, references and dates are wrong, and
    with --images which page images are missing, damaged, doubled, of another size or under wrong
    numbers. Of several volumes each has a line with a verdict, and then its errors. --accept and
    --since take what --format json or csv wrote. Nothing is written. The exit status is 1 if there
    is an error; with --since, if there is a new one.
    """
    with Bar("surveying") as bar:
        surveyed = frus_pack.survey_all(volumes, images, jobs=jobs, progress=bar.progress)
        bar.hide()
        reports = surveyed.reports
        if accept is not None:
            known = known_findings.read_known(Path(accept))
            reports = tuple(known_findings.without(one, known) for one in reports)
        refused = [refused_entry(problem) for problem in surveyed.refused]
        if since is None:
            if output.form is not None:  # the forms of volumes have no place for others
                _print_refused(surveyed.refused)
            entries = [*map(volume_entry, reports), *refused]
            output.print(entries, bar)
            return
    _print_refused(surveyed.refused)
    if _print_changes(reports, since) or surveyed.refused:
        sys.exit(FAILED)


def _print_refused(problems: Sequence[frus_pack.Problem]) -> None:
    for problem in problems:
        click.echo(printable(f"frus-pack: {problem}"), err=True)


def _print_changes(reports: Sequence[VolumeReport], since: str) -> bool:
    """Print what changed; return whether there is a new error."""
    found = known_findings.changes(reports, known_findings.read_known(Path(since)))
    for label, keys in (("new", found.new), ("gone", found.gone)):
        for key in keys:
            click.echo(printable(f"{label:<4}  {key}"))
    click.echo(f"{len(found.new):,} new, {len(found.gone):,} gone")
    return any(TABLE[key.code].severity == "error" for key in found.new)
