"""Surveying many volumes, each by itself, and their references to one another."""

from __future__ import annotations

import html
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from os import PathLike
from pathlib import Path

from frus_pack.checks.volume.references import Elsewhere
from frus_pack.errors import FrusPackError, Problem, SourceError
from frus_pack.reports.outcome import Outcome
from frus_pack.reports.volume_report import VolumeReport, brief_volume_lines
from frus_pack.requirements.finding import Finding
from frus_pack.storage.given_paths import AnyPath, one_or_many
from frus_pack.storage.tree import entries_below
from frus_pack.surveying.survey import in_order, survey
from frus_pack.workers.batch import Refused, found_at, one_by_one, work_on
from frus_pack.workers.progress import Amount, OnProgress


@dataclass(frozen=True)
class Surveyed(Outcome):
    """What came of surveying several volumes.

    Attributes:
        reports: One for each volume that could be read, in the order given.
        refused: What kept the others from being read.
    """

    reports: tuple[VolumeReport, ...]
    refused: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether every volume was read, and none has an error."""
        return not self.refused and all(report.ok for report in self.reports)

    def __bool__(self) -> bool:
        """Return whether the volumes are `ok`."""
        return self.ok

    def __str__(self) -> str:
        lines = [line.text for one in self.reports for line in brief_volume_lines(one)]
        return "\n".join((*lines, *map(str, self.refused)))

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f"<pre>{html.escape(str(self))}</pre>"


def survey_all(
    volumes: AnyPath | Iterable[AnyPath],
    images: str | PathLike[str] | None = None,
    *,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> Surveyed:
    """Survey volumes, and compare their references to one another.

    Args:
        volumes: Files, or folders that are searched for ``*.xml``; one, or several.
        images: A folder with the page images of all of them, in folders named after volumes.
        jobs: How many processes share the volumes, by default one a core. The documents of a
            single volume are shared.
        progress: Called several times a second with a `Progress`, perhaps in a thread of its own.
            It counts volumes, or the documents of a single one.

    Returns:
        A report for each volume, and what kept others from being read.

    Raises:
        TypeError: `volumes` is neither a path nor several. What cannot be read is in ``refused``.

    Example:
        >>> for report in frus_pack.survey_all("volumes").reports:  # doctest: +SKIP
        ...     print(report.volume.id, report.verdict)
    """
    found = list(dict.fromkeys(found_at(one_or_many(volumes, "volumes"), _find)))
    is_alone = sum(isinstance(one, Path) for one in found) == 1
    folder = None if images is None else Path(images)
    # The documents of a single volume are shared, and so it reports the progress itself.
    work = partial(
        _survey_chunk,
        images=folder,
        jobs=jobs if is_alone else 1,
        progress=progress if is_alone else None,
    )
    outcomes = dict(
        work_on(
            found,
            work,
            _failed,
            jobs=1 if is_alone else jobs,
            progress=None if is_alone else progress,
            measure=lambda: Amount(len(found)),
        )
    )
    sources = [one.source if isinstance(one, Refused) else str(one) for one in found]
    in_turn = [(source, outcomes[source]) for source in sources]
    reports = [one for _, one in in_turn if isinstance(one, VolumeReport)]
    refused = [_problems(*one) for one in in_turn]
    return Surveyed(tuple(_with_elsewhere(reports)), tuple(chain.from_iterable(refused)))


def _find(place: Path) -> Iterator[Path | Refused]:
    """Yield the files to survey, and what is not searched for them."""
    if not place.is_dir():
        yield place
        return
    inside = list(_files_below(place))
    yield from inside
    if not inside:
        yield _refused(str(place), "holds no volume", "name a file *.xml")


def _files_below(folder: Path) -> Iterator[Path | Refused]:
    for entry in entries_below(folder):
        if isinstance(entry, OSError):
            yield _refused(str(entry.filename), f"cannot be read: {entry.strerror}")
        elif entry.is_symlink() and os.path.isdir(entry.path):
            yield _refused(entry.path, "is a link to a folder", "name that folder itself")
        elif entry.name.endswith(".xml") and not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)


def _refused(source: str, message: str, advice: str = "") -> Refused:
    return Refused(source, SourceError(Problem(source, message, advice=advice)))


_Outcome = tuple[str, VolumeReport | FrusPackError]


def _survey_chunk(
    paths: Iterator[Path], images: Path | None, jobs: int | None, progress: OnProgress | None
) -> Iterator[_Outcome]:
    work = partial(_survey, images=images, jobs=jobs, progress=progress)
    return one_by_one(paths, work, _failed)


def _survey(
    path: Path, images: Path | None, jobs: int | None, progress: OnProgress | None
) -> _Outcome:
    return str(path), survey(path, images, jobs=jobs, progress=progress)


def _failed(source: str, error: FrusPackError) -> _Outcome:
    return source, error


def _problems(source: str, outcome: VolumeReport | FrusPackError) -> Sequence[Problem]:
    if isinstance(outcome, VolumeReport):
        return ()
    if isinstance(outcome, SourceError):
        return outcome.problems
    return (Problem(source, str(outcome).removeprefix(f"{source}: ")),)


def _with_elsewhere(reports: Sequence[VolumeReport]) -> Iterator[VolumeReport]:
    """Yield the reports, with findings of references that lead nowhere in another of them."""
    identifiers = {report.volume.id: report.identifiers for report in reports}
    for report in reports:
        lost: dict[tuple[str, str], list[Elsewhere]] = defaultdict(list)
        for one in report.elsewhere:
            known = identifiers.get(one.volume)
            if known is not None and one.target not in known:
                lost[one.volume, one.target].append(one)
        found = [_nowhere(*place, several) for place, several in lost.items()]
        yield replace(report, findings=in_order((*report.findings, *found))) if found else report


def _nowhere(volume: str, target: str, several: Sequence[Elsewhere]) -> Finding:
    times = f" ({len(several)} times)" if len(several) > 1 else ""
    message = f"{target} is nowhere in {volume}{times}"
    return Finding("volume.reference-elsewhere", several[0].place, message)
