"""A gzip file's content from front to back, as much at a time as is wanted, within limits."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from frus_pack.bag.archives.tar_members import ArchiveError, verify_padding
from frus_pack.bag.reader import Limits

_INPUT = 128 << 10
_OUTPUT = 256 << 10
_MAGIC = b"\x1f\x8b"
_GZIP = 31  # zlib's word for: a gzip header and checksum, and the largest window


class Gunzip:
    """The bytes of a gzip file of one or several members (RFC 1952), each verified against its
    CRC. Every method raises ArchiveError where the file is damaged, cut off, or unpacks to more
    than the limits allow."""

    def __init__(self, file: io.FileIO, limits: Limits) -> None:
        self.position = 0
        self._file = file
        self._limits = limits
        self._decoder = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._packed = 0
        self._unpacked = 0
        self._piece = memoryview(b"")
        self._ended = False

    def take(self, octets: int) -> bytes:
        """The next bytes; fewer only at the end."""
        return b"".join(self._pieces(octets))

    def pieces(self, octets: int) -> Iterator[memoryview]:
        """The next bytes as they are unpacked, which must be there."""
        end = self.position + octets
        yield from self._pieces(octets)
        if self.position < end:
            message = f"the archive breaks off after {self.position} unpacked bytes"
            raise ArchiveError("archive-damaged", message)

    def skip(self, octets: int) -> None:
        """Go on by so many bytes, which must be there."""
        for _ in self.pieces(octets):
            pass

    def finish(self) -> None:
        """Unpack what is left, which is padding, for the sake of the checksum at the end."""
        while self._fill():
            self.position += len(self._piece)
            padding, self._piece = self._piece, memoryview(b"")
            verify_padding(padding)

    def _pieces(self, octets: int) -> Iterator[memoryview]:
        while octets > 0 and self._fill():
            piece, self._piece = self._piece[:octets], self._piece[octets:]
            octets -= len(piece)
            self.position += len(piece)
            yield piece

    def _fill(self) -> bool:
        """Have at least one byte unpacked; False at the end."""
        while not self._piece and not self._ended:
            if self._decoder.eof:
                self._next_member()
                continue
            packed = self._pending or self._decoder.unconsumed_tail or self._read()
            self._pending = b""
            try:
                unpacked = self._decoder.decompress(packed, _OUTPUT)
            except zlib.error as error:
                raise ArchiveError(
                    "archive-damaged", f"the gzip data is damaged: {error}"
                ) from None
            if not packed and not unpacked and not self._decoder.eof:
                raise ArchiveError("archive-damaged", "the gzip file is cut off")
            self._count(len(unpacked))
            self._piece = memoryview(unpacked)
        return bool(self._piece)

    def _next_member(self) -> None:
        # Padding with zeros, as tapes have it, is none of gzip's business.
        rest = self._decoder.unused_data.lstrip(b"\0")
        while not rest and (more := self._read()):
            rest = more.lstrip(b"\0")
        if len(rest) == 1:
            rest += self._read()
        if not rest:
            self._ended = True
            return
        if not rest.startswith(_MAGIC):
            message = "there are other bytes after the end of the gzip data"
            raise ArchiveError("archive-damaged", message)
        self._decoder = zlib.decompressobj(_GZIP)
        self._pending = rest

    def _read(self) -> bytes:
        try:
            packed = self._file.read(_INPUT) or b""
        except OSError as error:
            message = f"the archive cannot be read: {error.strerror}"
            raise ArchiveError("unreadable", message) from error
        self._packed += len(packed)
        return packed

    def _count(self, octets: int) -> None:
        self._unpacked += octets
        limits = self._limits
        if self._unpacked > limits.octets:
            message = f"the archive unpacks to more than {limits.octets} bytes"
            raise ArchiveError("limit-exceeded", message)
        if limits.is_bomb(self._packed, self._unpacked):
            message = f"the archive unpacks to more than {limits.ratio} times its size"
            raise ArchiveError("limit-exceeded", message)
