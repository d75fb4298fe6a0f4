"""Tables for a spreadsheet: the list of a page as CSV that opens in Excel with its Vietnamese letters, and runs nothing."""
from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from typing import NamedTuple

from motcua.outputs.artifact import Artifact

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = frozenset("=+-@\t\r\n")


class Table(NamedTuple):
    """Column names, then rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def artifact(path: str, table: Table) -> Artifact:
    """The file of a table at an address of the site."""
    return Artifact(path, make, table)


def make(table: Table) -> bytes:
    """UTF-8 with the mark by which Excel knows it, lines as RFC 4180 has them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.head)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return BOM_UTF8 + text.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell as text: what would begin a formula begins with an apostrophe, which a spreadsheet does not show."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell
