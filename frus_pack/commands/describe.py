"""`frus-pack describe`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import frus_pack
from frus_pack.document.characters import printable
from frus_pack.sources import reading
from frus_pack.sources.folder.folder import MOST_TEXT_OCTETS


@click.command()
@click.argument("text", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--volume",
    metavar="ID",
    help="The volume: frus1964-68v31. By default the name of the file says it:"
    " frus1964-68v31-d151.txt.",
)
def describe(text: Path, volume: str | None) -> None:
    """Draft the metadata.yaml of a reading text, on standard output.

    TEXT is a file, or - for standard input.

    The draft can be packed as it is. A comment says what a value was inferred from; a line that
    is a comment whole is a field that can be added. What is doubtful in the text is printed on
    standard error.
    """
    drafted = reading.draft_of_text(text, volume, _standard_input() if str(text) == "-" else None)
    for finding in drafted.findings:
        advice = f" ({finding.expected})" if finding.expected else ""
        print(printable(f"warning: {finding.location}: {finding.message}{advice}"), file=sys.stderr)
    click.echo(drafted.yaml.encode(), nl=False)


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(MOST_TEXT_OCTETS + 1)
    if len(content) > MOST_TEXT_OCTETS:
        message = f"has more than {MOST_TEXT_OCTETS} bytes: it is not a document of the series"
        raise frus_pack.SourceError(frus_pack.Problem("standard input", message))
    return content
