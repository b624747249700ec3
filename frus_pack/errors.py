"""What can go wrong with the work itself; what is wrong with a package is a finding."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TypeVar

E = TypeVar("E", bound=BaseException)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input.

    `file` is the file as the caller named it, `place` the spot in it (``line 3, column 14``,
    ``byte 118``, ``/source/file, line 9``), `advice` what to do about it. `kind` names the rule
    that is broken, where one says it in a word that stays the same (``note-unanchored``).
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
    """An input cannot be packed as it is. `problems` holds every fault found, at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class StorageError(FrusPackError):
    """A destination cannot be written, or a package cannot be read."""


class UnreadableFileError(StorageError):
    """A file of a bag cannot be read; the message says why."""


class TooLargeError(StorageError):
    """A file of a bag is larger than the limit it was to be read within."""


class PackageExistsError(StorageError):
    """Another package already stands under the name."""


class ExecutorError(FrusPackError):
    """The executor that the work was handed to does not do it, or not any more."""


def detached(error: E) -> E:
    """The error without its traceback and causes: they keep what was in work in memory, and not
    every one can be sent to another process."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def fault_of_ours(source: str, error: Exception) -> FrusPackError:
    """What is told of an error nobody thought of, so that it costs no more than its source; where
    it arose is in a note, as it is lost between processes otherwise."""
    fault = FrusPackError(f"{source}: a fault of frus-pack itself: {error!r}")
    fault.add_note("".join(traceback.format_exception(error)))
    return fault
