"""What a JSON document of reports begins with (schemas/report.schema.json)."""

from __future__ import annotations

from frus_pack.version import __version__

IDENTIFIER = "urn:x-frus-pack:schema:report:1"
"""The schema's ``$id``."""


def head() -> dict[str, str]:
    """Return the first values of the document."""
    return {"schema": IDENTIFIER, "software": f"frus-pack {__version__}"}
