"""Which sheets a workbook has, and which column of a sheet holds which field: made from the models, named in the words of editors."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.model import Component, Record
from motcua.tools.fields import FILES, PHRASES, Held, fields
from motcua.tools.schema import words

# The field that names a record of a kind; a form is named by its folder and file, other kinds are one file each.
NAMED_BY = {"procedure": "code", "department": "id", "decision": "id", "form": ""}
REST, KEY, NUMBER, PARENT = "*", "#", "#number", "#parent"

Steps = tuple[str | int, ...]
Path_ = tuple[str, ...]


class Column(NamedTuple):
    """One column: the field that it holds, by names from the row down; of a phrase, in which language."""

    path: Path_
    language: str
    held: Held
    model: type[Record]
    title: str
    about: str

    @property
    def key(self) -> str:
        """What the hidden first row calls it."""
        return ".".join(self.path) + (f"@{self.language}" if self.language else "")


class Sheet(NamedTuple):
    """One sheet: rows of a list in records of a kind, or the records themselves, where the path is empty."""

    kind: str
    path: Path_
    title: str
    model: type[Record]
    columns: tuple[Column, ...]

    @property
    def id(self) -> str:
        """What the hidden first cell calls it."""
        return ":".join((self.kind, ".".join(self.path))) if self.path else self.kind

    @property
    def has_key(self) -> bool:
        """Whether each row says to which record it belongs."""
        return self.kind in NAMED_BY

    @property
    def is_tree(self) -> bool:
        """Whether a row may lie inside another."""
        return self.model is Component

    def fields(self) -> dict[Path_, tuple[Column, ...]]:
        """The columns of each field."""
        found: dict[Path_, tuple[Column, ...]] = {}
        for column in self.columns:
            found[column.path] = (*found.get(column.path, ()), column)
        return found


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet, in their order."""
    return tuple(_sheet(*id_.partition(":")[::2], title) for id_, title in _titles().items())


@cache
def of_kind(kind: str) -> tuple[Sheet, ...]:
    """The sheets of a kind of record, that of the records themselves first where there is one."""
    return tuple(sheet for sheet in sheets() if sheet.kind == kind)


def kinds() -> tuple[str, ...]:
    """The kinds of records that workbooks hold."""
    return tuple(dict.fromkeys(sheet.kind for sheet in sheets()))


def _sheet(kind: str, path: str, title: str) -> Sheet:
    model, steps = FILES[kind], tuple(path.split(".")) if path else ()
    for step in steps:
        model = fields(model)[step].model
    own = "" if steps else NAMED_BY.get(kind, "")
    columns = tuple(column for column in _columns(model, (), "") if column.path != (own,))
    return Sheet(kind, steps, title, model, columns)


def _columns(model: type[Record], path: Path_, before: str) -> Iterator[Column]:
    for name, held in fields(model).items():
        called = words.field(model, name)
        title = f"{before}{called.title}"
        if held.model is None:
            for language in ("vi", "en") if held.kind in PHRASES else ("",):
                spoken = " (tiếng Anh)" if language == "en" else ""
                yield Column((*path, name), language, held, model, title + spoken, called.about)
        elif not held.is_list:
            yield from _columns(held.model, (*path, name), f"{title}: ")


@cache
def _titles() -> dict[str, str]:
    read = source.read(Path(__file__).with_name("sheets.yml"), "sheets.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
