"""Archives that are made through a sink, and their content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from frus_pack.bag.sink import Serialization, archive_sink
from frus_pack.bag.writer import BagWriter

DAY = date(2026, 1, 2)
LONG = "data/" + "ö" * 60 + "/" + "n" * 150 + ".txt"
CONTENTS = {
    "data/letter.txt": b"Dear Sir:\n",
    "data/empty": b"",
    "data/one block": bytes(512),
    "data/ü 100.txt": b"x",
    LONG: b"long",
    "data/large": bytes(range(256)) * 1000,
}


def write(writer: BagWriter, contents: Mapping[str, bytes]) -> None:
    for path, content in contents.items():
        writer.add_bytes(path, content)
    writer.finish([("Bagging-Date", "2026-01-02"), ("Payload-Oxum", str(writer.oxum))])


def archive_of(
    folder: Path,
    form: Serialization,
    contents: Mapping[str, bytes] = CONTENTS,
    day: date = DAY,
) -> Path:
    place = folder / f"bag.{form}"
    with archive_sink(form, place, "bag", day) as sink:
        write(BagWriter(sink, ["sha512"]), contents)
    return place
