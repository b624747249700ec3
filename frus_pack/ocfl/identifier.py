"""How a document of the series is called as an object."""

from __future__ import annotations

_NAMESPACE = "info:frus/"


def object_identifier(document: str) -> str:
    """The object of a document by its identifier, which may be the object's already:
    ``frus1964-68v31/d151`` is ``info:frus/frus1964-68v31/d151``."""
    return f"{_NAMESPACE}{document.removeprefix(_NAMESPACE)}"


def package_name(identifier: str) -> str:
    """What the document's package is called: ``frus1964-68v31-d151``."""
    return identifier.removeprefix(_NAMESPACE).replace("/", "-")
