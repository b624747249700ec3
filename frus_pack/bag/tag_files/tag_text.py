"""The text of a tag file (RFC 8493 §2.3): its encoding, its lines, and what is wrong with them."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal
from urllib.parse import urlsplit

from frus_pack.storage.fixity import Piece

FaultCode = Literal[
    "declaration-bom",
    "declaration-malformed",
    "version-unsupported",
    "encoding-unknown",
    "tag-file-bom",
    "tag-file-undecodable",
    "manifest-malformed",
    "manifest-digest-malformed",
    "manifest-digest-upper-case",
    "manifest-duplicate",
    "manifest-conflict",
    "bag-info-malformed",
    "bag-info-blank-line",
    "bag-info-value-below",
    "fetch-malformed",
    "fetch-duplicate",
    "path-normalisation-differs",
    "path-percent-unencoded",
    "path-dot-slash",
    "older-syntax",
    "last-line-unterminated",
    "limit-exceeded",
]
"""What can be wrong with a line; the table of requirements has each as ``bag.`` and the code."""

Version = tuple[int, int]
"""Major and minor number of a BagIt version: ``(0, 97)``, ``(1, 0)``."""

LATEST: Version = (1, 0)
BOM = "\ufeff"

_MOST_FAULTS = 10_000
_LONGEST_FOUND = 200
_READ_WHOLE = ("utf-16", "utf-32")
"""Codecs of which Python decodes a part only if a byte order mark comes first."""

_REGISTERED = re.compile(
    r"utf-?(?:7|8|16|16be|16le|32|32be|32le)|us-ascii|ascii|ansi_x3\.4-1968|iso_?646-us|us"
    r"|iso[-_]8859-(?:[1-9]|1[0134-6])|iso_8859-[1-9]:19[89][0-9]|(?:latin|l)(?:[1-6]|8|9|10)"
    r"|arabic|cyrillic|greek8?|hebrew|tis-620"
    r"|windows-(?:125[0-8]|874|31j)|(?:ibm|cp)?(?:037|424|437|500|775|85[0257]|86[0-689]|1026)"
    r"|ibm(?:00858|01140|273)|cp(?:00858|01140|154)|macintosh|mac|koi8-[ru]|kz-1048|ptcp154"
    r"|big5(?:-hkscs)?|gb2312|gbk|gb18030|cp936|hz-gb-2312|shift_jis|ms_kanji|sjis|ms936"
    r"|euc-(?:jp|kr)|eucjp|ks_c_5601-1987|iso-2022-(?:jp(?:-2)?|kr)|hp-roman8|roman8|r8",
    re.IGNORECASE,
)
"""Names and aliases that the registry of character sets has (IANA), of those Python can read. It
can read others, which no other tool has to know: ``unicode_escape``, ``palmos``, ``u8``."""


_ABSOLUTE_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One place of a tag file that is not as the standard has it.

    `line` counts from 1; 0 means the file as a whole. `found` is the text there.
    """

    code: FaultCode
    line: int
    message: str
    found: str | None = None


