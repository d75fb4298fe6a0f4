"""What the keys of files are called in a workbook, whose readers have never seen a file: a column of a sheet, or a sheet."""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from motcua.tools.workbook.shape import of_kind, sheets

# A key as sentences write it; not a part of a path, of a word or of what stands in quotes.
_KEY = re.compile(r'(?<![\w"./\[-])[a-z][a-z_]+(?![\w"/\[\]-]|\.\w)')


def in_words_of_sheets(sentence: str, cell: str, words: Mapping[str, str], untouched: str) -> str:
    """A sentence about a cell with its keys as columns and sheets; a word that stands in `untouched` is somebody's own."""
    sheet = cell.rpartition("!")[0].strip("'")
    kind = next((each.kind for each in sheets() if each.title == sheet), "")
    known = _called(kind) if kind else {}

    def named(key: re.Match) -> str:
        if key[0] not in known or re.search(rf"\b{key[0]}\b", untouched):
            return key[0]
        column, on = known[key[0]]
        return words["of_column" if column else "of_sheet"].format(column=column, sheet=on)

    return _KEY.sub(named, sentence)


@cache
def _called(kind: str) -> Mapping[str, tuple[str, str]]:
    """The (column, sheet) of each key, those of the records themselves first; without a column where a whole sheet holds it."""
    found: dict[str, tuple[str, str]] = {}
    for sheet in (*of_kind(kind), *sheets()):
        if sheet.path:
            found.setdefault(sheet.path[-1], ("", sheet.title))
    for sheet in sorted(of_kind(kind), key=lambda sheet: bool(sheet.path)):
        for column in sheet.columns:
            if len(column.path) == 1:
                found.setdefault(column.path[0], (column.title, sheet.title))
    return found
