"""What desktops leave in folders without being asked."""

from __future__ import annotations

_NAMES = frozenset((".ds_store", "thumbs.db", "desktop.ini"))


def is_litter(name: str) -> bool:
    """Whether a file of this name is a desktop's and nobody's work."""
    return name.lower() in _NAMES or name.startswith("._")
