"""Marks in the places of a volume's documents, where the rest of it is read as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

_TARGET = "frus-pack-document"
MARK = f"<?{_TARGET}?>".encode()
"""What is put in the place of a document: a processing instruction."""


def is_mark(node: Any) -> bool:
    """Return whether a node is in the place of a document."""
    return node.tag is etree.PI and node.target == _TARGET


def marks(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the marks in an element, in order."""
    instructions: Iterator[Any] = element.iter(etree.PI)
    return filter(is_mark, instructions)
