"""Values of options: durations, days, sizes, shares, files and folders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from frus_pack.errors import FrusPackError

FILE = click.Path(exists=True, dir_okay=False)
"""A file to read. What an option names has to exist, or the command cannot be run as given."""
FOLDER = click.Path(exists=True, file_okay=False)
"""A folder to read."""

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SIZES = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


class Duration(click.ParamType[Any]):
    """A duration such as ``90d``: a number and s, m, h, d or w."""

    name = "duration"

    def convert(self, value: Any, param: Any, ctx: Any) -> timedelta:
        """Return the duration."""
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"([0-9]{1,6})([smhdw])", value)
        if not match:
            self.fail(f"{value!r} is not a duration: write 45s, 30m, 2h, 90d or 12w", param, ctx)
        return timedelta(**{_UNITS[match[2]]: int(match[1])})


class Day(click.ParamType[Any]):
    """A date, ``2026-01-02``."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Return the date."""
        try:
            found = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or (isinstance(value, str) and found.isoformat() != value):
            self.fail(f"{value!r} is not a date: write YYYY-MM-DD, like 2026-01-02", param, ctx)
        return found


class Size(click.ParamType[Any]):
    """A number of bytes such as ``1TB``, in the decimal units of SI."""

    name = "size"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the number of bytes."""
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,3})?) ?([kKMGT]?B?)", value)
        if not match or match[2].upper() not in _SIZES:
            self.fail(f"{value!r} is not a size: write 500MB, 20GB or 1.5TB", param, ctx)
        return int(float(match[1]) * _SIZES[match[2].upper()])


class Share(click.ParamType[Any]):
    """A share such as ``5%``, as a number of more than 0 and at most 1."""

    name = "share"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """Return the share."""
        if isinstance(value, float):
            return value
        match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)%", value)
        share = float(match[1]) / 100 if match else 0.0
        if not 0 < share <= 1:
            self.fail(f"{value!r} is not a share: write 5% or 0.5%", param, ctx)
        return share


@contextmanager
def given_with(option: str, file: str | None) -> Iterator[None]:
    """Report what is wrong with the file that an option names as a fault of the option.

    Raises click.BadParameter for an error of that file. Other errors are left as they are.
    """
    try:
        yield
    except FrusPackError as error:
        if file is None or not str(error).startswith(f"{Path(file)}: "):
            raise
        raise click.BadParameter(str(error), param_hint=option) from error


def not_empty(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option that names a place. Raises click.BadParameter for ``""``.

    An empty name is mostly a variable of a script that was never set, and would mean the folder
    in which the command runs.
    """
    if value == "":
        raise click.BadParameter("is empty; give the path of a folder", context, option)
    return value
