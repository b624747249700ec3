"""XML elements of the standards' namespaces, none of them empty.

An element is left out when all of its content is missing. A crosswalk can therefore list
everything that a record may hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XSI_TYPE = f"{{{XSI}}}type"
SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

Content = etree._Element | str | None


class Namespace:
    """Makes elements of one namespace, which is written with one prefix."""

    def __init__(self, prefix: str, uri: str) -> None:
        self.prefix = prefix
        self.uri = uri
        self._prefixes: dict[str | None, str] = {prefix: uri, "xsi": XSI}

    def __call__(
        self, name: str, *content: Content, **attributes: str | None
    ) -> etree._Element | None:
        """Return an element; None if content was given and all of it is missing.

        Attributes that are None are left out.
        """
        return self.with_attributes(name, attributes, *content)

    def with_attributes(
        self, name: str, attributes: Mapping[str, str | None], *content: Content
    ) -> etree._Element | None:
        """Return an element, or None; names of attributes are qualified, as lxml writes them."""
        there = [part for part in content if part is not None and part != ""]
        if content and not there:
            return None
        return self.root(name, attributes, *there)

    def root(
        self, name: str, attributes: Mapping[str, str | None], *content: Content
    ) -> etree._Element:
        """Return an element, whatever it holds."""
        element = etree.Element(f"{{{self.uri}}}{name}", nsmap=self._prefixes)  # type: ignore[arg-type]
        for key, value in attributes.items():
            if value is not None:
                element.set(key, value)
        append(element, content)
        return element


DC = Namespace("dc", "http://purl.org/dc/elements/1.1/")
DCTERMS = Namespace("dcterms", "http://purl.org/dc/terms/")
METS = Namespace("mets", "http://www.loc.gov/METS/")
MODS = Namespace("mods", "http://www.loc.gov/mods/v3")
OAI_DC = Namespace("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/")
PREMIS = Namespace("premis", "http://www.loc.gov/premis/v3")
XLINK = Namespace("xlink", "http://www.w3.org/1999/xlink")

METS_SCHEMA = f"{METS.uri} http://www.loc.gov/standards/mets/mets.xsd"
MODS_SCHEMA = f"{MODS.uri} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
OAI_DC_SCHEMA = f"{OAI_DC.uri} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
PREMIS_SCHEMA = f"{PREMIS.uri} http://www.loc.gov/standards/premis/premis.xsd"
QUALIFIED_DC_SCHEMA = "http://dublincore.org/schemas/xmls/qdc/2008/02/11/qualifieddc.xsd"


def append(element: etree._Element, content: Iterable[Content]) -> None:
    """Put text, or else elements, into an element; what is None is left out."""
    for part in content:
        if isinstance(part, str):
            element.text = part
        elif part is not None:
            element.append(part)


def to_bytes(root: etree._Element, *namespaces: Namespace) -> bytes:
    """Return a document in UTF-8, indented; `namespaces` are declared at its root."""
    declared = {one.prefix: one.uri for one in namespaces}
    etree.cleanup_namespaces(root, top_nsmap=declared, keep_ns_prefixes=["xsi", *declared])
    return _DECLARATION + etree.tostring(root, encoding="UTF-8", pretty_print=True)
