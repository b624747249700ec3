"""`frus-pack show`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

import frus_pack
from frus_pack.package.show import print_package


@click.command()
@click.argument("package", type=click.Path(path_type=Path))
def show(package: Path) -> None:
    """Show what a package holds. Nothing is checked."""
    console = Console(highlight=False)
    with frus_pack.open_package(package) as opened, console.capture() as shown:
        print_package(opened, console)
    for line in shown.get().splitlines():
        print(line.rstrip())
