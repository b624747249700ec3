"""What the commands have in common: which results are printed, where, and in what form."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TextIO

import click

from frus_pack.bag.forbidden_places import refuse_inside_bag
from frus_pack.commands.exit_status import FAILED
from frus_pack.commands.progress import Bar
from frus_pack.document.characters import printable
from frus_pack.errors import StorageError
from frus_pack.reports.entry import Entry, Line
from frus_pack.reports.entry_forms import Form
from frus_pack.reports.report_printing import Selection, TextPrinter, print_lines
from frus_pack.reports.summary import Summary

_FLAGS: dict[str, tuple[Selection, str]] = {
    "all": ("all", "Print every result and every finding."),
    "quiet": ("failures", "Print only what failed."),
    "statistics": ("statistics", "Print only how many findings there are of each code."),
}


@dataclass(frozen=True, slots=True)
class Output:
    """How a command prints its results: as text, unless a form is given; on standard output,
    unless a file is given."""

    form: Form | None
    selection: Selection
    file: str | None

    @contextmanager
    def naming(self, said: str, result: Path) -> Iterator[None]:
        """Say at the end where the one result of the work is, also after failures or an interrupt.

        Nothing is said where the work could not be done.
        """
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            self._name(said, result)
            raise
        self._name(said, result)

    def _name(self, said: str, result: Path) -> None:
        if self.form is None and self.file is None and result.is_file():
            click.echo(printable(f"{said} {result}"))

    def print(self, entries: Iterable[Entry], bar: Bar) -> None:
        """Print entries while they come, and exit with 1 if one failed.

        What could not be worked on goes to standard error, as text. The tally of what is printed
        to a file goes to standard output. Raises OSError if the file cannot be written.
        """
        summary, followed = Summary(), bar.following(entries)
        with self._stream() as out:
            if self.form is None:
                TextPrinter(out, sys.stderr, self.selection, bar.hide).print(followed, summary)
            else:
                counted = summary.adding(followed)
                chosen = counted if self.selection != "failures" else _failures(counted)
                for piece in self.form(chosen):
                    bar.hide()
                    out.write(piece)
        if self.file is not None:
            bar.hide()
            click.echo(printable(f"{self.file}: {summary.tally()}"))
        if summary.failed:
            sys.exit(FAILED)

    def print_lines(self, lines: Iterable[Line], *, failed: bool) -> None:
        """Print lines of text, and exit with 1 if something failed. Raises OSError as `print`."""
        with self._stream() as out:
            print_lines(lines, out)
        if failed:
            sys.exit(FAILED)

    @contextmanager
    def _stream(self) -> Iterator[TextIO]:
        if self.file is None:
            yield sys.stdout
            return
        refuse_inside_bag(Path(self.file).parent)
        with (
            _written(self.file),
            open(self.file, "w", encoding="utf-8", errors="backslashreplace") as file,
        ):
            yield file


@contextmanager
def _written(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.filename not in (None, path):  # an error of the work itself
            raise
        raise StorageError(f"{path}: cannot be written: {error.strerror}") from error


def _failures(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.failed)


def output_options(
    forms: Mapping[str, Form],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of its output, which it gets as one argument, `output`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_output(output: str | None, **options: Any) -> None:
            form = options.pop("format")
            chosen = [one for flag, (one, _) in _FLAGS.items() if options.pop(flag)]
            if len(chosen) > 1:
                raise click.UsageError(f"give one of {', '.join(f'--{flag}' for flag in _FLAGS)}")
            if "statistics" in chosen and form != "text":
                raise click.UsageError("--statistics goes with --format text")
            selection = chosen[0] if chosen else "attention"
            file = None if output == "-" else output
            command(output=Output(forms.get(form), selection, file), **options)

        return _with_options(with_output, ["text", *forms])

    return decorate


def _with_options(command: Callable[..., None], forms: list[str]) -> Callable[..., None]:
    command = click.option(
        "--output", metavar="FILE", help="Print to this file instead of standard output."
    )(command)
    for flag, (_, explained) in reversed(_FLAGS.items()):
        option = click.option(f"--{flag}", is_flag=True, help=explained)
        command = option(command)
    return click.option(
        "--format",
        type=click.Choice(forms),
        default="text",
        show_default=True,
        help="How to print the results.",
    )(command)
