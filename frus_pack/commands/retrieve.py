"""`frus-pack retrieve`."""

from __future__ import annotations

import click

import frus_pack
from frus_pack.commands.option_values import not_empty
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.reports.entries import path_entry
from frus_pack.reports.entry import Entry
from frus_pack.reports.entry_forms import MADE_FORMS


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--ocfl", required=True, callback=not_empty, metavar="ROOT", help="The OCFL storage root."
)
@click.option(
    "--to", required=True, callback=not_empty, metavar="DIR", help="The folder the packages go to."
)
@click.option("--version", metavar="vN", help="The version; by default the latest.")
@output_options(MADE_FORMS)
def retrieve(
    documents: tuple[str, ...], ocfl: str, to: str, version: str | None, output: Output
) -> None:
    """Give packages back from an OCFL storage root, byte for byte.

    An ID is a document's, frus1964-68v31/d151, the name of its package, frus1964-68v31-d151, or
    a pattern, 'frus1964-68v31/*'. Packages go below folders of their volumes.
    """
    with Bar("retrieving") as bar:
        outcomes = frus_pack.retrieve_all(
            documents, ocfl=ocfl, to=to, version=version, progress=bar.progress
        )
        output.print(map(_entry, outcomes), bar)


def _entry(outcome: frus_pack.Retrieved) -> Entry:
    return path_entry(outcome.identifier, outcome.status, outcome.path, outcome.error)
