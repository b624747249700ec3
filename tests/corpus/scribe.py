"""One document being written, and the record of what it says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from tests.corpus import truth, words
from tests.corpus.markup import Markup
from tests.corpus.pages import Pages
from tests.corpus.plan import Plan


@dataclass(slots=True)
class Record:
    """What has been written so far; `truth.Document` says what each is."""

    title: str = ""
    date: truth.Span | None = None
    place: str | None = None
    senders: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    subject: str | None = None
    participants: list[str] = field(default_factory=list)
    source: truth.SourceFields | None = None
    drafting: truth.Drafting | None = None
    notes: list[truth.Note] = field(default_factory=list)
    attachments: list[truth.Attachment] = field(default_factory=list)
    persons: dict[str, None] = field(default_factory=dict)
    terms: dict[str, None] = field(default_factory=dict)
    unresolved: dict[str, None] = field(default_factory=dict)
    references: dict[str, None] = field(default_factory=dict)
    withheld: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    tables: list[truth.Table] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


class Scribe:
    """Writes the elements of one document.

    What turns pages asks `pages` for room, so breaks fall wherever the text happens to be.
    """

    def __init__(
        self,
        plan: Plan,
        number: int,
        written: date,
        chance: random.Random,
        markup: Markup,
        pages: Pages,
    ) -> None:
        self.plan = plan
        self.number = number
        self.written = written
        self.chance = chance
        self.markup = markup
        self.pages = pages
        self.record = Record()
        self._out: list[str] = []
        self._sentences = words.sentences(plan.seed)
        self._fresh = True
        self._ids = 0
        self._marks: dict[str, int] = {}
        self.write = self._out.append

    @property
    def id(self) -> str:
        """The document's ``xml:id``."""
        return f"d{self.number}"

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._out)

    def turn_page(self) -> None:
        """Write a page break here."""
        self.write(self.pages.turn())
        self.record.pages.append(self.pages.current)

    def turn_full_page(self) -> None:
        """Write a page break here if the page is full."""
        if self.pages.room <= 0:
            self.turn_page()

    def gap(self) -> None:
        """A blank or a line end, except where an element has only just begun."""
        if not self._fresh:
            self.write(" " if self.chance.random() < 0.6 else "\n                    ")

    def sentence(self) -> None:
        """A sentence, and the gap before it; the page may end in the midst of it."""
        self.gap()
        self._fresh = False
        text = self._sentences[int(self.chance.random() * len(self._sentences))]
        self.pages.room -= len(text)
        if self.pages.room < 0:
            place = text.index(" ", len(text) // 2)
            self.write(text[:place] + " ")
            self.turn_page()
            text = text[place + 1 :]
        self.write(text)

    def words(self, text: str) -> None:
        """Some text, which takes room."""
        self._fresh = False
        self.pages.room -= len(text)
        self.write(text)

    @contextmanager
    def element(self, name: str, *attributes: tuple[str, str]) -> Iterator[None]:
        """An element, and within it whatever is written meanwhile."""
        self.write(self.markup.tag(name, *attributes))
        self._fresh = True
        yield
        self.write(f"</{name}>")
        self._fresh = False

    def line(self, name: str, text: str, *attributes: tuple[str, str]) -> None:
        """An element that holds some text, on a line of its own."""
        with self.element(name, *attributes):
            self.words(text)
        self.write("\n")

    def note_id(self) -> str:
        """The next note's ``xml:id``."""
        self._ids += 1
        return f"{self.id}fn{self._ids}"

    def next_mark(self) -> str:
        """The next note's number: through the document, or in older volumes through the page."""
        through = "" if self.plan.style.heads == "numbered" else self.pages.current
        self._marks[through] = self._marks.get(through, 0) + 1
        return str(self._marks[through])
