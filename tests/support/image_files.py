"""Small image files for tests, drawn at test time, and damage done to them."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageDraw

SIZE = (23, 17)


def drawn(mode: str, size: tuple[int, int] = SIZE) -> Image.Image:
    """A page with a few strokes on it."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    width, height = size
    for index in range(9):
        ends = (index * 5 % width, 0, width - index * 3 % width, height)
        pen.line(ends, fill=(index * 25, 255 - index * 20, index * 11))
    if mode == "I;16":
        grey = image.convert("L").tobytes()
        return Image.frombytes("I;16", size, b"".join(bytes((value, value)) for value in grey))
    return image.convert(mode)


def encoded(image: Image.Image, suffix: str, **options: Any) -> bytes:
    """The bytes of an image file; `suffix` tells the format."""
    file = io.BytesIO()
    kind = {"png": "PNG", "tif": "TIFF", "jpg": "JPEG", "jp2": "JPEG2000"}[suffix]
    image.save(file, kind, **options)
    return file.getvalue()


def file_of(suffix: str, mode: str = "L", **options: Any) -> bytes:
    return encoded(drawn(mode), suffix, **options)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(header: tuple[int, ...], *chunks: bytes) -> bytes:
    """A PNG of an IHDR of these numbers, these chunks, and IEND."""
    ihdr = chunk(b"IHDR", struct.pack(">IIBBBBB", *header))
    return b"\x89PNG\r\n\x1a\n" + ihdr + b"".join(chunks) + chunk(b"IEND", b"")


def tiff(pictures: list[dict[int, int | tuple[int, ...]]], data: bytes = b"") -> bytes:
    """A little-endian TIFF: `data` at byte 8, then one directory a picture, each tag a LONG."""
    out = bytearray(b"II*\0\0\0\0\0" + data)
    pointer = 4
    for tags in pictures:
        start = len(out)
        out[pointer : pointer + 4] = struct.pack("<I", start)
        values = {
            tag: value if isinstance(value, tuple) else (value,) for tag, value in tags.items()
        }
        outside = start + 2 + 12 * len(tags) + 4
        table, beyond = b"", b""
        for tag, numbers in sorted(values.items()):
            packed = struct.pack(f"<{len(numbers)}I", *numbers)
            if len(numbers) > 1:
                packed, beyond = struct.pack("<I", outside + len(beyond)), beyond + packed
            table += struct.pack("<HHI", tag, 4, len(numbers)) + packed
        out += struct.pack("<H", len(tags)) + table
        pointer = len(out)
        out += bytes(4) + beyond
    return bytes(out)


def mutations(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`content` with bits flipped, bytes overwritten, cut out, put in or copied about."""
    chance = random.Random(seed)
    for _ in range(count):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 8))):
            _damage(damaged, chance)
        yield bytes(damaged)


def _damage(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) if chance.random() < 0.5 else min(len(content), 300))
    length = chance.randrange(1, 20)
    source = chance.randrange(len(content))
    match chance.randrange(6):
        case 0:
            content[at] ^= 1 << chance.randrange(8)
        case 1:
            content[at] = chance.choice((0, 1, 127, 128, 255))
        case 2 if len(content) > length:
            del content[at : at + length]
        case 3:
            content[at:at] = chance.randbytes(length)
        case 4:
            content[at : at + 4] = chance.choice((bytes(4), b"\xff" * 4, b"\x7f\xff\xff\xff"))
        case _:
            content[at : at + length] = content[source : source + length]
    if not content:
        content.append(0)


def with_checksums(content: bytes) -> bytes:
    """A damaged PNG whose chunks have their checksums right, so that damage gets past them."""
    out, offset = bytearray(content[:8]), 8
    while offset + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, offset)
        if offset + 12 + length > len(content):
            break
        out += chunk(content[offset + 4 : offset + 8], content[offset + 8 : offset + 8 + length])
        offset += 12 + length
    return bytes(out + content[offset:])
