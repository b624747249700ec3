"""`frus-pack explain`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import click

from frus_pack.document.describing_fields import all_fields, describe_field
from frus_pack.requirements.table import all_codes
from frus_pack.requirements.table import explain as explain_code

_WIDTH = 80


@click.command()
@click.argument("words", nargs=-1, metavar="[CODE | field [NAME]]")
def explain(words: tuple[str, ...]) -> None:
    """Explain a finding, or a field of the description.

    A CODE is the text in brackets after a finding: bag.payload-altered. A family, such as
    bag, lists its codes, and nothing lists all. `explain field` lists the fields of a
    description, `explain field senders` explains one.
    """
    try:
        for line in _lines(_said(words)):
            click.echo(line)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _said(words: tuple[str, ...]) -> list[tuple[str, str]]:
    if not words:
        return list(all_codes())
    if words[0] == "field" and len(words) <= 2:
        return list(describe_field(words[1]) if len(words) == 2 else all_fields())
    if len(words) > 1:
        raise click.UsageError("give one CODE, or: field NAME")
    code = words[0].strip("[]")
    if code in (name for name, _ in all_fields()):
        raise click.UsageError(f"{code!r} is a field: frus-pack explain field {code}")
    return list(explain_code(code))


def _lines(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the rows in two columns, or one below the other where a label is long."""
    table = list(rows)
    column = max(len(label) for label, _ in table) + 2
    for label, value in table:
        if column <= 20:
            yield from _folded(f"{label:<{column}}{value}", column)
        else:
            yield label
            yield from _folded(f"    {value}", 4)


def _folded(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)
