"""`frus-pack describe`."""

from __future__ import annotations

from pathlib import Path

import click

import frus_pack


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--volume", required=True, metavar="ID", help="The volume: frus1964-68v31.")
def describe(text: Path, volume: str) -> None:
    """Draft the metadata.yaml of a reading text, on standard output.

    The draft can be packed as it stands; what had to be inferred is marked by a comment.
    """
    click.echo(frus_pack.describe(text, volume).encode(), nl=False)
