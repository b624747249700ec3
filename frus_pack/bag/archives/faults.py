"""What makes an archive impossible, or unsafe, to read on."""

from __future__ import annotations

from frus_pack.bag.reader import IrregularityCode


class ArchiveError(Exception):
    """An archive cannot be read beyond this place; `code` is the code of the finding."""

    def __init__(self, code: IrregularityCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def damaged(message: str) -> ArchiveError:
    """Return the error of an archive whose bytes are broken or missing."""
    return ArchiveError("archive-damaged", message)


def ambiguous(message: str) -> ArchiveError:
    """Return the error of an archive that programs do not read alike."""
    return ArchiveError("archive-ambiguous", message)


def unreadable(error: OSError) -> ArchiveError:
    """Return the error of an archive whose bytes the system does not give."""
    return ArchiveError("unreadable", f"the archive cannot be read: {error.strerror}")


def exceeded(message: str) -> ArchiveError:
    """Return the error of an archive that asks for more than the caller's limits."""
    return ArchiveError("limit-exceeded", message)
