"""Whole documents, of all the kinds that the series has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.corpus import blocks, inlines, notes, words
from tests.corpus.scribe import Scribe

Kind = Callable[[Scribe], None]

EDITORIAL_NOTE = "editorial-note"


def subtype(scribe: Scribe) -> str | None:
    """The document's ``subtype``, where the volume has any."""
    if not scribe.plan.style.bounds:
        return None
    return EDITORIAL_NOTE if _kind(scribe) is editorial_note else "historical-document"


def write(scribe: Scribe) -> None:
    """What stands inside the document's ``div``."""
    _kind(scribe)(scribe)


def _kind(scribe: Scribe) -> Kind:
    kinds = _KINDS[scribe.plan.style.heads]
    return kinds[scribe.number % len(kinds)]


def telegram(scribe: Scribe) -> None:
    town = words.town(scribe.chance)
    post = f"Embassy in {words.land(scribe.chance)}"
    named = _head(scribe, f"Telegram From the {post}")
    scribe.record.senders.append(_with_office(named, post))
    blocks.document_dateline(scribe, town)
    blocks.paragraph(scribe, 5, (inlines.reference, inlines.term, notes.numbered))
    _body(scribe)
    blocks.closer(scribe)


def memorandum(scribe: Scribe) -> None:
    sender, recipient = (words.surname(scribe.chance) for _ in range(2))
    _head(scribe, "Memorandum Prepared for a Meeting")
    blocks.document_dateline(scribe, "Washington")
    for kind, head, name, record in (
        ("to", "TO", recipient, scribe.record.recipients),
        ("from", "FROM", sender, scribe.record.senders),
    ):
        blocks.headed_list(scribe, kind, head, (f"Mr. {name}",))
        record.append(f"Mr. {name}")
    _subject(scribe)
    _body(scribe)
    if scribe.number % 2:
        blocks.attachment(scribe)


def conversation(scribe: Scribe) -> None:
    _head(scribe, "Memorandum of Conversation")
    blocks.document_dateline(scribe, words.town(scribe.chance))
    _subject(scribe)
    present = [
        f"{words.surname(scribe.chance)}, {words.office(scribe.chance)}"
        for _ in range(scribe.chance.randrange(2, 6))
    ]
    remark = " (part time)" if scribe.number % 4 == 0 else ""
    printed = [f"{one}{remark}" for one in present]
    blocks.headed_list(scribe, "participants", "PARTICIPANTS", printed)
    scribe.record.participants.extend(present)
    _body(scribe)


def letter(scribe: Scribe) -> None:
    named = _head(scribe, "Letter From the Minister to the Ambassador")
    scribe.record.senders.append("Minister")
    scribe.record.recipients.append(_with_office(named, "Ambassador"))
    blocks.document_dateline(scribe, words.town(scribe.chance))
    with scribe.element("opener"), scribe.element("salute"):
        scribe.words("Dear ")
        with scribe.element("hi", ("rend", "smallcaps")):
            scribe.words(words.surname(scribe.chance))
        scribe.words(":")
    scribe.write("\n")
    _body(scribe)
    blocks.closer(scribe)
    blocks.postscript(scribe)


def editorial_note(scribe: Scribe) -> None:
    """No source note, no dateline; a head, paragraphs, references."""
    with scribe.element("head"):
        scribe.words(f"{scribe.number}. Editorial Note")
    scribe.write("\n")
    scribe.record.title = "Editorial Note"
    for _ in range(2):
        blocks.paragraph(scribe, 4, (inlines.reference, inlines.person))


def withheld_whole(scribe: Scribe) -> None:
    """A heading, a source note and a page count, and no body."""
    named = _head(scribe, "Telegram From a Post Abroad")
    scribe.record.senders.append(_with_office(named, "Post Abroad"))
    blocks.document_dateline(scribe, "Washington")
    mark = f"[{scribe.chance.randrange(2, 30)} pages not declassified]"
    scribe.line("p", f'[<hi rend="italic">{mark[1:-1]}</hi>]')
    scribe.record.withheld.append(mark)


