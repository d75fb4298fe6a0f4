"""What a workbook changes in a catalogue: its rows beside what the files say, cleaned, and every record that differs with its new bytes."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua import characters, source
from motcua.catalogue import Catalogue
from motcua.compare import Names
from motcua.tools.fields import FILES
from motcua.tools.workbook.cells import digits
from motcua.tools.workbook.cleaning import Cleaned, cleaned, noted
from motcua.tools.workbook.held import normal, paths
from motcua.tools.workbook.laying import laid_out
from motcua.tools.workbook.reading import Book, Fault, Page, Place
from motcua.tools.workbook.rows import Gathered, Row, Values, gather, spread
from motcua.tools.workbook.shape import KEY, NAMED_BY, NUMBER, PARENT, REST, Sheet, Steps, kinds, of_kind

# What no curly quote belongs in.
_STRAIGHT = ("id", "code", "form_id", "url", "email", "phone", "currency", "language", "number", "whole", "day")
_NUMBERS = ("number", "whole")
_NAMES_A_FILE = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,78}[a-zA-Z0-9])?")
_NOBODY, _NOWHERE = Names(), "khac"


class Changed(NamedTuple):
    """A record that the workbook changes: its file below the catalogue's folder or that of the forms, what it said (None for a new one)
    and says, its new bytes, the comments that these lose, and where each field stands in the workbook."""

    kind: str
    key: str
    path: Path
    below: str
    before: Values | None
    after: Values
    data: bytes
    lost: tuple[str, ...]
    places: Mapping[Steps, Place]


class Taken(NamedTuple):
    """All that a workbook changes, what is wrong with it as a workbook, and the cells that were cleaned."""

    changed: tuple[Changed, ...]
    faults: tuple[Fault, ...]
    cleaned: tuple[Cleaned, ...]


class Taking:
    """One workbook beside one catalogue."""

    def __init__(self, book: Book, catalogue: Catalogue, folder: Path, forms: Path) -> None:
        self.book, self.folder, self.forms = book, folder, forms
        self.known = {(kind, key): path for kind, key, path in paths(catalogue, folder, forms)}
        self.faults, self.cleaned = list(book.faults), []

    def taken(self) -> Taken:
        """What the workbook changes."""
        changed = [one for kind in kinds() for key, rows in self._records(kind) if (one := self._changed(kind, key, rows))]
        return Taken(tuple(changed), tuple(self.faults), tuple(self.cleaned))

    def _records(self, kind: str) -> Iterator[tuple[str, dict[str, list[Row]]]]:
        """The rows of each record of a kind, by sheet."""
        pages = {sheet.id: page for sheet in of_kind(kind) if (page := self.book.pages.get(sheet.id))}
        if kind not in NAMED_BY:
            yield from [("", {name: list(page.rows) for name, page in pages.items()})] * bool(pages)
            return
        found: dict[str, dict[str, list[Row]]] = {}
        main = pages.get(kind)
        for row in main.rows if main else ():
            if row.key in found:
                self._fault(main, row.number, KEY, "key_twice", found=row.key)
            elif self._may_be_new(main, kind, row):
                found[row.key] = {name: [] for name in pages} | {kind: [row]}
        for name, page in pages.items():
            for row in page.rows if name != kind else ():
                if not main and (kind, row.key) in self.known:
                    found.setdefault(row.key, {name: [] for name in pages})
                if row.key in found:
                    found[row.key][name].append(row)
                else:
                    self._fault(page, row.number, KEY, "key_unknown", found=row.key, sheet=of_kind(kind)[0].title)
        yield from found.items()

    def _may_be_new(self, main: Page, kind: str, row: Row) -> bool:
        parts = row.key.split("/")
        if (kind, row.key) in self.known or (len(parts) == 1 + (kind == "form") and all(map(_NAMES_A_FILE.fullmatch, parts))):
            return True
        self._fault(main, row.number, KEY, "key_impossible", found=row.key, how=f"how_{kind}")
        return False

    def _changed(self, kind: str, key: str, rows: dict[str, list[Row]]) -> Changed | None:
        path = self.known.get((kind, key))
        before = (source.read(path, path.name).values or {}) if path else None
        now = spread(kind, key, before, _NOBODY) if path else {}
        # A sheet that was taken out of the workbook says nothing: what the catalogue holds stays.
        whole = {name: held for name, held in now.items() if name not in rows} | rows
        exported = self.book.state.get((kind, key))
        if exported and exported == _digest(gather(kind, key, whole).values):
            return None
        first = len(self.faults), len(self.cleaned)
        found = gather(kind, key, {name: self._cleaned(name, held, before) for name, held in whole.items()})
        if path and found.values == normal(kind, key, before):
            del self.faults[first[0] :], self.cleaned[first[1] :]
            return None
        if exported and path and exported != _digest(normal(kind, key, before)):
            self.faults.append(Fault(self._place(rows, kind), "changed_meanwhile", found=key or path.name))
        self.faults += [Fault(cell.cell, sentence) for sentence, place in found.faults if (cell := self._at(place))]
        return self._record(kind, key, path, before, found)

    def _record(self, kind: str, key: str, path: Path | None, before: Values | None, found: Gathered) -> Changed:
        root = self.forms if kind == "form" else self.folder
        path = path or root / _new_file(kind, key, found.values)
        values, data, lost = laid_out(path, FILES[kind], before, found.values)
        places = {steps: cell for steps, place in found.places.items() if (cell := self._at(place))}
        return Changed(kind, key, path, path.relative_to(root).as_posix(), before, values, data, lost, places)

    def _cleaned(self, name: str, rows: list[Row], before: Values | None) -> list[Row]:
        page = self.book.pages.get(name)
        if page is None:
            return rows
        known = frozenset(_texts(before))
        return [row._replace(cells={key: self._clean(page, row.number, key, raw, known) for key, raw in row.cells.items()}) for row in rows]

    def _clean(self, page: Page, row: int, key: str, raw: object, known: frozenset[str]) -> object:
        if key in (NUMBER, PARENT, REST):
            return raw
        column = next(column for column in page.sheet.columns if column.key == key)
        kind = column.held.kind
        if not isinstance(raw, str):
            if isinstance(raw, float | int) and not isinstance(raw, bool) and kind not in _NUMBERS:
                # The spreadsheet made a number of it, and may have taken a nought away.
                self.cleaned.append(Cleaned(page.place(row, key), str(raw), digits(column, raw)))
            return raw
        text = cleaned(raw, known, is_straight=kind in _STRAIGHT)
        if text != raw.strip("\n "):
            self.cleaned.append(noted(page.place(row, key), raw, text))
        for sign in characters.refused_in(text):
            self.faults.append(Fault(page.place(row, key), characters.rule_against(sign[0]), {"character": characters.name_of(sign[0])}))
        return characters.without_refused(text)

    def _fault(self, page: Page, row: int, key: str, sentence: str, found: str = "", **values: str) -> None:
        self.faults.append(Fault(page.place(row, key), sentence, {"found": found, **values}))

    def _at(self, place: tuple[Sheet, int, str]) -> Place | None:
        sheet, row, key = place
        page = self.book.pages.get(sheet.id)
        return page.called(row, key) if page else None

    def _place(self, rows: Mapping[str, list[Row]], kind: str) -> str:
        name = next((name for name, held in rows.items() if held), "")
        return self.book.pages[name].place(rows[name][0].number, KEY) if name in self.book.pages else ""


def _digest(values: Values) -> str:
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for held in value.values():
            yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)
    elif isinstance(value, str):
        yield value
        yield from value.split("\n")


def _new_file(kind: str, key: str, values: Values) -> str:
    """Where a new record goes, below its root; a procedure in the folder of the first agency that settles it."""
    if kind != "procedure":
        return f"{key}.yml" if kind == "form" else f"{kind}s/{key}.yml"
    agencies = values.get("executing_agencies")
    agency = str(agencies[0]) if isinstance(agencies, list) else ""
    return f"procedures/{agency if _NAMES_A_FILE.fullmatch(agency) else _NOWHERE}/{key}.yml"
