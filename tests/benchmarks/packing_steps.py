"""What each step of packing a TEI volume costs a document.

    python -m tests.benchmarks.packing_steps [--rounds N] [--to DIR] [VOLUME]

One process packs a volume, without one named a made volume of 400 documents, as folders and as tar
files, several times. The medians of the CPU time spent in each step are printed, in milliseconds a
document and as shares of the whole. What is in no step is "the rest".
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
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
from frus_pack.storage.stages import Stages
from frus_pack.storage.staging import Staging
from tests.corpus import volumes

FORMS: tuple[Serialization | None, ...] = (None, "tar")
STEPS: Sequence[tuple[str, Any, str]] = (
    ("find the documents", tei_volume, "scan_volume"),
    ("find the documents", volume_front, "read_front"),
    ("read and parse", tei_document, "_content"),
    ("read and parse", tei_document, "_division"),
    ("read the text", tei_text, "read_document"),
    ("describe", tei_document, "_description"),
    ("schema, agreement, JSON", package_writer, "made_description_as_read"),
    ("schema, agreement, JSON", package_writer, "made_page_images"),
    ("both transcriptions", package_writer, "made_transcriptions"),
    ("digest and write", BagWriter, "add_bytes"),
    ("digest and write", BagWriter, "finish"),
    ("closing check", package_writer, "refuse_invalid"),
    ("sync and rename", Staging, "sync"),
    ("sync and rename", Staging, "publish"),
    ("sync and rename", Staging, "settle"),
)


def main() -> None:
    """Measure and print a table for each form."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("volume", nargs="?", type=Path)
    parser.add_argument("--to", type=Path, default=Path("/dev/shm"))  # noqa: S108
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.to) as folder:
        for form in FORMS:
            print(f"{form or 'folders'}:")
            source = options.volume or _made_volume(Path(folder) / "source")
            _report(source, Path(folder) / "deposit", form, options.rounds)


def _made_volume(folder: Path) -> Path:
    (volume,) = volumes.write(folder, 1)
    return folder / f"{volume.id}.xml"


def _report(source: Path, to: Path, form: Serialization | None, rounds: int) -> None:
    measured = [_measured(source, to, form) for _ in range(rounds)]
    whole = statistics.median(spent["all"] for spent in measured)
    for step in (*dict.fromkeys(name for name, _, _ in STEPS), "the rest", "all"):
        taken = statistics.median(spent[step] for spent in measured)
        print(f"    {1000 * taken:6.3f} ms {taken / whole:5.0%}  {step}", flush=True)


def _measured(source: Path, to: Path, form: Serialization | None) -> dict[str, float]:
    """Return the seconds a document that each step took."""
    spent: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        for step, owner, name in STEPS:
            stack.enter_context(_timed(spent, step, owner, name))
        begun = time.process_time()
        outcomes = list(frus_pack.pack_all(source, to, jobs=1, serialize=form))
        taken = time.process_time() - begun
    shutil.rmtree(to)
    if any(outcome.status != "packed" for outcome in outcomes):
        raise SystemExit(f"not packed: {outcomes}")
    spent["the rest"], spent["all"] = taken - sum(spent.values()), taken
    return {step: seconds / len(outcomes) for step, seconds in spent.items()}


@contextmanager
def _timed(spent: dict[str, float], step: str, owner: Any, name: str) -> Iterator[None]:
    """Count the time spent in a function, or in the stages of its job, towards a step."""
    work: Callable[..., Any] = getattr(owner, name)

    @contextmanager
    def counted() -> Iterator[None]:
        begun = time.process_time()
        try:
            yield
        finally:
            spent[step] += time.process_time() - begun

    def timed_stages(job: Stages[Any]) -> Stages[Any]:
        while True:
            with counted():
                try:
                    next(job)
                except StopIteration as end:
                    return end.value
            yield

    def timed(*given: Any, **options: Any) -> Any:
        with counted():
            result = work(*given, **options)
        return timed_stages(result) if isinstance(result, Generator) else result

    with patch.object(owner, name, timed):
        yield


if __name__ == "__main__":
    main()
