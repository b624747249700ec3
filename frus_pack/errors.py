"""Every error that says the work could not be done. What is wrong with a package is a finding.

FrusPackError
├── SourceError             an input cannot be packed; holds a Problem for each fault
├── StorageError            a destination cannot be written, or a package cannot be read
│   ├── UnreadableFileError     a file of a bag cannot be read
│   ├── TooLargeError           a file of a bag exceeds a limit
│   └── PackageExistsError      something else has the package's name
├── ExecutorError           the executor that was given stopped accepting work, or lost it
└── InvalidPackageError     a package is not valid (in frus_pack.validating.valid_copy)
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TypeVar

E = TypeVar("E", bound=BaseException)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input.

    Attributes:
        file: The file, as the caller named it.
        message: What is wrong.
        place: Where in the file: ``line 3, column 14``, ``byte 118``, ``/source/file, line 9``.
        advice: What to do about it.
        kind: A stable name for the rule that is broken (``note-unanchored``), where it has one.
    """

    file: str
    message: str
    place: str = ""
    advice: str = ""
    kind: str = ""

    def __str__(self) -> str:
        text = ": ".join(part for part in (self.file, self.place, self.message) if part)
        return f"{text} ({self.advice})" if self.advice else text


class FrusPackError(Exception):
    """The work could not be done; the message says where and why. Base of all errors here."""


class SourceError(FrusPackError):
    """An input cannot be packed as it is.

    Attributes:
        problems: A `Problem` for each fault found, at least one.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class StorageError(FrusPackError):
    """A destination cannot be written, or a package cannot be read."""


class UnreadableFileError(StorageError):
    """A file of a bag cannot be read; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"cannot be read: {self.reason}"


class TooLargeError(StorageError):
    """A file of a bag is larger than the limit for reading it."""


class PackageExistsError(StorageError):
    """Something else already has the package's name."""


class ExecutorError(FrusPackError):
    """The executor that was given stopped accepting work, or lost it."""


def detached(error: E) -> E:
    """Return the error without traceback and causes. These keep objects in memory, and not all
    of them can be sent to another process."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def fault_of_ours(source: str, error: Exception) -> FrusPackError:
    """Return the error to report for an unforeseen one, so that it costs no more than its source.
    A note keeps the traceback, which would not survive being sent between processes."""
    fault = FrusPackError(f"{source}: a fault of frus-pack itself: {error!r}")
    fault.add_note("".join(traceback.format_exception(error)))
    return fault
