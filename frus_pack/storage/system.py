"""What this system has of POSIX. A flag that it lacks is 0, so that modules can be imported."""

from __future__ import annotations

import os
import sys

O_CLOEXEC: int = getattr(os, "O_CLOEXEC", 0)
O_DIRECTORY: int = getattr(os, "O_DIRECTORY", 0)
O_NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
O_NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
O_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows alone has it, and would change line ends without it."""

NO_LOCKS = (
    f"cannot be written here: this system ({sys.platform}) has no file locks of POSIX; frus-pack"
    " writes on Linux and macOS (on Windows, in its Linux subsystem)"
)
"""What is said where something has to be locked before it is written."""
