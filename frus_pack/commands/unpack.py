"""`frus-pack unpack`."""

from __future__ import annotations

from functools import partial

import click

import frus_pack
from frus_pack.commands.making import make_of_packages
from frus_pack.commands.options import not_empty

_USUAL = frus_pack.Limits()


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--to", required=True, callback=not_empty, metavar="DIR", help="The folder the packages go to."
)
@click.option(
    "--max-members",
    type=click.IntRange(1),
    default=_USUAL.members,
    metavar="N",
    show_default=True,
    help="Members of an archive.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=_USUAL.octets,
    metavar="N",
    show_default=True,
    help="Bytes an archive unpacks to.",
)
@click.option(
    "--max-ratio",
    type=click.IntRange(1),
    default=_USUAL.ratio,
    metavar="N",
    show_default=True,
    help="Bytes for each of the archive's, beyond 256 MiB.",
)
def unpack(
    packages: tuple[str, ...], to: str, max_members: int, max_bytes: int, max_ratio: int
) -> None:
    """Unpack packages and other bags, checked on the way.

    A PACKAGE is a tar, tar.gz or zip file, or a folder, or a folder that holds such at any depth.
    What is not valid, or beyond the limits, leaves nothing behind.
    """
    limits = frus_pack.Limits(members=max_members, octets=max_bytes, ratio=max_ratio)
    make_of_packages(packages, partial(frus_pack.unpack, to=to, limits=limits), "unpacked")
