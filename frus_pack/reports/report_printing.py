"""Printing what a command says, entry by entry as they come, as text for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TextIO

from rich.console import Console
from rich.text import Text

from frus_pack.reports.entry import Entry
from frus_pack.reports.line import Line
from frus_pack.reports.summary import Summary
from frus_pack.requirements.requirement import Severity

Selection = Literal["attention", "all", "failures", "statistics"]
"""``attention``: what failed, and a summary. ``all``: the rest as well, with every finding.
``failures``: only what failed. ``statistics``: only the table of findings and the tally."""

_STYLES: dict[Severity | None, str] = {
    "error": "red",
    "warning": "yellow",
    "information": "cyan",
    None: "",
}


@dataclass(frozen=True, slots=True)
class TextPrinter:
    """Prints entries as text. What failed can go to another stream than the rest.

    `before` is called before anything is printed.
    """

    out: TextIO
    failures: TextIO
    selection: Selection = "attention"
    before: Callable[[], None] = lambda: None

    def print(self, entries: Iterable[Entry]) -> bool:
        """Print all entries and their summary; a single entry is printed whole, without one.

        Returns whether nothing failed. A summary is printed after an interrupt, too.
        """
        summary = Summary()
        only: Entry | None = None
        try:
            for entry in summary.adding(entries):
                only = entry if summary.entries == 1 else None
                self._print_entry(entry)
        except KeyboardInterrupt:
            self._print_summary(summary)
            raise
        if only and not only.failed and self.selection == "attention":
            self._print_lines(only.lines(False), self.out)
        elif summary.entries != 1 or self.selection == "statistics":
            self._print_summary(summary)
        return not summary.failed

    def _print_entry(self, entry: Entry) -> None:
        if self.selection == "statistics" or (not entry.failed and self.selection != "all"):
            return
        stream = self.failures if entry.failed else self.out
        self._print_lines(entry.lines(self.selection == "all"), stream)

    def _print_summary(self, summary: Summary) -> None:
        if self.selection == "statistics":
            self._print_lines(summary.statistics(), self.out)
        elif self.selection != "failures" and summary.entries:
            self._print_lines(summary.lines(), self.out)

    def _print_lines(self, lines: Iterable[Line], stream: TextIO) -> None:
        self.before()
        print_lines(lines, stream)


def print_lines(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Print lines, on standard output by default. They are coloured, and folded to its width, on
    a terminal only."""
    console = Console(file=stream, highlight=False)
    for line in lines:
        if console.is_terminal:
            console.print(Text(line.text, style=_STYLES[line.severity]), overflow="fold")
        else:
            console.file.write(f"{line.text}\n")
