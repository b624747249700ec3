"""`frus-pack export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.option_values import FILE, not_empty
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.crosswalks.forms import DSPACE, FORMS, IIIF, TABLES, ExportForm, RecordForm
from frus_pack.exporting.export_all import export_rows, table_of
from frus_pack.ocfl.discovery import find_openable
from frus_pack.reports.entries import path_entry
from frus_pack.reports.entry import Entry
from frus_pack.reports.entry_forms import MADE_FORMS
from frus_pack.reports.report_printing import print_lines


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--as",
    "standard",
    type=click.Choice(FORMS),
    metavar="FORM",
    required=True,
    help=f"The form to make: {', '.join(FORMS)}.",
)
@click.option("--to", callback=not_empty, metavar="DIR", help="The folder for what is made.")
@click.option(
    "--ledger",
    type=FILE,
    metavar="FILE",
    help="For premis: add the fixity checks of this ledger.",
)
@click.option("--base-url", metavar="URL", help="For iiif: where the deposit is published.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
@output_options(MADE_FORMS)
def export(
    packages: tuple[str, ...],
    standard: ExportForm,
    to: str | None,
    ledger: str | None,
    base_url: str | None,
    jobs: int | None,
    output: Output,
) -> None:
    """Give packages a form that repositories know.

    A PACKAGE is a folder, or a tar (.gz, .bz2, .xz) or zip file. A folder that holds such at any
    depth, or an OCFL storage root, gives all its packages.

    With --to, each package becomes the file VOLUME/NAME.FORM in the folder DIR. As csv, bulkrax or
    islandora it becomes a row of one table. As dspace it becomes an item of the archive DIR; the
    package has to be valid. Without --to, one package or one table goes to standard output.
    """
    if standard == IIIF and base_url is None:
        raise click.UsageError("--as iiif goes with --base-url URL.")
    if ledger is not None:
        _with_ledger(packages, standard, to, ledger, jobs, output)
    elif to is not None:
        _to_folder(packages, standard, to, base_url, jobs, output)
    elif standard in TABLES:
        _table(packages, standard, jobs)
    elif standard == DSPACE:
        raise click.UsageError("--as dspace goes with --to DIR.")
    elif len(packages) > 1:
        raise click.UsageError(f"--as {standard} of more than one PACKAGE goes with --to DIR.")
    else:
        form = cast(RecordForm, standard)  # the other forms were dealt with above
        _refuse_folder_of_packages(Path(packages[0]))
        click.echo(frus_pack.export(packages[0], form, base_url=base_url), nl=False)


def _refuse_folder_of_packages(path: Path) -> None:
    if path.is_dir() and next(find_openable(path), path) != path:
        raise click.UsageError(f"{path} holds packages: give --to DIR, or one PACKAGE.")


def _to_folder(
    packages: tuple[str, ...],
    form: ExportForm,
    to: str,
    base_url: str | None,
    jobs: int | None,
    output: Output,
) -> None:
    with Bar("exporting") as bar:
        outcomes = frus_pack.export_all(
            packages, form, to, base_url=base_url, jobs=jobs, progress=bar.progress
        )
        if form not in TABLES:
            output.print(map(_entry, outcomes), bar)
            return
        with output.naming("wrote", Path(to) / TABLES[form].file):
            output.print(map(_entry, outcomes), bar)


def _with_ledger(
    packages: tuple[str, ...],
    form: str,
    to: str | None,
    ledger: str,
    jobs: int | None,
    output: Output,
) -> None:
    if form != "premis":
        raise click.UsageError("--ledger goes with --as premis.")
    if to is not None:
        with Bar("exporting") as bar:
            outcomes = frus_pack.export_premis_all(
                packages, to, ledger=ledger, jobs=jobs, progress=bar.progress
            )
            output.print(map(_entry, outcomes), bar)
    elif len(packages) > 1:
        raise click.UsageError("--as premis of more than one PACKAGE goes with --to DIR.")
    else:
        click.echo(frus_pack.export_premis(packages[0], ledger=ledger), nl=False)


def _table(packages: tuple[str, ...], form: ExportForm, jobs: int | None) -> None:
    with Bar("exporting") as bar:
        outcomes = list(bar.following(export_rows(packages, form, jobs, bar.progress)))
    failures = [_entry(one) for one in outcomes if one.error]
    for one in failures:
        print_lines(one.lines("whole"), sys.stderr)
    click.echo(table_of((one for one in outcomes if not one.error), form), nl=False)
    if failures:
        sys.exit(FAILED)


def _entry(outcome: frus_pack.Exported) -> Entry:
    return path_entry(outcome.source, outcome.status, outcome.path, outcome.error)
