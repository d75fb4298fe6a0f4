"""Lays sheets out as a workbook: headings with notes, drop-downs, text kept as text, and what names a record protected."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motcua.tools.undated import LONG_AGO, undated
from motcua.tools.workbook.cells import MOST_LETTERS, Raw
from motcua.tools.workbook.rows import Row
from motcua.tools.workbook.shape import KEY, NUMBER, PARENT, REST, Sheet
from motcua.tools.workbook.wording import wording

FIRST = 3
GUIDE, CHOICES, STATE = "motcua:guide", "motcua:choices", "motcua:state"
# How many rows an editor may add for which choices still fold out.
_ROOM = 2000
_HEAD = PatternFill("solid", start_color="1F4E79")
_LOCKED = PatternFill("solid", start_color="E7E6E6")
_WRAPPED, _ON_ONE_LINE = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
_OPEN, _SHUT = Protection(locked=False), Protection(locked=True)
_WIDTHS = {"markdown": 60, "phrase": 40, "summary": 40, "short_name": 30, "one_of": 24, "day": 13, "whole": 9, "number": 11, "flag": 9}
_ESCAPE = "_x005F_"


class Head(NamedTuple):
    """What stands above a column: what the hidden row calls it, what people call it, the note, the format and width of its cells."""

    key: str
    title: str
    note: str
    format: str
    width: int
    choices: tuple[str, ...] = ()
    is_closed: bool = False


class Laid(NamedTuple):
    """A sheet with its rows, and the choices of its columns by their keys."""

    sheet: Sheet
    rows: Sequence[Row]
    choices: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...]


class TooLong(Exception):
    """A text of more than MOST_LETTERS characters, which no cell can hold: its sheet's title, and its cell."""


def write(sheets: Sequence[Laid], state: Sequence[tuple[str, str, str]]) -> bytes:
    """The workbook as bytes; `state` are (kind, key, digest) of what was exported. TooLong where a cell cannot hold a text."""
    book = Workbook()
    _guide(book.active)
    lists = book.create_sheet(wording("vi")["choices_sheet"])
    known: dict[tuple[str, ...], str] = {}
    for laid in sheets:
        _sheet(book, laid, lists, known)
    book.move_sheet(lists, len(sheets))
    lists["A1"] = CHOICES
    lists.sheet_state = "hidden"
    _state(book.create_sheet("motcua"), state)
    book.properties.creator = "motcua"
    book.properties.created = book.properties.modified = LONG_AGO
    return _saved(book)


def heads(laid: Laid) -> list[Head]:
    """The columns of a sheet in order: what names the record, where a row stands in the tree, the fields, the rest."""
    words, sheet = wording("vi"), laid.sheet
    found = [Head(KEY, words[f"key_{sheet.kind}"], words["key_note"], "@", 16, laid.keys if sheet.path else ())] if sheet.has_key else []
    if sheet.is_tree:
        found += [Head(NUMBER, words["number"], words["number_note"], "@", 7), Head(PARENT, words["parent"], words["parent_note"], "@", 9)]
    for column in sheet.columns:
        kind, many = column.held.kind, words["many"] if column.held.is_list else ""
        note = "\n".join(filter(None, (column.about, many, column.key.partition("@")[0])))
        shape = {"day": "yyyy-mm-dd", "whole": "0", "number": "#,##0.######"}.get(kind, "@")
        found.append(Head(column.key, column.title, note, shape, _WIDTHS.get(kind, 22), laid.choices.get(column.key, ()), kind == "one_of"))
    return [*found, Head(REST, words["rest"], words["rest_note"], "@", 30)]


def _sheet(book: Workbook, laid: Laid, lists: Worksheet, known: dict[tuple[str, ...], str]) -> None:
    page = book.create_sheet(laid.sheet.title)
    columns = heads(laid)
    places = {head.key: number for number, head in enumerate(columns, start=1)}
    for number, head in enumerate(columns, start=1):
        _head(page, number, head, laid.sheet)
        if head.choices:
            page.add_data_validation(_choice(head, number, lists, known))
    for number, row in enumerate(laid.rows, start=FIRST):
        for key, value in {KEY: row.key, **row.cells}.items():
            if key in places and value is not None:
                _fill(page.cell(number, places[key]), value, columns[places[key] - 1], laid.sheet.title)
    page.row_dimensions[1].hidden = True
    is_own = laid.sheet.has_key and not laid.sheet.path
    # By name: a cell that is asked for is there, and would not take after its column.
    page.freeze_panes = f"{get_column_letter(1 + laid.sheet.has_key + laid.sheet.is_tree)}{FIRST}"
    page.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{max(len(laid.rows) + 2, FIRST)}"
    if is_own:
        _protect(page, len(laid.rows))


