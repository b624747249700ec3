"""The parts of the addresses at which page images are published."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def host_and_path(address: str) -> tuple[str, str]:
    """Return the host of an address and its decoded path; ``""`` for what it does not have.

    What is not a URI (``http://[h/b``) has neither.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.hostname or "", unquote(parts.path)
