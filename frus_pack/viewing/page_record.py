"""What each page of a document carries in its head: what it was made of, and what lists show of it.

So the page is its own record. A page that is there was written whole, and says for which state of
the package.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from markupsafe import Markup, escape

_RECORD = re.compile(r'<meta name="frus-pack-page" content="([^"]*)">\s*')
_LONGEST = 4 << 20


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

    def meta(self) -> Markup:
        """Return the record as an element of a page's head."""
        content = escape(json.dumps(asdict(self)))
        return Markup('<meta name="frus-pack-page" content="{}">').format(content)


def read_record(page: Path) -> PageRecord | None:
    """Return the record of a page; None if there is no page, or it was not made here."""
    try:
        with page.open(encoding="utf-8", errors="replace") as file:
            file.readline(_LONGEST)
            found = _RECORD.fullmatch(file.readline(_LONGEST))
    except OSError:
        return None
    if not found:
        return None
    try:
        values = json.loads(html.unescape(found[1]))
        values["divisions"] = tuple((kind, title) for kind, title in values["divisions"])
        values["pointers"] = tuple(values["pointers"])
        values["files"] = tuple(values["files"])
        return PageRecord(**values)
    except (KeyError, TypeError, ValueError):
        return None
