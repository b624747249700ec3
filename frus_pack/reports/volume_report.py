"""What a survey of a volume found: how much there is of everything, and what is wrong."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from frus_pack.checks.volume.references import Elsewhere
from frus_pack.document.model import Volume
from frus_pack.reports import volume_report_text
from frus_pack.requirements.finding import Check, Finding

Verdict = Literal["deposit", "with reservations", "not yet"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something there are, and what the first and the last are called, "" if there
    are none."""

    count: int
    first: str = ""
    last: str = ""

    def to_dict(self) -> dict[str, int | str | None]:
        """Return the values as JSON has them: null for a name that there is not."""
        return {
            "count": self.count,
            "first": self.first if self.count else None,
            "last": self.last if self.count else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeReport:
    """Everything found in a volume.

    `documents` are called by identifier, `pages` by printed number, `scans` by ``facs``.
    `pages_without_document` are the printed numbers of pages without a document: front
    matter, title leaves, the index. `notes` are those of documents, without the ones that read in
    the line; `attachments` are enclosures in them. `references` lead to something in the volume,
    `references_elsewhere` to other volumes and were not followed. `persons` and `terms` are how
    many the volume lists. `images` are those of each kind, as ``tiff/*.tif``; None if no folder
    was given. `accepted` is how many findings were left out because they are known and right.
    `identifiers` are those of the volume, and `elsewhere` its references to other volumes.
    """

    path: Path
    volume: Volume
    documents: Counted
    pages: Counted
    pages_without_document: tuple[str, ...]
    scans: Counted
    notes: int
    attachments: int
    references: int
    references_elsewhere: int
    persons: int
    terms: int
    images: Mapping[str, Counted] | None
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    accepted: int = 0
    identifiers: frozenset[str] = frozenset()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether the volume can be deposited: *not yet* with an error, *with reservations* with
        a warning."""
        severities = {finding.severity for finding in self.findings}
        if "error" in severities:
            return "not yet"
        return "with reservations" if "warning" in severities else "deposit"

    @property
    def ok(self) -> bool:
        """Whether there is no error: every document can be packed, and with its own images as far
        as was looked. What was not checked does not count: `checks` says so."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    def __bool__(self) -> bool:
        """Return whether the volume is `ok`."""
        return self.ok

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON values (schemas/survey.schema.json). Every key is there; null
        where there is nothing to say."""
        images = self.images
        return {
            "path": str(self.path),
            "ok": self.ok,
            "verdict": self.verdict,
            "accepted": self.accepted,
            "volume": {"id": self.volume.id, "title": self.volume.title},
            "documents": self.documents.to_dict(),
            "pages": {
                **self.pages.to_dict(),
                "without_document": list(self.pages_without_document),
            },
            "scans": self.scans.to_dict(),
            "notes": self.notes,
            "attachments": self.attachments,
            "references": {"inside": self.references, "elsewhere": self.references_elsewhere},
            "persons": self.persons,
            "terms": self.terms,
            "images": None
            if images is None
            else [{"kind": kind, **one.to_dict()} for kind, one in images.items()],
            "checks": [check.to_dict() for check in self.checks],
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self) -> str:
        """Return the report as one JSON object, in ASCII."""
        return json.dumps(self.to_dict())

    def __str__(self) -> str:
        return "\n".join(line.text for line in volume_report_text.lines(self))

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f"<pre>{html.escape(str(self))}</pre>"


def counted(names: Sequence[str]) -> Counted:
    """As many as there are names, in their order."""
    return Counted(len(names), names[0], names[-1]) if names else Counted(0)
