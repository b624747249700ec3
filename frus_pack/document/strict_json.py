"""JSON read without leniency, where nothing has to be told of it but that it is none."""

from __future__ import annotations

import json
from typing import Any


def parse(content: bytes) -> Any:
    """What a JSON text (RFC 8259) in UTF-8 says, with or without a byte order mark.

    Raises ValueError, saying why, for what is none, for a key that stands twice in an object (of
    which readers take one or the other), and for what is nested too deep.
    """
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_without_repetition)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start}: is not UTF-8") from error
    except RecursionError as error:
        raise ValueError("is nested too deep") from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise ValueError(f"the key {key!r} is there twice")
        members[key] = value
    return members
