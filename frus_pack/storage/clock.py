"""The present moment, or the one that SOURCE_DATE_EPOCH sets for builds that others repeat."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the moment that is recorded as the present one, in UTC.

    Raises:
        ValueError: SOURCE_DATE_EPOCH is set, and is not a number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970"
        raise ValueError(message) from error
