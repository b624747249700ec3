"""The columns of a table whose cells can span several columns or rows."""

from __future__ import annotations

import re

from lxml import etree

_SPAN = re.compile(r"[1-9][0-9]?")


class TableColumns:
    """A table being read row by row: which columns cells of earlier rows still take up."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}
        self._column = 0
        self._written = 0

    def begin_row(self) -> None:
        """Begin the next row."""
        self._column = self._written = 0

    def columns_before(self) -> int:
        """Return how many column marks come before the next cell."""
        self._skip_taken()
        marks = self._column - self._written
        self._written = self._column
        return marks

    def place(self, cell: etree._Element) -> None:
        """Take up the columns and rows of a cell that was written."""
        columns, rows = _span(cell.get("cols", "")), _span(cell.get("rows", ""))
        for column in range(self._column, self._column + columns):
            if rows > 1:
                self._taken[column] = rows
        self._column += columns
        self._count_down(self._column - columns, self._column)

    def columns_behind(self) -> int:
        """Return how many column marks come behind the last cell."""
        self._skip_taken()
        return max(0, self._column - 1 - self._written)

    def _skip_taken(self) -> None:
        while self._taken.get(self._column, 0):
            self._column += 1
            self._count_down(self._column - 1, self._column)

    def _count_down(self, first: int, end: int) -> None:
        for column in range(first, end):
            if self._taken.get(column, 0):
                self._taken[column] -= 1


def _span(written: str) -> int:
    return int(written) if _SPAN.fullmatch(written) else 1
