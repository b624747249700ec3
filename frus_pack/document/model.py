"""What a FRUS document is; its pages and their images are in `frus_pack.document.page`.

Field names are those of metadata.json; its schema says what each means. None is "not given"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from frus_pack.document.amendment import Amendment
from frus_pack.document.package_name import document_identifier, package_name
from frus_pack.document.page import Extra, Page
from frus_pack.document.transcription import Transcription
from frus_pack.requirements.finding import Finding

NoteType = Literal["source", "note"]
Form = Literal["reading-text", "tei"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """An editor of a volume, and the roles that the volume gives: ``primary``, ``general``."""

    name: str
    roles: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The volume of the series that prints a document."""

    id: str
    title: str | None = None
    series: str | None = None
    sub_series: str | None = None
    volume_number: str | None = None
    publisher: str | None = None
    published: str | None = None
    editors: tuple[Editor, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A part of the volume that holds the document: a compilation, chapter or subchapter."""

    type: str
    id: str | None = None
    title: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """When a document was written: ISO 8601 bounds and the words it says it in."""

    earliest: str
    latest: str
    display: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person or office that drafted, sent, received or took part. `name` and `office` are as
    printed, `group` is its delegation; `id` and `listed` are those of the list of persons."""

    name: str
    office: str | None = None
    group: str | None = None
    id: str | None = None
    listed: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivalSource:
    """Where the paper is kept and how it came about.

    `note` is the source note, verbatim. `unread` are its clauses that no other field was read from.
    """

    note: str | None = None
    repository: str | None = None
    record_group: str | None = None
    collection: str | None = None
    file: str | None = None
    drafted_by: tuple[Agent, ...] = ()
    cleared_by: tuple[Agent, ...] = ()
    approved_by: tuple[Agent, ...] = ()
    also_sent_to: tuple[str, ...] = ()
    repeated_to: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Person:
    """A person the document names, from the volume's list of persons."""

    id: str
    name: str
    description: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Term:
    """An abbreviation or term the document uses, from the volume's list of terms."""

    id: str
    name: str
    description: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, and the page of its anchor. `label` is the mark that is printed for it where
    that is not its number (``*``, or 1 anew on each page)."""

    n: str
    type: NoteType
    label: str | None = None
    page: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A bracketed remark on text withheld from publication, verbatim, and its page. `note` is the
    number of the note that it is in, if it is in one."""

    text: str
    page: str | None = None
    note: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pointer to another document, as ``volume/document``."""

    target: str
    text: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An enclosure printed inside the document."""

    title: str | None = None
    date: DateRange | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in the text: its image's name or address, its caption and the page."""

    graphic: str | None = None
    title: str | None = None
    page: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in the text: its heading, how many rows, cells in the longest row, and the page it
    begins on."""

    title: str | None = None
    rows: int
    columns: int
    page: str | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class Slice:
    """The part of a file that a document is: offset and length in bytes, and SHA-512 (hex)."""

    offset: int
    length: int
    sha512: str
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Which transcription is the original, the file it came from and that file's SHA-512 (hex).
    `slice` is the part of a whole volume's file that is the document."""

    form: Form
    file: str
    sha512: str
    slice: Slice | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The description of a document: metadata.json. ``frus-pack explain field NAME`` says what a
    field means; one that is None or empty is not known."""

    volume: Volume
    divisions: tuple[Division, ...] = ()
    id: str
    number: str | None = None
    title: str
    kind: str
    summary: str | None = None
    date: DateRange | None = None
    place: str | None = None
    senders: tuple[Agent, ...] = ()
    recipients: tuple[Agent, ...] = ()
    subject: str | None = None
    participants: tuple[Agent, ...] = ()
    classification: str | None = None
    handling: str | None = None
    source: ArchivalSource | None = None
    persons: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    pages: tuple[str, ...] = ()
    facs: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    references: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    language: str
    rights: str
    original: Original | None = None
    amendments: tuple[Amendment, ...] = ()
    extra: Extra = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """Unique in the series: ``frus1964-68v31/d151``."""
        return document_identifier(self.volume.id, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the ``div`` of a document that was cut out of a volume needs around it.

    The namespaces are those in scope there, by prefix; `space` is ``xml:space``, if given."""

    namespaces: Mapping[str, str]
    space: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to pack.

    `original` is the original transcription, byte for byte. Of a document cut out of a volume it
    is the ``div`` alone, and `surroundings` make it a document of its own. `read_from` is the file
    or folder it was read from, if any. `findings` go with it into the outcome of packing.
    """

    metadata: Metadata
    transcription: Transcription
    original: bytes
    pages: tuple[Page, ...]
    surroundings: Surroundings | None = None
    read_from: Path | None = None
    findings: tuple[Finding, ...] = ()
    source_digest: str | None = field(default=None, init=False, compare=False)
    """The digest of everything that the document was made from, where its reader knows it.
    `dataclasses.replace` drops it, because an altered copy was made from something else."""

    def read_from_source(self, digest: str) -> Document:
        """Return the same document with its `source_digest`."""
        document = replace(self)
        object.__setattr__(document, "source_digest", digest)
        return document

    @property
    def identifier(self) -> str:
        """Unique in the series: ``frus1964-68v31/d151``."""
        return self.metadata.identifier

    @property
    def origin(self) -> str:
        """Where it came from, for people: a file, a folder, or ``frus1952-54Guat.xml#d13``."""
        if self.read_from is None:
            return self.identifier
        inside = "" if self.surroundings is None else f"#{self.metadata.id}"
        return f"{self.read_from}{inside}"

    @property
    def name(self) -> str:
        """The package's folder name: ``frus1964-68v31-d151``."""
        return package_name(self.metadata.volume.id, self.metadata.id)
