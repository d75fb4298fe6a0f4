"""Deflated bytes -> what they hold, in blocks of bounded size, so that whoever reads may stop."""
from __future__ import annotations

import zlib
from collections.abc import Generator

BLOCK = 1 << 16


def inflated(packed: memoryview, window: int = zlib.MAX_WBITS) -> Generator[bytes, None, int | None]:
    """The blocks; gives back how many bytes are left behind the end, None where the end is missing. `zlib.error` where they are damaged."""
    inflater = zlib.decompressobj(window)
    for at in range(0, len(packed), BLOCK):
        pending = bytes(packed[at:at + BLOCK])
        while pending and not inflater.eof:
            yield inflater.decompress(pending, BLOCK)
            pending = inflater.unconsumed_tail
        if inflater.eof:
            return len(inflater.unused_data) + max(0, len(packed) - at - BLOCK)
    # What waits inside, where the last block filled its measure exactly.
    if rest := inflater.decompress(b"", BLOCK):
        yield rest
    return 0 if inflater.eof else None
