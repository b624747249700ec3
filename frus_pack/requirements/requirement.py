"""What a requirement is: one row of the table in `frus_pack.requirements.table`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "information"]
"""An error: a repository may refuse the package. A warning: it will be read differently by
somebody, or falls short of what a standard recommends. Information: worth knowing."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")
"""From the worst."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something a package must, should or may better be.

    `code` reads ``family.what``. `clause` is where the standard says it, `sentence` what it says.
    `check` is the part of a Report that fails with it: the family of the code, except that the
    digests of a bag, which can be left out, are a part of their own.
    """

    code: str
    severity: Severity
    clause: str
    sentence: str
    check: str = ""

    @property
    def family(self) -> str:
        """What the code starts with."""
        return self.code.partition(".")[0]
