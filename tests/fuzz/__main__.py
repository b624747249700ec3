"""Run one harness, guided by coverage, with atheris: pip install '.[fuzz]'."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from tests.fuzz.harnesses import Harness

_MOST_SECONDS = 5
_MOST_MEGABYTES = 500


def main() -> None:
    """Run from the command line. A find is written to the working directory."""
    with atheris.instrument_imports(include=["frus_pack"]):
        from tests.fuzz.harnesses import HARNESSES

    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--input", type=Path, help="run this input alone, as a find was written")
    options = parser.parse_args()
    harness, seeds = HARNESSES[options.harness]
    if options.input is not None:
        harness(options.input.read_bytes())
        return
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds()):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.Setup(
            [
                sys.argv[0],
                corpus,
                f"-max_total_time={options.seconds}",
                f"-timeout={_MOST_SECONDS}",
                f"-rss_limit_mb={_MOST_MEGABYTES}",
            ],
            _keeping_finds(harness),
        )
        atheris.Fuzz()


def _keeping_finds(harness: Harness) -> Harness:
    """The harness, with each input that breaks a promise written down before anything else.

    atheris writes it too, but may end by its own alarm before it does.
    """

    def keep(data: bytes) -> None:
        try:
            harness(data)
        except Exception:
            Path(f"find-{hashlib.sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise

    return keep


if __name__ == "__main__":
    main()
