"""What a page of a site carries in its head: what it was made of, and what other pages show of it.

A page that exists was written whole, and its record says for which state of the package. The
record is JSON on the second line of the page, as data that a browser does not run.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_END = "</script>"
_LONGEST = 4 << 20

_MOST_NAMED = 50


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


def as_script_text(values: Any) -> str:
    """Return JSON that can hold no tag, in ASCII."""
    return json.dumps(values).translate(_ESCAPED)


def embedded(kind: str, values: Mapping[str, Any]) -> Markup:
    """Return the element that holds values in a page."""
    return Markup(f"{_begin(kind)}{as_script_text(values)}{_END}")  # noqa: S704 - it is escaped


def read_embedded(page: Path, kind: str) -> dict[str, Any]:
    """Return the values in a page.

    Raises OSError if the page does not exist, and ValueError if it does not hold such values.
    """
    with page.open(encoding="utf-8", errors="replace") as file:
        file.readline(_LONGEST)
        line = file.readline(_LONGEST).strip()
    if not line.startswith(_begin(kind)) or not line.endswith(_END):
        raise ValueError(f"{page}: is not a page of a {kind}")
    values: dict[str, Any] = json.loads(line[len(_begin(kind)) : -len(_END)])
    return values


def _begin(kind: str) -> str:
    return f'<script type="application/json" id="{kind}-record">'


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class VolumeRecord:
    """The page of one volume.

    Attributes:
        key: The digest of everything that it was made of.
        parts: Number of scripts that hold its texts.
        pages_of_contents: Number of pages that its contents are divided among.
        verdicts: Number of documents by the verdict of validation.
        images: Number of pages whose image is embedded, referenced or missing.
        codes: Number of findings of each code.
        attention: Identifiers and titles of the first documents that are not valid.
        oldest_check: The time of the oldest validation, and `oldest_audit` that of the oldest last
            audit in the ledger.
        years: Number of documents by year.
    """

    key: str
    volume: str
    title: str
    documents: int
    pages: int
    withheld: int
    amended: int
    parts: int
    pages_of_contents: int
    verdicts: Mapping[str, int]
    images: Mapping[str, int]
    severities: Mapping[str, int]
    codes: Mapping[str, int]
    attention: Sequence[tuple[str, str]]
    oldest_check: str | None
    oldest_audit: str | None
    years: Mapping[str, int]

    @classmethod
    def of(
        cls,
        volume: str,
        records: Sequence[PageRecord],
        *,
        key: str,
        parts: int,
        pages_of_contents: int,
    ) -> VolumeRecord:
        """Add up the records of the documents of a volume."""
        audits = [one.last_audit for one in records if one.last_audit]
        bad = [(one.identifier, one.title) for one in records if not one.is_good]
        return cls(
            key=key,
            volume=volume,
            title=next((one.volume_title for one in records), volume),
            documents=len(records),
            pages=sum(one.pages for one in records),
            withheld=sum(one.withheld for one in records),
            amended=sum(one.amended for one in records),
            parts=parts,
            pages_of_contents=pages_of_contents,
            verdicts=dict(Counter(one.verdict for one in records)),
            images=added(one.images for one in records),
            severities=added(one.severities for one in records),
            codes=added(one.codes for one in records),
            attention=bad[:_MOST_NAMED],
            oldest_check=min((one.checked for one in records), default=None),
            oldest_audit=min(audits, default=None),
            years=dict(Counter(str(one.year) for one in records if one.year is not None)),
        )

    def element(self) -> Markup:
        """Return the record as an element of a page's head."""
        return embedded("volume", asdict(self))


def added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add counts up by their names."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def read_volume_record(page: Path) -> VolumeRecord | None:
    """Return the record of a volume's page; None if it does not exist, or was not made here."""
    try:
        return VolumeRecord(**read_embedded(page, "volume"))
    except (OSError, TypeError, ValueError):
        return None
