"""Whether an archive that this library wrote still has every header it was written with.

An archive of this library has one fixed header for each file, where only the name, the size and
the day differ. Where most headers have that form and one day, all must have it: a header that
differs was changed afterwards, in bits that most programs pass over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol

ALTERED = "its header in the archive is not the one that was written"


class Dated(Protocol):
    """The place of a file in an archive."""

    @property
    def day(self) -> int | None:
        """The time its headers bear, in seconds, if they are as this library writes them."""


def day_of_own_archive(files: Mapping[str, Dated], folders: int) -> int | None:
    """Return the day of an archive that this library wrote, or None for other archives.

    `folders` is the number of members that are folders; this library writes none.
    """
    if folders:
        return None
    days = Counter(file.day for file in files.values() if file.day is not None)
    day, count = days.most_common(1)[0] if days else (0, 0)
    return day if 2 * count > len(files) else None


def files_with_changed_headers(files: Mapping[str, Dated], day: int) -> Iterator[str]:
    """Return the files of an archive of this library whose headers are not as they were written."""
    return (name for name, file in files.items() if file.day != day)
