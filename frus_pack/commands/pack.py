"""`frus-pack pack`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import click

import frus_pack
from frus_pack.bag.sink import SERIALIZATIONS
from frus_pack.bag.writer import BagItVersion
from frus_pack.commands.option_values import FILE, FOLDER, Day, given_with, not_empty
from frus_pack.commands.output import Output, output_options
from frus_pack.commands.progress import Bar
from frus_pack.commands.workers import executor_of, worker_options
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.images.page_images import ImagesAs
from frus_pack.packing.unmatched_images import UnmatchedImages, unmatched_images
from frus_pack.reports.entries import (
    failed_entry,
    lacking_entry,
    left_out_entry,
    made_entry,
    passed_over_entry,
)
from frus_pack.reports.entry import Entry
from frus_pack.reports.entry_forms import MADE_FORMS
from frus_pack.requirements.finding import Finding
from frus_pack.requirements.table import SEVERITIES
from frus_pack.sources.searching import passed_over
from frus_pack.storage.fixity import ALGORITHMS
from frus_pack.storage.regular_file import read_bytes

_MOST_NOTED = 20
"""Files not taken that are printed, unless all results are."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--to",
    required=True,
    callback=not_empty,
    metavar="DEPOSIT",
    help="The folder the packages go to.",
)
@click.option("--volume", metavar="ID", help="The volume of texts whose names do not say it.")
@click.option("--images", type=FOLDER, metavar="DIR", help="Look here for the page images.")
@click.option(
    "--images-as",
    type=click.Choice(get_args(ImagesAs)),
    default="embedded",
    show_default=True,
    help="Put page images into the package, only describe them in it, or list them in its fetch.txt"
    " as files to be fetched from the series' addresses.",
)
@click.option(
    "--algorithm",
    "algorithms",
    multiple=True,
    type=click.Choice(ALGORITHMS),
    help="A manifest's algorithm; can be given more than once. By default sha512, and what a"
    " profile requires.",
)
@click.option("--bag-info", type=FILE, metavar="FILE", help="Further lines for bag-info.txt.")
@click.option(
    "--profile",
    type=FILE,
    metavar="FILE",
    help="Meet this BagIt Profile, or say what is missing before anything is written.",
)
@click.option(
    "--include",
    multiple=True,
    type=click.Choice(list(CROSSWALKS)),
    metavar="FORM",
    help=f"Put the description in this form, too, into the package: {', '.join(CROSSWALKS)};"
    " can be given more than once.",
)
@click.option(
    "--tag-file",
    "tag_files",
    multiple=True,
    metavar="NAME=FILE",
    help="A further tag file; can be given more than once.",
)
@click.option(
    "--bagging-date",
    type=Day(),
    metavar="DATE",
    help="YYYY-MM-DD; by default SOURCE_DATE_EPOCH or today.",
)
@click.option(
    "--serialize",
    type=click.Choice(SERIALIZATIONS),
    help="Make each package one archive; by default where a profile requires it.",
)
@click.option(
    "--bagit-version",
    type=click.Choice(get_args(BagItVersion)),
    help="0.97 for receivers that read no 1.0; by default 1.0, or what a profile accepts.",
)
@click.option(
    "--strict", is_flag=True, help="Refuse a document in which anything is not understood."
)
@output_options(MADE_FORMS)
@worker_options
@click.option("--replace", is_flag=True, help="Let a package take the place of another.")
def pack(
    sources: tuple[str, ...],
    to: str,
    bag_info: str | None,
    tag_files: tuple[str, ...],
    algorithms: tuple[str, ...],
    bagging_date: date | None,
    profile: str | None,
    jobs: int | None,
    dask: str | None,
    output: Output,
    **options: Any,
) -> None:
    """Make a package of each document.

    A SOURCE is a TEI volume (frus1952-54Guat.xml), or a reading text named like
    frus1964-68v31-d151.txt. It can be a document folder: metadata.yaml, transcription.txt or
    .xml, page-images/. A folder that holds such gives them all.
    """
    problems_of_profile = given_with("--profile", profile)
    with problems_of_profile, executor_of(dask, jobs) as executor, Bar("packing") as bar:
        outcomes = frus_pack.pack_all(
            sources,
            to,
            bag_info=_bag_info(bag_info),
            algorithms=algorithms or None,
            tag_files=dict(map(_tag_file, tag_files)),
            bagging_date=bagging_date,
            profile=profile,
            jobs=jobs,
            executor=executor,
            progress=bar.progress,
            **options,
        )
        unpacked = _unpacked(sources, options["images"])
        output.print(chain(map(_entry, outcomes), unpacked), bar)


def _unpacked(sources: Sequence[str], images: str | None) -> Iterator[Entry]:
    """Yield what the sources hold that is not a document, page images that belong to none, and
    pages that have no image."""
    looked_at = Path(images).resolve() if images else None
    found = chain.from_iterable(passed_over(Path(source)) for source in sources)
    strays = (
        one
        for one in found
        if looked_at is None or not one.path.resolve().is_relative_to(looked_at)
    )
    unmatched = (
        unmatched_images(map(Path, sources), Path(images)) if images else UnmatchedImages((), ())
    )
    for number, one in enumerate(chain(strays, unmatched.strays)):
        yield passed_over_entry(str(one.path), one.reason, noted=number < _MOST_NOTED)
    for volume, pages in unmatched.lacking:
        yield lacking_entry(str(volume), pages)


def _bag_info(file: str | None) -> Sequence[tuple[str, str]]:
    """Return the lines of a file for bag-info.txt."""
    with given_with("--bag-info", file):
        return frus_pack.read_bag_info_file(file) if file else ()


def _tag_file(named: str) -> tuple[str, bytes]:
    """Return the path in the bag and the content of ``NAME=FILE``."""
    name, equals, file = named.partition("=")
    if not equals:
        message = f"{named!r} is not of the form NAME=FILE"
        raise click.BadParameter(message, param_hint="--tag-file")
    with given_with("--tag-file", file):
        return name, read_bytes(Path(file))


def _entry(outcome: frus_pack.Packed) -> Entry:
    if outcome.error:
        return failed_entry(outcome.source, outcome.error)
    if outcome.status == "left out":
        return left_out_entry(outcome.source, outcome.findings)
    path = str(outcome.path)
    images = {str(status): count for status, count in outcome.images.items()}
    said = ", ".join((_pages(images), *_severities(outcome.findings)))
    return made_entry(
        outcome.source,
        outcome.status,
        f"{path}  ({said})",
        findings=outcome.findings,
        counts={f"images {status}": count for status, count in images.items()},
        further={"path": path, "images": images},
    )


def _severities(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the number of findings of each severity, from the worst."""
    counts = Counter(one.severity for one in findings)
    for severity in SEVERITIES:
        if count := counts[severity]:
            plural = "s" if count > 1 and severity != "information" else ""
            yield f"{count} {severity}{plural}"


def _pages(images: Mapping[str, int]) -> str:
    pages = sum(images.values())
    if not pages:
        return "pages not known"
    counts = ", ".join(f"{count} {status}" for status, count in sorted(images.items()))
    return f"{pages} page{'s' if pages > 1 else ''}; images: {counts}"
