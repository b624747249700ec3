"""`frus-pack unpack`."""

from __future__ import annotations

import sys

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.given_packages import packages_among
from frus_pack.report_forms.report_text import printable

_USUAL = frus_pack.Limits()


@click.command()
@click.argument("packages", nargs=-1, required=True, metavar="PACKAGE...")
@click.option("--to", required=True, metavar="DIR", help="The folder the packages go to.")
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
    failed = False
    for package in packages_among(packages):
        try:
            if isinstance(package, frus_pack.FrusPackError):
                raise package
            print(printable(f"unpacked   {frus_pack.unpack(package, to, limits=limits)}"))
        except frus_pack.FrusPackError as error:
            for line in str(error).splitlines():
                print(printable(f"failed     {line}"), file=sys.stderr)
            failed = True
    if failed:
        sys.exit(FAILED)
