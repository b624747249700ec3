"""`frus-pack export`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

import frus_pack
from frus_pack.commands.making import make_of_packages
from frus_pack.commands.options import not_empty
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.storage.separate_places import refuse_deposit_inside

_ITEMS = "dspace"


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--as",
    "form",
    type=click.Choice([*CROSSWALKS, _ITEMS]),
    required=True,
    help="The standard to follow.",
)
@click.option(
    "--to", callback=not_empty, metavar="DIR", help="For dspace: the folder the items go to."
)
def export(packages: tuple[str, ...], form: str, to: str | None) -> None:
    """Give packages a form that repositories know.

    As dspace: make an item of each package in the folder DIR, an archive that DSpace imports
    (Simple Archive Format). A PACKAGE is a folder, or a tar, tar.gz or zip file, or a folder that
    holds such at any depth, and has to be valid.

    As the others: describe one package, on standard output. Nothing is checked.
    """
    if form == _ITEMS:
        if to is None:
            raise click.UsageError("--as dspace goes with --to DIR.")
        _export_items(packages, to)
        return
    if to is not None or len(packages) > 1:
        raise click.UsageError(f"--as {form} takes one PACKAGE, and no --to.")
    click.echo(frus_pack.export(packages[0], form), nl=False)


def _export_items(packages: tuple[str, ...], to: str) -> None:
    for path in packages:
        refuse_deposit_inside(Path(path), Path(to))  # an item would be taken for a bag
    make_of_packages(packages, partial(frus_pack.export_dspace, to=to), "exported")
