"""The forms a bag can be written in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from frus_pack.bag.archives.tar_sink import TarSink
from frus_pack.bag.archives.zip_sink import ZipSink
from frus_pack.bag.folder_sink import FolderSink
from frus_pack.bag.sink import Sink
from frus_pack.storage.open_file import OpenFile

Serialization = Literal["tar", "zip"]

_SINKS: Mapping[Serialization, Callable[[OpenFile, str, date], Sink]] = {
    "tar": TarSink,
    "zip": ZipSink,
}

SERIALIZATIONS = tuple(_SINKS)


@contextmanager
def folder_sink(place: Path) -> Iterator[Sink]:
    """A bag as a folder, which must not be there yet. Raises OSError."""
    place.mkdir()
    yield FolderSink(place)


@contextmanager
def archive_sink(serialization: Serialization, place: Path, base: str, day: date) -> Iterator[Sink]:
    """A bag as the folder `base` in an archive, which must not be there yet. All in it is of
    the beginning of `day`. Raises OSError."""
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        yield sink_into(OpenFile(descriptor), serialization, base, day)
    finally:
        os.close(descriptor)


def sink_into(file: OpenFile, serialization: Serialization, base: str, day: date) -> Sink:
    """The same into a file that is open."""
    return _SINKS[serialization](file, base, day)
