"""Surveying many volumes, each by itself, and their references to one another."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.checks.volume.references import Elsewhere
from frus_pack.errors import Problem, SourceError
from frus_pack.reports.volume_report import VolumeReport
from frus_pack.requirements.finding import Finding
from frus_pack.storage.given_paths import AnyPath, one_or_many
from frus_pack.storage.walking import entries_below
from frus_pack.surveying.survey import in_order, survey
from frus_pack.workers.spreading import spread


@dataclass(frozen=True)
class Surveyed:
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


def survey_all(
    volumes: AnyPath | Iterable[AnyPath],
    images: str | PathLike[str] | None = None,
    *,
    jobs: int | None = None,
) -> Surveyed:
    """Survey volumes, and compare their references to one another.

    Args:
        volumes: Files, or folders that are searched for ``*.xml``; one, or several.
        images: A folder with the page images of all of them, in folders named after volumes.
        jobs: How many processes share the volumes, by default one a core. The documents of a
            single volume are shared.

    Returns:
        A report for each volume, and what kept others from being read.

    Raises:
        TypeError: `volumes` is neither a path nor several. What cannot be read is in ``refused``.

    Example:
        >>> for report in frus_pack.survey_all("volumes").reports:  # doctest: +SKIP
        ...     print(report.volume.id, report.verdict)
    """
    found = list(_files(volumes))
    paths = list(dict.fromkeys(one for one in found if isinstance(one, Path)))
    folder = None if images is None else Path(images)
    if len(paths) == 1:
        results = {paths[0]: _survey(paths[0], folder, jobs)}
    else:
        work = partial(_survey_chunk, images=folder)
        results = dict(spread(work, paths, _lost, jobs))
    in_turn = [results[path] for path in paths]
    reports = [one for one in in_turn if isinstance(one, VolumeReport)]
    errors = [one for one in (*found, *in_turn) if isinstance(one, SourceError)]
    return Surveyed(
        tuple(_with_elsewhere(reports)),
        tuple(problem for error in errors for problem in error.problems),
    )


def _files(volumes: AnyPath | Iterable[AnyPath]) -> Iterator[Path | SourceError]:
    """Yield the files to survey; in the place of what is not searched, an error."""
    for path in one_or_many(volumes, "volumes"):
        if not path.is_dir():
            yield path
            continue
        inside = list(_files_below(path))
        yield from inside
        if not inside:
            yield SourceError(Problem(str(path), "holds no volume", advice="name a file *.xml"))


def _files_below(folder: Path) -> Iterator[Path | SourceError]:
    for entry in entries_below(folder):
        if isinstance(entry, OSError):
            message = f"cannot be read: {entry.strerror}"
            yield SourceError(Problem(str(entry.filename), message))
        elif entry.is_symlink() and os.path.isdir(entry.path):
            advice = "name that folder itself"
            yield SourceError(Problem(entry.path, "is a link to a folder", advice=advice))
        elif entry.name.endswith(".xml") and not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)


_Result = tuple[Path, VolumeReport | SourceError]


def _survey_chunk(paths: Iterable[Path], images: Path | None) -> Iterator[_Result]:
    return ((path, _survey(path, images, 1)) for path in paths)


def _survey(path: Path, images: Path | None, jobs: int | None) -> VolumeReport | SourceError:
    try:
        return survey(path, images, jobs=jobs)
    except SourceError as error:
        return error


def _lost(path: Path) -> _Result:
    return path, SourceError(Problem(str(path), "the worker that read it was killed"))


def _with_elsewhere(reports: Sequence[VolumeReport]) -> Iterator[VolumeReport]:
    """The reports, with findings of references to what is in no other volume of these."""
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
