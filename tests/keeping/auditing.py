"""Audits in tests: what they record, in a form that can be compared."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import frus_pack


def audit(path: Path, ledger: Path, **options: Any) -> dict[str, str]:
    """Audit in this process; returns the outcomes by the names of the packages."""
    checks = frus_pack.audit(path, ledger=ledger, jobs=1, **options)
    return {one.place.name: one.outcome for one in checks}


def counts(path: Path, ledger: Path, **options: Any) -> Counter[str]:
    """Audit in this process; returns how often each outcome came."""
    return Counter(one.outcome for one in frus_pack.audit(path, ledger=ledger, jobs=1, **options))


def query(ledger: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query, as any SQLite tool gives them."""
    connection = sqlite3.connect(ledger)
    try:
        with connection:
            return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def flip(file: Path) -> None:
    """Change one bit of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
