"""`frus-pack amend`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

import frus_pack
from frus_pack.commands.option_values import FILE, given_with
from frus_pack.document import strict_json
from frus_pack.document.amendment import patch_of
from frus_pack.document.characters import printable
from frus_pack.storage.regular_file import read_bytes


@click.command()
@click.argument("package", metavar="PACKAGE")
@click.option("--reason", required=True, metavar="TEXT", help="Why the correction is made.")
@click.option("--agent", required=True, metavar="NAME", help="Who makes it.")
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=TEXT",
    help="A field of the description and what it shall say: place=Lima, date.display='May 2'."
    " An empty text removes it. Can be given more than once.",
)
@click.option(
    "--patch",
    type=FILE,
    metavar="FILE",
    help="A JSON merge patch (RFC 7396) of the description.",
)
@click.option(
    "--bag-info",
    "bag_info",
    multiple=True,
    metavar="LABEL=TEXT",
    help="An element of bag-info.txt; an empty text removes it. Can be given more than once.",
)
@click.option(
    "--image",
    "images",
    multiple=True,
    metavar="NAME=FILE",
    help="An embedded page image to replace: 0371=better.png. Can be given more than once.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--ledger", metavar="FILE", help="Record the amendment in this ledger.")
def amend(
    package: str,
    reason: str,
    agent: str,
    fields: tuple[str, ...],
    patch: str | None,
    bag_info: tuple[str, ...],
    images: tuple[str, ...],
    dry_run: bool,
    ledger: str | None,
) -> None:
    """Correct the description of a package, and record the correction in it.

    The original transcription is kept; what is derived from the description is made again.
    Packing the source again keeps the amendments.
    """
    if not (fields or patch or bag_info or images):
        raise click.UsageError("say what to amend: give --set, --patch, --bag-info or --image")
    whole: dict[str, Any] = _read_patch(patch) if patch else {}
    for field, value in _pairs(fields, "--set"):
        whole = _both(whole, patch_of(field, value))
    result = frus_pack.amend(
        package,
        whole,
        reason=reason,
        agent=agent,
        bag_info={label: value or None for label, value in _pairs(bag_info, "--bag-info")},
        images=dict(_pairs(images, "--image")),
        dry_run=dry_run,
        ledger=ledger,
    )
    for change in result.changes:
        print(printable(f"  {change}"))
    done = "amended" if result.needed else "unchanged"
    print(printable(f"{'would be ' if dry_run and result.needed else ''}{done:<10} {package}"))


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return two merge patches as one; a null in a patch is kept, as it removes something."""
    result = dict(one)
    for key, value in other.items():
        inner = result.get(key)
        if isinstance(inner, dict) and isinstance(value, dict):
            value = _both(inner, value)
        result[key] = value
    return result


def _read_patch(file: str) -> dict[str, Any]:
    try:
        with given_with("--patch", file):
            patch = strict_json.parse(read_bytes(Path(file)))
    except ValueError as error:
        raise click.BadParameter(f"{file}: is not JSON: {error}", param_hint="--patch") from error
    if not isinstance(patch, dict):
        message = f'{file}: is not a JSON object; write {{"place": "Lima"}}'
        raise click.BadParameter(message, param_hint="--patch")
    return patch


def _pairs(given: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            message = f"{one!r} has no name and '=': write NAME=VALUE"
            raise click.BadParameter(message, param_hint=option)
        yield name, value
