"""The description of a document, drafted from its reading text and its volume's identifier."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frus_pack.document import text_facts
from frus_pack.document.model import Agent, ArchivalSource, Metadata
from frus_pack.document.model_json import to_json
from frus_pack.document.rights import drafted_rights
from frus_pack.document.transcription import (
    Heading,
    PageBreak,
    Transcription,
    words_of,
)
from frus_pack.errors import Problem, SourceError
from frus_pack.requirements.finding import Finding
from frus_pack.sources.folder.field_examples import EXAMPLES, addable
from frus_pack.sources.folder.paragraphs import words_above_heading, words_below_heading
from frus_pack.sources.folder.yaml_text import format_yaml
from frus_pack.sources.prose import name_words
from frus_pack.sources.prose.agent_forms import is_office
from frus_pack.sources.prose.citations import is_citation, read_citation
from frus_pack.sources.prose.dateline import dateline_of_heading, find_dateline
from frus_pack.sources.prose.kinds import kind_of
from frus_pack.sources.prose.labelled_lines import (
    markings_of,
    participants_of,
    subject_of,
)
from frus_pack.sources.prose.message_head import read_message_head
from frus_pack.sources.prose.note_above_heading import kind_in
from frus_pack.sources.prose.participants import Line
from frus_pack.sources.prose.parties import parties_of
from frus_pack.sources.prose.source_note import read_source_note
from frus_pack.sources.text.reading_text import decode_text, read_reading_text
from frus_pack.sources.volume.volume_id import read_volume_id

LANGUAGE = "en"

_DOCUMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_YOUNGER = re.compile(r",? (?:Jr|Sr)\.?\Z")
_INITIALS = re.compile(
    r"(?!END|USA|ALL)(?:(?:[A-Z]\. ?){2,4}|[A-Z]{2,3}"
    r"|(?:(?:[A-Z]\. ?){1,3}|[A-Z]{2} )[A-Z][\w’'-]+)"
)
"""A signature of initials, or with them: ``H. S.``, ``CK``, ``W.E. Orlan``."""
_ENCLOSED = re.compile(r"(?:Tab|Annex|Appendix|Attachment|Enclosure)\b")
_LONGEST_OFFICE = 120
_BETWEEN = re.compile(r"\bBetween\b", re.IGNORECASE)
_HEADER = (
    "The description of {identifier}, drafted by frus-pack. It can be packed as it is: save it as"
    " metadata.yaml in a folder, and beside it the reading text as transcription.txt. A comment"
    " behind a value says what it was inferred from: check those values first. A line that is a"
    " comment whole is a field that can be added, with an example: take out the # and write what is"
    " right. Every value is text, with quotes or without."
)
_HEADER_WIDTH = 80
_FROM_SOURCE_NOTE = "from the source note"

_OBJECTS = ("volume", "source")


@dataclass(frozen=True, slots=True)
class Description:
    """A drafted description: the metadata, the text it was drafted from, and for each value that
    was inferred (named like ``source.repository``) from what."""

    metadata: Metadata
    transcription: Transcription
    inferred: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A description as YAML, for a person to finish, and what reading the text found."""

    yaml: str
    findings: tuple[Finding, ...]


def draft_description(text: bytes, volume: str, *, file: str, document: str | None = None) -> Draft:
    """Return the description as YAML for a person to finish; comments say what was inferred.

    Raises as `infer_description` does.
    """
    description = infer_description(text, volume, file=file, document=document)
    data = to_json(description.metadata)
    header = _HEADER.format(identifier=f"{volume}/{description.metadata.id}")
    lines = textwrap.wrap(header, _HEADER_WIDTH, initial_indent="# ", subsequent_indent="# ")
    yaml = "\n".join((*lines, "", format_draft(data, description.inferred)))
    return Draft(yaml, description.findings)


def infer_description(
    text: bytes, volume: str, *, file: str, document: str | None = None
) -> Description:
    """Return the description of a reading text, and what in it was inferred.

    `original` is left empty. `volume` is the volume's identifier, `document` the document's (else
    ``d`` and its printed number), `file` names the text in errors. Raises SourceError if the text
    cannot be read, an identifier is not one, or there is neither `document` nor a printed number.
    """
    read = read_reading_text(decode_text(text, file), file)
    if read.out_of_order:
        raise SourceError(*read.out_of_order)
    transcription = read.transcription
    metadata = _metadata(transcription, volume, file, document)
    inferred = dict(_inferred(metadata, transcription, named=document is not None))
    return Description(metadata, transcription, inferred, read.findings)


