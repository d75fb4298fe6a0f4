"""`motcua export xlsx`: a catalogue, or some procedures of it, as a workbook."""
from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from motcua.catalogue import Catalogue
from motcua.compare import Names
from motcua.folders import Fault, add_folders, cache_of, forms_of
from motcua.load import load
from motcua.telling import said, tell
from motcua.tools.workbook import cells
from motcua.tools.workbook.held import Held, digest, held
from motcua.tools.workbook.known import Known
from motcua.tools.workbook.rows import Row, spread
from motcua.tools.workbook.shape import Column, sheets
from motcua.tools.workbook.wording import wording
from motcua.tools.workbook.writing import Laid, TooLong, write

_REFERRED = ("procedure", "department", "decision", "form", "field", "law")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    add_folders(parser, Path("catalogue"))
    parser.add_argument("--into", type=Path, required=True, metavar="FILE.xlsx", help="the file to write; never over one that is there")
    parser.add_argument("--department", default="", metavar="ID", help="only the procedures that this department answers for, and the department")
    parser.add_argument("--code", action="append", default=[], metavar="CODE", help="only this procedure; may be given several times")


def run(options: Namespace) -> int:
    """Write the workbook; 1 where the catalogue has errors."""
    words, forms = wording(options.lang), forms_of(options)
    catalogue, problems = load(options.catalogue, forms, cache_of(options.catalogue), for_pages=False)
    if catalogue is None or tell([problem for problem in problems if problem.is_error], options):
        return 1
    chosen = _chosen(catalogue, options)
    records = [one for one in held(catalogue, options.catalogue, forms) if chosen is None or (one.kind, one.key) in chosen]
    try:
        data = workbook(records, catalogue)
    except TooLong as long:
        sheet, cell = long.args
        raise Fault(words["text_fits_a_cell"].format(sheet=sheet, cell=cell, most=cells.MOST_LETTERS)) from long
    try:
        with options.into.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise Fault(said(options.lang)["file_exists"].format(file=options.into)) from error
    count = sum(one.kind == "procedure" for one in records)
    kinds = {one.kind for one in records}
    print(words["exported"].format(file=options.into, procedures=count, sheets=sum(sheet.kind in kinds for sheet in sheets())))
    return 0


def workbook(records: list[Held], catalogue: Catalogue) -> bytes:
    """These records as a workbook; TooLong where a cell cannot hold a text."""
    names = Known(catalogue)
    rows: dict[str, list[Row]] = {}
    for one in records:
        for sheet, own in spread(one.kind, one.key, one.values, names).items():
            rows.setdefault(sheet, []).extend(own)
    choices = _Choices(catalogue, names)
    laid = [Laid(sheet, rows[sheet.id], {column.key: found for column in sheet.columns if (found := choices.of(column))},
                 tuple(one.key for one in records if one.kind == sheet.kind)) for sheet in sheets() if sheet.id in rows]
    return write(laid, [(one.kind, one.key, digest(one.kind, one.key, one.values)) for one in records])


def _chosen(catalogue: Catalogue, options: Namespace) -> set[tuple[str, str]] | None:
    """The records that were asked for, by kind and key, with the decisions and forms that these procedures name and the laws, to which
    one may be added; None for all records."""
    words = wording(options.lang)
    if not options.department and not options.code:
        return None
    if missing := next((code for code in options.code if code not in catalogue.procedures), ""):
        raise Fault(words["no_procedure"].format(code=missing))
    if options.department and options.department not in catalogue.departments:
        raise Fault(words["no_department"].format(id=options.department))
    procedures = [catalogue.record(code).load() for code, card in catalogue.procedures.items()
                  if code in options.code or (options.department and options.department in card.executing)]
    found = {("procedure", each.code) for each in procedures} | {("department", options.department), ("laws", "")}
    found |= {("decision", each) for procedure in procedures for each in procedure.publication_decisions}
    return found | {("form", each) for procedure in procedures for each in procedure.forms}


class _Choices:
    """What the drop-downs of columns offer, each list made once."""

    def __init__(self, catalogue: Catalogue, names: Names) -> None:
        self._catalogue, self._names = catalogue, names
        self._made: dict[str, tuple[str, ...]] = {}

    def of(self, column: Column) -> tuple[str, ...]:
        """The choices of a column; none where anything may be written, or several things in one cell."""
        if column.held.is_list:
            return ()
        if column.held.kind == "flag":
            return cells.YES_NO
        if column.held.kind == "one_of":
            return tuple(cells.label(column, choice, self._names) for choice in column.held.choices)
        return self._listed(kind, column) if (kind := self._kind(column)) in _REFERRED else ()

    def _kind(self, column: Column) -> str:
        asked: list[str] = []
        Names(lambda kind, identity: asked.append(kind)).of_field(column.model, column.path[-1], "", "vi")
        return asked[0] if asked else ""

    def _listed(self, kind: str, column: Column) -> tuple[str, ...]:
        if kind not in self._made:
            known = getattr(self._catalogue, f"{kind}s")
            self._made[kind] = tuple(cells.label(column, identity, self._names) for identity in sorted(known))
        return self._made[kind]
