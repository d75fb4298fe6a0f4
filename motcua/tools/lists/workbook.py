"""Reads the rows of a workbook that a stranger may have made: bounded, without following links, without computing anything."""
from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from motcua.inspect.beginnings import OLE

MOST_BYTES = 8 << 20
MOST_BYTES_UNPACKED = 64 << 20
MOST_PARTS = 500
MOST_ROWS = 50_000
MOST_COLUMNS = 30

_MEGABYTE = 1 << 20
# No part of a workbook declares a document type; one that does is made to unfold into something else.
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


class NotAList(ValueError):
    """A file that cannot be read as a list; `reason` is the name of its sentence, `values` what the sentence names."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class Cell(NamedTuple):
    """What a cell holds: its text or number as written, and whether it is computed, so that its text is a formula or a fault."""

    value: object
    is_computed: bool = False


class Row(NamedTuple):
    """One row of a sheet: the sheet's number from 0, the row's number as a spreadsheet shows it, its cells from column A, the sheet's title."""

    sheet: int
    number: int
    cells: tuple[Cell, ...]
    title: str = ""


class Bounds(NamedTuple):
    """How much a workbook may hold."""

    bytes: int = MOST_BYTES
    unpacked: int = MOST_BYTES_UNPACKED
    columns: int = MOST_COLUMNS


_OF_A_LIST = Bounds()


def rows(path: Path, bounds: Bounds = _OF_A_LIST) -> list[Row]:
    """Every row that holds something, sheet after sheet; `NotAList` when the file is no workbook or goes beyond a bound."""
    data = _bounded(path, bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _judge(parts, bounds)
        return list(_rows(data, bounds))
    except NotAList:
        raise
    except zipfile.BadZipFile as error:
        raise NotAList("no_workbook") from error
    # The library raises whatever the damaged part led it to; for an editor all of these say the same.
    except Exception as error:
        raise NotAList("damaged") from error


def _bounded(path: Path, bounds: Bounds) -> bytes:
    """The file's bytes, at most so many."""
    with path.open("rb") as file:
        data = file.read(bounds.bytes + 1)
    if len(data) > bounds.bytes:
        raise NotAList("too_large", most=bounds.bytes // _MEGABYTE)
    # What Excel 97-2003 writes, and what Excel wraps a workbook in that has a password.
    if data.startswith(OLE):
        raise NotAList("old_or_locked")
    return data


def _judge(parts: zipfile.ZipFile, bounds: Bounds) -> None:
    # Reading never goes past the size that a part declares, so the sum of these bounds what is unpacked, whatever they truly hold.
    held = parts.infolist()
    if len(held) > MOST_PARTS or sum(part.file_size for part in held) > bounds.unpacked:
        raise NotAList("unpacks_too_large", most=bounds.unpacked // _MEGABYTE)
    if "xl/workbook.xml" not in parts.namelist():
        raise NotAList("no_workbook")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in held):
        raise NotAList("holds_macros")
    for part in held:
        data = parts.read(part).upper()
        if any(mark in data for mark in _DOCTYPE):
            raise NotAList("declares_entities")


def _rows(data: bytes, bounds: Bounds) -> Iterator[Row]:
    # Imported late: only reading a workbook needs it.
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of looks and extensions that it leaves out, and so do we.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        for number, sheet in enumerate(book.worksheets):
            # What a sheet says of its own size may be wrong; the rows themselves are counted.
            sheet.reset_dimensions()
            for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=bounds.columns):
                filled = [cell for cell in row if cell.value is not None]
                if filled and filled[0].row > MOST_ROWS:
                    raise NotAList("too_many_rows", most=MOST_ROWS)
                if filled:
                    yield Row(number, filled[0].row, tuple(Cell(_unescaped(cell.value), cell.data_type in ("f", "e")) for cell in row), sheet.title)


def _unescaped(value: object) -> object:
    """A text without the `_x000D_` that Excel writes for a character that XML cannot hold."""
    from openpyxl.utils.escape import unescape

    return unescape(value) if isinstance(value, str) else value
