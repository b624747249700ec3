"""Reports of volumes as JSON, after schemas/survey.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from frus_pack.reports.volume_report import Counted, VolumeReport
from frus_pack.version import __version__

IDENTIFIER = "urn:x-frus-pack:schema:survey:1"
"""The schema's ``$id``."""


def document(report: VolumeReport) -> str:
    """A whole JSON document. Text is ASCII; what is no Unicode in a name stays a lone
    surrogate."""
    head = {"schema": IDENTIFIER, "software": f"frus-pack {__version__}"}
    return json.dumps({**head, **to_json(report)}, indent=1) + "\n"


def documents(reports: Sequence[VolumeReport]) -> str:
    """Return the document of one volume, or a list of those of several."""
    if len(reports) == 1:
        return document(reports[0])
    return "[\n" + ",\n".join(document(one).rstrip("\n") for one in reports) + "\n]\n"


def to_json(report: VolumeReport) -> dict[str, Any]:
    """A report as JSON values. Keys are always there; null where there is nothing to say."""
    images = report.images
    return {
        "path": str(report.path),
        "ok": report.ok,
        "verdict": report.verdict,
        "accepted": report.accepted,
        "volume": {"id": report.volume.id, "title": report.volume.title},
        "documents": _counted(report.documents),
        "pages": {
            **_counted(report.pages),
            "without_document": list(report.pages_without_document),
        },
        "scans": _counted(report.scans),
        "notes": report.notes,
        "attachments": report.attachments,
        "references": {"inside": report.references, "elsewhere": report.references_elsewhere},
        "persons": report.persons,
        "terms": report.terms,
        "images": None
        if images is None
        else [{"kind": kind, **_counted(one)} for kind, one in images.items()],
        "checks": [check.to_dict() for check in report.checks],
        "findings": [finding.to_dict() for finding in report.findings],
    }


def _counted(counted: Counted) -> dict[str, int | str | None]:
    return {
        "count": counted.count,
        "first": counted.first if counted.count else None,
        "last": counted.last if counted.count else None,
    }
