"""Each of the two transcriptions by itself: there, readable, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from frus_pack.checks import transcription_header
from frus_pack.checks.document import PackagedDocument
from frus_pack.checks.json_file import shortened
from frus_pack.errors import Problem, SourceError
from frus_pack.metadata import from_json
from frus_pack.model import Metadata
from frus_pack.package import TEI, TEXT
from frus_pack.report import Finding
from frus_pack.sources import reading_text, tei
from frus_pack.transcription import Transcription

_MOST_OCTETS = 4 << 20
_MOST_PROBLEMS = 1_000

Description = Mapping[str, Any] | None
"""The data of metadata.json, whatever its form; None if it cannot be read."""


@dataclass(frozen=True, slots=True)
class TranscriptionFile:
    """A transcription of a package: its bytes and what they say, None where that is unknown, and
    what is wrong with it. `is_derived` says whether it is byte for byte what is derived here from
    the other one, None where that is not known."""

    path: str
    content: bytes | None
    transcription: Transcription | None
    findings: tuple[Finding, ...]
    is_derived: bool | None = None


def is_tei_original(description: Description) -> bool:
    """Which of the two is the original; the reading text where that is not told."""
    original = description.get("original") if description else None
    return isinstance(original, Mapping) and original.get("form") == "tei"


def read_text(document: PackagedDocument) -> TranscriptionFile:
    """The reading text, with every problem that its parser tells."""
    content, findings = _content(document, TEXT)
    if content is None:
        return TranscriptionFile(TEXT, None, None, findings)
    try:
        transcription = reading_text.parse(reading_text.decode(content, TEXT), TEXT)
    except SourceError as error:
        return TranscriptionFile(TEXT, content, None, tuple(_told(error.problems, None)))
    return TranscriptionFile(TEXT, content, transcription, ())


def read_tei(
    document: PackagedDocument, description: Description, text: TranscriptionFile
) -> TranscriptionFile:
    """The TEI transcription; where it is derived from the reading text, that is tried first."""
    content, findings = _content(document, TEI)
    if content is None:
        return TranscriptionFile(TEI, None, None, findings)
    derived = None if is_tei_original(description) else _derived(description, text)
    if content == derived:
        # What was made of text and description agrees with both.
        return TranscriptionFile(TEI, content, text.transcription, (), is_derived=True)
    transcription, findings = _tei(content, description)
    is_derived = None if derived is None else False
    return TranscriptionFile(TEI, content, transcription, findings, is_derived)


def _tei(
    content: bytes, description: Description
) -> tuple[Transcription | None, tuple[Finding, ...]]:
    """What a TEI transcription says, and what is wrong with it."""
    root, findings = _tree(content)
    if root is None:
        return None, findings
    if description is not None:
        findings = tuple(transcription_header.check(root, description))
    try:
        return tei.parse(content, TEI), findings
    except SourceError as error:
        told = _told(error.problems, "tei-unreadable")
    except RecursionError:
        told = iter([Finding("transcription.tei-unreadable", TEI, "is nested too deep")])
    return None, (*findings, *told)


def _content(document: PackagedDocument, path: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """A file's bytes, or why there are none."""
    octets = document.bag.files.get(path)
    if octets is None:
        return None, (Finding("transcription.missing", path, "is not there"),)
    if octets > _MOST_OCTETS:
        message, expected = f"has {octets} bytes: it was not checked", f"at most {_MOST_OCTETS}"
        return None, (Finding("transcription.too-large", path, message, expected),)
    content = document.read(path, _MOST_OCTETS)
    if content is None:
        message = "could not be read, and was not checked"
        return None, (Finding("transcription.unreadable", path, message),)
    return content, ()


def _told(problems: Sequence[Problem], what: str | None) -> Iterator[Finding]:
    """A finding a problem, each of the code `what` or of its own kind."""
    for problem in problems[:_MOST_PROBLEMS]:
        location = f"{problem.file}, {problem.place}" if problem.place else problem.file
        code = f"transcription.{what or problem.kind}"
        yield Finding(code, location, problem.message, problem.advice or None)
    if further := problems[_MOST_PROBLEMS:]:
        code = f"transcription.{what or further[0].kind}"
        yield Finding(code, further[0].file, f"has {len(further)} further problems")


def _derived(description: Description, text: TranscriptionFile) -> bytes | None:
    """The TEI that is derived here from the reading text; None if none can be."""
    if description is None or text.transcription is None:
        return None
    try:
        return tei.render(from_json(Metadata, description), text.transcription)
    except (TypeError, ValueError, AttributeError):
        return None  # the description does not follow its schema, which is told elsewhere


def _tree(xml: bytes) -> tuple[etree._Element | None, tuple[Finding, ...]]:
    """The XML, read without entities and without other files; or what is wrong with it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = str(error.msg or "it is empty").partition(", line ")[0]
        location = f"{TEI}, line {line}, column {column}"
        return None, (Finding("transcription.xml-malformed", location, message),)
    information: Any = root.getroottree().docinfo
    if information.doctype:
        message, found = "has a document type declaration", shortened(information.doctype)
        return None, (Finding("transcription.document-type", TEI, message, "none", found),)
    return root, ()
