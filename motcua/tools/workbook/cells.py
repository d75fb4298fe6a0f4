"""One value as the cells of its columns show it, and what an editor typed into them as a value again."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache

from motcua.compare import Names
from motcua.text import Plain, fold, slug
from motcua.tools.fields import PHRASES
from motcua.tools.schema import words
from motcua.tools.workbook.shape import Column

# What a cell can hold, and what a spreadsheet counts days from.
MOST_LETTERS = 32_767
_FIRST_YEAR = 1901
_APART = " · "
_YES, _NO = YES_NO = ("Có", "Không")
_LISTED_ON_ONE_LINE = ("id", "code", "form_id", "one_of", "language")

Raw = str | int | float | bool | date | datetime | time | None
Cells = dict[str, Raw]


def shown(columns: Sequence[Column], value: object, names: Names) -> tuple[Cells, object]:
    """What the columns of a field show of its value, by their keys, and what they cannot show (None for nothing)."""
    if columns[0].held.kind in PHRASES:
        return _phrase(columns, value)
    cells = {columns[0].key: _one(columns[0], value, names)}
    return (cells, None) if typed(columns, cells) == value else ({}, value)


def typed(columns: Sequence[Column], cells: Mapping[str, Raw]) -> object:
    """The value that the columns of a field say; None where all of them are empty."""
    held = columns[0].held
    raw = [_text(column, cells.get(column.key)) for column in columns]
    if held.kind in PHRASES:
        return _phrases(*raw) if held.is_list else _joined(*raw)
    if not held.is_list:
        return _value(columns[0], raw[0].strip()) if raw[0].strip() else None
    return [_value(columns[0], item) for item in _items(columns[0], raw[0])] or None


def label(column: Column, value: str, names: Names) -> str:
    """A value as its cell and its list of choices show it: a word by its meaning, an identity with the name behind it."""
    if column.held.kind == "one_of":
        return words.choice(value)
    name = names.of_field(column.model, column.path[-1], value, "vi")
    if name is None or name == value or column.path[-1] == "law":
        return value
    return value + _APART + " ".join(name.removeprefix(value).split())


def _one(column: Column, value: object, names: Names) -> Raw:
    if isinstance(value, list):
        return "\n".join(str(_one(column, each, names)) for each in value)
    text = str(value)
    kind = column.held.kind
    if kind == "one_of":
        return words.choice(text) if text in column.held.choices else text
    if kind == "flag":
        return {"true": _YES, "false": _NO}.get(text, text)
    if kind == "day":
        return _day(text)
    if kind in ("whole", "number"):
        return _number(text)
    return label(column, text, names)


def _day(text: str) -> date | str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.year >= _FIRST_YEAR else text


def _number(text: str) -> int | float | str:
    # A spreadsheet keeps fifteen digits.
    for kind in (int, float):
        try:
            found = kind(text)
        except ValueError:
            continue
        if str(found) == text and len(text) <= 15:
            return found
    return text


def _phrase(columns: Sequence[Column], value: object) -> tuple[Cells, object]:
    items = value if isinstance(value, list) else [value]
    spoken = [item if isinstance(item, dict) else {"vi": item} for item in items]
    cells: Cells = {column.key: "\n".join(str(item.get(column.language, "")) for item in spoken).rstrip("\n") or None for column in columns}
    more = [{name: text for name, text in item.items() if name not in ("vi", "en")} for item in spoken]
    said = [{name: text for name, text in item.items() if name in ("vi", "en")} for item in spoken]
    wanted = [item["vi"] if set(item) == {"vi"} else item for item in said]
    if not all(item.get("vi") for item in said) or typed(columns, cells) != (wanted if isinstance(value, list) else wanted[0]):
        return {}, value
    if isinstance(value, list):
        return ({}, value) if any(more) else (cells, None)
    return cells, more[0] or None


def _joined(vi: str, en: str) -> object:
    said = {"vi": vi, "en": en}
    said = {language: text for language, text in said.items() if text.strip()}
    return said.get("vi") if set(said) == {"vi"} else said or None


def _phrases(vi: str, en: str) -> list | None:
    here, there = (text.split("\n") if text.strip() else [] for text in (vi, en))
    size = max(len(here), len(there))
    pairs = zip([*here, *[""] * (size - len(here))], [*there, *[""] * (size - len(there))], strict=True)
    return [said for pair in pairs if (said := _joined(*pair))] or None


def _text(column: Column, raw: Raw) -> str:
    """What was typed, as text: a spreadsheet may have made a number or a day of it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return _YES if raw else _NO
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    if isinstance(raw, date | time):
        return raw.isoformat()
    if isinstance(raw, int | float):
        return digits(column, raw)
    return raw


def digits(column: Column, raw: float) -> str:
    """A number that a spreadsheet holds, as it was typed."""
    if column.held.kind == "code" and isinstance(raw, float):
        # 1.004220 typed where numbers are kept has lost its last digit.
        return f"{raw:.6f}"
    try:
        number = Decimal(repr(raw))
    except InvalidOperation:
        return str(raw)
    return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")


def _items(column: Column, text: str) -> list[str]:
    """The items of a list: one a line; identities and words of a closed list may also stand behind commas."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if column.held.kind in _LISTED_ON_ONE_LINE:
        lines = [item.strip() for line in lines for item in _parted(column, line)]
    return [line for line in lines if line]


def _parted(column: Column, line: str) -> list[str]:
    is_known = _APART in line or slug(line) in _choices(column.held.choices)
    return [line] if is_known else line.replace(";", ",").split(",")


def _value(column: Column, text: str) -> str:
    kind = column.held.kind
    if kind == "one_of":
        return _choices(column.held.choices).get(slug(text), text)
    if kind == "flag":
        return Plain({fold(_YES): "true", fold(_NO): "false"}.get(fold(text), text))
    if kind in ("whole", "number", "day"):
        return Plain(text)
    return text.partition(_APART)[0] if kind in ("id", "code", "form_id") else text


@cache
def _choices(known: tuple[str, ...]) -> dict[str, str]:
    """The words of a closed list by what they are called, signs left out: these change more readily than words."""
    return {slug(words.choice(word)): word for word in known}