class Faults:
    """The faults of one tag file as they are found, no more than anybody would read: a file of
    garbage must not fill the memory."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, code: FaultCode, line: int, message: str, found: str | None = None) -> None:
        """Record a fault, with the beginning of the text there."""
        if found is not None and len(found) > _LONGEST_FOUND:
            found = f"{found[:_LONGEST_FOUND]}…"
        self._found.append(Fault(code, line, message, found))

    def are_too_many(self, line: int, coming: int = 0) -> bool:
        """Return whether to give up the file before this line; if so, that is a fault too."""
        if len(self._found) + coming < _MOST_FAULTS:
            return False
        message = f"the file has {_MOST_FAULTS} faults before this line; the rest was not read"
        self.add("limit-exceeded", line, message)
        return True

    def taken(self) -> tuple[Fault, ...]:
        """Return all of them, in the order found."""
        return tuple(self._found)


def is_known_encoding(name: str) -> bool:
    """Return whether tag files in the character encoding `name` can be read here."""
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return _REGISTERED.fullmatch(name) is not None


def read_text(data: bytes, encoding: str, faults: Faults) -> str:
    """Return the text of a tag file, every line of it but perhaps the last ending in LF.

    `encoding` must be known. What cannot be decoded is a fault, and the text goes on with
    replacement characters, so that the rest of the file is still checked.
    """
    return "".join(_decoded((data,), encoding, faults))


def with_line_feeds(text: str) -> str:
    """Return the text with LF for each CR and CRLF, which also end a line (RFC 8493 §2.3)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text of `with_line_feeds`, counted from 1.

    They come one at a time, because a list could take many times the memory of the text.
    """
    # str.splitlines would also split at form feeds, U+0085, U+2028, …, which RFC 8493 §2.3
    # does not list and names of files do contain.
    number = start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        yield number, text[start:end]
        start = end + 1


def read_lines(pieces: Iterable[Piece], encoding: str, faults: Faults) -> Iterator[tuple[int, str]]:
    """Read the numbered lines of a tag file from its bytes, which are never all in memory.

    What is wrong with its text is added to the faults, as `read_text` does.
    """
    number = 0
    begun: list[str] = []
    for text in _decoded(pieces, encoding, faults):
        whole = text.rfind("\n") + 1
        if not whole:
            begun.append(text)
            continue
        last = 0
        lines = "".join((*begun, text[:whole])) if begun else text[:whole]
        for last, line in numbered_lines(lines):
            yield number + last, line
        number += last
        begun = [text[whole:]] if whole < len(text) else []
    if begun:
        yield number + 1, "".join(begun)


def _decoded(pieces: Iterable[Piece], encoding: str, faults: Faults) -> Iterator[str]:
    """Yield the text of a tag file piece by piece, as `read_text` has it."""
    line_feeds = 0
    is_begun = is_unterminated = False
    for text in _with_line_feeds(_texts(pieces, encoding, faults)):
        if text and not is_begun and text[0] == BOM:
            text = text[1:]
            message = f"the file starts with a byte order mark, which {encoding} does not need"
            faults.add("tag-file-bom", 1, message)
            is_begun = True
        if text:
            is_begun = True
            is_unterminated = not text.endswith("\n")
            line_feeds += text.count("\n")
            yield text
    if is_unterminated:
        message = "the last line does not end in LF, CR or CRLF"
        faults.add("last-line-unterminated", line_feeds + 1, message)


def _with_line_feeds(texts: Iterable[str]) -> Iterator[str]:
    decoder = io.IncrementalNewlineDecoder(None, translate=True)
    yield from map(decoder.decode, texts)
    yield decoder.decode("", final=True)


def _texts(pieces: Iterable[Piece], encoding: str, faults: Faults) -> Iterator[str]:
    """Decode each piece as far as it ends in a whole character.

    The first bytes that cannot be decoded are a fault.
    """
    decoder = _decoder(encoding)
    octets = 0
    for piece, final in chain(((bytes(one), False) for one in pieces), ((b"", True),)):
        waiting, _ = state = decoder.getstate()
        try:
            yield decoder.decode(piece, final)
        except UnicodeDecodeError as error:
            at = octets - len(waiting) + error.start
            message = f"the text is not in the declared encoding {encoding}, at byte {at}"
            found = error.object[error.start : error.start + 8].hex(" ")
            faults.add("tag-file-undecodable", 0, message, found)
            decoder = _decoder(encoding, "replace")
            decoder.setstate(state)
            yield decoder.decode(piece, final)
        octets += len(piece)


def _decoder(encoding: str, errors: str = "strict") -> codecs.IncrementalDecoder:
    if codecs.lookup(encoding).name in _READ_WHOLE:
        return _WholeDecoder(encoding, errors)
    return codecs.getincrementaldecoder(encoding)(errors)


class _WholeDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes everything at the end, with or without a byte order mark."""

    def __init__(self, encoding: str, errors: str) -> None:
        super().__init__(errors)
        self._encoding = encoding

    def _buffer_decode(  # type: ignore[override]  # of bytes alone
        self, data: bytes, errors: str, final: bool
    ) -> tuple[str, int]:
        return (data.decode(self._encoding, errors), len(data)) if final else ("", 0)


def is_absolute_uri(address: str) -> bool:
    """Return whether an address is an absolute URI (RFC 3986), as a line of fetch.txt needs one."""
    try:
        urlsplit(address)  # which knows what may be in brackets
    except ValueError:
        return False
    return _ABSOLUTE_URI.fullmatch(address) is not None
