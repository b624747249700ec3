"""Surveying a volume before it is packed: what it holds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from frus_pack.checks.volume import dates as volume_dates
from frus_pack.checks.volume import documents as volume_documents
from frus_pack.checks.volume import identity as volume_identity
from frus_pack.checks.volume import images as volume_images
from frus_pack.checks.volume import pages as volume_pages
from frus_pack.checks.volume import pointers as volume_pointers
from frus_pack.checks.volume.image_sets import ImageSet, image_sets
from frus_pack.checks.volume.volume import ReadVolume
from frus_pack.errors import Problem, SourceError
from frus_pack.images.image_folder import ImageFolder
from frus_pack.reports.volume_report import VolumeReport, counted
from frus_pack.requirements.finding import Check, Finding, outcome
from frus_pack.requirements.requirement import SEVERITIES
from frus_pack.requirements.table import TABLE
from frus_pack.sources.volume import details as volume_details
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume import front as volume_front
from frus_pack.sources.volume import volume as tei_volume
from frus_pack.sources.volume.front import VolumeFront
from frus_pack.sources.volume.places import Scan
from frus_pack.sources.volume.scan import scan
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.workers.spreading import spread

_CHECKS = (
    volume_identity.check,
    volume_documents.check,
    volume_pages.check,
    volume_pointers.check,
    volume_dates.check,
)
_ROWS = {code: row for row, code in enumerate(TABLE)}
_NO_FOLDER = Check("images", "not checked", "no folder of images was given")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of reading a document that begins at a byte of the file: its number, and what
    keeps it from being packed."""

    offset: int
    number: str | None
    problems: tuple[Problem, ...] = ()


def survey(
    volume: str | PathLike[str],
    images: str | PathLike[str] | None = None,
    *,
    jobs: int | None = None,
) -> VolumeReport:
    """Look through a TEI volume, and through the folder of its page images if one is given.

    Every document is read as it is for packing, by `jobs` processes, by default one a core (in a
    script that has threads, or on macOS, they want the guard ``if __name__ == "__main__":``). Of
    each image the structure is read to its end; it is not decoded, and read whole only where it
    may be the same as another.

    Nothing is written. Raises SourceError if the volume cannot be read or is no TEI volume, or the
    folder of images cannot be read.
    """
    path = Path(volume)
    found = scan(path)
    front = volume_front.read(path, found)
    folder = None if images is None else ImageFolder.of(Path(images), front.volume.id)
    numbers, findings = _read_documents(path, found, front, jobs)
    read = ReadVolume(path, found, front, volume_details.read(path), numbers)
    for check in _CHECKS:
        findings += check(read)
    checks = [outcome("volume", findings), _NO_FOLDER]
    sets = None
    if folder is not None:
        sets = image_sets(folder)
        findings += volume_images.check(read, folder, sets)
        checks[1] = outcome("images", findings)
    return _report(read, sets, checks, findings)


def _read_documents(
    path: Path, found: Scan, front: VolumeFront, jobs: int | None
) -> tuple[list[str | None], list[Finding]]:
    """The number of each document, and a finding of every fault that keeps one from being
    packed."""
    readings: dict[int, _Reading] = {}
    readable: list[VolumeDocument] = []
    documents = tei_volume.documents_of(path, found, front)
    for place, document in zip(found.documents, documents, strict=True):
        if isinstance(document, SourceError):
            offset, number = place.slice.offset, place.number or None
            readings[offset] = _Reading(offset, number, document.problems)
        else:
            readable.append(document)
    for reading in spread(_read_chunk, readable, _lost, jobs):
        readings[reading.offset] = reading
    in_place = [readings[place.slice.offset] for place in found.documents]
    findings = [_unpackable(problem) for one in in_place for problem in one.problems]
    return [one.number for one in in_place], findings


def _read_chunk(chunk: Iterable[VolumeDocument]) -> Iterator[_Reading]:
    return map(_read, chunk)


def _read(document: VolumeDocument) -> _Reading:
    offset, number = document.place.slice.offset, document.place.number
    try:
        return _Reading(offset, tei_document.read(document).metadata.number)
    except SourceError as error:
        return _Reading(offset, number or None, error.problems)


def _lost(document: VolumeDocument) -> _Reading:
    place = document.place
    problem = Problem(
        str(document.path), "the worker that read it was killed", f"{place.id}, line {place.line}"
    )
    return _Reading(place.slice.offset, place.number or None, (problem,))


def _unpackable(problem: Problem) -> Finding:
    message = f"{problem.message} ({problem.advice})" if problem.advice else problem.message
    return Finding("volume.document-unpackable", problem.place, message)


def _report(
    read: ReadVolume,
    sets: Sequence[ImageSet] | None,
    checks: Sequence[Check],
    findings: Sequence[Finding],
) -> VolumeReport:
    documents, pages = read.scan.documents, read.scan.pages
    references = volume_pointers.count(read)
    return VolumeReport(
        path=read.path,
        volume=read.front.volume,
        documents=counted([document.id for document in documents]),
        pages=counted([page.page for page in pages]),
        pages_without_document=tuple(
            page.page
            for page, stands in zip(pages, read.details.pages, strict=True)
            if not stands.document
        ),
        scans=counted([page.facs for page in pages if page.facs]),
        notes=sum(document.notes for document in documents),
        attachments=sum(document.attachments for document in documents),
        references=references.inside,
        references_elsewhere=references.elsewhere,
        persons=len(read.front.persons),
        terms=len(read.front.terms),
        images=None if sets is None else {one.name: counted(sorted(one.images)) for one in sets},
        checks=tuple(checks),
        findings=tuple(sorted(findings, key=_rank)),
    )


def _rank(finding: Finding) -> tuple[int, int]:
    """From the worst, then as the table has them; what is alike stays as it is in the volume."""
    return SEVERITIES.index(finding.severity), _ROWS[finding.code]
