"""Turns the rows of a list into procedures by name: which column is which, what a row says, and which rows cannot be used."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from motcua.text import fold, slug
from motcua.tools.lists.report import Note
from motcua.tools.lists.workbook import Cell, NotAList, Row
from motcua.tools.portal import cleaning, parts

HEADINGS = {
    "code": ("mã số", "mã thủ tục", "mã tthc", "mã số tthc", "mã số thủ tục"),
    "name": ("tên", "tên thủ tục", "tên tthc", "tên thủ tục hành chính"),
    "publisher": ("cơ quan ban hành", "cơ quan công bố"),
    "agencies": ("cơ quan thực hiện",),
    "field": ("lĩnh vực",),
    "levels": ("cấp thực hiện",),
    "decision": ("số quyết định", "quyết định công bố", "số quyết định công bố"),
}
NEEDED = ("code", "name", "field")

_COLUMNS = {fold(heading): column for column, headings in HEADINGS.items() for heading in headings}
_LEVELS = {fold(words): level for words, level in (
    ("Cấp Bộ", "ministry"), ("Cấp Tỉnh", "province"), ("Cấp Xã", "commune"), ("Cơ quan khác", "other"),
    ("Bộ", "ministry"), ("Tỉnh", "province"), ("Xã", "commune"),
)}


@dataclass(frozen=True, slots=True)
class Listed:
    """One procedure as a list names it; `place` is its file and row, `written_name` the name as it stands there."""

    code: str
    name: str
    written_name: str
    field: str
    publisher: str
    agencies: tuple[str, ...]
    levels: tuple[str, ...]
    decision: str
    place: str


def read(rows: Iterable[Row], file: str, notes: list[Note]) -> list[Listed]:
    """The procedures of a list; each row that is none becomes a note. `NotAList` when no sheet has the headings."""
    found: list[Listed] = []
    has_headings = False
    for _, of_sheet in groupby(rows, lambda row: row.sheet):
        columns: Mapping[str, int] = {}
        for row in of_sheet:
            if not columns:
                columns = _columns(row)
                has_headings = has_headings or bool(columns)
            elif columns and _columns(row) != columns:
                found += _listed(row, columns, f"{file}:{row.number}", notes)
    if not has_headings:
        raise NotAList("no_headings")
    return found


def _columns(row: Row) -> dict[str, int]:
    """Which column holds what, where a row is the headings; nothing where it is not."""
    named = {column: place for place, cell in reversed(list(enumerate(row.cells)))
             if (column := _COLUMNS.get(fold(cleaning.line(cell.value))))}
    return named if all(column in named for column in NEEDED) else {}


def _listed(row: Row, columns: Mapping[str, int], place: str, notes: list[Note]) -> Iterator[Listed]:
    cells = {column: row.cells[at] for column, at in columns.items() if at < len(row.cells)}
    texts = {column: cleaning.prose(_text(cell, column)) for column, cell in cells.items()}
    if not any(texts.values()):
        return
    if why := _fault(cells, texts):
        notes.append(Note(why, texts.get("code", ""), "", cleaning.line(" · ".join(filter(None, texts.values()))), place))
        return
    levels, unknown = _levels(texts.get("levels", ""))
    notes += [Note("level_unknown", texts["code"], "", words, place) for words in unknown]
    whole = cleaning.line(texts["name"])
    yield Listed(
        texts["code"], parts.name({"name": whole}, lambda *_: None), whole, cleaning.line(texts["field"]),
        cleaning.line(texts.get("publisher")), tuple(filter(None, map(cleaning.line, texts.get("agencies", "").split("\n")))),
        levels, cleaning.line(texts.get("decision")), place)


def _text(cell: Cell, column: str) -> object:
    """A cell as text; Excel takes a code for a number, whose lost zeros are known since a code has six places."""
    if column == "code" and isinstance(cell.value, float) and not cell.is_computed and 1 <= cell.value < 10:
        return f"{cell.value:.6f}" if round(cell.value, 6) == cell.value else repr(cell.value)
    return cell.value if isinstance(cell.value, str) or cell.value is None else str(cell.value)


def _fault(cells: Mapping[str, Cell], texts: Mapping[str, str]) -> str:
    """Why a row cannot be used, as the name of its sentence; nothing when it can."""
    if any(cell.is_computed for cell in cells.values()):
        return "computed"
    if not parts.CODE.fullmatch(texts.get("code", "")):
        return "no_code"
    if not texts.get("name"):
        return "no_name"
    return "" if slug(texts.get("field", "")) else "no_field"


def _levels(words: str) -> tuple[tuple[str, ...], list[str]]:
    """The levels that a cell names, in order, and the words that name none."""
    named = [piece.strip() for piece in re.split(r"[\n,;]", words) if piece.strip()]
    known = {_LEVELS[fold(piece)]: None for piece in named if fold(piece) in _LEVELS}
    return tuple(known), [piece for piece in named if fold(piece) not in _LEVELS]
