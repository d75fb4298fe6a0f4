"""The entries of a ZIP as a stranger packed them: what its directory says is believed only where the bytes agree, nothing touches the disk."""
from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from motcua.inspect.finding import Stop
from motcua.inspect.inflate import BLOCK, inflated

MOST_ENTRIES = 2_000
MOST_UNPACKED = 50 << 20
MOST_RATIO = 100
# Small files of much repetition pack better than that, and harm nobody.
_RATIO_ASKED_FROM = 1 << 20
_END, _CENTRAL, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_FIELDS, _CENTRAL_FIELDS, _LOCAL_FIELDS = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = (1 << 16) - 1
# The sizes and the checksum behind an entry that was written before they were known.
_DESCRIPTOR = 24
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8, _HIDDEN = 1, 1 << 3, 1 << 11, 1 << 13
_STORED, _DEFLATED = 0, 8
_UNIX, _KIND_OF_FILE, _FOLDER, _REGULAR = 3, 0o170000, 0o040000, 0o100000
_OPENS, _ODD, _SMALL = "form_file_opens", "form_file_is_packed_plainly", "form_file_unpacks_small"


class Entry(NamedTuple):
    """An entry: its name, how it is packed, what it must give, where its bytes lie."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    header: int
    start: int

    @property
    def end(self) -> int:
        """Where its bytes end."""
        return self.start + self.packed


class Archive:
    """A ZIP whose entries have been judged; `Stop` where they cannot be trusted."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unpacked = 0
        self.entries = _entries(data)
        self.names = {entry.name: entry for entry in self.entries}

    def blocks(self, entry: Entry) -> Iterator[bytes]:
        """What an entry holds, block by block; `Stop` where it is damaged, or where all that was read is too much for the file."""
        crc = size = 0
        for block in self._unpacking(entry):
            crc, size = zlib.crc32(block, crc), size + len(block)
            self._unpacked += len(block)
            if self._unpacked > min(MOST_UNPACKED, max(_RATIO_ASKED_FROM, MOST_RATIO * len(self._data))):
                raise Stop(_SMALL, entry.name)
            yield block
        if (crc, size) != (entry.crc, entry.size):
            raise Stop(_OPENS, entry.name)

    def read(self, entry: Entry) -> bytes:
        """All that an entry holds."""
        return b"".join(self.blocks(entry))

    def _unpacking(self, entry: Entry) -> Iterator[bytes]:
        if entry.method == _STORED:
            yield from (self._data[at:min(at + BLOCK, entry.end)] for at in range(entry.start, entry.end, BLOCK))
            return
        try:
            left = yield from inflated(memoryview(self._data)[entry.start:entry.end], -zlib.MAX_WBITS)
        except zlib.error as error:
            raise Stop(_OPENS, entry.name) from error
        if left != 0:
            raise Stop(_OPENS, entry.name)


def _entries(data: bytes) -> tuple[Entry, ...]:
    count, size, start = _directory(data)
    if count > MOST_ENTRIES:
        raise Stop(_SMALL, found=str(count))
    entries, at = [], start
    for _ in range(count):
        entry, at = _entry(data, at)
        entries.append(entry)
    if at != start + size:
        raise Stop(_OPENS)
    _judge_names(entries)
    _judge_places(entries, start)
    return tuple(entries)


def _directory(data: bytes) -> tuple[int, int, int]:
    """How many entries the directory lists, how long it is and where it begins; nothing may stand before or behind the archive."""
    at = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - _END_FIELDS.size))
    if at < 0 or at + _END_FIELDS.size > len(data):
        raise Stop(_OPENS)
    _, disk, first_disk, here, count, size, start, comment = _END_FIELDS.unpack_from(data, at)
    if disk or first_disk or here != count or start + size != at or at + _END_FIELDS.size + comment != len(data):
        raise Stop(_ODD if data.startswith(_LOCAL) and start + size < at else _OPENS)
    return count, size, start


def _entry(data: bytes, at: int) -> tuple[Entry, int]:
    """The entry whose line of the directory stands here, and where the next one stands."""
    try:
        (mark, made_by, _, flags, method, _, _, crc, packed, size, name_size, extra, comment, _, _, attributes, header) = \
            _CENTRAL_FIELDS.unpack_from(data, at)
    except struct.error as error:
        raise Stop(_OPENS) from error
    raw = data[at + _CENTRAL_FIELDS.size:][:name_size] if mark == _CENTRAL else b""
    if not raw:
        raise Stop(_OPENS)
    name = raw.decode("utf-8" if flags & _UTF_8 else "cp437", "backslashreplace")
    if flags & (_ENCRYPTED | _HIDDEN):
        raise Stop("form_file_is_unlocked", name)
    kind = attributes >> 16 & _KIND_OF_FILE if made_by >> 8 == _UNIX else 0
    if method not in (_STORED, _DEFLATED) or kind not in (0, _FOLDER, _REGULAR):
        raise Stop(_ODD, name)
    start = _start(data, header, raw, (method, crc, packed, size), name)
    return Entry(name, method, crc, packed, size, header, start), at + _CENTRAL_FIELDS.size + name_size + extra + comment


def _start(data: bytes, header: int, raw: bytes, told: tuple[int, int, int, int], name: str) -> int:
    """Where an entry's bytes begin, once its own header says the same as the directory."""
    try:
        mark, _, flags, method, _, _, crc, packed, size, name_size, extra = _LOCAL_FIELDS.unpack_from(data, header)
    except struct.error as error:
        raise Stop(_OPENS, name) from error
    start = header + _LOCAL_FIELDS.size
    if mark != _LOCAL:
        raise Stop(_OPENS, name)
    own = (method, crc, packed, size)
    says_the_same = own == told or (flags & _SIZES_FOLLOW and method == told[0] and not any(own[1:]))
    if data[start:start + name_size] != raw or not says_the_same or (method == _STORED and told[2] != told[3]):
        raise Stop(_ODD, name)
    return start + name_size + extra


def _judge_names(entries: list[Entry]) -> None:
    """No name leads out of the archive, and none is there twice for a reader that knows no capitals."""
    seen: set[str] = set()
    for entry in entries:
        steps = entry.name.removesuffix("/").split("/")
        if not {"", ".", ".."}.isdisjoint(steps) or "\\" in entry.name or ":" in steps[0] or not entry.name.isprintable():
            raise Stop(_ODD, entry.name)
        if entry.name.casefold() in seen:
            raise Stop(_ODD, entry.name)
        seen.add(entry.name.casefold())


def _judge_places(entries: list[Entry], directory: int) -> None:
    """No two entries share bytes, and nothing lies between them that the directory does not list."""
    lying = sorted(entries, key=lambda entry: entry.header)
    ends = [0, *(entry.end for entry in lying)]
    begins = [*(entry.header for entry in lying), directory]
    for end, begin, entry in zip(ends, begins, [*lying, *lying[-1:]], strict=False):
        if not end <= begin <= end + (_DESCRIPTOR if end else 0):
            raise Stop(_ODD if end <= directory else _OPENS, entry.name)
