"""What reading a list tells its editor: each note as a line of a table and, kind after kind, as text with the counts last."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.tools.portal.report import harmless

SHOWN = 20


class Note(NamedTuple):
    """One thing told: the name of its sentence, the code, what the catalogue says, what the list says, and where the list says it."""

    what: str
    code: str
    here: str
    there: str
    place: str


def table(notes: Iterable[Note], language: str) -> bytes:
    """The notes as CSV that a spreadsheet opens in UTF-8 and in which no cell is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("code", "what", "catalogue", "list", "place"))
    for note in _sorted(notes):
        writer.writerow(map(harmless, (note.code, sentence(note.what, language), note.here, note.there, note.place)))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def text(notes: Iterable[Note], counts: Mapping[str, int], language: str, path: str) -> str:
    """The notes under the sentence of their kind, the first few of each, and the counts on the last line."""
    lines: list[str] = []
    for what, group in groupby(_sorted(notes), lambda note: note.what):
        told = list(group)
        lines.append(f"{sentence(what, language)} ({len(told)})")
        lines += (f"  {_line(note)}" for note in told[:SHOWN])
        if len(told) > SHOWN:
            lines.append("  " + sentence("more", language).format(count=len(told) - SHOWN, path=path))
    return "".join(f"{line}\n" for line in (*lines, sentence("counts", language).format(**counts)))


def sentence(name: str, language: str) -> str:
    """The words under a name."""
    words = _words()[name]
    return words.get(language) or words["vi"]


def _line(note: Note) -> str:
    said = " -> ".join(f"“{words}”" for words in (note.here, note.there) if words)
    return "  ".join(filter(None, (note.place if not note.code else note.code, said)))


def _sorted(notes: Iterable[Note]) -> list[Note]:
    order = list(_words())
    return sorted(set(notes), key=lambda note: (order.index(note.what), note))


@cache
def _words() -> dict[str, dict[str, str]]:
    read = source.read(Path(__file__).with_name("words.yml"), "words.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values
