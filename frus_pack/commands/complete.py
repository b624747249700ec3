"""`frus-pack complete`."""

from __future__ import annotations

import click

import frus_pack
from frus_pack.commands.option_values import FOLDER
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable


@click.command()
@click.argument("bag", metavar="BAG")
@click.option(
    "--from",
    "mirror",
    required=True,
    type=FOLDER,
    metavar="DIR",
    help="A folder with the files: by host and path of their addresses, or by any end of the path.",
)
def complete(bag: str, mirror: str) -> None:
    """Fill a bag whose fetch.txt lists files, from a local mirror.

    Nothing is taken from the network. Each file is proven by its digests, and nothing is added
    before all were found.
    """
    with Bar("completing", goes_on=False) as bar:
        result = frus_pack.complete(bag, mirror=mirror, progress=bar.progress)
    for path, source in result.added.items():
        print(printable(f"  {path}  from {source}"))
    done = "completed" if result.added else "unchanged"
    count = len(result.added)
    print(printable(f"{done:<10} {bag}  ({count} file{'' if count == 1 else 's'} added)"))
