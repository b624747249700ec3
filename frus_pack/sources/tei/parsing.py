"""XML into a tree: no entity is resolved, and no other file looked at."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from frus_pack.errors import Problem, SourceError

_DOUBLED = re.compile(r"ID (.+) already defined")


def parse_xml(xml: bytes, file: str, first_line: int = 1) -> etree._Element:
    """Return the root of an XML document, without its comments and processing instructions.

    `first_line` is the line of `file` that the document begins on. Raises SourceError if it is not
    well-formed, is nested deeper than 256 levels, or has a document type declaration.
    """
    return _parsed(xml, file, first_line, to_be_packed=True)


def parse_xml_with_instructions(xml: bytes, file: str) -> etree._Element:
    """Return the root of an XML document with its processing instructions.

    Nothing of it is packed, so two elements may have one identifier.
    """
    return _parsed(xml, file, 1, to_be_packed=False)


def _parsed(xml: bytes, file: str, first_line: int, *, to_be_packed: bool) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=to_be_packed,
        collect_ids=to_be_packed,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = f"line {line + first_line - 1}, column {column}"
        raise SourceError(Problem(file, _message(error), place, kind="xml-malformed")) from error
    information: Any = root.getroottree().docinfo
    if information.doctype:
        message = "has a document type declaration"
        advice = "take the DOCTYPE out"
        raise SourceError(Problem(file, message, advice=advice, kind="document-type"))
    return root


def _message(error: etree.XMLSyntaxError) -> str:
    reason = str(error.msg or "it is empty").partition(", line ")[0]
    if reason.startswith("Excessive depth"):
        return "is nested more than 256 levels deep"
    if doubled := _DOUBLED.fullmatch(reason):
        return f"has the xml:id {doubled[1]} twice"
    return f"is not well-formed XML: {reason}"
