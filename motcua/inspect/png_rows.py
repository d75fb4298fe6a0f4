"""Rows of bytes that were written as PNG writes them, each by its difference from what stands left or above."""
from __future__ import annotations

from collections.abc import Iterator


def differences(content: bytes, width: int) -> Iterator[bytes]:
    """Each row that such bytes stand for; the first byte of a row says which neighbours its differences are from."""
    above = bytes(width)
    for at in range(0, len(content) - width, width + 1):
        way, row = content[at], bytearray(content[at + 1:at + 1 + width])
        for place in range(width):
            left, over, before = row[place - 1] if place else 0, above[place], above[place - 1] if place else 0
            row[place] = (row[place] + _expected(way, left, over, before)) & 255
        above = bytes(row)
        yield above


def _expected(way: int, left: int, over: int, before: int) -> int:
    if way < 4:
        return (0, left, over, (left + over) // 2)[way]
    guess = left + over - before
    return min((left, over, before), key=lambda near: abs(guess - near))
