"""What users add to descriptions of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Extra = Mapping[str, Any]
"""The user's own ``x-…`` keys of an object, kept as they are."""
