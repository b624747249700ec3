"""Each of the two transcriptions by itself: there, readable, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.payload import Payload
from frus_pack.checks.transcription.header import check_division, check_header
from frus_pack.checks.transcription.regenerated_tei import is_as_made
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError
from frus_pack.package.paths import MOST_TRANSCRIPTION_OCTETS, TEI_PATH, TEXT_PATH
from frus_pack.requirements.finding import Finding, first_of_each
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.standalone_tei import division_text, render_tei
from frus_pack.sources.tei.text import DivisionText
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text
from frus_pack.sources.text.reading_text import decode_text, read_reading_text

Description = Mapping[str, Any] | None
"""The data of metadata.json, whatever its form; None if it cannot be read."""


@dataclass(frozen=True, slots=True)
class TranscriptionFile:
    """A transcription of a package: its bytes and what they say, None where that is unknown, and
    what is wrong with it. `derived` is what is derived here from the other one, None where that is
    not known; `root` is the tree of XML that was parsed. `is_as_made` says that it is,
    byte for byte, what is made here of the slice in it."""

    path: str
    content: bytes | None
    transcription: Transcription | None
    findings: tuple[Finding, ...]
    derived: bytes | None = None
    root: etree._Element | None = None
    is_as_made: bool = False

    @property
    def is_derived(self) -> bool:
        """Whether it is byte for byte what is derived here."""
        return self.derived is not None and self.content == self.derived


def is_tei_original(description: Description) -> bool:
    """Return which of the two is the original; the reading text where the description does not
    say."""
    original = description.get("original") if description else None
    return isinstance(original, Mapping) and original.get("form") == "tei"


def read_text(payload: Payload) -> TranscriptionFile:
    """Return the reading text, with every problem that its parser reports."""
    content, findings = _content(payload, TEXT_PATH)
    if content is None:
        return TranscriptionFile(TEXT_PATH, None, None, findings)
    return _parsed_text(content)


def read_derived_text(payload: Payload, original: TranscriptionFile) -> TranscriptionFile:
    """Return the reading text where it is derived from the TEI; that is tried first."""
    content, findings = _content(payload, TEXT_PATH)
    if content is None:
        return TranscriptionFile(TEXT_PATH, None, None, findings)
    known = original.transcription
    derived = None if known is None else render_derived_text(known).encode()
    if content == derived:
        return TranscriptionFile(TEXT_PATH, content, known, (), derived)
    return replace(_parsed_derived_text(content, known), derived=derived)


def read_tei(
    payload: Payload, description: Description, known: Transcription | None = None
) -> TranscriptionFile:
    """Return the TEI transcription, where it is the original. `known` is what it says, where the
    same bytes were read already."""
    content, findings = _content(payload, TEI_PATH)
    if content is None:
        return TranscriptionFile(TEI_PATH, None, None, findings)
    return _parsed_tei(content, description, known)


def read_derived_tei(
    payload: Payload, description: Description, original: TranscriptionFile
) -> TranscriptionFile:
    """Return the TEI transcription where it is derived from the reading text; that is tried
    first."""
    content, findings = _content(payload, TEI_PATH)
    if content is None:
        return TranscriptionFile(TEI_PATH, None, None, findings)
    derived = _derived(description, original)
    if content == derived:
        # What was made of text and description agrees with both.
        return TranscriptionFile(TEI_PATH, content, original.transcription, (), derived)
    return replace(_parsed_tei(content, description), derived=derived)


def _parsed_text(content: bytes) -> TranscriptionFile:
    try:
        found = read_reading_text(decode_text(content, TEXT_PATH), TEXT_PATH)
    except SourceError as error:
        return TranscriptionFile(TEXT_PATH, content, None, tuple(_findings(error.problems, None)))
    reported = tuple(_findings((*found.out_of_order, *found.warnings), None))
    return TranscriptionFile(TEXT_PATH, content, found.transcription, reported)


def _parsed_derived_text(content: bytes, known: Transcription | None) -> TranscriptionFile:
    """Return a derived text as it is written here, or as versions before 0.3 wrote it."""
    try:
        found = parse_derived_text(decode_text(content, TEXT_PATH), TEXT_PATH)
    except SourceError as error:
        earlier = _parsed_text(content)
        if earlier.transcription is not None:
            return earlier
        return TranscriptionFile(TEXT_PATH, content, None, tuple(_findings(error.problems, None)))
    if found != known and (earlier := _parsed_text(content)).transcription == known:
        return earlier
    return TranscriptionFile(TEXT_PATH, content, found, ())


def _parsed_tei(
    content: bytes, description: Description, known: Transcription | None = None
) -> TranscriptionFile:
    """Return what a TEI transcription says, and what is wrong with it."""
    try:
        root = parse_xml(content, TEI_PATH)
    except SourceError as error:
        return TranscriptionFile(TEI_PATH, content, None, tuple(_findings(error.problems, None)))
    try:
        text = DivisionText(known) if known else division_text(root, TEI_PATH)
    except SourceError as error:
        in_header = () if description is None else check_header(root, description)
        reported = (*in_header, *_findings(error.problems, "tei-unreadable"))
        return TranscriptionFile(TEI_PATH, content, None, reported, root=root)
    said, oddities = text.transcription, _findings(text.oddities, None)
    if description is None:
        return TranscriptionFile(TEI_PATH, content, said, tuple(oddities), root=root)
    as_made = is_as_made(description, content, root, said)
    check = check_division if as_made else check_header
    reported = (*check(root, description), *oddities)
    return TranscriptionFile(TEI_PATH, content, said, reported, root=root, is_as_made=as_made)


def _content(payload: Payload, path: BagPath) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Return a file's bytes, or why there are none."""
    octets = payload.bag.files.get(path)
    if octets is None:
        return None, (Finding("transcription.missing", path, "does not exist"),)
    if octets > MOST_TRANSCRIPTION_OCTETS:
        message, expected = (
            f"has {octets} bytes: it was not checked",
            f"at most {MOST_TRANSCRIPTION_OCTETS}",
        )
        return None, (Finding("transcription.too-large", path, message, expected),)
    content = payload.read(path, MOST_TRANSCRIPTION_OCTETS)
    if content is None:
        message = "could not be read, and was not checked"
        return None, (Finding("transcription.unreadable", path, message),)
    return content, ()


def _findings(problems: Sequence[Problem], what: str | None) -> list[Finding]:
    """Return the first findings of each code; each has the code `what`, or one of its own kind."""
    return first_of_each(
        Finding(
            f"transcription.{what or problem.kind}",
            f"{problem.file}, {problem.place}" if problem.place else problem.file,
            problem.message,
            problem.advice or None,
        )
        for problem in problems
    )


def _derived(description: Description, text: TranscriptionFile) -> bytes | None:
    """Return the TEI that is derived here from the reading text; None if none can be."""
    if description is None or text.transcription is None:
        return None
    try:
        return render_tei(from_json(Metadata, description), text.transcription)
    except (TypeError, ValueError, AttributeError):
        return None  # the description does not follow its schema, which is another finding
