"""The notes of a volume's documents: none lost, none empty, each its document's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from frus_pack.checks.volume.read_volume import Part, ReadVolume, span
from frus_pack.requirements.finding import Finding, first_few
from frus_pack.sources.volume.encoding import EncodedNote

_OF_A_DOCUMENT = re.compile(r"(?P<document>d[0-9]+[A-Za-z]?)fn")


def check_notes(volume: ReadVolume) -> Iterator[Finding]:
    """Yield every fault of a document's notes."""
    times = Counter(place.id for place in volume.scan.documents)
    for part in volume.parts:
        if part.document is not None and part.encoding.notes:
            notes = part.encoding.notes
            yield from _gaps(part, notes)
            if times[part.document.id] == 1:
                own = [one for one in notes if not one.attached]
                yield from _foreign(part, part.document.id, own)
            for note in notes:
                yield from _note(part, note)


def _gaps(part: Part, notes: Sequence[EncodedNote]) -> Iterator[Finding]:
    """Numbers that no note has, between those that notes have."""
    lines = {int(one.n): one.line for one in reversed(notes) if one.n.isdecimal()}
    for before, after in pairwise(sorted(lines)):
        if after > before + 1:
            lost = span(str(before + 1), str(after - 1))
            noun = "note" if after == before + 2 else "notes"
            message = f"{noun} {lost} left out before note {after}"
            yield Finding("volume.note-gap", part.at(lines[after]), message)


def _foreign(part: Part, document: str, notes: Sequence[EncodedNote]) -> Iterator[Finding]:
    """Notes with the identifiers of another document's: those of one other are one finding."""
    foreign: dict[str, list[EncodedNote]] = {}
    for note in notes:
        owner = _OF_A_DOCUMENT.match(note.id)
        if owner and document and owner["document"] != document:
            foreign.setdefault(owner["document"], []).append(note)
    for owner_id, several in foreign.items():
        first = several[0]
        numbers = first_few([one.n or "?" for one in several])
        message = f"note {numbers} has the identifier of a note of {owner_id}"
        if len(several) > 1:
            message = f"notes {numbers} have the identifiers of notes of {owner_id}"
        proper = first.id.replace(owner_id, document, 1)
        yield Finding("volume.note-identifier", part.at(first.line), message, proper, first.id)


def _note(part: Part, note: EncodedNote) -> Iterator[Finding]:
    called = f"note {note.n}" if note.n else "a note without n"
    if note.empty:
        yield Finding("volume.note-empty", part.at(note.line), f"{called} has no words")
    if note.attached and note.type == "source":
        message = f"{called}, a source note, is in an attachment: it may be a document of its own"
        yield Finding("volume.attachment-source", part.at(note.line), message)
