"""What of a volume is in no document, and what in it is not text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from frus_pack.checks.volume.read_volume import ReadVolume
from frus_pack.requirements.finding import Finding

_ODD = {
    "control": ("character-control", "a control character (C1)"),
    "entity": ("entity-escaped", "an entity that was escaped twice"),
}


def check_markup(volume: ReadVolume) -> Iterator[Finding]:
    """Yield divisions without a type, text between documents, and characters that are not text."""
    for encoding in volume.outside:
        for one in encoding.untyped:
            name = one.id or (f"number {one.n}" if one.n else "without n and xml:id")
            message = f"a div ({name}) has no type; what is in it is in no package"
            yield Finding("volume.division-untyped", f"line {one.line}", message)
    yield from _outside(volume)
    yield from _odd(volume)


def _outside(volume: ReadVolume) -> Iterator[Finding]:
    """Yield text of the body that is in no document. The text of a division is one finding."""
    stray = [one for encoding in volume.outside for one in encoding.stray]
    for division, several in groupby(stray, key=lambda one: one.division):
        found = list(several)
        characters = sum(one.characters for one in found)
        message = f"{characters:,} characters of {division} are in no document"
        yield Finding("volume.text-outside", f"line {found[0].line}", message)


def _odd(volume: ReadVolume) -> Iterator[Finding]:
    """Yield characters that are not text. What is alike in one document is one finding."""
    for part in volume.parts:
        for kind, (code, what) in _ODD.items():
            alike = [one for one in part.encoding.odd if one.kind == kind]
            if alike:
                times = f" ({len(alike)} times)" if len(alike) > 1 else ""
                message = f"{what} in {' '.join(alike[0].said.split())!r}{times}"
                yield Finding(f"volume.{code}", part.at(alike[0].line), message)
