"""A workbook that came back -> its rows by sheet, with every cell that cannot be read told at its place."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from motcua.tools.lists.workbook import Bounds, Cell, NotAList, rows
from motcua.tools.lists.workbook import Row as Line
from motcua.tools.workbook.rows import Row
from motcua.tools.workbook.shape import KEY, NUMBER, PARENT, REST, Sheet, sheets
from motcua.tools.workbook.writing import CHOICES, FIRST, GUIDE, STATE

_BOUNDS = Bounds(32 << 20, 512 << 20, 160)


class Fault(NamedTuple):
    """Something wrong with the workbook itself: the place, the name of the sentence, what it names. A note stops nothing."""

    place: str
    sentence: str
    values: Mapping[str, str] = {}
    found: str = ""
    is_note: bool = False


class Place(NamedTuple):
    """A cell as people call it, and what its column is called."""

    cell: str
    title: str


class Page(NamedTuple):
    """One sheet as it came back: which one it is, what it is called now, its rows, the letter of each of its columns."""

    sheet: Sheet
    title: str
    rows: tuple[Row, ...]
    letters: Mapping[str, str]

    def place(self, row: int, key: str) -> str:
        """A cell as people call it; that of the row's first column where there is no such column."""
        return f"{self.title}!{self.letters.get(key) or self.letters.get(key.partition('@')[0] + '@vi', 'A')}{row}"

    def called(self, row: int, key: str) -> Place:
        """A cell with the title of its column; without one where it stands for a whole row."""
        return Place(self.place(row, key), next((column.title for column in self.sheet.columns if column.key == key and key in self.letters), ""))


class Book(NamedTuple):
    """All of it; `state` are the digests of what was exported, by kind and key."""

    pages: Mapping[str, Page]
    state: Mapping[tuple[str, str], str]
    faults: tuple[Fault, ...]


def read(path: Path) -> Book:
    """What a workbook says; `NotAList` where it is none, or none of ours."""
    lines: dict[int, list[Line]] = {}
    for line in rows(path, _BOUNDS):
        lines.setdefault(line.sheet, []).append(line)
    known = {sheet.id: sheet for sheet in sheets()}
    faults: list[Fault] = []
    pages: dict[str, Page] = {}
    state: dict[tuple[str, str], str] = {}
    for own in lines.values():
        mark = str(own[0].cells[0].value or "") if own[0].number == 1 else ""
        sheet = known.get(mark.partition(" ")[0])
        if mark == STATE:
            state = {(_word(line, 0), _word(line, 1)): _word(line, 2) for line in own[1:]}
        elif sheet is None:
            faults += [Fault("", "sheet_unread", {"sheet": own[0].title}, is_note=True)] * (mark not in (GUIDE, CHOICES))
        elif sheet.id in pages:
            faults.append(Fault("", "sheet_twice", {"sheet": own[0].title}))
        else:
            pages[sheet.id] = _page(sheet, own, faults)
    if not pages:
        raise NotAList("not_ours")
    return Book(pages, state, tuple(faults))


def _word(line: Line, place: int) -> str:
    return str(line.cells[place].value or "") if place < len(line.cells) else ""


def _page(sheet: Sheet, lines: Sequence[Line], faults: list[Fault]) -> Page:
    title = lines[0].title
    wanted = {KEY: "", NUMBER: "", PARENT: "", REST: "", **{column.key: column.title for column in sheet.columns}}
    keys = _once([str(cell.value or "").rpartition(" ")[2] for cell in lines[0].cells])
    known = frozenset(wanted)
    letters = {key: get_column_letter(number) for number, key in enumerate(keys, start=1) if key in known}
    unread = {number for line in lines[1:] for number, cell in enumerate(line.cells) if cell.value is not None and (number >= len(keys) or keys[number] not in known)}
    faults += [Fault("", "column_unread", {"cell": f"{title}!{get_column_letter(number + 1)}2"}, is_note=True) for number in sorted(unread)]
    # What a lost column held would be lost with it.
    faults += [Fault("", "column_missing", {"sheet": title, "column": wanted[key]}) for key in wanted if wanted[key] and key not in letters]
    found = tuple(_rows(sheet, lines, keys, Page(sheet, title, (), letters), faults))
    return Page(sheet, title, found, letters)


def _once(keys: list[str]) -> list[str]:
    """The keys of columns; of a column that was copied, only the first has one."""
    return [key if keys.index(key) == number else "" for number, key in enumerate(keys)]


def _rows(sheet: Sheet, lines: Sequence[Line], keys: Sequence[str], page: Page, faults: list[Fault]) -> Iterator[Row]:
    for line in lines:
        if line.number < FIRST:
            continue
        held = {key: cell for key, cell in zip(keys, line.cells, strict=False) if key in page.letters and not _is_blank(cell)}
        for key, cell in held.items():
            faults += _faults(page.place(line.number, key), cell)
        cells = {key: cell.value for key, cell in held.items()}
        key = str(cells.pop(KEY, "") or "").strip().partition(" · ")[0]
        if isinstance(raw := held.get(KEY, Cell(None)).value, float) and sheet.kind == "procedure":
            key = f"{raw:.6f}"
        if sheet.has_key and not key and cells:
            faults.append(Fault(page.place(line.number, KEY), "no_key"))
        elif key or cells:
            yield Row(key, cells, line.number)


def _is_blank(cell: Cell) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _faults(place: str, cell: Cell) -> Iterator[Fault]:
    if cell.is_computed:
        yield Fault(place, "formula", found=str(cell.value))
