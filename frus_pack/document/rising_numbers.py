"""Where numbers that should rise by one do not: some left out, one twice, one out of its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from frus_pack.document.page_numbers import Number

Kind = Literal["gap", "repeat", "order"]


@dataclass(frozen=True, slots=True)
class Break:
    """The number at `index` does not follow the one at `before`, the last that was in order.

    Of a gap, `first` and `last` are the numbers between the two, and `count` is how many of them
    were left out. Numbers that do not count may fill a part of the gap. Otherwise `first` and
    `last` are the number expected at `index`, or None where none is.
    """

    kind: Kind
    before: int
    index: int
    first: int | None
    last: int | None
    count: int = 1


_Known: TypeAlias = tuple[int, Number]
"""A number and its index."""


def breaks(numbers: Sequence[Number | None]) -> Iterator[Break]:
    """Yield every place where the numbers do not rise by one.

    None is a number that does not count, such as 341a: it may or may not have its place in the
    sequence. Numbers of another kind begin a new sequence.

    A number that alone is out of order is reported as that, and not as a gap after it.
    """
    known = [(index, number) for index, number in enumerate(numbers) if number is not None]
    last: _Known | None = None
    for place, current in enumerate(known):
        if last is None or last[1].kind != current[1].kind:
            last = current
            continue
        rise, room = _distance(last, current)
        if 1 <= rise <= room:
            last = current
        elif (after := next(iter(known[place + 1 : place + 2]), None)) and _follows(last, after):
            yield _alone(last, current, after)
        else:
            yield _gap(last, current) if rise > room else _back(last, current)
            last = current


def runs(values: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of numbers that rise by one."""
    first = last = None
    for value in values:
        if first is not None and last is not None and value != last + 1:
            yield first, last
            first = None
        first, last = value if first is None else first, value
    if first is not None and last is not None:
        yield first, last


def _distance(one: _Known, other: _Known) -> tuple[int, int]:
    """Return how far the number rises, and how far it may."""
    return other[1].value - one[1].value, other[0] - one[0]


def _follows(one: _Known, other: _Known) -> bool:
    rise, room = _distance(one, other)
    return one[1].kind == other[1].kind and 1 <= rise <= room


def _alone(last: _Known, current: _Known, after: _Known) -> Break:
    repeated = current[1].value in (last[1].value, after[1].value)
    rise, room = _distance(last, after)
    proper = last[1].value + current[0] - last[0] if rise == room else None
    return Break("repeat" if repeated else "order", last[0], current[0], proper, proper)


def _gap(last: _Known, current: _Known) -> Break:
    rise, room = _distance(last, current)
    first, final = last[1].value + 1, current[1].value - 1
    return Break("gap", last[0], current[0], first, final, rise - room)


def _back(last: _Known, current: _Known) -> Break:
    rise, room = _distance(last, current)
    proper = last[1].value + room
    return Break("order" if rise else "repeat", last[0], current[0], proper, proper)
