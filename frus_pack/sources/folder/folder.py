"""A document folder: metadata, transcription and, if there are any, page images."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from frus_pack.document import description_rules, scan_numbers, schemas, text_facts
from frus_pack.document.model import Document, Form, Metadata, Original
from frus_pack.document.model_json import from_json, to_json
from frus_pack.document.schemas import Fault
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError
from frus_pack.images import page_images
from frus_pack.images.page_images import ImagesAs
from frus_pack.requirements.finding import Finding
from frus_pack.sources.file_kinds import kind_of, refuse_other_kinds
from frus_pack.sources.folder import metadata_file
from frus_pack.sources.folder.field_examples import advice
from frus_pack.sources.folder.metadata_file import MetadataFile
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.standalone_tei import division_text
from frus_pack.sources.tei.xml_names import tei
from frus_pack.sources.text.reading_text import decode_text, read_reading_text
from frus_pack.storage.desktop_litter import is_litter
from frus_pack.storage.regular_file import read_unfollowed

METADATA = ("metadata.yaml", "metadata.yml", "metadata.json")
TEXT = "transcription.txt"
MOST_TEXT_OCTETS = 4 * 1024 * 1024
"""The size of a transcription or a description in bytes; the largest in the series has 1 MB."""
TEI = "transcription.xml"
IMAGES = "page-images"

_TRANSCRIPTIONS = (TEXT, TEI)
_PARTS = frozenset((*METADATA, *_TRANSCRIPTIONS, IMAGES))
_CAPITAL_ID = re.compile(r"D[0-9]+")
_LEADS_OUT = "is a link that leads out of the folder"
_DESCRIBE = "write one, or let `frus-pack describe` draft it"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The files of a document folder; those that are links lead to others in it."""

    metadata: Path
    transcription: Path
    images: Path | None


def is_document_folder(folder: Path) -> bool:
    """Return whether a folder holds any file of a document folder, in upper or lower case.

    Reading it then reports what is wrong or missing. Raises OSError if it cannot be read.
    """
    return any(name.lower() in _PARTS for name in os.listdir(folder))


