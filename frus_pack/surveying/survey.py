"""Surveying a volume before it is packed: what it holds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path

from frus_pack.checks.volume import images as volume_images
from frus_pack.checks.volume.dates import check_dates
from frus_pack.checks.volume.documents import check_documents, check_identity
from frus_pack.checks.volume.image_sets import ImageSet, image_sets
from frus_pack.checks.volume.markup import check_markup
from frus_pack.checks.volume.names import check_entries, check_names
from frus_pack.checks.volume.notes import check_notes
from frus_pack.checks.volume.page_order import check_page_words, check_pages
from frus_pack.checks.volume.pointers import check_pointers, count_references
from frus_pack.checks.volume.read_volume import ReadVolume
from frus_pack.checks.volume.references import check_references, elsewhere
from frus_pack.errors import Problem, SourceError
from frus_pack.images.image_folder import ImageFolder
from frus_pack.reports.volume_report import VolumeReport, counted
from frus_pack.requirements.finding import Check, Finding, outcome
from frus_pack.requirements.table import SEVERITIES, TABLE
from frus_pack.sources.file_kinds import kind_of
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume.encoding import Encoding
from frus_pack.sources.volume.encoding_reading import read_outside
from frus_pack.sources.volume.front import VolumeFront, idno, read_outside_of_documents, read_root
from frus_pack.sources.volume.places import Scan
from frus_pack.sources.volume.scan import scan_volume
from frus_pack.sources.volume.volume import VolumeDocument, documents_of
from frus_pack.storage.given_paths import one_path
from frus_pack.storage.stages import Stages, at_once, in_step
from frus_pack.workers.distributing import distribute
from frus_pack.workers.progress import Amount, OnProgress, watched

_CHECKS = (
    check_identity,
    check_documents,
    check_markup,
    check_pages,
    check_page_words,
    check_notes,
    check_names,
    check_entries,
    check_pointers,
    check_references,
    check_dates,
)
_ROWS = {code: row for row, code in enumerate(TABLE)}
_NO_FOLDER = Check("images", "not checked", "no folder of images was given")


@dataclass(frozen=True)  # no slots: sent by workers
class _Reading:
    """What came of reading a document that begins at a byte of the file: its number, and what is
    encoded in it. `problems` keep it from being packed; `findings` are what else was found."""

    offset: int
    number: str | None
    encoding: Encoding
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()


def survey(
    volume: str | PathLike[str],
    images: str | PathLike[str] | None = None,
    *,
    jobs: int | None = None,
    progress: OnProgress | None = None,
) -> VolumeReport:
    """Look through a TEI volume before it is packed. Nothing is written.

    Every document is read as it is for packing. The structure of each image is read to its end.
    Images are not decoded, and read whole only where two may be the same.

    Args:
        volume: The TEI file of the volume.
        images: A folder with the images of its pages, to be looked through as well.
        jobs: Number of processes; by default one a core. Several need the guard
            ``if __name__ == "__main__":`` in a script that has threads, and on macOS.
        progress: Called several times a second with a `Progress` of the documents, perhaps in a
            thread of its own.

    Returns:
        What the volume holds, and every finding.

    Raises:
        SourceError: The volume cannot be read or is not a TEI volume, or the folder of images
            cannot be read.

    Example:
        >>> report = frus_pack.survey("frus1952-54Guat.xml", "scans")
        >>> report.documents.count
    """
    path = one_path(volume, "volume", "survey_all")
    _refuse_other_kinds(path)
    found = scan_volume(path)
    root = read_outside_of_documents(path, found)
    front = read_root(root, path, found)
    folder = None if images is None else ImageFolder.of(Path(images), front.volume.id)
    readings = _read_documents(path, found, front, jobs, progress)
    encodings = [one.encoding for one in readings]
    read = ReadVolume(
        path=path,
        scan=found,
        front=front,
        idno=idno(root),
        numbers=[one.number for one in readings],
        documents=encodings,
        outside=read_outside(root, found.documents),
    )
    findings = [one for reading in readings for one in _of_document(reading)]
    for check in _CHECKS:
        findings += check(read)
    checks = [outcome("volume", findings), _NO_FOLDER]
    sets = None
    if folder is not None:
        sets = image_sets(folder)
        findings += volume_images.check_images(read, folder, sets)
        checks[1] = outcome("images", findings)
    return _report(read, sets, checks, findings)


def _refuse_other_kinds(path: Path) -> None:
    """Raise SourceError if a file is of a kind that no volume is."""
    kind = kind_of(path) if path.is_file() else None
    if kind not in (None, "a TEI file", "an XML file"):
        advice = "a volume is a TEI file, frus….xml"
        raise SourceError(Problem(str(path), f"is {kind}, not a TEI volume", advice=advice))


def _read_documents(
    path: Path, found: Scan, front: VolumeFront, jobs: int | None, progress: OnProgress | None
) -> list[_Reading]:
    """Return what came of reading each document."""
    readings: dict[int, _Reading] = {}
    readable: list[VolumeDocument] = []
    documents = documents_of(path, found, front)
    for place, document in zip(found.documents, documents, strict=True):
        if isinstance(document, SourceError):
            offset, number = place.slice.offset, place.number or None
            encoding = tei_document.read_encoding_of(path, place)
            readings[offset] = _Reading(offset, number, encoding, problems=document.problems)
        else:
            readable.append(document)
    share = partial(distribute, _read_chunk, readable, _lost, jobs, None)
    for reading in watched(progress, lambda: Amount(len(readable)), share):
        readings[reading.offset] = reading
    return [readings[place.slice.offset] for place in found.documents]


def _of_document(reading: _Reading) -> Iterator[Finding]:
    for problem in reading.problems:
        message = f"{problem.message} ({problem.advice})" if problem.advice else problem.message
        yield Finding("volume.document-unpackable", problem.place, message)
    yield from reading.findings


def _read_chunk(chunk: Iterable[VolumeDocument]) -> Iterator[_Reading]:
    return in_step(map(_read, chunk))


def _read(document: VolumeDocument) -> Stages[_Reading]:
    offset, number = document.place.slice.offset, document.place.number or None
    job = tei_document.survey_in_stages(document)
    found, encoding = (yield from job) if document.is_small else at_once(job)
    if isinstance(found, SourceError):
        return _Reading(offset, number, encoding, problems=found.problems)
    findings = tuple(_placed(one, document) for one in found.findings)
    return _Reading(offset, found.number, encoding, findings=findings)


def _placed(finding: Finding, document: VolumeDocument) -> Finding:
    """Return a finding of a document as those of the volume name places: by document and line."""
    line = finding.location.removeprefix(f"{document.path}, ")
    return replace(finding, location=f"{document.place.id}, {line}")


def _lost(document: VolumeDocument) -> _Reading:
    place = document.place
    problem = Problem(
        str(document.path), "the worker that read it was killed", f"{place.id}, line {place.line}"
    )
    encoding = tei_document.read_encoding_of(document.path, place)
    return _Reading(place.slice.offset, place.number or None, encoding, problems=(problem,))


def _report(
    read: ReadVolume,
    sets: Sequence[ImageSet] | None,
    checks: Sequence[Check],
    findings: Sequence[Finding],
) -> VolumeReport:
    documents, pages = read.scan.documents, read.scan.pages
    references = count_references(read)
    return VolumeReport(
        path=read.path,
        volume=read.front.volume,
        documents=counted([document.id for document in documents]),
        pages=counted([page.page for page in pages]),
        pages_without_document=tuple(
            page.page
            for page, words in zip(pages, read.words_on_pages, strict=True)
            if not words.document
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
        findings=in_order(findings),
        identifiers=frozenset(read.lines),
        elsewhere=tuple(elsewhere(read)),
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings as a report has them."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[int, int]:
    """From the worst, then as the table has them; what is alike stays as it is in the volume."""
    return SEVERITIES.index(finding.severity), _ROWS[finding.code]
