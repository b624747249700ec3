"""`frus-pack validate`."""

from __future__ import annotations

from typing import Any

import click

import frus_pack
from frus_pack.commands.option_values import FILE, given_with
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.commands.workers import executor_of, worker_options
from frus_pack.reports.entries import report_entry
from frus_pack.reports.entry_forms import REPORT_FORMS


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--profile", type=FILE, metavar="FILE", help="Check against this BagIt Profile as well."
)
@click.option("--cross-check", is_flag=True, help="Ask the Library of Congress's bagit as well.")
@click.option("--completeness-only", is_flag=True, help="Leave out the digests.")
@click.option("--allow-unfetched", is_flag=True, help="Accept files still to be fetched.")
@output_options(REPORT_FORMS)
@worker_options
def validate(
    paths: tuple[str, ...],
    profile: str | None,
    jobs: int | None,
    dask: str | None,
    output: Output,
    **options: Any,
) -> None:
    """Check bags: everything a repository would object to.

    A PATH is a bag, as a folder or as a tar (.gz, .bz2, .xz) or zip file. A folder that holds
    bags at any depth is searched for them. Nothing is written, and archives are not unpacked.

    Of several bags those with an error are printed, and then a summary. One bag is printed whole.
    """
    problems_of_profile = given_with("--profile", profile)
    with (
        problems_of_profile,
        executor_of(dask, jobs) as executor,
        Bar("validating", goes_on=False) as bar,
    ):
        reports = frus_pack.validate_all(
            paths, jobs=jobs, executor=executor, progress=bar.progress, profile=profile, **options
        )
        output.print(map(report_entry, reports), bar)
