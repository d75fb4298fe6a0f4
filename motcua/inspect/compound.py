"""What an old binary Office file (DOC, XLS, PPT, or the wrapping of an encrypted one) holds, by the names of its streams."""
from __future__ import annotations

import struct
from collections.abc import Iterator

from motcua.inspect.finding import Finding, Stop

_HEADER = 512
# Sectors are of 512 bytes or of 4,096.
_SHIFTS = (9, 12)
_MOST_SECTORS = 4_096
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_ENCRYPTED = {"encryptedpackage", "encryptioninfo", "encryptedsummary"}
_MACROS = {"_vba_project", "vba", "macros", "_vba_project_cur"}
_EMBEDDED = {"objectpool", "\x01ole10native", "\x01ole"}
_KINDS = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
# Where a Word, an Excel and a PowerPoint file tell that they are encrypted.
_WORD_MAGIC, _WORD_IS_ENCRYPTED = 0xA5EC, 0x0100
_EXCEL_BEGINS, _EXCEL_PASSWORD = b"\x09\x08", struct.pack("<H", 0x002F)
_POWERPOINT_IS_ENCRYPTED = struct.pack("<L", 0xF3D1C4DF)


class Compound:
    """An old Office file; `kind` is the program's ending, `doc`, `xls`, `ppt` or `ole`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        if len(data) < _HEADER or (shift := struct.unpack_from("<H", data, 30)[0]) not in _SHIFTS:
            raise Stop("form_file_opens")
        self._sector = 1 << shift
        self._streams = dict(self._directory())
        self.kind = next((kind for name, kind in _KINDS.items() if name in self._streams), "ole")

    def findings(self) -> Iterator[Finding]:
        """The one reason that says most why it is no form."""
        names = self._streams.keys()
        if names & _ENCRYPTED or self._is_encrypted():
            yield Finding("form_file_is_unlocked", found=self.kind)
        elif macros := names & _MACROS:
            yield Finding("form_file_has_no_macros", min(macros), self.kind)
        elif embedded := names & _EMBEDDED:
            yield Finding("form_file_embeds_nothing", min(embedded).lstrip("\x01"), self.kind)

    def _is_encrypted(self) -> bool:
        if (start := self._streams.get("worddocument")) is not None:
            magic, flags = self._numbers(start, "<H8xH")
            return magic == _WORD_MAGIC and bool(flags & _WORD_IS_ENCRYPTED)
        if (start := self._streams.get("workbook", self._streams.get("book"))) is not None:
            first = self._data[start:start + self._sector]
            return first.startswith(_EXCEL_BEGINS) and first[4 + first[2]:][:2] == _EXCEL_PASSWORD
        return "powerpoint document" in self._streams and _POWERPOINT_IS_ENCRYPTED in self._data

    def _directory(self) -> Iterator[tuple[str, int]]:
        """Every entry's name in small letters and where its bytes begin."""
        sector, seen = struct.unpack_from("<L", self._data, 48)[0], set[int]()
        while sector < _LAST_SECTOR and sector not in seen and len(seen) < _MOST_SECTORS:
            seen.add(sector)
            at = self._at(sector)
            for place in range(at, min(at + self._sector, len(self._data) - _ENTRY + 1), _ENTRY):
                size, = struct.unpack_from("<H", self._data, place + 64)
                if 2 <= size <= 64:
                    name = self._data[place:place + size - 2].decode("utf-16-le", "replace").casefold()
                    yield name, self._at(struct.unpack_from("<L", self._data, place + 116)[0])
            sector = self._next(sector)

    def _next(self, sector: int) -> int:
        """The sector that follows one; the end where the table of sectors cannot be read."""
        each = self._sector // 4
        if sector // each >= 109:
            return _LAST_SECTOR
        table, = struct.unpack_from("<L", self._data, 76 + 4 * (sector // each))
        return self._numbers(self._at(table) + 4 * (sector % each), "<L")[0] if table < _LAST_SECTOR else _LAST_SECTOR

    def _at(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def _numbers(self, at: int, shape: str) -> tuple[int, ...]:
        try:
            return struct.unpack_from(shape, self._data, at)
        except struct.error as error:
            raise Stop("form_file_opens") from error
