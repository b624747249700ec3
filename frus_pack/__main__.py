"""Where `frus-pack` and ``python -m frus_pack`` begin, before anything large is imported."""

import sys

from frus_pack.commands.exit_status import INTERRUPTED


def main() -> None:
    """Run the command. Ctrl-C ends it without a traceback, even while it is being imported."""
    try:
        from frus_pack.commands.main import main as run
    except KeyboardInterrupt:
        print("frus-pack: interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
