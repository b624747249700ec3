"""The documents of a volume by their numbers: none left out, none twice, none renumbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from frus_pack.checks.volume.read_volume import ReadVolume, at_document, span, together
from frus_pack.document.page_numbers import Number, rise, scan
from frus_pack.document.rising_numbers import Break, breaks, runs
from frus_pack.requirements.finding import Finding
from frus_pack.sources.volume.encoding import Encoding
from frus_pack.sources.volume.places import DocumentPlace, PageMark
from frus_pack.sources.volume.volume import pages_of

_FURTHER_PART = re.compile(r"p[2-9](?:Ed[0-9])?\Z")


def check_documents(volume: ReadVolume) -> Iterator[Finding]:
    """Yield every place where the numbers of documents are not as they should be."""
    documents = volume.scan.documents
    if not documents:
        message = "holds no document; one that is still being digitised has none yet"
        yield Finding("volume.no-document", "", message)
        return
    numbers = [
        scan(document.number or printed)
        for document, printed in zip(documents, volume.numbers, strict=True)
    ]
    named = _named_numbers(documents)
    found = list(breaks(numbers))
    yield from _first(volume.id, documents, numbers)
    for one in found:
        if not (_is_attached(volume.documents[one.before], one) or _is_untyped(volume, one)):
            yield from _break(one, documents, numbers, named)
    misplaced = [one.index for one in found if one.kind != "gap"]
    yield from _renumbered(documents, numbers, named, misplaced)
    yield from _heads(volume)
    if volume.scan.pages:
        yield from _without_page(volume.scan.pages, documents)


def _named_numbers(documents: Sequence[DocumentPlace]) -> list[Number | None]:
    """Return the number in each identifier that no other document has."""
    times = Counter(document.id for document in documents)
    return [scan(one.id) if times[one.id] == 1 else None for one in documents]


def _is_attached(before: Encoding, one: Break) -> bool:
    """Return whether the documents left out are in the one before, as attachments with source notes
    of their own, of which each is a finding."""
    attached = [note for note in before.notes if note.attached and note.type == "source"]
    return one.kind == "gap" and len(attached) >= one.count


def _is_untyped(volume: ReadVolume, one: Break) -> bool:
    """Return whether the documents left out are divisions without a type, each a finding."""
    untyped = {division.n for division in volume.front.left_out.untyped}
    known = one.first is not None and one.last is not None
    lost = range(one.first or 0, (one.last or 0) + 1) if known else ()
    return one.kind == "gap" and known and untyped.issuperset(map(str, lost))


def _first(
    volume: str, documents: Sequence[DocumentPlace], numbers: Sequence[Number | None]
) -> Iterator[Finding]:
    """A first document that is not number 1; further parts of a volume go on from the first."""
    first = numbers[0]
    if first is not None and first.value > 1 and not _FURTHER_PART.search(volume):
        message = f"the first document is number {first.value}"
        yield Finding("volume.document-first", at_document(documents[0]), message, "1")


def _break(
    one: Break,
    documents: Sequence[DocumentPlace],
    numbers: Sequence[Number | None],
    named: Sequence[Number | None],
) -> Iterator[Finding]:
    before, document = documents[one.before], documents[one.index]
    if one.kind == "gap":
        by_number = rise(numbers[one.before], numbers[one.index])
        if rise(named[one.before], named[one.index]) in (by_number, None):
            yield Finding("volume.document-gap", at_document(document), _left_out(one, before))
        return
    proper = None if one.first is None else str(one.first)
    message = f"has the number {document.number}, behind {before.id} with {before.number}"
    if one.kind == "repeat":
        message = f"has the number {document.number}, which another beside it has"
    code = f"volume.document-{one.kind}"
    yield Finding(code, at_document(document), message, proper, document.number)


def _left_out(one: Break, before: DocumentPlace) -> str:
    left_out = span(str(one.first), str(one.last))
    several = one.first != one.last
    message = f"document{'s' * several} {left_out} {'are' if several else 'is'} left out before it"
    if before.attachments:
        holds = f"{before.attachments} attachments" if before.attachments > 1 else "an attachment"
        message += f" ({before.id}, the one before it, holds {holds})"
    return message


def _renumbered(
    documents: Sequence[DocumentPlace],
    numbers: Sequence[Number | None],
    named: Sequence[Number | None],
    misplaced: Collection[int],
) -> Iterator[Finding]:
    """Runs of documents whose numbers and identifiers differ by a constant; a document that is
    `misplaced` is already reported."""
    differing: dict[int, int] = {}
    for index, (number, name) in enumerate(zip(numbers, named, strict=True)):
        if number and name and number.value != name.value:
            differing[index] = number.value - name.value
    for run in together(list(differing), list(differing.values())):
        if len(run) == 1 and run[0] in misplaced:
            continue
        first, last = documents[run[0]], documents[run[-1]]
        several = "have other numbers than their identifiers"
        message = several if len(run) > 1 else "has another number than its identifier"
        whose = f"{span(first.id, last.id)}: " if len(run) > 1 else ""
        yield Finding(
            "volume.document-renumbered",
            at_document(first),
            whose + message,
            span(_value(named[run[0]]), _value(named[run[-1]])),
            span(_value(numbers[run[0]]), _value(numbers[run[-1]])),
        )


def _value(number: Number | None) -> str:
    return str(number.value) if number else ""


def _heads(volume: ReadVolume) -> Iterator[Finding]:
    """Runs of documents whose headings print other numbers."""
    documents = volume.scan.documents
    differing = [
        index
        for index, (document, printed) in enumerate(zip(documents, volume.numbers, strict=True))
        if printed and document.number and printed.casefold() != document.number.casefold()
    ]
    for first, last in runs(differing):
        message = "the heading prints another number than the div has"
        if first != last:
            whose = span(documents[first].id, documents[last].id)
            message = f"{whose}: the headings print other numbers than the divs have"
        yield Finding(
            "volume.document-head-differs",
            at_document(documents[first]),
            message,
            span(documents[first].number, documents[last].number),
            span(volume.numbers[first] or "", volume.numbers[last] or ""),
        )


def _without_page(
    pages: Sequence[PageMark], documents: Sequence[DocumentPlace]
) -> Iterator[Finding]:
    """Runs of documents without a page."""
    lacking = (index for index, one in enumerate(documents) if not pages_of(one))
    for first, last in runs(lacking):
        document = documents[first]
        whose = f"{document.id}–{documents[last].id}: " if first != last else ""
        message = f"{whose}before the first page of the volume"
        if pages[0].line < document.line:
            message = f"{whose}without a page: those before are another document's own"
        yield Finding("volume.document-without-page", at_document(document), message)


def check_identity(volume: ReadVolume) -> Iterator[Finding]:
    """Yield what is wrong with the volume's own identifier, and identifiers of two elements."""
    root, idno, name = volume.scan.id, volume.idno, volume.path.stem
    if not root:
        message = "the root has no xml:id; the name of the file was taken for it"
        yield Finding("volume.identifier-missing", "TEI", message, found=name)
    if not idno:
        message = "the header has no idno of the type frus"
        yield Finding("volume.identifier-missing", "teiHeader", message, volume.id)
    elif idno != volume.id:
        message = "the idno is not the identifier of the volume"
        yield Finding("volume.identifier-differs", "teiHeader", message, volume.id, idno)
    if name != volume.id:
        message = "the file is not named after the volume"
        yield Finding("volume.file-name-differs", "", message, volume.id, name)
    for one in volume.repeated():
        message = f"the identifier {one.id} is that of an element before"
        yield Finding("volume.identifier-twice", f"line {one.line}", message)
