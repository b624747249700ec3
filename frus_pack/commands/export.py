"""`frus-pack export`."""

from __future__ import annotations

from pathlib import Path

import click

import frus_pack
from frus_pack.crosswalks.forms import CROSSWALKS


@click.command()
@click.argument("package", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    type=click.Choice(list(CROSSWALKS)),
    required=True,
    help="The standard to follow.",
)
def export(package: Path, form: str) -> None:
    """Describe a package in a form that repositories know, on standard output.

    Nothing is checked.
    """
    click.echo(frus_pack.export(package, form), nl=False)
