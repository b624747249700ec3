"""`frus-pack export`."""

from __future__ import annotations

import sys
from collections import Counter

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.making import tell_failure
from frus_pack.commands.options import not_empty
from frus_pack.commands.progress import with_progress
from frus_pack.exporting.export_all import export_rows, table_of
from frus_pack.exporting.forms import DSPACE, FORMS, IIIF, TABLES
from frus_pack.reports.report_text import printable


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    metavar="FORM",
    required=True,
    help=f"The form to make: {', '.join(FORMS)}.",
)
@click.option("--to", callback=not_empty, metavar="DIR", help="The folder for what is made.")
@click.option("--base-url", metavar="URL", help="For iiif: where the deposit is published.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
def export(
    packages: tuple[str, ...],
    form: str,
    to: str | None,
    base_url: str | None,
    jobs: int | None,
) -> None:
    """Give packages a form that repositories know.

    A PACKAGE is a folder, or a tar, tar.gz or zip file, or a folder that holds such at any depth.

    With --to, each package becomes the file VOLUME/NAME.FORM in the folder DIR; as dspace, an item
    of the archive that DIR is, for which the package has to be valid; as csv, bulkrax or
    islandora, a row of one table. Without --to, one package or one table goes to standard output.
    """
    if form == IIIF and base_url is None:
        raise click.UsageError("--as iiif goes with --base-url URL.")
    if to is not None:
        _to_folder(packages, form, to, base_url, jobs)
    elif form in TABLES:
        _table(packages, form, jobs)
    elif form == DSPACE:
        raise click.UsageError("--as dspace goes with --to DIR.")
    elif len(packages) > 1:
        raise click.UsageError(f"--as {form} of more than one PACKAGE goes with --to DIR.")
    else:
        click.echo(frus_pack.export(packages[0], form, base_url=base_url), nl=False)


def _to_folder(
    packages: tuple[str, ...], form: str, to: str, base_url: str | None, jobs: int | None
) -> None:
    outcomes = frus_pack.export_all(packages, form, to, base_url=base_url, jobs=jobs)
    tally = Counter(_tell(outcome) for outcome in with_progress(outcomes, "exporting"))
    if sum(tally.values()) > 1:
        print(", ".join(f"{count} {status}" for status, count in sorted(tally.items())))
    if tally["failed"]:
        sys.exit(FAILED)


def _table(packages: tuple[str, ...], form: str, jobs: int | None) -> None:
    outcomes = list(with_progress(export_rows(packages, form, jobs), "exporting"))
    failures = [one for one in outcomes if one.error]
    for one in failures:
        _tell(one)
    click.echo(table_of((one for one in outcomes if not one.error), form), nl=False)
    if failures:
        sys.exit(FAILED)


def _tell(outcome: frus_pack.Exported) -> str:
    """Print what became of one package; return its status."""
    if outcome.error:
        tell_failure(outcome.source, outcome.error)
    else:
        print(printable(f"{outcome.status:<9}  {outcome.path}"))
    return outcome.status
