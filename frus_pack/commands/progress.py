"""A bar on the terminal while results come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def with_progress(results: Iterator[T], doing: str) -> Iterator[T]:
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
