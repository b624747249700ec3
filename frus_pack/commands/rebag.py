"""`frus-pack rebag`."""

from __future__ import annotations

import click

import frus_pack
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable
from frus_pack.storage.fixity import ALGORITHMS


@click.command()
@click.argument("bag", metavar="BAG")
@click.option(
    "--changed",
    multiple=True,
    metavar="PATH",
    help="A file of the bag that was edited, added or removed on purpose; can be given more than"
    " once.",
)
@click.option(
    "--algorithm",
    "algorithms",
    multiple=True,
    type=click.Choice(ALGORITHMS),
    help="An algorithm of the new manifests; can be given more than once. By default the old ones.",
)
@click.option("--dry-run", is_flag=True, help="Show what changed; write nothing.")
def rebag(bag: str, changed: tuple[str, ...], algorithms: tuple[str, ...], dry_run: bool) -> None:
    """Make the manifests of any bag anew, after a deliberate edit.

    Every file is compared with the manifests first. A bag is refused if a file changed that was
    not named with --changed. With --algorithm alone, manifests are added or dropped.
    """
    with Bar("rebagging", goes_on=False) as bar:
        result = frus_pack.rebag(
            bag,
            changed=changed,
            algorithms=algorithms or None,
            dry_run=dry_run,
            progress=bar.progress,
        )
    for path, what in result.changes.items():
        print(printable(f"  {what:<10} {path}"))
    if result.before != result.algorithms:
        print(f"  manifests  {', '.join(result.before) or 'none'} → {', '.join(result.algorithms)}")
    done = "rebagged" if result.needed else "unchanged"
    print(printable(f"{'would be ' if dry_run and result.needed else ''}{done:<10} {bag}"))
