"""A document that was cut out of a volume, made a TEI document that stands alone: the very bytes
of its ``div``, in a header and a body of its own."""

from __future__ import annotations

from typing import Any

from lxml import etree

from frus_pack.model import Metadata, Surroundings
from frus_pack.sources import tei_header
from frus_pack.sources.tei_names import NAMESPACES, XML_ID, XML_LANG, XML_SPACE, page_id, tei

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_PLACE = b"<!--div-->"


def wrap(division: bytes, metadata: Metadata, around: Surroundings, begins_on: str | None) -> bytes:
    """The TEI document, the same bytes for the same input.

    `begins_on` is the printed page that the document begins on, where its own page breaks do not
    say so; it is put before the ``div``.
    """
    needed: Any = {
        prefix: uri
        for prefix, uri in sorted(around.namespaces.items())
        if prefix and f"{prefix}:".encode() in division
    }
    root = etree.Element(tei("TEI"), nsmap={**NAMESPACES, **needed})
    root.append(tei_header.header(metadata))
    text = etree.SubElement(root, tei("text"), {XML_LANG: metadata.language})
    body = etree.SubElement(text, tei("body"), {XML_SPACE: around.space} if around.space else None)
    if begins_on is not None:
        _add_page_break(body, metadata, begins_on)
    body.append(etree.Comment("div"))
    etree.indent(root)
    rendered = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    before, _, behind = rendered.rpartition(_PLACE)
    return b"".join((_DECLARATION, before, division, behind, b"\n"))


def _add_page_break(body: etree._Element, metadata: Metadata, page: str) -> None:
    element = etree.SubElement(body, tei("pb"), {"n": page, XML_ID: page_id(page)})
    if facs := metadata.facs.get(page):
        element.set("facs", facs)
