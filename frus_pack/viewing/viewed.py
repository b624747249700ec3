"""What became of a package while a site was built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from frus_pack.errors import FrusPackError
from frus_pack.reports.outcome import Outcome


@dataclass(frozen=True, kw_only=True)  # no slots: sent by workers
class Viewed(Outcome):
    """What became of one package.

    Attributes:
        source: The package's path.
        identifier: The document's identifier; empty where the package could not be read.
        status: ``made``; ``unchanged``, where the page of before is still right; or ``failed``.
        path: The page.
        verdict: What validation said when the page was made, at `checked` (UTC, ISO 8601).
        error: Why it failed.
    """

    source: str
    identifier: str
    status: Literal["made", "unchanged", "failed"]
    path: Path | None = None
    verdict: str = ""
    checked: str = ""
    error: FrusPackError | None = None

    @classmethod
    def failure(cls, source: str, error: FrusPackError, identifier: str = "") -> Viewed:
        """Return the outcome of a package that has no page."""
        return cls(source=source, identifier=identifier, status="failed", error=error)
