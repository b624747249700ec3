"""Check which text of a volume is in no document, and which characters are not text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frus_pack.checks.volume.read_volume import ReadVolume
from frus_pack.requirements.finding import Finding, first_few
from frus_pack.sources.volume.left_out import LeftOut

_MOST_QUOTED = 80
_ODD = {
    "control": ("character-control", "a control character (C1)"),
    "entity": ("entity-escaped", "an entity that was escaped twice"),
}


def check_markup(volume: ReadVolume) -> Iterator[Finding]:
    """Yield the text of a volume that is in no document, and characters that are not text."""
    left_out = volume.front.left_out
    is_in_work = not volume.scan.documents
    yield from check_left_out(replace(left_out, text=()) if is_in_work else left_out)
    yield from _odd(volume)


def check_left_out(left_out: LeftOut) -> Iterator[Finding]:
    """Yield divisions without a type, and text of the body that is in no document.

    Each division is a finding; all notes to headings are one.
    """
    for one in left_out.untyped:
        name = one.id or (f"number {one.n}" if one.n else "without n and xml:id")
        lost = f"; what is in it is in no package: {_opening(one.words)}" if one.words else ""
        message = f"a div ({name}) has no type{lost}"
        yield Finding("volume.division-untyped", f"line {one.line}", message)
    for text in left_out.text:
        count, said = f"{len(text.words):,} characters", _opening(text.words)
        message = f"{count} of {text.division} are in no document: {said}"
        yield Finding("volume.text-outside", f"line {text.line}", message)
    if notes := left_out.notes:
        whose = first_few(dict.fromkeys(one.division for one in notes))
        message = f"{len(notes)} notes to headings of divisions ({whose}) are in no document"
        if len(notes) == 1:
            message = f"a note to the heading of {whose} is in no document"
        message += f": {_opening(notes[0].words)}"
        yield Finding("volume.text-outside", f"line {notes[0].line}", message)


def _opening(words: str) -> str:
    """Return how words begin."""
    return f"{words[:_MOST_QUOTED]}…" if len(words) > _MOST_QUOTED else words


def _odd(volume: ReadVolume) -> Iterator[Finding]:
    """Yield characters that are not text. What is alike in one document is one finding."""
    for part in volume.parts:
        for kind, (code, what) in _ODD.items():
            alike = [one for one in part.encoding.odd if one.kind == kind]
            if alike:
                times = f" ({len(alike)} times)" if len(alike) > 1 else ""
                message = f"{what} in {' '.join(alike[0].said.split())!r}{times}"
                yield Finding(f"volume.{code}", part.at(alike[0].line), message)
