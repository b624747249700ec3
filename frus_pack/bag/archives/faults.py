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
    """The bytes of the archive are broken or missing."""
    return ArchiveError("archive-damaged", message)


def ambiguous(message: str) -> ArchiveError:
    """Programs that read this archive do not agree on what it holds."""
    return ArchiveError("archive-ambiguous", message)


def unreadable(error: OSError) -> ArchiveError:
    """The system does not give the archive's bytes."""
    return ArchiveError("unreadable", f"the archive cannot be read: {error.strerror}")


def exceeded(message: str) -> ArchiveError:
    """The archive asks for more than the caller's limits."""
    return ArchiveError("limit-exceeded", message)
