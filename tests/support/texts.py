"""Reading texts and transcriptions made up by hypothesis."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st

from frus_pack.document.transcription import (
    Block,
    Heading,
    Inline,
    NoteAnchor,
    NoteText,
    PageBreak,
    Paragraph,
    Transcription,
)

_WORDS = st.sampled_from(
    ("Bolivia", "force", "NATO", "U.S.", "the", "POL 23–9", "1964–66", "No. 70", "é", "中", "😀")
)
_POINTS = st.sampled_from(
    [" ", " ", "  ", "\t", "\n", "\n   ", "]]>", "\u00a0", "\u2028", *'.,;:”“’"()[]–-—/$%#_&<…']
)
_TEXT = st.lists(_WORDS | _POINTS, min_size=1, max_size=6).map("".join)
_PLACEHOLDER = re.compile("([\ue000-\uf8ff])")


def _tidied(pieces: Sequence[Inline]) -> tuple[Inline, ...]:
    """Pieces as they can stand in a block: strings joined, no blank lines, no trailing blanks."""
    others = [piece for piece in pieces if not isinstance(piece, str)]
    marked = iter(range(len(others)))
    text = "".join(p if isinstance(p, str) else chr(0xE000 + next(marked)) for p in pieces)
    for _ in range(2):
        text = re.sub(r"[ \t]+(?=\n|\Z)", "", text).strip("\n")
        text = re.sub(r"\n+", "\n", text)
    parts = (part for part in _PLACEHOLDER.split(text) if part)
    return tuple(
        others[ord(part) - 0xE000] if _PLACEHOLDER.fullmatch(part) else part for part in parts
    )


@st.composite
def transcriptions(draw: st.DrawFn) -> Transcription:
    """Transcriptions that a reading text can give: 1…N anchored in order, pages rising."""
    notes = draw(st.integers(0, 12))
    anchors = [str(n) for n in range(1, notes + 1)]
    page = draw(st.integers(1, 900))
    blocks: list[Block] = []
    for index in range(draw(st.integers(1, 5))):
        pieces: list[Inline] = [draw(_TEXT)] if index else ["Title"]
        for choice in draw(st.lists(st.sampled_from("tpaa"), max_size=8)):
            if choice == "t":
                pieces.append(draw(_TEXT))
            elif choice == "p":
                page += draw(st.integers(1, 3))
                pieces.append(PageBreak(str(page)))
            elif anchors:
                pieces.append(NoteAnchor(anchors.pop(0)))
        content = _tidied(pieces)
        blocks += [] if not content else [_block(content, is_heading=not index)]
    blocks += [Paragraph(("end", *map(NoteAnchor, anchors)))] if anchors else []
    return Transcription(
        tuple(blocks), tuple(draw(_note(n)) for n in range(1, notes + 1)), draw(st.booleans())
    )


def _block(content: tuple[Inline, ...], *, is_heading: bool) -> Block:
    if is_heading:
        return Heading(content)
    lone = [piece for piece in content if not (isinstance(piece, str) and not piece.strip(" \t\n"))]
    if len(lone) == 1 and isinstance(lone[0], PageBreak):
        return lone[0]
    return Paragraph(content)


@st.composite
def _note(draw: st.DrawFn, n: int) -> NoteText:
    paragraphs = draw(st.lists(st.sampled_from(_NOTE_PARAGRAPHS), min_size=1, max_size=3))
    return NoteText(str(n), ("\n\n".join(paragraphs),))


_NOTE_PARAGRAPHS = (
    "Source: National Archives, RG 59, Central Files 1964–66, POL 23–9 BOL. Secret.",
    "Ibid., POL 15 BOL.",
    "In force.2 So it “was.”3",
    "1. A list in a note,\n     2. further in",
    "two\nlines",
    "[sic]",
)


@st.composite
def well_formed_texts(draw: st.DrawFn) -> str:
    """Reading texts as a person writes them, laid out as `render` does it."""
    notes = draw(st.integers(0, 12) | st.just(120))
    numbers = [str(n) for n in range(1, notes + 1)]
    page = draw(st.integers(2, 900))
    heading = draw(
        st.sampled_from(("151. Telegram From Lima to Rome", "No. 5.\nMr. Braida to Uhl"))
    )
    parts = [heading + (numbers.pop(0) if numbers else "")]
    for _ in range(draw(st.integers(0, 3)) + notes):
        if len(parts) > 3 and not numbers:
            break
        words: list[str] = []
        for _ in range(draw(st.integers(1, 8))):
            words.append(draw(st.sampled_from(("in 1964–66", "POL 23–9", "force.", "4.5 million"))))
            words.append(draw(st.sampled_from(("named", "order.", "“junta,”", "(so)", "armed—"))))
            words[-1] += numbers.pop(0) if numbers else ""
            if draw(st.booleans()):
                words.append(f"[Page {page}]")
                page += 1
        parts.append(draw(st.sampled_from(("", "   "))) + " ".join(words))
    if notes:
        parts.append("\n".join(f"  {n}. Note {n}, of 1964–66." for n in range(1, notes + 1)))
    return "\n\n".join(parts) + draw(st.sampled_from(("", "\n")))
