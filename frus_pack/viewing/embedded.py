"""JSON values in the head of a page, on its second line: data that no browser runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_END = "</script>"
_LONGEST = 4 << 20


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
