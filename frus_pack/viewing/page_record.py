"""What each page of a document carries in its head: what it was made of, and what lists show of it.

So the page is its own record. A page that is there was written whole, and says for which state of
the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from markupsafe import Markup

from frus_pack.viewing.embedded import embedded, read_embedded


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class PageRecord:
    """The page of one document.

    Attributes:
        key: The digest of everything that the page was made of.
        state: The digest of the package's seal and manifests.
        pointers: What its text points to, so that links are made anew when the site grows.
        divisions: The headings of the divisions the document is in, with their types.
        images: Number of pages whose image is embedded, referenced or missing.
        files: Names of the image files that the page shows.
        verdict: What validation said when the page was made, at `checked` (UTC, ISO 8601).
        severities: Number of findings of each severity.
        codes: Number of findings of each code.
    """

    key: str
    state: str
    identifier: str
    number: str | None
    title: str
    volume_title: str
    kind: str
    date: str | None
    year: int | None
    divisions: tuple[tuple[str, str], ...]
    pages: int
    images: Mapping[str, int]
    withheld: int
    amended: bool
    verdict: str
    checked: str
    last_audit: str | None
    severities: Mapping[str, int]
    codes: Mapping[str, int]
    pointers: tuple[str, ...] = ()
    files: tuple[str, ...] = field(default=())

    @property
    def document(self) -> str:
        """The document's identifier in its volume."""
        return self.identifier.partition("/")[2]

    @property
    def is_good(self) -> bool:
        """Whether validation found no error."""
        return self.verdict != "not valid"

    def element(self) -> Markup:
        """Return the record as an element of a page's head."""
        return embedded("page", asdict(self))


def read_record(page: Path) -> PageRecord | None:
    """Return the record of a page; None if the page does not exist, or was not made here."""
    try:
        values = read_embedded(page, "page")
        values["divisions"] = tuple((kind, title) for kind, title in values["divisions"])
        values["pointers"] = tuple(values["pointers"])
        values["files"] = tuple(values["files"])
        return PageRecord(**values)
    except (KeyError, OSError, TypeError, ValueError):
        return None
