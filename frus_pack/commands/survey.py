"""`frus-pack survey`."""

from __future__ import annotations

import sys
from typing import Any, Literal

import click
from rich.console import Console

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.reports import volume_report_json, volume_report_text
from frus_pack.reports.report_printing import print_lines


@click.command()
@click.argument("volume", metavar="VOLUME")
@click.option("--images", metavar="DIR", help="Look through the page images in it too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("--all", "every", is_flag=True, help="Tell every finding, however many are alike.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
def survey(
    volume: str, images: str | None, form: Literal["text", "json"], every: bool, **options: Any
) -> None:
    """Look through a TEI volume before it is packed.

    Tells how much there is of everything, which documents cannot be packed, and where numbers of
    documents, pages and scans break, pointers lead nowhere and dates cannot be; and with --images
    which page images are missing, damaged, doubled, of another size or under wrong numbers.
    Nothing is written. The exit status is 1 if there is an error.
    """
    report = frus_pack.survey(volume, images, **options)
    if form == "json":
        sys.stdout.write(volume_report_json.document(report))
    else:
        console = Console()
        width = console.width if console.is_terminal else None
        print_lines(volume_report_text.lines(report, every=every, width=width))
    if not report.ok:
        sys.exit(FAILED)
