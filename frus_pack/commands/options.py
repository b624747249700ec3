"""Checks of what options are given, before any work begins."""

from __future__ import annotations

import click


def not_empty(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option that names a place. Raises click.BadParameter for ``""``.

    An empty name is mostly a variable of a script that was never set, and would mean the folder
    in which the command runs.
    """
    if value == "":
        raise click.BadParameter("is empty; give the path of a folder", context, option)
    return value
