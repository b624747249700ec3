"""A profile in a file, which demands nothing but what a test adds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

IDENTIFIER = "https://example.org/profile-1.json"
MINIMAL: dict[str, Any] = {
    "BagIt-Profile-Info": {
        "BagIt-Profile-Identifier": IDENTIFIER,
        "BagIt-Profile-Version": "1.4.0",
        "Source-Organization": "An Archive",
        "External-Description": "What the archive takes",
        "Version": "1",
    },
    "Accept-BagIt-Version": ["1.0"],
}


def profile_file(folder: Path, **keys: object) -> Path:
    """The minimal profile with further keys; ``_`` stands for the hyphen and ``__`` for a dot."""
    named = {key.replace("__", ".").replace("_", "-"): value for key, value in keys.items()}
    path = folder / "profile.json"
    path.write_text(json.dumps({**MINIMAL, **named}))
    return path
