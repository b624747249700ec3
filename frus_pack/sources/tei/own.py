"""The elements that belong to a document itself, and not to something inside it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from frus_pack.sources.tei.elements import is_document, name_of

_NOT_ITS_OWN = frozenset(("frus:attachment", "floatingText", "note"))


def own_elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Return all elements below one, in order, but for what is inside notes and enclosures."""
    for child in parent:
        yield child
        if len(child) and name_of(child) not in _NOT_ITS_OWN and not is_document(child):
            yield from own_elements(child)
