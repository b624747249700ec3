"""`frus-pack ingest`."""

from __future__ import annotations

from typing import Any

import click

import frus_pack
from frus_pack.commands.option_values import not_empty
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.reports.entries import failed_entry, made_entry
from frus_pack.reports.entry import Entry
from frus_pack.reports.entry_forms import MADE_FORMS


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--ocfl", required=True, callback=not_empty, metavar="ROOT", help="The OCFL 1.1 storage root."
)
@click.option("--message", metavar="TEXT", help="Why the versions are made.")
@click.option("--user", metavar="NAME", help="Who makes them; by default this program.")
@click.option("--address", metavar="URI", help="Of the user: mailto:… or a personal identifier.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
@output_options(MADE_FORMS)
def ingest(packages: tuple[str, ...], output: Output, **options: Any) -> None:
    """Put packages into an OCFL storage root.

    Each becomes an object or a version of it. A PACKAGE is a folder, or a tar (.gz, .bz2, .xz) or
    zip file, or a folder that holds such at any depth. The root is made if needed. What is not
    valid by every check is not ingested; what the object holds already is not stored again.
    """
    with Bar("ingesting") as bar:
        outcomes = frus_pack.ingest_all(packages, progress=bar.progress, **options)
        output.print(map(_entry, outcomes), bar)


def _entry(outcome: frus_pack.Ingested) -> Entry:
    if outcome.error:
        return failed_entry(outcome.source, outcome.error)
    identifier, version, path = outcome.identifier, outcome.version, str(outcome.path)
    further = {"identifier": identifier, "version": version, "path": path}
    made = f"{identifier} {version}  ({path})"
    return made_entry(outcome.source, outcome.status, made, further=further)
