"""Notes in all the forms that the series has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.corpus import truth, words
from tests.corpus.inlines import Inline, name_person, reference, running_text
from tests.corpus.scribe import Scribe

_ARCHIVES = "National Archives and Records Administration"
_PLACES = (
    (_ARCHIVES, "RG 59", "Central Files 1961–63", "{0}.{1}/1–{2}"),
    (_ARCHIVES, "RG 59", "Bureau Files: Lot 65 D 31", "Box {1}"),
    ("Central Intelligence Agency", None, None, "Job 79–0{2}A, Box {1}, Folder 2"),
    ("Library of Congress", None, "Papers of the Commission", "Box {1}"),
)
_HANDS = ("Orlan", "Pell", "Ohm", "Marand", "Tarn", "Hoey")
_POSTS = ("Lorne", "Port Lorne", "Maris")
_OFFICES = ("ARA/BC", "EUR/KE", "L/EUR", "NEA", "S/P")


@contextmanager
def _note(scribe: Scribe, n: str | None, *others: tuple[str, str]) -> Iterator[None]:
    scribe.record.notes.append(
        truth.Note(
            n=n,
            page=scribe.pages.current,
            source=("type", "source") in others,
            inline=("rend", "inline") in others,
        )
    )
    attributes = [] if n is None else [("n", n)]
    with scribe.element("note", *attributes, ("xml:id", scribe.note_id()), *others):
        yield


def source(scribe: Scribe) -> None:
    """A source note as modern volumes have it, with all or some of its fields."""
    fields = _source_fields(scribe)
    scribe.record.source = fields
    with _note(scribe, scribe.next_mark(), ("type", "source")):
        lies = [fields.repository, fields.record_group, fields.collection, fields.file]
        scribe.words("Source: " + ", ".join(part for part in lies if part) + ". ")
        handled = [fields.classification, fields.handling]
        scribe.words("; ".join(part for part in handled if part) + ".")
        for said in (_hands(fields), fields.repeated_to and f"Repeated to {fields.repeated_to}"):
            if said:
                scribe.words(f" {said}.")


def _source_fields(scribe: Scribe) -> truth.SourceFields:
    chance = scribe.chance
    repository, group, collection, file = chance.choice(_PLACES)
    drafted = chance.random() < 0.7
    return truth.SourceFields(
        repository=repository,
        record_group=group,
        collection=collection,
        file=file.format(*(chance.randrange(low, 10 * low) for low in (100, 10, 1000))),
        classification=chance.choice(("Secret", "Top Secret", "Confidential")),
        handling=chance.choice((None, "Priority", "Limit Distribution")),
        drafted_by=f"{words.surname(chance)} ({chance.choice(_OFFICES)})" if drafted else None,
        cleared_by=words.surname(chance) if drafted and chance.random() < 0.5 else None,
        approved_by=words.surname(chance) if drafted and chance.random() < 0.7 else None,
        repeated_to=words.town(chance) if chance.random() < 0.2 else None,
    )


def _hands(fields: truth.SourceFields) -> str:
    """``Drafted by Beldane (ARA/BC), cleared by Corwick, and approved by Danrand``."""
    if fields.drafted_by is None:
        return ""
    hands = [f"Drafted by {fields.drafted_by}"]
    hands += [f"cleared by {fields.cleared_by}"] if fields.cleared_by else []
    hands += [f"approved by {fields.approved_by}"] if fields.approved_by else []
    if len(hands) == 1:
        return hands[0]
    return ", ".join(hands[:-1]) + (", and " if len(hands) > 2 else " and ") + hands[-1]


def file_number(scribe: Scribe) -> None:
    """The inline note above the head that older volumes have for a source."""
    typed = (("type", "source"),) if scribe.number % 2 else ()
    with _note(scribe, None, ("rend", "inline"), *typed):
        scribe.words(f"{scribe.chance.randrange(400, 900)}.99/3–{scribe.number}: Telegram")
    scribe.write("\n")


def drafting(scribe: Scribe) -> None:
    """The note to the heading in which volumes of 1948 to 1954 say who drafted the paper."""
    third = len(_HANDS) // 3
    hands = (_HANDS[(scribe.number + third * place) % len(_HANDS)] for place in range(2))
    said = truth.Drafting(
        drafted_by=next(hands), cleared_by=next(hands), repeated_to=_POSTS[scribe.number % 3]
    )
    scribe.record.drafting = said
    with _note(scribe, scribe.next_mark()):
        scribe.words(
            f"Drafted by <persName>{said.drafted_by}</persName> and cleared by {said.cleared_by}; "
        )
        scribe.words(f"repeated to {said.repeated_to}. See the files of the Bureau.")


def numbered(scribe: Scribe) -> None:
    with _note(scribe, scribe.next_mark()):
        running_text(scribe, 1, (reference,) if scribe.number % 2 else ())


def in_midsentence(scribe: Scribe) -> None:
    scribe.gap()
    scribe.words("The annex,")
    numbered(scribe)
    scribe.words(" which was returned, is not printed.")


def with_person(scribe: Scribe) -> None:
    with _note(scribe, scribe.next_mark()):
        name_person(scribe)
        scribe.words(" initialed the original.")
        scribe.sentence()


def without_n(scribe: Scribe) -> None:
    _odd(scribe, None)


def empty_n(scribe: Scribe) -> None:
    _odd(scribe, "")


def zero(scribe: Scribe) -> None:
    _odd(scribe, "0")


def starred(scribe: Scribe) -> None:
    _odd(scribe, "*")


def _odd(scribe: Scribe, n: str | None) -> None:
    with _note(scribe, n):
        scribe.sentence()


def inline(scribe: Scribe) -> None:
    """A note that reads in the line."""
    scribe.gap()
    with _note(scribe, None, ("rend", "inline")):
        scribe.words("[Here follow the names of those present.]")


def of_paragraphs(scribe: Scribe) -> None:
    with _note(scribe, scribe.next_mark()):
        for _ in range(2):
            with scribe.element("p"):
                scribe.sentence()


def with_list(scribe: Scribe) -> None:
    with _note(scribe, scribe.next_mark()):
        scribe.words("The enclosures were:")
        with scribe.element("list"):
            for mark in ("a.", "b."):
                scribe.write(f"<label>{mark}</label><item>")
                scribe.sentence()
                scribe.write("</item>")


def with_table(scribe: Scribe) -> None:
    scribe.record.tables.append(truth.Table(rows=2, columns=2))
    with _note(scribe, scribe.next_mark()), scribe.element("table"):
        for year in ("1,904", "1,905"):
            scribe.write(f"<row><cell>{year}</cell><cell>12&#160;tons</cell></row>")


def over_the_page(scribe: Scribe) -> None:
    """A note within which the page ends."""
    with _note(scribe, scribe.next_mark()):
        scribe.sentence()
        scribe.turn_page()
        scribe.sentence()


FORMS: Sequence[Inline] = (
    without_n,
    of_paragraphs,
    in_midsentence,
    starred,
    with_list,
    zero,
    with_table,
    empty_n,
    over_the_page,
    inline,
)
