"""Identifiers of objects, and where an object is in a storage root.

The layout is the hashed n-tuple layout (OCFL community extension 0004). No other is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frus_pack.ocfl.inventory import ALGORITHMS
from frus_pack.storage.fixity import HASHES, digits

EXTENSION = "0004-hashed-n-tuple-storage-layout"
EXTENSIONS = "extensions"
CONFIGURATION = f"{EXTENSIONS}/{EXTENSION}/config.json"
LAYOUT = "ocfl_layout.json"

_MOST = 32
_KEYS = frozenset(
    ("extensionName", "digestAlgorithm", "tupleSize", "numberOfTuples", "shortObjectRoot")
)

_NAMESPACE = "info:frus/"


@dataclass(frozen=True, slots=True)
class HashedLayout:
    """Where objects are: in folders named after the digests of their identifiers.

    They are below `tuples` folders of `tuple_size` digits each. `algorithm` is one of `ALGORITHMS`.
    Where `short`, the digits of the folders above are not repeated in an object's own name. Raises
    ValueError for parameters that the extension does not allow.
    """

    algorithm: str = "sha256"
    tuple_size: int = 3
    tuples: int = 3
    short: bool = False

    def __post_init__(self) -> None:
        if self.algorithm not in ALGORITHMS:
            raise ValueError(f"the digest algorithm {self.algorithm!r} is not known here")
        for size in (self.tuple_size, self.tuples):
            if not 0 <= size <= _MOST:
                raise ValueError(f"{size} is not between 0 and {_MOST}")
        if (self.tuple_size == 0) != (self.tuples == 0):
            raise ValueError("if one of tupleSize and numberOfTuples is 0, both are")
        used = self.tuple_size * self.tuples
        there = digits(ALGORITHMS[self.algorithm]) or 0
        if used > there - self.short:
            raise ValueError(f"the tuples need {used} digits of a digest that has {there}")

    def path(self, identifier: str) -> str:
        """Return the object's folder, relative to the storage root, with ``/``."""
        digest = HASHES[ALGORITHMS[self.algorithm]](identifier.encode()).hexdigest()
        used = self.tuple_size * self.tuples
        tuples = [digest[at : at + self.tuple_size] for at in range(0, used, self.tuple_size or 1)]
        return "/".join((*tuples, digest[used:] if self.short else digest))

    def files(self) -> Mapping[str, bytes]:
        """Return the files that declare this layout in a storage root (OCFL 1.1 §4.1)."""
        layout = {
            "extension": EXTENSION,
            "description": "Objects are below folders named after the first digits of the digest"
            " of their identifiers.",
        }
        configuration = {
            "extensionName": EXTENSION,
            "digestAlgorithm": self.algorithm,
            "tupleSize": self.tuple_size,
            "numberOfTuples": self.tuples,
            "shortObjectRoot": self.short,
        }
        return {LAYOUT: _json(layout), CONFIGURATION: _json(configuration)}


def from_configuration(data: Any) -> HashedLayout:
    """Return the layout that the JSON of a ``config.json`` describes. Raises ValueError."""
    if not isinstance(data, dict) or data.get("extensionName") != EXTENSION:
        raise ValueError(f"is not the configuration of {EXTENSION}")
    if unknown := sorted(data.keys() - _KEYS):
        raise ValueError(f"has the unknown key {unknown[0]!r}")
    default = HashedLayout()
    algorithm = data.get("digestAlgorithm", default.algorithm)
    short = data.get("shortObjectRoot", default.short)
    if not isinstance(algorithm, str) or not isinstance(short, bool):
        raise ValueError("digestAlgorithm is not a text, or shortObjectRoot neither true nor false")  # noqa: TRY004
    return HashedLayout(
        algorithm,
        _number(data.get("tupleSize", default.tuple_size)),
        _number(data.get("numberOfTuples", default.tuples)),
        short,
    )


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is not a whole number")  # noqa: TRY004
    return value


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=2) + "\n").encode()


def object_identifier(document: str) -> str:
    """Return the identifier of a document's object.

    `document` is the document's identifier (``frus1964-68v31/d151``), the name of its package
    (``frus1964-68v31-d151``), or the identifier of its object (``info:frus/frus1964-68v31/d151``).
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
    """Return what the document's package is called: ``frus1964-68v31-d151``."""
    return identifier.removeprefix(_NAMESPACE).replace("/", "-")


def package_path(identifier: str) -> str:
    """Return where the package of an object is in a deposit, below the folder of its volume."""
    volume, slash, _ = identifier.removeprefix(_NAMESPACE).partition("/")
    return f"{volume}/{package_name(identifier)}" if slash else package_name(identifier)
