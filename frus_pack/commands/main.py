"""The command `frus-pack`: its sub-commands, and how it ends."""

from __future__ import annotations

import io
import signal
import sys
from types import FrameType

import click

import frus_pack
from frus_pack.commands.audit import audit
from frus_pack.commands.complete import complete
from frus_pack.commands.describe import describe
from frus_pack.commands.exit_status import FAILED, INTERRUPTED
from frus_pack.commands.export import export
from frus_pack.commands.ingest import ingest
from frus_pack.commands.list import list_packages
from frus_pack.commands.pack import pack
from frus_pack.commands.rebag import rebag
from frus_pack.commands.repair import repair
from frus_pack.commands.retrieve import retrieve
from frus_pack.commands.show import show
from frus_pack.commands.survey import survey
from frus_pack.commands.unpack import unpack
from frus_pack.commands.validate import validate
from frus_pack.document.printable import printable


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(frus_pack.__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def command(debug: bool) -> None:
    """Package documents of Foreign Relations of the United States for preservation.

    Each document's transcription, description and page images become one BagIt 1.0 package
    (RFC 8493), complete or not there at all.

    Exit status: 0 all well, 1 something is invalid or failed, 2 the command could not be run
    as given.
    """


for _command in (
    audit,
    complete,
    describe,
    export,
    ingest,
    list_packages,
    pack,
    rebag,
    repair,
    retrieve,
    show,
    survey,
    unpack,
    validate,
):
    command.add_command(_command)


def main() -> None:
    """Run the command; no traceback reaches a user who did not ask for it."""
    debug = "--debug" in sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    try:
        command.main(prog_name="frus-pack", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt) as error:
        where = f" {error.__cause__}" if str(error.__cause__ or "") else ""
        print(f"frus-pack: interrupted{where}", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    except Exception as error:
        if debug:
            raise
        for line in _words(error):
            print(printable(f"frus-pack: {line}"), file=sys.stderr)
        sys.exit(FAILED)


def _stop(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does: what is being made is cleared away."""
    raise KeyboardInterrupt


def _words(error: Exception) -> list[str]:
    if isinstance(error, frus_pack.FrusPackError | ValueError | OSError):
        return str(error).splitlines()
    return [f"a fault of frus-pack itself: {error!r} (--debug shows where)"]
