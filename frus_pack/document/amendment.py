"""Corrections of a package after it was packed, as metadata.json records them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from frus_pack.document.page import Extra


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that an amendment changed; None means that there is no value.

    `pointer` is a JSON pointer (RFC 6901) into metadata.json (``/place``), or ``bag-info/LABEL``,
    or ``page-images/FILE``.
    """

    pointer: str = field(metadata={"key": "field"})
    before: Any = field(default=None, metadata={"key": "from"})
    after: Any = field(default=None, metadata={"key": "to"})
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction of the package after it was packed. `when` is a UTC time, ISO 8601."""

    when: str
    agent: str
    reason: str
    changes: tuple[Change, ...]
    extra: Extra = field(default_factory=dict)
