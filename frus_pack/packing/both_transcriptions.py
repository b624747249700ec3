"""Make the two transcriptions of a package: the original byte for byte, and a derived one."""

from __future__ import annotations

import hashlib

from frus_pack.document.model import Document, Original
from frus_pack.errors import Problem, SourceError
from frus_pack.package.paths import MOST_TRANSCRIPTION_OCTETS, TEI_PATH, TEXT_PATH
from frus_pack.sources.tei.standalone_tei import render_tei, wrap_division
from frus_pack.sources.text.derived_text import render_derived_text


def both(document: Document) -> tuple[bytes, bytes]:
    """Return the reading text and the TEI.

    Raises SourceError if the description was made of another original, or if either transcription
    is too large to be checked.
    """
    original = document.metadata.original
    if original is None:
        raise SourceError(Problem(document.origin, "does not say which file is the original"))
    _refuse_another(document, original)
    if original.form == "reading-text":
        found = (document.original, render_tei(document.metadata, document.transcription))
    else:
        found = (render_derived_text(document.transcription).encode(), _given_tei(document))
    for name, content in zip((TEXT_PATH, TEI_PATH), found, strict=True):
        if len(content) > MOST_TRANSCRIPTION_OCTETS:
            message = f"makes a {name} of {len(content)} bytes"
            advice = f"at most {MOST_TRANSCRIPTION_OCTETS}"
            raise SourceError(Problem(document.origin, message, advice=advice))
    return found


def _refuse_another(document: Document, original: Original) -> None:
    """Raise SourceError if the description names another original.

    Of a document cut out of a volume, the original is the slice and not the file.
    """
    part = original.slice
    expected, place = (original.sha512, "sha512") if part is None else (part.sha512, "slice/sha512")
    if hashlib.sha512(document.original).hexdigest() != expected:
        message = "is not the file its description has"
        raise SourceError(Problem(document.origin, message, f"/original/{place}"))


def _given_tei(document: Document) -> bytes:
    if document.surroundings is None:
        return document.original
    metadata = document.metadata
    text = document.transcription
    begins_on = text.begins_on(text.page_before_marks(metadata.pages))
    return wrap_division(document.original, metadata, document.surroundings, begins_on)
