"""A picture in few shades of grey as a small PNG: text on paper needs no more."""
from __future__ import annotations

import re
import struct
import zlib

_HEAD = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")
_SHADES = bytes((value * 15 + 127) // 255 for value in range(256))


def png_of_grey(pgm: bytes) -> bytes:
    """The PNG of a grey picture as pdftoppm gives it (PGM), in sixteen shades; ValueError for anything else."""
    head = _HEAD.match(pgm)
    if head is None:
        raise ValueError("no grey picture of 256 shades")
    width, height = int(head[1]), int(head[2])
    pixels = pgm[head.end() :].translate(_SHADES)
    if len(pixels) != width * height:
        raise ValueError("a picture that ends too early")
    rows = (pixels[start : start + width] + b"\x0f" * (width % 2) for start in range(0, len(pixels), width))
    packed = b"".join(b"\0" + bytes(left << 4 | right for left, right in zip(row[::2], row[1::2], strict=True)) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)), _chunk(b"IDAT", zlib.compress(packed, 9)), _chunk(b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
