"""Printing what a command says, entry by entry as they come, as text for people."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TextIO

from rich.console import Console
from rich.text import Text

from frus_pack.reports.entry import Detail, Entry, Line
from frus_pack.reports.summary import Summary
from frus_pack.requirements.table import Severity

Selection = Literal["attention", "all", "failures", "statistics"]
"""``attention``: why what failed did, the first few of many alike, and a summary. ``all``: the rest
as well, with every finding. ``failures``: only why what failed did. ``statistics``: only the table
of findings and the tally."""

_STYLES: dict[Severity | None, str] = {
    "error": "red",
    "warning": "yellow",
    "information": "cyan",
    None: "",
}


@dataclass(frozen=True, slots=True)
class TextPrinter:
    """Prints entries as text. What could not be worked on goes to another stream than results,
    also the bad ones.

    `before` is called before anything is printed.
    """

    out: TextIO
    failures: TextIO
    selection: Selection = "attention"
    before: Callable[[], None] = lambda: None

    def print(self, entries: Iterable[Entry], summary: Summary) -> None:
        """Print all entries and their summary, which adds them; a single entry is printed whole.

        Only the summary says that there was nothing to do. It is printed after an interrupt, too.
        """
        try:
            was_single = self._print_entries(summary.adding(entries), summary)
        except KeyboardInterrupt:
            if summary.entries:
                self._print_summary(summary)
            raise
        if not was_single or self.selection == "statistics":
            self._print_summary(summary)

    def _print_entries(self, entries: Iterator[Entry], summary: Summary) -> bool:
        """Print entries as they come. Returns whether there was a single one."""
        if (first := next(entries, None)) is None:
            return False
        try:
            second = next(entries, None)
        except BaseException:
            self._print_one_of_many(first, summary)
            raise
        if second is None:
            self._print_single(first)
            return True
        for entry in chain((first, second), entries):
            self._print_one_of_many(entry, summary)
        return False

    def _print_one_of_many(self, entry: Entry, summary: Summary) -> None:
        if self.selection == "all":
            self._print_entry(entry, "every finding")
        elif self.selection == "attention" and summary.has_enough_like(entry):
            return
        elif self._is_selected(entry):
            self._print_entry(entry, "brief")

    def _print_single(self, entry: Entry) -> None:
        if self.selection in ("all", "attention") or self._is_selected(entry):
            self._print_entry(entry, "every finding" if self.selection == "all" else "whole")

    def _is_selected(self, entry: Entry) -> bool:
        """Return whether an entry is printed without --all."""
        if self.selection == "statistics":
            return False
        return entry.failed or (entry.noted and self.selection == "attention")

    def _print_entry(self, entry: Entry, detail: Detail) -> None:
        self._print_lines(entry.lines(detail), self.failures if entry.problems else self.out)

    def _print_summary(self, summary: Summary) -> None:
        if self.selection == "statistics":
            self._print_lines(summary.statistics(), self.out)
        elif self.selection != "failures":
            if self.selection == "attention":
                self._print_lines(summary.alike(), self.out)
            self._print_lines(summary.lines(), self.out)

    def _print_lines(self, lines: Iterable[Line], stream: TextIO) -> None:
        self.before()
        print_lines(lines, stream)


def print_lines(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Print lines, on standard output by default. On a terminal they are coloured, and folded to
    its width; ``FORCE_COLOR`` colours them elsewhere, too."""
    console = Console(file=stream, highlight=False)
    width = console.width if console.file.isatty() else None
    for line in lines:
        if not console.is_terminal:
            console.file.write(f"{line.text}\n")
            continue
        for text in [line.text] if width is None else _folded(line.text, width):
            console.print(Text(text, style=_STYLES[line.severity]), soft_wrap=True)


def _folded(text: str, width: int) -> list[str]:
    """Fold a line to a width. Further lines are indented, so that they do not look like others."""
    margin = len(text) - len(text.lstrip())
    indent = " " * (margin + 2)
    folded = textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)
    return folded or [""]
