"""The command `frus-pack`: options in, public functions called, results out."""

from __future__ import annotations

import io
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

import frus_pack
from frus_pack.bag.fixity import ALGORITHMS, DEFAULT_ALGORITHM
from frus_pack.report_printing import Form, print_reports
from frus_pack.report_text import printable
from frus_pack.show import print_package

T = TypeVar("T")

FAILED = 1
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(frus_pack.__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def command(debug: bool) -> None:
    """Package documents of Foreign Relations of the United States for preservation.

    Each document's transcription, description and page images become one BagIt 1.0 package
    (RFC 8493), complete or not there at all.

    Exit status: 0 all well, 1 something is invalid or failed, 2 the command could not be run
    as given.
    """


@command.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--volume", required=True, metavar="ID", help="The volume: frus1964-68v31.")
def describe(text: Path, volume: str) -> None:
    """Draft the metadata.yaml of a reading text, on standard output.

    The draft can be packed as it stands; what had to be inferred is marked by a comment.
    """
    click.echo(frus_pack.describe(text, volume).encode(), nl=False)


@command.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", required=True, metavar="DEPOSIT", help="The folder the packages go to.")
@click.option("--volume", metavar="ID", help="The volume of texts whose names do not tell it.")
@click.option("--images", metavar="DIR", help="Look here for the page images.")
@click.option(
    "--images-as",
    type=click.Choice(["embedded", "referenced"]),
    default="embedded",
    show_default=True,
    help="Put page images into the package, or only describe them in it.",
)
@click.option(
    "--algorithm",
    "algorithms",
    multiple=True,
    type=click.Choice(ALGORITHMS),
    default=[DEFAULT_ALGORITHM],
    show_default=True,
    help="A manifest's algorithm; can be given more than once.",
)
@click.option("--bag-info", metavar="FILE", help="Further lines for bag-info.txt.")
@click.option(
    "--bagging-date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="YYYY-MM-DD; by default SOURCE_DATE_EPOCH or today.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
@click.option("--replace", is_flag=True, help="Let a package take the place of another.")
def pack(
    sources: tuple[str, ...],
    to: str,
    bag_info: str | None,
    bagging_date: datetime | None,
    **options: Any,
) -> None:
    """Make a package of each document.

    A SOURCE is a document folder (metadata.yaml, transcription.txt, page-images/), a reading
    text named like frus1964-68v31-d151.txt, or a folder that holds such.
    """
    outcomes = frus_pack.pack_all(
        sources,
        to,
        bag_info=frus_pack.read_bag_info_file(bag_info) if bag_info else (),
        bagging_date=bagging_date.date() if bagging_date else None,
        **options,
    )
    tally = Counter(_tell(outcome) for outcome in _with_progress(outcomes, "packing"))
    if sum(tally.values()) > 1:
        print(", ".join(f"{count} {status}" for status, count in sorted(tally.items())))
    if tally["failed"]:
        sys.exit(FAILED)


@command.command()
@click.argument("package", type=click.Path(path_type=Path))
def show(package: Path) -> None:
    """Show what a package holds. Nothing is checked."""
    print_package(frus_pack.open_package(package), Console())


@command.command()
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
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core.")
def validate(paths: tuple[str, ...], form: Form, **options: Any) -> None:
    """Check bags: everything a repository would object to.

    A PATH is a bag, as a folder or as a tar, tar.gz or zip file, or a folder that holds bags at
    any depth. Nothing is written, and archives are not unpacked.
    """
    reports = frus_pack.validate_all(paths, **options)
    if not print_reports(_with_progress(reports, "validating"), form):
        sys.exit(FAILED)


def _tell(outcome: frus_pack.Outcome) -> str:
    """Print what became of one source; returns its status."""
    if outcome.error:
        for line in str(outcome.error).splitlines():
            said = line if line.startswith(outcome.source) else f"{outcome.source}: {line}"
            print(printable(f"failed     {said}"), file=sys.stderr)
    else:
        print(printable(f"{outcome.status:<9}  {outcome.path}  ({_pages(outcome)})"))
    return outcome.status


def _pages(outcome: frus_pack.Outcome) -> str:
    pages = sum(outcome.images.values())
    if not pages:
        return "pages not known"
    counts = ", ".join(f"{count} {status}" for status, count in sorted(outcome.images.items()))
    return f"{pages} page{'s' if pages > 1 else ''}: {counts}"


def _with_progress(results: Iterator[T], doing: str) -> Iterator[T]:
    """The results, counted on standard error while they come, if that is a terminal.

    What is printed meanwhile goes above the bar where both are on the terminal.
    """
    # The bar is drawn by a thread, and workers are best forked before there is one.
    first = list(islice(results, 1))
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(20),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        refresh_per_second=4,
        disable=not console.is_terminal,
        redirect_stdout=sys.stdout.isatty(),
    ) as progress:
        task = progress.add_task(doing, total=None)
        for result in chain(first, results):
            progress.advance(task)
            yield result


def main() -> None:
    """Run the command; no traceback reaches a user who did not ask for it."""
    debug = "--debug" in sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    try:
        command.main(prog_name="frus-pack", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        print("frus-pack: interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    except Exception as error:
        if debug:
            raise
        for line in _words(error):
            print(printable(f"frus-pack: {line}"), file=sys.stderr)
        sys.exit(FAILED)


def _stop(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does: what is being made is cleared away."""
    raise KeyboardInterrupt


def _words(error: Exception) -> list[str]:
    if isinstance(error, frus_pack.FrusPackError | ValueError | OSError):
        return str(error).splitlines()
    return [f"a fault of frus-pack itself: {error!r} (--debug shows where)"]
