"""What desktop systems leave in folders without being asked."""

from __future__ import annotations

_FILES = frozenset((".ds_store", ".apdisk", "desktop.ini", "ehthumbs.db", "thumbs.db"))
_FOLDERS = frozenset(("__macosx", ".fseventsd", ".spotlight-v100", ".trashes"))


def is_litter(name: str) -> bool:
    """Return whether a file of this name was written by a desktop system, not by a person."""
    return name.lower() in _FILES or name.startswith("._")


def is_litter_folder(name: str) -> bool:
    """Return whether a folder of this name was made by a desktop system, not by a person."""
    return name.lower() in _FOLDERS
