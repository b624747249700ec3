"""Compare a TEI transcription, byte for byte, with what is regenerated from the slice in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from frus_pack.document.model import Metadata, Surroundings
from frus_pack.document.model_json import from_json
from frus_pack.document.transcription import Transcription
from frus_pack.sources.tei.elements import is_document, name_of
from frus_pack.sources.tei.standalone_tei import BEHIND, wrap_division
from frus_pack.sources.tei.xml_names import XML_SPACE, tei

_DIVISION = re.compile(rb"<(?:[\w.-]+:)?div\s.*div>", re.DOTALL)


def is_as_made(
    description: Mapping[str, Any],
    content: bytes,
    root: etree._Element,
    transcription: Transcription,
) -> bool:
    """Return whether a file is, byte for byte, what is made here of the recorded slice.

    What is made has whole elements before the slice and after it. So a slice that begins and ends
    with the tags of the only div of the body is the document, and need not be sought. Header and
    surroundings are then those of the description, and need not be compared with it.
    """
    original = description.get("original")
    if not isinstance(original, Mapping) or original.get("form") != "tei":
        return False
    recorded, body = original.get("slice"), root.find(f"{tei('text')}/{tei('body')}")
    length = recorded.get("length") if isinstance(recorded, Mapping) else None
    if not isinstance(recorded, Mapping) or type(length) is not int or length < 1 or body is None:
        return False
    end = len(content) - len(BEHIND)
    division = content[max(end - length, 0) : max(end, 0)]
    return (
        hashlib.sha512(division).hexdigest() == recorded.get("sha512")
        and _DIVISION.fullmatch(division) is not None
        and list(map(name_of, body)) in (["div"], ["pb", "div"])
        and is_document(body[-1])
        and description.get("number") != ""  # of which the header says nothing
        and wrapped(description, root, transcription, division) == content
    )


def wrapped(
    description: Mapping[str, Any],
    root: etree._Element,
    transcription: Transcription,
    division: bytes,
) -> bytes | None:
    """Return the whole as it is made here; None where the description does not follow its
    schema."""
    try:
        metadata = from_json(Metadata, description)
        begins_on = transcription.begins_on(transcription.page_before_marks(metadata.pages))
        return wrap_division(division, metadata, surroundings_of(root), begins_on)
    except (TypeError, ValueError, AttributeError):
        return None


def surroundings_of(root: etree._Element) -> Surroundings:
    """Return what is around the document in a whole TEI file."""
    body = next(root.iter(tei("body")), None)
    namespaces = {prefix or "": uri for prefix, uri in root.nsmap.items()}
    space = "" if body is None else body.get(XML_SPACE, "")
    return Surroundings(namespaces=namespaces, space=space)
