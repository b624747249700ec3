"""The blocks of a document: datelines, paragraphs, lists, tables, figures, closers, enclosures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tests.corpus import inlines, notes, truth, words
from tests.corpus.inlines import Inline, running_text
from tests.corpus.scribe import Scribe

Block = Callable[[Scribe], None]


def paragraph(scribe: Scribe, sentences: int, strewn: Sequence[Inline] = ()) -> None:
    with scribe.element("p"):
        running_text(scribe, sentences, strewn)
    scribe.write("\n")


def english(day: date) -> str:
    """``July 15, 1952``."""
    return f"{day:%B} {day.day}, {day.year}"


def dateline(scribe: Scribe, place: str, day: date) -> truth.Span:
    """A dateline in one of the forms dates have; the bounds that its attributes give."""
    attributes, shown, span = _dated(scribe, day)
    with scribe.element("dateline", ("rendition", "#right")):
        with scribe.element("placeName"):
            scribe.words(place)
        scribe.write(", ")
        with scribe.element("date", *attributes):
            scribe.words(shown)
        scribe.write(".")
    scribe.write("\n")
    return span


def _dated(scribe: Scribe, day: date) -> tuple[tuple[tuple[str, str], ...], str, truth.Span]:
    iso, later = day.isoformat(), (day + timedelta(days=3)).isoformat()
    match scribe.number % 9:
        case 3:
            moment = f"{iso}T{scribe.chance.randrange(9, 12):02}:15:00-05:00"
            return (
                (("when", moment),),
                f"{english(day)}, {int(moment[11:13])}:15 a.m.",
                (moment, moment),
            )
        case 4:
            return (("when", iso),), f"{english(day)}, 3:40 p.m.", (iso, iso)
        case 5:
            return (("from", iso), ("to", later)), f"{english(day)} and after", (iso, later)
        case 7:
            return (("notBefore", iso), ("notAfter", later)), "[undated]", (iso, later)
        case _:
            return (("calendar", "gregorian"), ("when", iso)), english(day), (iso, iso)


def document_dateline(scribe: Scribe, place: str) -> None:
    """The document's own dateline, in an opener or not."""
    scribe.record.place = place
    if scribe.number % 3 == 0:
        with scribe.element("opener"):
            scribe.record.date = dateline(scribe, place, scribe.written)
    else:
        scribe.record.date = dateline(scribe, place, scribe.written)


def headed_list(scribe: Scribe, kind: str, head: str, items: Sequence[str]) -> None:
    """``list type="participants"`` and its like."""
    with scribe.element("list", ("type", kind)):
        scribe.line("head", head)
        for item in items:
            scribe.line("item", item)
    scribe.write("\n")


def labelled_list(scribe: Scribe) -> None:
    _list(scribe, ("1.", "2.", "3."))


def plain_list(scribe: Scribe) -> None:
    _list(scribe, ("", ""))


def list_over_the_page(scribe: Scribe) -> None:
    """A list between two items of which the page ends."""
    _list(scribe, ("(a)", "(b)"), turn_after=0)


def _list(scribe: Scribe, labels: Sequence[str], turn_after: int | None = None) -> None:
    with scribe.element("list"):
        for index, label in enumerate(labels):
            if label:
                scribe.line("label", label)
            with scribe.element("item"):
                running_text(scribe, 2)
            scribe.write("\n")
            if index == turn_after:
                scribe.turn_page()
    scribe.write("\n")


def table(scribe: Scribe) -> None:
    _table(scribe, rows=4, columns=3)


def table_with_notes(scribe: Scribe) -> None:
    """A table with a heading, and a note in one of its cells."""
    _table(scribe, rows=3, columns=2, head="Receipts, in Crowns", noted=True)


def table_over_the_page(scribe: Scribe) -> None:
    """A table between two rows of which the page ends."""
    _table(scribe, rows=5, columns=2, turn_after=2)


def _table(
    scribe: Scribe,
    rows: int,
    columns: int,
    head: str = "",
    *,
    noted: bool = False,
    turn_after: int | None = None,
) -> None:
    scribe.record.tables.append(truth.Table(rows=rows, columns=columns))
    with scribe.element("table"):
        if head:
            scribe.line("head", head)
        for row in range(rows):
            with scribe.element("row"):
                for column in range(columns):
                    with scribe.element("cell"):
                        scribe.words(f"{scribe.chance.randrange(1000):,}.{column}")
                        if noted and row == column == 1:
                            notes.numbered(scribe)
            scribe.write("\n")
            if row == turn_after:
                scribe.turn_page()
    scribe.write("\n")


def figure(scribe: Scribe) -> None:
    graphic = f"{scribe.plan.id}_fig{scribe.number}"
    scribe.record.figures.append(graphic)
    with scribe.element("figure"):
        scribe.line("head", "Sketch of the Harbor")
        scribe.write(scribe.markup.empty("graphic", ("url", graphic)))
    scribe.write("\n")


def noted_paragraph(form: Inline) -> Block:
    """A paragraph with a note of that form."""

    def block(scribe: Scribe) -> None:
        paragraph(scribe, 3, (form,))

    return block


def closer(scribe: Scribe) -> None:
    with scribe.element("closer"), scribe.element("signed"):
        with scribe.element("hi", ("rend", "strong")):
            if scribe.number % 4:
                inlines.name_person(scribe)
            else:
                scribe.words(words.surname(scribe.chance))
        scribe.write("<lb/>")
        with scribe.element("hi", ("rend", "italic")):
            scribe.words(words.office(scribe.chance))
    scribe.write("\n")


def postscript(scribe: Scribe) -> None:
    with scribe.element("postscript"):
        scribe.write("\n")
        paragraph(scribe, 1)
    scribe.write("\n")


def attachment(scribe: Scribe) -> None:
    """An enclosure with a head or two, a dateline and sometimes a table of its own."""
    heads = [f"Paper Prepared in {words.town(scribe.chance)}"]
    with scribe.element("frus:attachment"):
        scribe.write("\n")
        if scribe.plan.style.heads == "numbered":
            heads.insert(0, "Attachment")
        else:
            with scribe.element("opener"):
                scribe.line("seg", f"[Inclosure in No. {scribe.number}.]", ("rendition", "#center"))
            scribe.write("\n")
        for head in heads:
            scribe.line("head", head)
        with scribe.element("opener"):
            day = scribe.written - timedelta(days=scribe.chance.randrange(2, 30))
            span = dateline(scribe, words.town(scribe.chance), day)
        scribe.record.attachments.append(truth.Attachment(heads=tuple(heads), date=span))
        paragraph(scribe, 4, (inlines.person, notes.numbered))
        if scribe.number % 2:
            table(scribe)
        closer(scribe)
    scribe.write("\n")


VARIETIES: Sequence[Block] = (
    labelled_list,
    table_with_notes,
    *(noted_paragraph(form) for form in notes.FORMS),
    figure,
    table,
    list_over_the_page,
    plain_list,
    table_over_the_page,
)
"""Every second document has two or three of these."""
