"""The pages of a TEI volume: how long they take, and how large they are.

    python -m tests.benchmarks.view_volume VOLUME.xml... [--jobs N]

The volumes are packed first, which is not counted. Then the site is made, and brought up to date
when nothing changed. Processor time is that of all processes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import frus_pack


def main() -> None:
    """Pack, make the site twice, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("volumes", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        deposit, to = Path(folder) / "deposit", Path(folder) / "site"
        count = sum(1 for _ in frus_pack.pack_all(options.volumes, deposit, jobs=options.jobs))
        for what in ("made", "unchanged"):
            began, used = time.monotonic(), _processor_seconds()
            frus_pack.view(deposit, to, jobs=options.jobs)
            spent = _processor_seconds() - used
            print(
                f"{count:,} pages {what}: {time.monotonic() - began:.1f} s,"
                f" {spent / count * 1000:.1f} ms of processor time a page"
            )
        sizes = sorted(path.stat().st_size for path in to.rglob("*.html"))
        mean = sum(sizes) / len(sizes)
        print(f"bytes a page: {mean:,.0f} on average, {sizes[-1]:,} at most")


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