def _metadata(
    transcription: Transcription, volume: str, file: str, document: str | None
) -> Metadata:
    facts = text_facts.read_text_facts(transcription)
    note = text_facts.source_note(transcription)
    above = words_above_heading(transcription)
    said = words_of(note.content) if note else text_facts.bracketed_source(transcription) or above
    source = read_source_note(said) if said else None
    paragraphs, headed = words_below_heading(transcription), dateline_of_heading(facts.title)
    written = find_dateline(paragraphs) or headed
    if source is None and is_citation(facts.title):
        source = read_citation(facts.title)
    is_marked = source and (source.classification or source.handling)
    marked = source if is_marked else markings_of(paragraphs)
    sent, received = _correspondents(facts.title, paragraphs)
    took_part = (*sent, *received) if parties_of(facts.title).is_conversation else ()
    kind = _kind(facts.title, above)
    senders = sent or _signer(facts.title, transcription)
    return Metadata(
        volume=read_volume_id(volume, file),
        id=_document_id(document, facts.number, file),
        number=facts.number,
        title=facts.title,
        kind=kind,
        date=written.date or headed.date,
        place=written.place or headed.place,
        senders=senders,
        recipients=received,
        subject=subject_of(paragraphs),
        participants=participants_of([Line(one.strip(" *")) for one in paragraphs]) or took_part,
        classification=marked.classification if marked else None,
        handling=marked.handling if marked else None,
        source=source.source if source and source.source != ArchivalSource() else None,
        pages=facts.pages,
        notes=facts.notes,
        withheld=facts.withheld,
        language=LANGUAGE,
        rights=drafted_rights(kind, senders, (), said),
    )


def _correspondents(
    heading: str, paragraphs: Sequence[str]
) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Return the sides that the heading names; where it names nobody, those of the first lines."""
    parties = parties_of(heading)
    sent = parties.sender.agents if parties.sender else ()
    received = parties.recipient.agents if parties.recipient else ()
    if sent or received:
        return sent, received
    printed = read_message_head(paragraphs)
    return printed.senders, printed.recipients


def _kind(title: str, above: str) -> str:
    """Return the kind that the heading names, else the line above it."""
    return next((one for one in (kind_of(title), kind_in(above)) if one != "other"), "other")


def _signer(heading: str, transcription: Transcription) -> tuple[Agent, ...]:
    """Return who signed, where the last paragraph begins with a line that is a name or initials,
    with the office in the other lines. A paragraph of an office alone can follow the name."""
    blocks = [one for one in transcription.blocks if not isinstance(one, PageBreak)]
    said = words_of(blocks[-1].content)
    if len(blocks) > 1 and is_office(said.strip()):
        blocks.pop()
        said = words_of(blocks[-1].content)
    name, *office = (line.strip(" ,*") for line in said.split("\n"))
    bare = _YOUNGER.sub("", name)
    is_signed = name_words.is_full_name(bare) or _INITIALS.fullmatch(bare)
    if (
        not is_signed
        or _ENCLOSED.match(name)
        or isinstance(blocks[-1], Heading)
        or _BETWEEN.search(heading)
    ):
        return ()
    behind = ", ".join(office)
    return (Agent(name=name, office=behind if 0 < len(behind) <= _LONGEST_OFFICE else None),)


def _document_id(given: str | None, number: str | None, file: str) -> str:
    if given is None and number is None:
        raise SourceError(
            Problem(
                file,
                "has no printed number to be named after",
                "line 1",
                "begin the heading with it (151. Telegram …), or name the file like"
                " frus1964-68v31-d151.txt",
            )
        )
    if given is not None and not _DOCUMENT_ID.fullmatch(given):
        message = f"{given!r} cannot be a document's identifier"
        raise SourceError(Problem(file, message, advice="write it like d151"))
    return given or f"d{number}"


def _inferred(
    metadata: Metadata, transcription: Transcription, *, named: bool
) -> Iterator[tuple[str, str]]:
    """Yield each value that may be there and from what it was inferred, in order of the fields."""
    yield "volume.series", "the same for every volume"
    yield "volume.sub_series", "from the volume's identifier"
    yield "volume.volume_number", "from the volume's identifier"
    yield "id", "from the name of the file" if named else "from the printed number"
    yield "number", "from the heading"
    yield "title", "from the heading"
    yield "kind", "from the title"
    yield "date", "from the dateline"
    yield "place", "from the dateline"
    yield "senders", "from the heading"
    yield "recipients", "from the heading"
    yield "subject", "from the text"
    yield "participants", "from the text"
    yield "classification", _FROM_SOURCE_NOTE
    yield "handling", _FROM_SOURCE_NOTE
    for name in to_json(metadata.source) if metadata.source else ():
        yield f"source.{name}", "note 1, verbatim" if name == "note" else _FROM_SOURCE_NOTE
    yield "pages", _how_pages_are_known(metadata, transcription)
    yield "notes", "their pages from the marks before their anchors"
    yield "withheld", "from the text"
    yield "language", "taken for granted"
    yield "rights", "from the senders"


def _how_pages_are_known(metadata: Metadata, transcription: Transcription) -> str:
    if transcription.begins_on() is None:
        return "from the marks in the text"
    first = metadata.pages[0]
    return f"from the marks in the text; {first} because the first mark is the next page's"


def format_draft(data: Mapping[str, Any], inferred: Mapping[str, str]) -> str:
    """Return a description as YAML, each field that it has not as a comment with an example.

    Args:
        data: the description.
        inferred: for each value that was inferred (``source.repository``), from what.
    """
    further = addable(data)
    lines: list[str] = []
    for name in (*EXAMPLES, *(key for key in data if key not in EXAMPLES)):
        if name in data:
            lines += format_yaml({name: data[name]}, inferred).splitlines()
            if name in _OBJECTS:
                lines += (f"  {line}" for line in _commented(addable(data[name], name)))
        elif name in further:
            lines += _commented({name: further[name]})
    return "".join(f"{line}\n" for line in lines)


def _commented(examples: Mapping[str, Any]) -> Iterator[str]:
    return (f"# {line}" for line in format_yaml(examples, {}).splitlines())