def _head(page: Worksheet, number: int, head: Head, sheet: Sheet) -> None:
    page.cell(1, number).value = f"{sheet.id} {head.key}" if number == 1 else head.key
    cell = page.cell(2, number)
    cell.value, cell.fill = head.title, _HEAD
    cell.font, cell.alignment = Font(bold=True, color="FFFFFF"), _WRAPPED
    if head.note:
        cell.comment = Comment(head.note, "motcua", width=280, height=120)
    column = page.column_dimensions[get_column_letter(number)]
    # Rows that are added take after their column: a code that is typed there stays text.
    column.width, column.number_format, column.protection = head.width, head.format, _OPEN
    column.alignment = _WRAPPED


def _fill(cell: Cell, value: Raw, head: Head, title: str) -> None:
    if isinstance(value, str):
        if len(value) > MOST_LETTERS:
            raise TooLong(title, cell.coordinate)
        value = value.replace("_x", f"{_ESCAPE}x")
    cell.value = value
    if isinstance(value, str):
        # A text that begins with = is no formula.
        cell.data_type, cell.quotePrefix = "s", value.startswith(("=", "+", "-", "@"))
    cell.number_format = head.format if not isinstance(value, str) or head.format == "@" else "@"
    cell.alignment, cell.protection = _ON_ONE_LINE if isinstance(value, date | int | float) else _WRAPPED, _OPEN


def _choice(head: Head, number: int, lists: Worksheet, known: dict[tuple[str, ...], str]) -> DataValidation:
    """A drop-down over a column of the hidden sheet of choices; only a closed list refuses what is not on it."""
    words = wording("vi")
    if head.choices not in known:
        place = len(known) + 1
        for row, choice in enumerate(head.choices, start=2):
            cell = lists.cell(row, place)
            cell.value, cell.data_type, cell.number_format = choice.replace("_x", f"{_ESCAPE}x"), "s", "@"
        letter = get_column_letter(place)
        known[head.choices] = f"'{lists.title}'!${letter}$2:${letter}${len(head.choices) + 1}"
    rule = DataValidation(type="list", formula1=known[head.choices], allow_blank=True, showErrorMessage=True,
                          errorStyle="stop" if head.is_closed else "warning", errorTitle=head.title[:30], error=words["not_on_list"])
    letter = get_column_letter(number)
    rule.add(f"{letter}{FIRST}:{letter}{_ROOM}")
    return rule


def _protect(page: Worksheet, rows: int) -> None:
    """What names a record that is there cannot be overwritten by accident; all else can."""
    for number in range(FIRST, FIRST + rows):
        page.cell(number, 1).protection, page.cell(number, 1).fill = _SHUT, _LOCKED
    for cell in (*page[1], *page[2]):
        cell.protection = _SHUT
    page.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows"):
        setattr(page.protection, name, False)


def _guide(page: Worksheet) -> None:
    words = wording("vi")
    page.title = words["guide_sheet"]
    page["A1"] = GUIDE
    page.row_dimensions[1].hidden = True
    page.column_dimensions["A"].width = 100
    for number, line in enumerate(words["guide"].split("\n"), start=2):
        cell = page.cell(number, 1)
        cell.value, cell.alignment = line, _WRAPPED
        cell.font = Font(bold=number == 2, size=14 if number == 2 else 11)


def _state(page: Worksheet, state: Sequence[tuple[str, str, str]]) -> None:
    page["A1"] = STATE
    page.sheet_state = "hidden"
    for number, row in enumerate(state, start=2):
        for place, text in enumerate(row, start=1):
            cell = page.cell(number, place)
            cell.value, cell.data_type, cell.number_format = text, "s", "@"


def _saved(book: Workbook) -> bytes:
    """The file; the moment of saving, which the library writes into it, is taken out."""
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, _with_day(data) if part.filename == "docProps/core.xml" else data)
    return undated(out.getvalue())


def _with_day(data: bytes) -> bytes:
    """The properties with the day of long ago, over the moment of saving that the library writes."""
    head, mark, rest = data.partition(b"<dcterms:modified")
    start, end = rest.index(b">") + 1, rest.index(b"</dcterms:modified>")
    return head + mark + rest[:start] + b"1980-01-01T00:00:00Z" + rest[end:]
