"""`frus-pack survey`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

import frus_pack
from frus_pack.commands.option_values import FILE, FOLDER, given_with
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable
from frus_pack.reports.known_findings import (
    FindingKey,
    change_lines,
    changes,
    read_known,
    without,
)
from frus_pack.reports.volume_entry import SURVEY_FORMS, refused_entry, volume_entry
from frus_pack.reports.volume_report import VolumeReport


@click.command()
@click.argument("volumes", metavar="VOLUME...", nargs=-1, required=True)
@click.option(
    "--images", type=FOLDER, metavar="DIR", help="Look through the page images in it too."
)
@click.option(
    "--accept", type=FILE, metavar="FILE", help="Leave out its findings: they are known and right."
)
@click.option(
    "--since", type=FILE, metavar="FILE", help="Print what is new and gone since that survey."
)
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

    Reports how much there is of everything, and which documents cannot be packed. Reports where
    numbers of documents, pages, scans and notes break, and which pointers, references and dates
    are wrong. With --images it reports which page images are missing, damaged, doubled, of another
    size or under wrong numbers. Of several volumes each has a line with a verdict, and then its
    errors. Nothing is written.

    --accept and --since take what --format json or csv wrote. With --since, text names what is new
    and gone, and the other forms have what is new. The exit status is 1 if there is an error; with
    --since, if there is a new one.
    """
    accepted, earlier = _known(accept, "--accept"), _known(since, "--since")
    with Bar("surveying", goes_on=False) as bar:
        surveyed = frus_pack.survey_all(volumes, images, jobs=jobs, progress=bar.progress)
        bar.hide()
        reports = [_without(one, accepted) for one in surveyed.reports]
        if earlier is not None and output.form is None:
            _print_refused(surveyed.refused)
            found = changes(reports, earlier)
            output.print_lines(
                change_lines(found, output.selection),
                failed=found.has_new_error or bool(surveyed.refused),
            )
            return
        if output.form is not None:  # the forms of volumes have no place for others
            _print_refused(surveyed.refused)
        entries = (volume_entry(_without(one, earlier)) for one in reports)
        output.print(chain(entries, map(refused_entry, surveyed.refused)), bar)


def _known(file: str | None, option: str) -> frozenset[FindingKey] | None:
    """Return the findings of an earlier survey that an option names."""
    with given_with(option, file):
        return None if file is None else read_known(Path(file))


def _without(report: VolumeReport, known: frozenset[FindingKey] | None) -> VolumeReport:
    return report if known is None else without(report, known)


def _print_refused(problems: Sequence[frus_pack.Problem]) -> None:
    for problem in problems:
        click.echo(printable(f"frus-pack: {problem}"), err=True)
