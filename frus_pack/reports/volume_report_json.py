"""Reports of volumes as JSON, after schemas/survey.schema.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from frus_pack.version import __version__

IDENTIFIER = "urn:x-frus-pack:schema:survey:1"
"""The schema's ``$id``."""


def documents(volumes: Sequence[Mapping[str, Any]]) -> str:
    """Return the JSON document of one volume, or a list of those of several.

    Each volume is what `VolumeReport.to_dict` gives. Text is ASCII; what is not Unicode in a name
    stays a lone surrogate.
    """
    head = {"schema": IDENTIFIER, "software": f"frus-pack {__version__}"}
    made = [json.dumps({**head, **one}, indent=1) for one in volumes]
    if len(made) == 1:
        return made[0] + "\n"
    return "[\n" + ",\n".join(made) + "\n]\n"
