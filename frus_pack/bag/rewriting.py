"""Whether an archive is as it would be written here from the files that are in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from frus_pack.bag.difference import same_bytes
from frus_pack.bag.reader import Bag
from frus_pack.bag.sinks import Serialization, archive_sink


def is_as_written(bag: Bag, form: Serialization, base: str, day: date, place: Path) -> bool:
    """Whether the archive that `bag` is, byte for byte, is what `archive_sink` makes of its files
    in their order and the folder `base`. It is written again at `place`, where there is nothing,
    and taken away. Raises OSError and StorageError."""
    paths = list(bag.files)
    try:
        with archive_sink(form, place, base, day) as sink:
            slots = {path: sink.claim(path, bag.files[path]) for path in paths}
            for path, pieces in bag.stream_each(paths):
                slots[path].fill(pieces)
            sink.finish()
        return same_bytes(place, bag.path)
    finally:
        place.unlink(missing_ok=True)
