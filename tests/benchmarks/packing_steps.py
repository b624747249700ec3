"""What each step of packing a TEI volume costs a document.

    python -m tests.benchmarks.packing_steps [--memory DIR] [--disk DIR]

A made volume of 400 documents is packed by one process, as folders and as tar files, several times;
the medians of the wall time spent in each step are printed, in milliseconds a document. What is in
no step is "the rest".
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.bag.writer import BagWriter
from frus_pack.packing import package_writer
from frus_pack.sources.tei import text as tei_text
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume import front as volume_front
from frus_pack.sources.volume import volume as tei_volume
from frus_pack.storage.staging import Staging
from tests.corpus import volumes

ROUNDS = 5
FORMS: tuple[Serialization | None, ...] = (None, "tar")
STEPS: Sequence[tuple[str, Any, str]] = (
    ("find the documents", tei_volume, "scan"),
    ("find the documents", volume_front, "read"),
    ("read and parse", tei_document, "_content"),
    ("read and parse", tei_document, "_division"),
    ("read the text, and back", tei_text, "read_document"),
    ("describe", tei_document, "_metadata"),
    ("schema and agreement", package_writer, "_description"),
    ("schema and agreement", package_writer, "_page_images"),
    ("write JSON", package_writer, "format_json"),
    ("render", package_writer, "both"),
    ("digest and write", BagWriter, "add_bytes"),
    ("digest and write", BagWriter, "finish"),
    ("sync and rename", Staging, "sync"),
    ("sync and rename", Staging, "publish"),
    ("sync and rename", Staging, "settle"),
)


def main() -> None:
    """Run on both file systems and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--memory", type=Path, default=Path("/dev/shm"))  # noqa: S108
    parser.add_argument("--disk", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    for where, place in (("memory", options.memory), ("disk", options.disk)):
        with tempfile.TemporaryDirectory(dir=place) as folder:
            (volume,) = volumes.write(Path(folder) / "source", 1)
            source = Path(folder) / "source" / f"{volume.id}.xml"
            for form in FORMS:
                print(f"{where}, {form or 'folders'}:")
                _report(source, Path(folder) / "deposit", form, len(volume.documents))


def _report(source: Path, to: Path, form: Serialization | None, documents: int) -> None:
    rounds = [_measured(source, to, form) for _ in range(ROUNDS)]
    for step in (*dict.fromkeys(name for name, _, _ in STEPS), "the rest", "all"):
        taken = statistics.median(spent[step] for spent in rounds)
        print(f"    {1000 * taken / documents:6.3f} ms  {step}", flush=True)


def _measured(source: Path, to: Path, form: Serialization | None) -> dict[str, float]:
    spent: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        for step, owner, name in STEPS:
            stack.enter_context(_timed(spent, step, owner, name))
        begun = time.perf_counter()
        outcomes = list(frus_pack.pack_all(source, to, jobs=1, serialize=form))
        taken = time.perf_counter() - begun
    shutil.rmtree(to)
    if any(outcome.status != "packed" for outcome in outcomes):
        raise SystemExit(f"not packed: {outcomes}")
    spent["the rest"], spent["all"] = taken - sum(spent.values()), taken
    return spent


@contextmanager
def _timed(spent: dict[str, float], step: str, owner: Any, name: str) -> Iterator[None]:
    """Count the time spent in a function towards a step."""
    work: Callable[..., Any] = getattr(owner, name)

    def timed(*given: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        try:
            return work(*given, **options)
        finally:
            spent[step] += time.perf_counter() - begun

    with patch.object(owner, name, timed):
        yield


if __name__ == "__main__":
    main()
