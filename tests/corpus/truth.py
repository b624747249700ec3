"""What a made volume says: written down while it was made, so that reading it can be tested."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[str, str]
"""The first and last moment of a date, as its attributes have them."""

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its printed number, the number of its scan, and the sizes of the two renditions."""

    n: str
    facs: str
    id: str
    master: Size
    access: Size


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: its ``n`` (None if it has none), its page, whether it is the source note, and
    whether it reads in the line."""

    n: str | None
    page: str
    source: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFields:
    """The archival fields of a source note."""

    repository: str
    record_group: str | None = None
    collection: str | None = None
    file: str
    classification: str
    handling: str | None = None
    drafted_by: str | None = None
    cleared_by: str | None = None
    approved_by: str | None = None
    repeated_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """What a note to the heading says of a paper whose source is above the heading."""

    drafted_by: str
    cleared_by: str
    repeated_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An enclosure: its heads, of which it may have several, and its own date."""

    heads: tuple[str, ...]
    date: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A part of the volume: a compilation, chapter or subchapter."""

    type: str
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its rows, and the cells of its longest one."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document. `title` is the heading without its notes and its printed number; `bounds` are
    the editors' (``frus:doc-dateTime-…``), `date` those of its own dateline. `senders` and
    `recipients` are those that are marked as such or that the heading names, each with its
    office. `unresolved` are the ids of persons and terms that are in no list. `references` are
    ``volume/document`` or ``volume/page``. `offset` and `length` count bytes of the file.
    """

    id: str
    number: str
    title: str
    subtype: str | None
    divisions: tuple[Division, ...]
    pages: tuple[str, ...]
    bounds: Span | None
    date: Span | None
    place: str | None
    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    subject: str | None
    participants: tuple[str, ...]
    source: SourceFields | None
    drafting: Drafting | None
    notes: tuple[Note, ...]
    attachments: tuple[Attachment, ...]
    persons: tuple[str, ...]
    terms: tuple[str, ...]
    unresolved: tuple[str, ...]
    references: tuple[str, ...]
    withheld: tuple[str, ...]
    figures: tuple[str, ...]
    tables: tuple[Table, ...]
    offset: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A volume: its file, and all that is to be read in it."""

    id: str
    title: str
    sub_series: str
    volume_title: str
    published: str
    editors: tuple[str, ...]
    pages: tuple[Page, ...]
    documents: tuple[Document, ...]
    persons: tuple[str, ...]
    terms: tuple[str, ...]
    facsimile: bool
    xml: bytes

    @property
    def pages_without_document(self) -> tuple[str, ...]:
        """Front matter, title leaves of compilations, and the index."""
        taken = {page for document in self.documents for page in document.pages}
        return tuple(page.n for page in self.pages if page.n not in taken)
