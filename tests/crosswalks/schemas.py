"""The standards' own schemas, where installed packages carry them: the Library of Congress's in
a3m, DCMI's in opf-fido. Nothing of those packages is run for it, and nothing is fetched."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

_XSD = "http://www.w3.org/2001/XMLSchema"
_HERE = Path(__file__).parent
_OURS = {
    "dcterms": "qualifieddc.xsd",
    "mets": "mets_with_content.xsd",
    "oai_dc": "oai_dc.xsd",
}
_FOLDERS = {
    "a3m": ("client/assets/mets", "client/assets/mods", "client/assets/premis"),
    "fido": ("conf",),
}


class _Resolver(etree.Resolver):
    """Finds a schema by the last part of its address, whatever comes before it."""

    def resolve(self, url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        found: Any = super()
        return found.resolve_string(_text(Path(url).name), context, base_url=url)


@cache
def schema(form: str) -> etree.XMLSchema:
    """The schema of a crosswalk, by the crosswalk's name; skips where it is not to be had."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Resolver())
    name = _OURS.get(form, f"{form}.xsd")
    return etree.XMLSchema(etree.fromstring(_text(name), parser, base_url=name))


def _text(name: str) -> bytes:
    content = _places()[name].read_bytes()
    return _without_repetition(content) if name == "mods.xsd" else content


def _without_repetition(mods: bytes) -> bytes:
    """MODS 3.8 as published gives accessCondition a group of attributes that the type it extends
    has already, which libxml2 does not let pass."""
    tree = etree.fromstring(mods)
    again = (
        f"{{{_XSD}}}complexType[@name='accessConditionDefinition']"
        f"//{{{_XSD}}}attributeGroup[@ref='IDAttributeGroup']"
    )
    for one in tree.findall(again):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    return etree.tostring(tree)


@cache
def _places() -> dict[str, Path]:
    places = {path.name: path for path in _HERE.glob("*.xsd")}
    for package, folders in _FOLDERS.items():
        found = find_spec(package)
        if found is None or not found.submodule_search_locations:
            pytest.skip(f"needs the schemas in {package}, and it is not installed")
        root = Path(found.submodule_search_locations[0])
        for folder in folders:
            places.update({path.name: path for path in (root / folder).glob("*.xsd")})
    return places
