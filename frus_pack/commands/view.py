"""`frus-pack view`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from frus_pack.commands.option_values import FILE, not_empty
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.reports.entries import failed_entry, made_entry
from frus_pack.reports.entry import Entry
from frus_pack.reports.entry_forms import MADE_FORMS
from frus_pack.viewing.building import build_site
from frus_pack.viewing.view_page import Viewed


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PACKAGE...")
@click.option(
    "--to", required=True, callback=not_empty, metavar="SITE", help="The folder of the site."
)
@click.option(
    "--ledger", type=FILE, metavar="FILE", help="Show the fixity checks of this ledger, too."
)
@click.option("--again", is_flag=True, help="Validate every package again, and make every page.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
@output_options(MADE_FORMS)
def view(
    paths: tuple[str, ...],
    to: str,
    ledger: str | None,
    again: bool,
    jobs: int | None,
    output: Output,
) -> None:
    """Write packages as pages to look at, which a browser opens from the disk.

    A PACKAGE is a folder, or a tar (.gz, .bz2, .xz) or zip file. A folder that holds such at any
    depth, or an OCFL storage root, gives all its packages.

    Each package is validated when its page is made. Run it again to bring the site up to date:
    only what changed is made anew. Pages of packages that are not given any more are removed.
    """
    with Bar("viewing") as bar:
        outcomes = build_site(
            map(Path, paths),
            Path(to),
            ledger=Path(ledger) if ledger else None,
            again=again,
            jobs=jobs,
            progress=bar.progress,
        )
        with output.naming("open", Path(to) / "index.html"):
            output.print(map(_entry, outcomes), bar)


def _entry(outcome: Viewed) -> Entry:
    if outcome.error:
        return failed_entry(outcome.source, outcome.error)
    path = str(outcome.path)
    is_bad = outcome.verdict == "not valid"
    entry = made_entry(
        outcome.source,
        outcome.status,
        f"{path}  ({outcome.verdict})",
        counts={"not valid": 1} if is_bad else {},
        further={"path": path, "verdict": outcome.verdict, "checked": outcome.checked},
    )
    return replace(entry, noted=is_bad)
