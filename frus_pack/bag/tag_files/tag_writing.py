"""The tag files of a bag, written: bagit.txt, manifests and bag-info.txt (RFC 8493 §2).

What is written here, `frus_pack.bag.tag_files.tag_parsing` reads back as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from frus_pack.bag.tag_files import paths
from frus_pack.bag.tag_files.tag_text import BOM, is_absolute_uri

P = TypeVar("P", bound=str)

_DIGEST = re.compile(r"[0-9a-f]+")
# Beside CR, what bagit-python, reading with codecs.open, takes for the end of a line.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def format_declaration(version: str) -> bytes:
    """Return bagit.txt: its two lines, in UTF-8 without byte order mark (RFC 8493 §2.1.1)."""
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n".encode()


def format_manifest(digests: Mapping[P, str]) -> bytes:
    """Return a payload or tag manifest, one line a file, sorted by path (RFC 8493 §2.1.3).

    `digests` maps a path, relative to the bag's base directory and not encoded, to its digest
    in lower-case hexadecimal. Two spaces separate them, as ``sha512sum -c`` wants it.

    Raises ValueError for what is not a digest, for a path that is not Unicode, and for a path that
    no reader would get back. Such a path is empty, or starts with white space, ``*`` or ``./``.
    """
    return "".join(_manifest_line(path, digests[path]) for path in sorted(digests)).encode("utf-8")


def format_fetch(entries: Mapping[P, tuple[str, int]]) -> bytes:
    """fetch.txt, one line a file, sorted by path (RFC 8493 §2.2.3).

    `entries` maps a path to the address and the size of its file in bytes.

    Raises ValueError for an address that is not an absolute URI, and for a path that no reader
    would get back.
    """
    return "".join(_fetch_line(path, *entries[path]) for path in sorted(entries)).encode("utf-8")


def format_bag_info(tags: Iterable[tuple[str, str]]) -> bytes:
    """Return bag-info.txt: ``label: value``, in the order given (RFC 8493 §2.2.2).

    A line feed in a value is written as a continuation line, indented by two spaces. Reading
    drops the indentation and keeps the line feed.

    Raises ValueError for what could not be read back. That is a label that is empty, has a colon
    or a line break, or has white space at an end. It is also a value with a control character
    other than tab and LF, or with a further line that starts with white space.
    """
    return "".join(_element(label, value) for label, value in tags).encode("utf-8")


def _manifest_line(path: str, digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r}, of {path!r}, is not a digest in lower-case hexadecimal")
    if path == "" or path[0] in " \t*" or path.startswith("./"):
        raise ValueError(f"{path!r} cannot be written into a manifest so that it is read back")
    return f"{digest}  {paths.encode(path)}\n"


def _fetch_line(path: str, address: str, octets: int) -> str:
    if not is_absolute_uri(address):
        raise ValueError(f"{address!r}, of {path!r}, is not an absolute URI (RFC 3986)")
    if path == "" or path[0] in " \t*" or path.startswith("./"):
        raise ValueError(f"{path!r} cannot be written into fetch.txt so that it is read back")
    return f"{address} {octets} {paths.encode(path)}\n"


def _element(label: str, value: str) -> str:
    if label != label.strip() or label == "" or label[0] == BOM:
        raise ValueError(f"{label!r} is not a label: it is empty or has white space at an end")
    if ":" in label or "\n" in label or _UNWRITABLE.search(label):
        raise ValueError(f"{label!r} is not a label: it has a colon or control character")
    if _UNWRITABLE.search(value):
        raise ValueError(f"the value of {label} has a control character: {value!r}")
    first, *further = value.split("\n")
    if any(line[:1] in (" ", "\t") for line in further if line):
        raise ValueError(f"a further line of the value of {label} starts with white space")
    return "\n".join([f"{label}: {first}", *(f"  {line}" for line in further)]) + "\n"
