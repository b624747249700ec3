"""Whether an archive that this library wrote still has every header it was written with.

An archive of this library has one fixed header for each file, where only the name, the size and
the day differ. Where most headers have that form and one day, all must have it. A header that
differs was changed afterwards, in bits that most programs ignore.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

ALTERED = "its header in the archive is not the one that was written"


OTHER = 0
"""In the place of the day of a file whose headers are not as this library writes them."""


def day_of_own_archive(files: Mapping[str, int], days: Sequence[int], folders: int) -> int | None:
    """Return the day of an archive that this library wrote, or None for other archives.

    Args:
        files: The number of each file.
        days: By that number, the time that a file's headers bear, or `OTHER`.
        folders: How many members are folders; this library writes none.
    """
    counts = Counter(map(days.__getitem__, files.values()))
    day, count = counts.most_common(1)[0] if counts else (OTHER, 0)
    return day if day != OTHER and 2 * count > len(files) and not folders else None


def files_with_changed_headers(
    files: Mapping[str, int], days: Sequence[int], day: int
) -> Iterator[str]:
    """Return the files of an archive of this library whose headers are not as they were written."""
    return (name for name, number in files.items() if days[number] != day)
