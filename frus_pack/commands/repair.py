"""`frus-pack repair`."""

from __future__ import annotations

import click

import frus_pack
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable


@click.command()
@click.argument("package", metavar="PACKAGE")
@click.option(
    "--from",
    "replicas",
    required=True,
    multiple=True,
    metavar="REPLICA",
    help="The package elsewhere: a bag in any form, a folder that holds it, an OCFL object or"
    " storage root; can be given more than once.",
)
@click.option(
    "--keep-damaged",
    metavar="DIR",
    help="Move the damaged package to this folder; by default it stays beside, under another name.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be taken from where; write nothing.")
@click.option("--ledger", metavar="FILE", help="Record the repair in this ledger.")
def repair(
    package: str,
    replicas: tuple[str, ...],
    keep_damaged: str | None,
    dry_run: bool,
    ledger: str | None,
) -> None:
    """Make a damaged package whole with files of its replicas.

    Every byte is proven by the chain of digests from the seal to the file. The package takes the
    place of the damaged one in one step, and the damaged one is kept.
    """
    with Bar("repairing", goes_on=False) as bar:
        result = frus_pack.repair(
            package,
            replicas=replicas,
            keep_damaged=keep_damaged,
            dry_run=dry_run,
            ledger=ledger,
            progress=bar.progress,
        )
    count = len(result.unfetched)
    unfetched = f"  {count:,} {'file is' if count == 1 else 'files are'} still to be fetched"
    if not result.needed:
        print(printable(f"unchanged  {package}  (nothing is damaged)"))
        if result.unfetched:
            print(unfetched)
        return
    for path, replica in result.taken.items():
        print(printable(f"  {path}  from {replica}"))
    for path in result.dropped:
        print(printable(f"  {path}  left out: no manifest lists it"))
    print(printable(f"{'would be ' if dry_run else ''}repaired   {package}"))
    print(printable(f"  proven by {result.proof}"))
    if result.unfetched:
        print(unfetched)
    if result.kept is not None:
        print(printable(f"  the damaged package is {result.kept}"))