def despatch(scribe: Scribe) -> None:
    """As the nineteenth century has it, with enclosures now and then."""
    sender, recipient = _correspondents(scribe)
    with scribe.element("head"):
        scribe.words(f"No. {scribe.number}.<lb/>")
        with scribe.element("hi", ("rend", "italic")):
            scribe.words(
                f'Mr. <persName type="from">{sender}</persName>\n'
                f'                            to Mr. <persName type="to">{recipient}</persName>.'
            )
    scribe.write("\n")
    scribe.record.title = f"Mr. {sender} to Mr. {recipient}."
    if scribe.number % 5 == 0:
        with scribe.element("opener"):
            scribe.line("seg", "[Telegram.]", ("rendition", "#center"))
        scribe.write("\n")
    blocks.document_dateline(scribe, f"{words.town(scribe.chance)}")
    with scribe.element("p"):
        scribe.words('<hi rend="smallcaps">Sir</hi>:')
        inlines.running_text(scribe, 4, (notes.numbered,))
    scribe.write("\n")
    _body(scribe)
    scribe.line("p", "I have, etc.,")
    blocks.closer(scribe)
    if scribe.number % 3 == 0:
        blocks.attachment(scribe)


def plain_telegram(scribe: Scribe) -> None:
    """As volumes of the middle of the twentieth century have it: no number in the heading, and
    the paper's file number in a note above it."""
    sender, land = words.surname(scribe.chance), words.land(scribe.chance)
    notes.file_number(scribe)
    with scribe.element("head"), scribe.element("hi", ("rend", "italic")):
        scribe.words(f'The Chargé in {land} (<persName type="from">{sender}</persName>) ')
        scribe.words("to the Secretary of State")
        if scribe.number % 2 == 0:
            notes.drafting(scribe)
    scribe.write("\n")
    scribe.record.title = f"The Chargé in {land} ({sender}) to the Secretary of State"
    scribe.record.senders.append(f"{sender}, Chargé in {land}")
    scribe.record.recipients.append("Secretary of State")
    blocks.document_dateline(scribe, words.town(scribe.chance))
    blocks.paragraph(scribe, 4, (notes.numbered, inlines.reference))
    _body(scribe)
    blocks.closer(scribe)


_KINDS: dict[str, Sequence[Kind]] = {
    "numbered": (
        telegram,
        memorandum,
        telegram,
        conversation,
        letter,
        telegram,
        editorial_note,
        conversation,
        telegram,
        memorandum,
        withheld_whole,
    ),
    "despatches": (despatch,),
    "plain": (plain_telegram,),
}


def _correspondents(scribe: Scribe) -> tuple[str, str]:
    sender, recipient = (words.surname(scribe.chance) for _ in range(2))
    scribe.record.senders.append(sender)
    scribe.record.recipients.append(recipient)
    return sender, recipient


def _with_office(named: str | None, office: str) -> str:
    return f"{named}, {office}" if named else office


def _head(scribe: Scribe, title: str) -> str | None:
    """A heading with its number printed and a source note; the person that some of them name."""
    named: str | None = None
    scribe.record.title = title
    with scribe.element("head"):
        scribe.words(f"{scribe.number}. {title}")
        if scribe.number % 3 == 0:
            scribe.write("\n                        (")
            entry = scribe.plan.persons[scribe.number % len(scribe.plan.persons)]
            scribe.record.persons[entry.id] = None
            with scribe.element("persName", ("corresp", f"#{entry.id}")):
                scribe.words(entry.short)
            scribe.words(")")
            scribe.record.title = f"{title} ({entry.short})"
            named = entry.short
        notes.source(scribe)
    scribe.write("\n")
    return named


def _subject(scribe: Scribe) -> None:
    scribe.record.subject = words.topic(scribe.chance)
    blocks.headed_list(scribe, "subject", "SUBJECT", (scribe.record.subject,))


def _body(scribe: Scribe) -> None:
    """Paragraphs, and of the odder things each document its own few in turn."""
    chance, number = scribe.chance, scribe.number
    for count in range(chance.randrange(2, 6)):
        strewn: list[inlines.Inline] = [inlines.person]
        if count % 2 == 0:
            strewn.append(inlines.ODDITIES[(number + 5 * count) % len(inlines.ODDITIES)])
        if count % 3 == 0:
            strewn.append(notes.with_person if count else notes.numbered)
        if count == 1 and number % 3 == 0 and scribe.plan.style.heads == "numbered":
            strewn.append(inlines.WITHHELD[number // 3 % len(inlines.WITHHELD)])
        blocks.paragraph(scribe, chance.randrange(3, 7), strewn)
        if count and (number + count) % 2 == 0:
            place = number * 3 + count
            blocks.VARIETIES[place % len(blocks.VARIETIES)](scribe)
