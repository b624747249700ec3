"""How a document of the series is called as an object."""

from __future__ import annotations

_NAMESPACE = "info:frus/"


def object_identifier(document: str) -> str:
    """Return the identifier of a document's object.

    `document` is the document's identifier (``frus1964-68v31/d151``), the name of its package
    (``frus1964-68v31-d151``), or already that of its object (``info:frus/frus1964-68v31/d151``).
    """
    name = document.removeprefix(_NAMESPACE)
    if "/" not in name:
        volume, hyphen, last = name.rpartition("-")
        name = f"{volume}/{last}" if hyphen else name
    return f"{_NAMESPACE}{name}"


def document_of(identifier: str) -> str:
    """Return the identifier of the document of an object: ``frus1964-68v31/d151``."""
    return identifier.removeprefix(_NAMESPACE)


def package_name(identifier: str) -> str:
    """What the document's package is called: ``frus1964-68v31-d151``."""
    return identifier.removeprefix(_NAMESPACE).replace("/", "-")


def package_path(identifier: str) -> str:
    """Return where the package of an object lies in a deposit, below the folder of its volume."""
    volume, slash, _ = identifier.removeprefix(_NAMESPACE).partition("/")
    return f"{volume}/{package_name(identifier)}" if slash else package_name(identifier)
