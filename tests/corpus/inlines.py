"""What stands in running text: names, references, emendations, withheld passages, oddities.

Each writes a sentence, and the gap before it; `running_text` strews them among others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.corpus.plan import Entry, volume_id
from tests.corpus.scribe import Scribe

Inline = Callable[[Scribe], None]

_NOWHERE = 0.01
"""How many of the pointers to persons and terms point nowhere, as some do in the series."""


def running_text(scribe: Scribe, sentences: int, inlines: Sequence[Inline] = ()) -> None:
    """So many sentences, the inlines among them in their order."""
    waiting = list(inlines)
    for left in range(sentences, 0, -1):
        scribe.sentence()
        if waiting and scribe.chance.random() * left < len(waiting):
            waiting.pop(0)(scribe)
    for inline in waiting:
        inline(scribe)


def person(scribe: Scribe) -> None:
    scribe.gap()
    scribe.words("Mr. ")
    name_person(scribe)
    scribe.words(" was of the same opinion.")


def name_person(scribe: Scribe) -> str:
    """A name that points into the list of persons; the id it points to."""
    entry = scribe.chance.choice(scribe.plan.persons)
    identifier = _pointed(scribe, entry, scribe.record.persons)
    with scribe.element("persName", ("corresp", f"#{identifier}")):
        scribe.words(entry.short)
    return identifier


def term(scribe: Scribe) -> None:
    entry = scribe.chance.choice(scribe.plan.terms)
    identifier = _pointed(scribe, entry, scribe.record.terms)
    scribe.gap()
    scribe.words("The views of ")
    with scribe.element("gloss", ("target", f"#{identifier}")):
        scribe.words(entry.short)
    scribe.words(" are known.")


def _pointed(scribe: Scribe, entry: Entry, record: dict[str, None]) -> str:
    if scribe.chance.random() < _NOWHERE:
        identifier = f"{entry.id}x"
        scribe.record.unresolved[identifier] = None
        return identifier
    record[entry.id] = None
    return entry.id


def reference(scribe: Scribe) -> None:
    """To another document of the volume."""
    number = scribe.chance.randrange(1, scribe.plan.documents + 1)
    scribe.gap()
    scribe.words("See ")
    scribe.write(scribe.markup.tag("ref", ("target", f"#d{number}")) + f"Document {number}</ref>.")
    scribe.record.references[f"{scribe.plan.id}/d{number}"] = None


def reference_elsewhere(scribe: Scribe) -> None:
    """To a document of another volume."""
    volume = volume_id(scribe.chance.randrange(550))
    number = scribe.chance.randrange(1, 200)
    scribe.gap()
    scribe.words("For text, see ")
    with scribe.element("ref", ("target", f"{volume}#d{number}")):
        with scribe.element("hi", ("rend", "italic")):
            scribe.words("Foreign Relations")
        scribe.words(f", Document {number}")
    scribe.words(".")
    scribe.record.references[f"{volume}/d{number}"] = None


def reference_to_page(scribe: Scribe) -> None:
    """To a page that has begun."""
    page = scribe.chance.choice(scribe.pages.turned)
    scribe.gap()
    scribe.words("(")
    scribe.write(scribe.markup.tag("ref", ("target", f"#{page.id}")) + f"p. {page.n}</ref>)")
    scribe.record.references[f"{scribe.plan.id}/{page.id}"] = None


def withheld_in_italics(scribe: Scribe) -> None:
    scribe.gap()
    scribe.words('The report came from [<hi rend="italic">name not declassified</hi>].')
    scribe.record.withheld.append("[name not declassified]")


def withheld_lines(scribe: Scribe) -> None:
    mark = f"[{scribe.chance.randrange(2, 9)} lines not declassified]"
    scribe.gap()
    with scribe.element("hi", ("rend", "italic")):
        scribe.words(mark)
    scribe.record.withheld.append(mark)


def withheld_plainly(scribe: Scribe) -> None:
    scribe.gap()
    scribe.words("There remained [less than 1 line not declassified] to be paid.")
    scribe.record.withheld.append("[less than 1 line not declassified]")


def clause(markup: str) -> Inline:
    """A clause that is always the same."""

    def inline(scribe: Scribe) -> None:
        scribe.gap()
        scribe.words(markup)

    return inline


def gap(scribe: Scribe) -> None:
    unit = (("quantity", "2"), ("unit", "words"), ("reason", "illegible"))
    scribe.gap()
    scribe.words(f"The vessel {scribe.markup.empty('gap', *unit)} had sailed.")


corrected = clause("The note was <choice><sic>recieved</sic><corr>received</corr></choice> today.")
deleted = clause('He was <del rend="strikethrough">quite</del> certain.')
supplied = clause("The <supplied>[Secretary]</supplied> agreed.")
formula = clause("The yield follows from <formula>a = b/2 &lt; c</formula> as agreed.")
numeric_references = clause("Orr &amp; Pell&#8217;s agents paid 5&#x2009;%&#8212;no more.")
comment = clause('<!-- see the scan: </div><div type="document" xml:id="d0"> -->It is so marked.')
instruction = clause('<?oxygen check n="3"?>He smiled.')
highlighted = clause('The steamer <hi\n                rend="italic">Heron</hi> is in port.')
line_broken = clause("He then read as follows:<lb/>It is so.<lb/>So it is.")

ODDITIES: Sequence[Inline] = (
    corrected,
    reference_elsewhere,
    comment,
    deleted,
    numeric_references,
    supplied,
    reference_to_page,
    gap,
    instruction,
    formula,
    highlighted,
    line_broken,
)
WITHHELD: Sequence[Inline] = (withheld_in_italics, withheld_lines, withheld_plainly)
