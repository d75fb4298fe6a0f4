"""What the keys of files are called in a workbook, whose readers have never seen a file: a column of a sheet, or a sheet."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from motcua.tools.workbook.shape import Sheet, of_kind, sheets
from motcua.tools.workbook.wording import wording

# A key as sentences write it; not a part of a path, of a word or of what stands in quotes.
# What is to be typed into a file or a terminal as it stands is passed over whole.
_KEY = re.compile(r'\bmotcua(?: [a-z]+){1,2}|\{[^{}]*\}|- [a-z_]+:|\bname: value\b|(?<![\w"./\[-])[a-z][a-z_]+(?![\w"/\[\]-]|\.\w)')
_VALUE_OF = re.compile(r"([a-z_]+): $")
_SPOKEN_OF = re.compile(r"(?:\b(?:the|a|an|this|that|its|own|each|another|no|of|to)|'s) $")
# Keys that sentences have as words where few keys are: of Vietnamese, in brackets behind one, or as the unit of a time.
_WORDS = frozenset({"day", "id", "say", "to"})


class _Name(NamedTuple):
    """A column of a sheet; without one, the whole sheet."""

    column: str
    sheet: str


def in_words_of_sheets(sentence: str, cell: str, words: Mapping[str, str], untouched: str) -> str:
    """A sentence about a cell with what surely are keys as columns and sheets; a word that stands in `untouched` is somebody's own."""
    known = _called(cell.rpartition("!")[0].strip("'"))
    surely = _is_key_in_vietnamese if words["of_sheet"] == wording("vi")["of_sheet"] else _is_key_in_english

    def named(found: re.Match) -> str:
        key = found[0]
        if key not in known or re.search(rf"\b{key}\b", untouched) or not surely(found, known):
            return key
        # A list that is called one is its sheet, though the cell's own sheet has a column of that name.
        is_list = re.search(rf"\b(?:danh sách|list) {key}\b", sentence)
        name = _lists().get(key, known[key]) if is_list else known[key]
        return words["of_column" if name.column else "of_sheet"].format(column=name.column, sheet=name.sheet)

    return _KEY.sub(named, sentence)


def _is_key_in_vietnamese(found: re.Match, known: Mapping[str, _Name]) -> bool:
    """Where few keys are words of the language, every one is a key, unless it is the value of another."""
    before, after = found.string[:found.start()], found.string[found.end():]
    value_of = _VALUE_OF.search(before)
    return after.startswith(":") or not (found[0] in _WORDS or (value_of and value_of[1] in known))


def _is_key_in_english(found: re.Match, known: Mapping[str, _Name]) -> bool:
    """Where most keys are words of the language, it is one that no word can be, that has a value behind it or another key beside it."""
    before, after = found.string[:found.start()], found.string[found.end():]
    has_value = after.startswith(": ") and not _SPOKEN_OF.search(before)
    return "_" in found[0] or has_value or (found[0] not in _WORDS and _is_listed(before, after, known.keys() - _WORDS))


def _is_listed(before: str, after: str, keys: Iterable[str]) -> bool:
    """Whether a key stands beside another with a comma between them, or is the last of several such."""
    ahead, behind = re.match(r", ([a-z_]+)\b", after), re.search(r"(?:\b([a-z_]+), )?\b([a-z_]+)(, | or | and )$", before)
    if ahead and ahead[1] in keys:
        return True
    return bool(behind) and behind[2] in keys and (behind[3] == ", " or behind[1] in keys)


@cache
def _called(title: str) -> Mapping[str, _Name]:
    """What each key is for a cell of a sheet: its own column, else a sheet, else a column of the records or of another list of theirs."""
    own = next((sheet for sheet in sheets() if sheet.title == title), None)
    if own is None:
        return {}
    return {**_columns(sorted(of_kind(own.kind), key=lambda sheet: bool(sheet.path))), **_lists(), **_columns([own])}


@cache
def _lists() -> Mapping[str, _Name]:
    return {sheet.path[-1]: _Name("", sheet.title) for sheet in sheets() if sheet.path}


def _columns(of: Iterable[Sheet]) -> dict[str, _Name]:
    """The column of each key, the first where several have it."""
    found: dict[str, _Name] = {}
    for sheet in of:
        for column in sheet.columns:
            if len(column.path) == 1:
                found.setdefault(column.path[0], _Name(column.title, sheet.title))
    return found