def read_folder(folder: Path, images_as: ImagesAs) -> Document:
    """Return the document of a folder.

    What the text itself says (number, title, pages, notes, withheld passages) may be left out of
    the metadata, but not contradicted. Raises SourceError with every fault found.
    """
    parts = _parts(folder)
    description = _description(parts.metadata)
    content = _content(parts.transcription)
    said = _read_transcription(content, parts.transcription, description)
    transcription = said.transcription
    digest = hashlib.sha512(content).hexdigest()
    original = Original(form=said.form, file=parts.transcription.name, sha512=digest)
    data = {**said.scans, **_completed(description, transcription, original)}
    faults = _faults(data, transcription, original)
    if faults:
        raise SourceError(*(_problem(fault, description) for fault in faults))
    metadata = from_json(Metadata, data)
    pages = page_images.find_own(metadata, parts.images, images_as)
    facs = scan_numbers.by_page((page.page, page.facs) for page in pages)
    return Document(
        metadata=replace(metadata, facs=facs),
        transcription=transcription,
        original=content,
        pages=pages,
        read_from=folder,
        findings=said.findings,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a transcription says, in which form, and what reading it found.

    `scans` are the scan numbers of the page breaks of TEI, as the description has them.
    """

    transcription: Transcription
    form: Form
    findings: tuple[Finding, ...]
    scans: dict[str, Any] = field(default_factory=dict)


def _read_transcription(content: bytes, path: Path, description: MetadataFile) -> _Said:
    """Read a transcription. That its pages go back is a slip, unless the description lists them
    so."""
    file = str(path)
    if path.name == TEXT:
        refuse_other_kinds(content, file)
        found = read_reading_text(decode_text(content, file), file)
        if found.out_of_order and "pages" not in description.data:
            raise SourceError(*found.out_of_order)
        return _Said(found.transcription, "reading-text", found.findings)
    root = parse_xml(content, file)
    marks = [(page.get("n", ""), page.get("facs")) for page in root.iter(tei("pb"))]
    scans = {
        page: scans if isinstance(scans, str) else list(scans)
        for page, scans in scan_numbers.by_page(marks).items()
    }
    text = division_text(root, file)
    findings = tuple(
        Finding(f"transcription.{one.kind}", f"{one.file}, {one.place}", one.message)
        for one in text.oddities
    )
    return _Said(text.transcription, "tei", findings, {"facs": scans} if scans else {})


def _parts(folder: Path) -> _Parts:
    """Find the parts of the folder. Anything else in it is a problem, and is not dropped."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries if not (is_litter(e.name) and e.is_file()))
    except OSError as error:
        raise SourceError(Problem(str(folder), f"cannot be read: {error.strerror}")) from error
    problems = list(_misfits(folder, names))
    descriptions = [name for name in METADATA if name in names]
    if not descriptions:
        problems.append(Problem(str(folder), "has no metadata.yaml", advice=_DESCRIBE))
    if len(descriptions) > 1:
        both = " and ".join(descriptions)
        problems.append(Problem(str(folder), f"has {both}", advice="keep one of them"))
    transcriptions = [name for name in _TRANSCRIPTIONS if name in names]
    if not transcriptions:
        problems.append(Problem(str(folder), f"has no {TEXT}", advice="put the reading text there"))
    if len(transcriptions) > 1:
        both = " and ".join(transcriptions)
        advice = "keep the original; the other is derived from it"
        problems.append(Problem(str(folder), f"has {both}", advice=advice))
    if problems:
        raise SourceError(*problems)
    images = folder / IMAGES if IMAGES in names else None
    return _Parts(folder / descriptions[0], folder / transcriptions[0], images)


def _misfits(folder: Path, names: list[str]) -> Iterator[Problem]:
    inside = folder.resolve()
    for name in names:
        path = folder / name
        if name not in _PARTS:
            message = "is not part of a document folder"
            yield Problem(str(path), message, advice=_advice_on_misfit(path))
        elif path.is_symlink() and not path.resolve().is_relative_to(inside):
            yield Problem(str(path), _LEADS_OUT, advice="copy it in")
        elif not _is_kind(path, stat.S_IFDIR if name == IMAGES else stat.S_IFREG):
            kind = "folder" if name == IMAGES else "regular file"
            yield Problem(str(path), f"is not a {kind}")


def _advice_on_misfit(path: Path) -> str:
    if path.is_dir() and any(_is_image(inside) for inside in path.iterdir()):
        return f"rename it {IMAGES}, the folder of page images"
    if _is_image(path):
        return f"put page images into the folder {IMAGES}"
    return "take it out; it is not packed"


def _is_image(path: Path) -> bool:
    return path.is_file() and kind_of(path) == "an image"


def _is_kind(path: Path, kind: int) -> bool:
    try:
        return stat.S_IFMT(path.stat().st_mode) == kind
    except OSError:
        return False


def _content(path: Path) -> bytes:
    """Read a part of the folder. A link must still lead to another file in it."""
    real = path.resolve() if path.is_symlink() else path
    if real is not path and not real.is_relative_to(path.parent.resolve()):
        raise SourceError(Problem(str(path), _LEADS_OUT, advice="copy it in"))
    return read_unfollowed(real, MOST_TEXT_OCTETS)


def _description(path: Path) -> MetadataFile:
    content = _content(path)
    if path.suffix == ".json":
        return metadata_file.read_json(content, str(path))
    return metadata_file.read_yaml(content, str(path))


def _completed(
    description: MetadataFile, transcription: Transcription, original: Original
) -> dict[str, Any]:
    """Return the description with what need not be written by hand: what the text says of itself,
    the schema, and which file the original is."""
    given = description.data
    pages = given.get("pages")
    first = transcription.page_before_marks(pages if isinstance(pages, list) else ())
    return {
        "schema": schemas.identifier(schemas.DOCUMENT),
        **to_json(
            text_facts.read_text_facts(transcription, first if isinstance(first, str) else None)
        ),
        **given,
        "original": _with_own(to_json(original), given.get("original", {})),
    }


def _with_own(known: dict[str, Any], given: object) -> object:
    """Return what is known, and what is given over it; what is not an object is left to the
    schema."""
    return {**known, **given} if isinstance(given, dict) else given


def _faults(
    data: dict[str, Any], transcription: Transcription, original: Original
) -> tuple[Fault, ...]:
    faults = description_rules.faults(data, transcription)
    if any(fault.pointer[:1] == ("original",) for fault in faults):
        return faults
    return (*faults, *_mistaken(data), *_contradicted(data["original"], original))


def _mistaken(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield an identifier that is a package's, or has a capital: both would make another one."""
    volume, given = data.get("volume"), data.get("id")
    if not isinstance(volume, dict) or not isinstance(given, str):
        return
    own = given.removeprefix(f"{volume.get('id')}-")
    if own != given:
        yield Fault(("id",), f"{given!r} is the name of a package", f"write {own}")
    elif _CAPITAL_ID.fullmatch(given):
        yield Fault(("id",), f"{given!r} has a capital letter", f"write {given.lower()}")


def _contradicted(given: dict[str, Any], original: Original) -> Iterator[Fault]:
    """Yield what a description, perhaps copied out of another package, says amiss of the file
    here."""
    for key, known in (("form", original.form), ("sha512", original.sha512)):
        if given[key] != known:
            message = f"{given[key]!r} does not match {original.file}"
            yield Fault(("original", key), message, f"it is {known!r}, and need not be given")


def _problem(fault: Fault, description: MetadataFile) -> Problem:
    place = description.place(fault.pointer)
    is_of_schema = fault in schemas.faults(schemas.DOCUMENT, description.data)
    expected = advice(fault) if is_of_schema else fault.expected
    if fault.message.startswith('"“') and fault.message.endswith("is not what the text says"):
        expected += "; take out the quotation marks “ and ”, or write plain ones"
    return Problem(description.file, fault.message, place, expected)
