"""Names of TEI P5 and of the series' own encoding that reading and rendering share."""

from __future__ import annotations

import re

TEI = "http://www.tei-c.org/ns/1.0"
FRUS_NAMESPACES = ("http://history.state.gov/frus/ns/1.0", "http://history.state.gov/ns/1.0")
"""The series' own namespaces: newer files have the first, most files the second."""
XML = "http://www.w3.org/XML/1998/namespace"

XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"
XML_SPACE = f"{{{XML}}}space"

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_OPENS_NAME = re.compile(r"[A-Za-z_]")


def tei(name: str) -> str:
    """Return the qualified name of a TEI element, as lxml writes it."""
    return f"{{{TEI}}}{name}"


def document_id(identifier: str) -> str:
    """Return a document's ``xml:id``: its identifier, with ``_`` before one that no XML name can
    begin with (Namespaces in XML §3, ``NCName``)."""
    name = _NOT_IN_NAMES.sub("_", identifier)
    return name if _OPENS_NAME.match(name) else f"_{name}"


def page_id(page: str) -> str:
    """Return a page's ``xml:id`` as the series forms it: ``pg_341``, ``pg_II`` of the unprinted
    [II]."""
    return f"pg_{_NOT_IN_NAMES.sub('_', page.strip('[]'))}"


def note_id(document: str, n: str) -> str:
    """Return a note's ``xml:id`` as the series forms it: ``d151fn1``."""
    return f"{document_id(document)}fn{_NOT_IN_NAMES.sub('_', n)}"
