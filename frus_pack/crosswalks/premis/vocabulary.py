"""PREMIS: words from the Library of Congress's vocabularies (id.loc.gov/vocabulary/preservation),
and identifiers."""

from __future__ import annotations

from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.xml_elements import PREMIS, Content

_VOCABULARIES = "http://id.loc.gov/vocabulary/preservation"
HASH_FUNCTIONS = {"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha512": "SHA-512"}
"""Their names, by those that manifests give them."""


def word(element: str, term: str, vocabulary: str, code: str) -> Content:
    """Return a term with its authority."""
    uri = f"{_VOCABULARIES}/{vocabulary}"
    return PREMIS(element, term, authority=vocabulary, authorityURI=uri, valueURI=f"{uri}/{code}")


def hash_function(algorithm: str) -> Content:
    """Return a digest's algorithm, by the name manifests give it."""
    element, vocabulary = "messageDigestAlgorithm", "cryptographicHashFunctions"
    if algorithm not in HASH_FUNCTIONS:
        return PREMIS(element, algorithm)
    return word(element, HASH_FUNCTIONS[algorithm], vocabulary, algorithm)


def file_id(record: Record, file: PackagedFile) -> str:
    """Return the UUID of a file. Other bytes under the same name have another."""
    return record.uuid(file.path, *file.fixity)


def identifier(element: str, value: str, kind: str = "UUID") -> Content:
    """Type and value of what something is identified by, whatever it identifies."""
    return PREMIS(element, PREMIS(f"{element}Type", kind), PREMIS(f"{element}Value", value))
