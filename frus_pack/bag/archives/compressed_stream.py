"""The content of a gzip, bzip2 or xz file from front to back, within limits."""

from __future__ import annotations

import bz2
import lzma
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from frus_pack.bag.archives.faults import ambiguous, damaged, exceeded, unreadable
from frus_pack.bag.archives.tar_header_rules import BLOCK, refuse_two_forms
from frus_pack.bag.archives.tar_members import verify_padding
from frus_pack.bag.reader import Limits

CompressedForm = Literal["tar.gz", "tar.bz2", "tar.xz"]

_INPUT = 128 << 10
_OUTPUT = 256 << 10
_XZ_MEMORY = 256 << 20
"""Bytes for unpacking xz, whose headers say how much they want; ``xz -9`` wants 65 MiB."""
_WINDOW = 31  # zlib's word for a gzip header and checksum, and the largest window
_LONGEST_MAGIC = 10
_LONGEST_PADDING = 16 << 20
_WRITTEN_FLAGS = 0x04 | 0x08 | 0x10
"""A further field, a name and a comment (RFC 1952 §2.3.1); some programs refuse other flags."""


class _Decompressor(Protocol):
    """The face of `bz2.BZ2Decompressor` and `lzma.LZMADecompressor`."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gunzip:
    """The same face for zlib."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_WINDOW)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    magic: bytes
    open: Callable[[], _Decompressor]
    may_be_padded: bool = False
    """Whether zeros may follow, as tapes have them."""


def _unxz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)


_FORMATS: Mapping[CompressedForm, _Format] = {
    "tar.gz": _Format("gzip", b"\x1f\x8b\x08", _Gunzip, may_be_padded=True),
    "tar.bz2": _Format("bzip2", b"BZh", bz2.BZ2Decompressor),
    "tar.xz": _Format("xz", b"\xfd7zXZ\0", _unxz),
}


def compressed_form(start: bytes) -> CompressedForm | None:
    """Return the form of a file that starts with these bytes, if it is compressed."""
    return next((form for form, one in _FORMATS.items() if start.startswith(one.magic)), None)


class CompressedStream:
    """The bytes of a file of one or several compressed streams, each verified against its
    checksum. Every method raises ArchiveError where the file is damaged, cut off, has other
    bytes after its streams, or unpacks to more than the limits allow."""

    def __init__(self, descriptor: int, form: CompressedForm, limits: Limits) -> None:
        self.position = 0
        self._piece = memoryview(b"")
        self._unpacked = _unpacked(_Packed(descriptor), _FORMATS[form], limits)

    def take(self, octets: int) -> bytes:
        """Return the next bytes; fewer only at the end."""
        return b"".join(self._pieces(octets))

    def pieces(self, octets: int) -> Iterator[memoryview]:
        """Yield the next bytes as they are unpacked, which must be there."""
        end = self.position + octets
        yield from self._pieces(octets)
        if self.position < end:
            raise damaged(f"the archive breaks off after {self.position} unpacked bytes")

    def skip(self, octets: int) -> None:
        """Go on by so many bytes, which must be there."""
        for _ in self.pieces(octets):
            pass

    def finish(self) -> int:
        """Unpack what is left, which is padding, for the sake of the checksum at the end; return
        its number of bytes."""
        start = self.position
        while self._fill():
            self.position += len(self._piece)
            padding, self._piece = self._piece, memoryview(b"")
            verify_padding(padding)
        return self.position - start

    def _pieces(self, octets: int) -> Iterator[memoryview]:
        while octets > 0 and self._fill():
            piece, self._piece = self._piece[:octets], self._piece[octets:]
            octets -= len(piece)
            self.position += len(piece)
            yield piece

    def _fill(self) -> bool:
        """Have at least one byte unpacked; False at the end."""
        if not self._piece:
            self._piece = memoryview(next(self._unpacked, b""))
        return bool(self._piece)


class _Packed:
    """The bytes of the file, with those that a decompressor gave back."""

    def __init__(self, descriptor: int) -> None:
        self.octets = 0
        self._descriptor = descriptor
        self._rest = b""

    def take(self) -> bytes:
        """Some bytes; none only at the end of the file."""
        if self._rest:
            taken, self._rest = self._rest, b""
            return taken
        try:
            taken = os.pread(self._descriptor, _INPUT, self.octets)
        except OSError as error:
            raise unreadable(error) from error
        self.octets += len(taken)
        return taken

    def give_back(self, rest: bytes) -> None:
        self._rest = rest + self._rest

    def peek(self, octets: int = _LONGEST_MAGIC) -> bytes:
        """Return the next bytes, at least so many; fewer only at the end."""
        start = b""
        while len(start) < octets and (more := self.take()):
            start += more
        self.give_back(start)
        return start


def _unpacked(packed: _Packed, form: _Format, limits: Limits) -> Iterator[bytes]:
    """Yield the content of every stream, as long as it is within the limits."""
    octets = 0
    if not packed.peek().startswith(form.magic):
        raise damaged(f"the archive is not a {form.name} file")
    refuse_two_forms(packed.peek(BLOCK)[:BLOCK])
    while (start := packed.peek()).startswith(form.magic):
        if form.name == "gzip" and len(start) > 3 and start[3] & ~_WRITTEN_FLAGS:
            raise ambiguous(f"its gzip header has the flags {start[3]:#04x}")
        for piece in _stream(form.open(), packed, form):
            octets += len(piece)
            if octets > limits.octets:
                raise exceeded(f"the archive unpacks to more than {limits.octets} bytes")
            if limits.is_bomb(packed.octets, octets):
                raise exceeded(f"the archive unpacks to more than {limits.ratio} times its size")
            yield piece
    _verify_rest(packed, form)


def _stream(decoder: _Decompressor, packed: _Packed, form: _Format) -> Iterator[bytes]:
    """Yield the content of one stream, up to its checksum."""
    while not decoder.eof:
        data = packed.take() if decoder.needs_input else b""
        try:
            piece = decoder.decompress(data, _OUTPUT)
        except (zlib.error, lzma.LZMAError, OSError) as error:
            raise damaged(f"the {form.name} data is damaged: {error}") from None
        if piece:
            yield piece
        elif not data and decoder.needs_input and not decoder.eof:
            raise damaged(f"the {form.name} file is cut off")
    packed.give_back(decoder.unused_data)


def _verify_rest(packed: _Packed, form: _Format) -> None:
    """What follows the last stream is nothing, or the padding of a tape. After padding, some
    programs look for a further stream, and others do not."""
    octets = 0
    while rest := packed.take():
        octets += len(rest)
        if rest.strip(b"\0") or octets > _LONGEST_PADDING or not form.may_be_padded:
            raise ambiguous(f"there are other bytes after the end of the {form.name} data")
