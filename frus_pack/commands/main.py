"""The command `frus-pack`: its sub-commands, and how it ends."""

from __future__ import annotations

import io
import os
import platform
import signal
import sys
from difflib import get_close_matches
from importlib import import_module
from types import FrameType

import click

from frus_pack.commands.exit_status import FAILED, INTERRUPTED
from frus_pack.document.characters import printable
from frus_pack.errors import FrusPackError
from frus_pack.reports.option_names import with_options
from frus_pack.version import PACKAGE_FORMAT, __version__

_COMMANDS = {
    "amend": "Correct the description of a package, and record the correction in it.",
    "audit": "Check deposits again, and record every check.",
    "complete": "Fill a bag whose fetch.txt lists files, from a local mirror.",
    "describe": "Draft the metadata.yaml of a reading text, on standard output.",
    "explain": "Explain a finding, or a field of the description.",
    "export": "Give packages a form that repositories know.",
    "ingest": "Put packages into an OCFL storage root.",
    "list": "List what deposits and OCFL storage roots hold.",
    "pack": "Make a package of each document.",
    "rebag": "Make the manifests of any bag anew, after a deliberate edit.",
    "repair": "Make a damaged package whole with files of its replicas.",
    "retrieve": "Give packages back from an OCFL storage root, byte for byte.",
    "show": "Show what a package holds.",
    "survey": "Look through TEI volumes, or folders of them, before they are packed.",
    "unpack": "Unpack packages and other bags, checked on the way.",
    "validate": "Check bags: everything a repository would object to.",
    "view": "Write packages as pages to look at.",
}
"""Each command with its help in short: a module is imported when its command is asked for."""


class _LazyGroup(click.Group):
    """A group that imports no command before it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        values = vars(import_module(f"frus_pack.commands.{cmd_name}")).values()
        commands = (one for one in values if isinstance(one, click.Command))
        return next(one for one in commands if one.name == cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            close = get_close_matches(args[0], _COMMANDS, 1)
            meant = f" Did you mean '{close[0]}'?" if close else ""
            ctx.fail(f"No such command '{args[0]}'.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


_VERSION = (
    f"%(prog)s %(version)s (package format {PACKAGE_FORMAT}, Python {platform.python_version()})"
)


@click.group(
    cls=_LazyGroup,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 80,
        "auto_envvar_prefix": "FRUS_PACK",
    },
)
@click.version_option(__version__, message=_VERSION)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def command(debug: bool) -> None:
    """Package documents of Foreign Relations of the United States for preservation.

    Each document's transcription, description and page images become one BagIt 1.0 package
    (RFC 8493), complete or not there at all.

    Exit status: 0 all well, 1 something is invalid or failed, 2 the command could not be run
    as given.
    """


def main() -> None:
    """Run the command; no traceback reaches a user who did not ask for it."""
    debug = "--debug" in sys.argv[1:] or bool(os.environ.get("FRUS_PACK_DEBUG"))
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
    if isinstance(error, OSError) and error.strerror:
        return [f"{error.filename or 'standard output cannot be written'}: {error.strerror}"]
    if isinstance(error, FrusPackError | ValueError | OSError):
        return with_options(str(error)).splitlines()
    return [f"a fault of frus-pack itself: {error!r} (--debug shows where)"]
