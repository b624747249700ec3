"""Where the pointers of a document lead, as far as the site knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the site, or one on the web."""

    href: str
    on_the_web: bool = False


class Links(Protocol):
    """What a text asks for while it becomes HTML."""

    def target(self, pointer: str) -> Link | None:
        """Return where a TEI pointer leads (``#d11``, ``frus1961-63v12#d4``)."""
        ...

    def listed(self, pointer: str) -> str | None:
        """Return the place in the page of a person or a term that is listed."""
        ...
