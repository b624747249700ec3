"""`frus-pack ingest`."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.making import tell_failure
from frus_pack.commands.options import not_empty
from frus_pack.commands.progress import with_progress
from frus_pack.reports.report_text import printable


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--ocfl", required=True, callback=not_empty, metavar="ROOT", help="The OCFL 1.1 storage root."
)
@click.option("--message", metavar="TEXT", help="Why the versions are made.")
@click.option("--user", metavar="NAME", help="Who makes them; by default this program.")
@click.option("--address", metavar="URI", help="Of the user: mailto:… or a personal identifier.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
def ingest(packages: tuple[str, ...], **options: Any) -> None:
    """Put packages into an OCFL storage root.

    Each becomes an object or a version of it. A PACKAGE is a folder, or a tar, tar.gz or zip file,
    or a folder that holds such at any depth. The root is made if it is not there. What is not
    valid by every check is not ingested; what the object holds already is not stored again.
    """
    outcomes = frus_pack.ingest_all(packages, **options)
    tally = Counter(_tell(outcome) for outcome in with_progress(outcomes, "ingesting"))
    if sum(tally.values()) > 1:
        print(", ".join(f"{count} {status}" for status, count in sorted(tally.items())))
    if tally["failed"]:
        sys.exit(FAILED)


def _tell(outcome: frus_pack.Ingested) -> str:
    """Print what became of one package; returns its status."""
    if outcome.error:
        tell_failure(outcome.source, outcome.error)
    else:
        what = f"{outcome.identifier} {outcome.version}"
        print(printable(f"{outcome.status:<9}  {what}  ({outcome.path})"))
    return outcome.status
