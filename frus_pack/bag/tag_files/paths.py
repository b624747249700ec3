"""Paths inside a bag: how manifests write them, which must never be opened, which travel badly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NewType

BagPath = NewType("BagPath", str)
"""The path of a file in a bag: relative to its base directory, decoded, with ``/``."""

_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_ENCODE = re.compile(r"[%\r\n]")
_DECODE = re.compile(r"%(?:25|0[AaDd])")
_DECODE_LINE_BREAKS = re.compile(r"%0[AaDd]")
_UNENCODED_PERCENT = re.compile(r"%(?!25|0[AaDd])")

_SEGMENT_BYTES = 255
"""What the common file systems (ext4, XFS, APFS, NTFS, ZFS) hold as one name."""

_LONGEST = 255
"""Characters of a path that may travel anywhere (RFC 8493 §6.1.2); Windows holds 260 in all."""

MOST_CHARACTERS = 32_767
"""Of a path: what Windows holds at most, and no common system more at once."""
MOST_FOLDERS = 2_000
"""Of a path: a longer chain of folders is an attack on programs that recurse, or on memory."""

_PLAIN_SEGMENT = r"(?!CON|PRN|AUX|NUL|COM|LPT)[A-Z0-9_-](?:[A-Z0-9_.-]{0,253}[A-Z0-9_-])?"
_PLAIN = re.compile(f"(?:{_PLAIN_SEGMENT}/)*{_PLAIN_SEGMENT}", re.IGNORECASE | re.ASCII)
"""Nearly every path there is: safe and portable, at the price of one match."""

_DRIVE = re.compile(r"[A-Za-z]:")
_WINDOWS_VARIABLE = re.compile(r"%[^%/\\]+%[/\\]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WINDOWS_CHARACTER = re.compile(r'[<>:"|?*\\]')
_WINDOWS_NAME = re.compile(
    r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9\u00b9\u00b2\u00b3]) *(?:\..*)?", re.IGNORECASE | re.DOTALL
)
# Readers that split lines the way str.splitlines does break a manifest at these, bagit-python
# among them; CR and LF are not here, because manifests encode them.
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def encode(path: str) -> str:
    """Return the path as a manifest or fetch.txt writes it: ``%``, CR and LF, and only those, as
    ``%25``, ``%0D`` and ``%0A`` (RFC 8493 §2.1.3)."""
    return _ENCODE.sub(lambda match: _ENCODED[match[0]], path)


def decode(text: str) -> BagPath:
    """Return the path that a BagIt 1.0 manifest or fetch.txt writes as `text`; inverse of `encode`.

    Hexadecimal digits count in either case. A ``%`` that starts none of the three codes stays
    as it is; `has_unencoded_percent` reports it.
    """
    return BagPath(_DECODE.sub(_decoded, text) if "%" in text else text)


def decode_before_1_0(text: str) -> BagPath:
    """As `decode`, for the versions before 1.0, which encoded CR and LF but not ``%``."""
    return BagPath(_DECODE_LINE_BREAKS.sub(_decoded, text) if "%" in text else text)


def has_unencoded_percent(text: str) -> bool:
    """Return whether the text of a manifest has a ``%`` that RFC 8493 §2.1.3 wants written
    ``%25``."""
    return _UNENCODED_PERCENT.search(text) is not None


def unsafe(path: str) -> str | None:
    """Return why a path found in a bag must never be opened, or None (RFC 8493 §5.1).

    Decided for this system and for Windows alike, so a bag is refused everywhere or nowhere.
    `path` is decoded already and relative to the bag's base directory.
    """
    if fault := too_long(path):
        return fault
    if _is_plain(path):
        return None
    if _SURROGATE.search(path):
        return "it is not valid Unicode text"
    if "\0" in path:
        return "it contains a NUL character"
    return _leads_elsewhere(path) or _unsafe_segment(path)


def too_long(path: str) -> str | None:
    """Return why a path is longer than any that is read, or None."""
    if len(path) > MOST_CHARACTERS:
        return f"it has {len(path)} characters, and no system holds more than {MOST_CHARACTERS}"
    if path.count("/") > MOST_FOLDERS:
        return f"it leads through more than {MOST_FOLDERS} folders"
    return None


def unportable(path: str) -> str | None:
    """Return why some common system cannot hold a file of this name, or None (RFC 8493 §6.1.2).

    `path` is decoded already and holds ``/`` as separator.
    """
    if len(path) > _LONGEST:
        return f"it has {len(path)} characters, and many systems hold no path over {_LONGEST}"
    if _is_plain(path):
        return None
    return next(filter(None, map(_unportable_segment, path.split("/"))), None)


@lru_cache(maxsize=1024)  # many bags have files of the same names
def _is_plain(path: str) -> bool:
    return _PLAIN.fullmatch(path) is not None


def composed(path: str) -> str:
    """Equal for paths that differ only in Unicode normalisation form (RFC 8493 §6.1.1.2)."""
    return path if path.isascii() else _normalised(path, "NFC")


def collision_key(path: str) -> str:
    """Return a key that is equal for paths that some file system takes for one.

    Such paths differ only in case or in Unicode normalisation form (RFC 8493 §6.1.1).
    """
    if path.isascii():
        return path.lower()
    # Folding can leave a decomposed letter composed, and the reverse. So normalise on both sides.
    return _normalised(_normalised(path, "NFD").casefold(), "NFC")


def _normalised(path: str, form: Literal["NFC", "NFD"]) -> str:
    # Normalising takes the square of the time for a run of combining marks, and no system
    # holds names so long that it could matter.
    return "/".join(
        unicodedata.normalize(form, segment) if len(segment) <= 4 * _SEGMENT_BYTES else segment
        for segment in path.split("/")
    )


def _decoded(match: re.Match[str]) -> str:
    return chr(int(match[0][1:], 16))


def _leads_elsewhere(path: str) -> str | None:
    if path.startswith(("\\\\", "//")):
        return "it names a network share or device"
    if path.startswith(("/", "\\")):
        return "it is absolute"
    if _DRIVE.match(path):
        return "it starts with a drive letter"
    if path.startswith("~"):
        return "it starts with '~', a home directory to many programs"
    if _WINDOWS_VARIABLE.match(path):
        return "it starts with a variable that Windows puts a folder for"
    if "\\" in path and ".." in path.replace("\\", "/").split("/"):
        return "it contains '..' for systems to which a backslash is a separator"
    return None


def _unsafe_segment(path: str) -> str | None:
    segments = path.split("/")
    if ".." in segments:
        return "it contains '..'"
    if "." in segments:
        return "it contains '.' as a segment"
    if segments[-1] == "":
        return "it is a directory" if path else "it is empty"
    if "" in segments:
        return "it contains an empty segment"
    return None


def _unportable_segment(segment: str) -> str | None:
    if bad := _WINDOWS_CHARACTER.search(segment):
        return f"{segment!r} contains {bad[0]!r}, which Windows does not allow"
    if bad := _CONTROL.search(segment):
        return f"{segment!r} contains the control character U+{ord(bad[0]):04X}"
    if segment.endswith((" ", ".")):
        return f"{segment!r} ends in a space or a dot, which Windows drops"
    if _WINDOWS_NAME.fullmatch(segment):
        return f"{segment!r} is a name that Windows reserves"
    if len(segment.encode("utf-8", "surrogatepass")) > _SEGMENT_BYTES:
        return f"{segment[:20]!r}… is longer than {_SEGMENT_BYTES} bytes"
    return None
