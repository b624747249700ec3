"""How long a ledger of many checks takes to answer.

python -m tests.benchmarks.ledger DIR [--checks N] [--packages N]

Makes a ledger of so many checks in DIR, and prints the median time of each question.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from frus_pack.keeping.history import ledger_summary, package_history
from frus_pack.keeping.ledger import open_to_query, open_to_record

_PACKAGES = """
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :packages)
INSERT INTO package
SELECT i, '/deposit/v' || (i / 600) || '/v' || (i / 600) || '-d' || i,
  'v' || (i / 600) || '/d' || i,
  'tar', 40000, 8, lower(hex(randomblob(64))), lower(hex(randomblob(32))),
  '2020-01-01T00:00:00Z',
  strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || (i * 120 / :packages) || ' days'),
  :checks - :packages + i, CASE WHEN i % 50000 = 0 THEN 'altered' ELSE 'as-before' END FROM n
"""
_CHECKS = """
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :checks)
INSERT INTO fixity_check (package, audit, checked, seconds, version, place, octets, files, digest,
  seal, valid, outcome, families, note)
SELECT 1 + (i - 1) % :packages, 1, '2026-01-01T00:00:00Z', 0.004, '0.3.0', '/deposit/v/d' || i,
  40000, 8, lower(hex(randomblob(64))), lower(hex(randomblob(32))), 1, 'as-before',
  '{"bag": "passed", "fixity": "passed"}', '' FROM n
"""


def make(path: Path, checks: int, packages: int) -> None:
    """Make a ledger of so many checks of so many packages."""
    with open_to_record(path) as connection:
        connection.execute("BEGIN")
        values = {"checks": checks, "packages": packages}
        connection.execute("INSERT INTO audit VALUES (1, '', '', '[]', 0, '')")
        connection.execute(_PACKAGES, values)
        connection.execute(_CHECKS, values)
        connection.execute("COMMIT")


def median(question: Callable[[], object], times: int = 5) -> float:
    """The median time of a question in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        question()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def opened(path: Path) -> int:
    """Open the ledger, and count what is due."""
    with open_to_query(path) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM package WHERE last_checked <= datetime('now', '-90 days')"
        ).fetchone()
        return int(count)


def main() -> None:
    """Make the ledger, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--checks", type=int, default=10_000_000)
    parser.add_argument("--packages", type=int, default=310_000)
    options = parser.parse_args()
    path = options.folder / "ledger.sqlite"
    if not path.exists():
        make(path, options.checks, options.packages)
    name = f"v{options.packages // 1200}/d{options.packages // 2}"
    print(f"{options.checks:,} checks of {options.packages:,} packages, {path.stat().st_size:,} B")
    print(f"open and count what is due  {median(lambda: opened(path)):8.1f} ms")
    print(
        f"history of one package      {median(lambda: package_history(name, ledger=path)):8.1f} ms"
    )
    print(f"summary of all              {median(lambda: ledger_summary(path)):8.1f} ms")


if __name__ == "__main__":
    main()
