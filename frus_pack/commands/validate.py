"""`frus-pack validate`."""

from __future__ import annotations

import sys
from typing import Any

import click

import frus_pack
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.progress import with_progress
from frus_pack.commands.workers import executor_of, worker_options
from frus_pack.reports.report_printing import Form, print_reports


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--profile", metavar="FILE", help="Hold the bags against this BagIt Profile too.")
@click.option("--cross-check", is_flag=True, help="Ask the Library of Congress's bagit too.")
@click.option("--completeness-only", is_flag=True, help="Leave out the digests.")
@click.option("--allow-unfetched", is_flag=True, help="Accept files still to be fetched.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How to report.",
)
@worker_options
def validate(
    paths: tuple[str, ...], form: Form, jobs: int | None, dask: str | None, **options: Any
) -> None:
    """Check bags: everything a repository would object to.

    A PATH is a bag, as a folder or as a tar, tar.gz or zip file, or a folder that holds bags at
    any depth. Nothing is written, and archives are not unpacked.
    """
    with executor_of(dask, jobs) as executor:
        reports = frus_pack.validate_all(paths, jobs=jobs, executor=executor, **options)
        try:
            all_well = print_reports(with_progress(reports, "validating"), form)
        except frus_pack.SourceError as error:
            raise click.BadParameter(str(error), param_hint="--profile") from error
    if not all_well:
        sys.exit(FAILED)
