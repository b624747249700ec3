"""The characters that XML 1.0 can hold (``Char``, §2.2)."""

from __future__ import annotations

import re

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML cannot hold, not even as a reference."""
