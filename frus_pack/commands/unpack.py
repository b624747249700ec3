"""`frus-pack unpack`."""

from __future__ import annotations

import click

import frus_pack
from frus_pack.commands.option_values import not_empty
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.reports.entries import path_entry
from frus_pack.reports.entry import Entry
from frus_pack.reports.entry_forms import MADE_FORMS

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
@click.option(
    "--allow-unfetched",
    is_flag=True,
    help="Copy a bag with files that are still to be fetched as it is.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
@output_options(MADE_FORMS)
def unpack(
    packages: tuple[str, ...],
    to: str,
    max_members: int,
    max_bytes: int,
    max_ratio: int,
    allow_unfetched: bool,
    jobs: int | None,
    output: Output,
) -> None:
    """Unpack packages and other bags, checked on the way.

    A PACKAGE is a tar (.gz, .bz2, .xz) or zip file, or a folder, or a folder that holds such at
    any depth. What is not valid, or beyond the limits, leaves nothing behind.
    """
    limits = frus_pack.Limits(members=max_members, octets=max_bytes, ratio=max_ratio)
    with Bar("unpacking") as bar:
        outcomes = frus_pack.unpack_all(
            packages,
            to,
            allow_unfetched=allow_unfetched,
            limits=limits,
            jobs=jobs,
            progress=bar.progress,
        )
        output.print(map(_entry, outcomes), bar)


def _entry(outcome: frus_pack.Unpacked) -> Entry:
    return path_entry(outcome.source, outcome.status, outcome.path, outcome.error)
