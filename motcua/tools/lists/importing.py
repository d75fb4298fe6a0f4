"""Brings a list into a catalogue: a new one gets every name, of one that exists the differences are told and nothing is overwritten."""
from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.model import Procedure
from motcua.text import fold, slug
from motcua.tools.lists import comparing, listed, report, workbook
from motcua.tools.lists.listed import Listed
from motcua.tools.lists.report import Note
from motcua.tools.portal import shared
from motcua.tools.portal.agencies import Agencies
from motcua.tools.portal.import_ledger import Ledger
from motcua.tools.portal.importing import write_procedure
from motcua.tools.portal.record import PORTAL, Imported
from motcua.tools.portal.report import Remark, Why
from motcua.tools.yaml_layout import in_order

REPORT = "list-report.csv"
# What a list never says, and so what is open in each record made from one.
GAPS = ("steps", "submission_methods", "dossier", "processing_time", "applicant_types", "forms", "results", "requirements", "fees", "legal_basis")
_MAY_LIE_THERE = {shared.MAP, REPORT}


class Done(NamedTuple):
    """What an import did: the codes that the list names, those written, every note, and the report in words."""

    codes: tuple[str, ...]
    written: tuple[str, ...]
    notes: list[Note]
    summary: str


def import_into(folder: Path, files: list[Path], adds: bool = False, map_file: Path | None = None, language: str = "vi") -> Done:
    """Bring the lists in `files` into the catalogue at `folder`; `NotAList` when a file is none or the folder no place for one."""
    is_new = _is_new(folder)
    notes: list[Note] = []
    rows = _once([one for path in files for one in _read(path, notes)], notes)
    agencies = shared.known_agencies(folder, map_file)
    fields = _fields(folder)
    held = {} if is_new else comparing.held_in(folder, fields, agencies)
    if not is_new:
        notes += comparing.compared(rows, held, agencies)
    ledger = Ledger(folder)
    new = comparing.missing(rows, held) if is_new or adds else []
    written = _write(folder, ledger, agencies, _imported(new, agencies, fields, notes), notes) if new else []
    ledger.replace(REPORT, report.table(notes, language))
    summary = report.text(notes, _counts(rows, written, notes), language, str(folder / REPORT))
    return Done(tuple(one.code for one in rows), tuple(written), notes, summary)


def _is_new(folder: Path) -> bool:
    """Whether a catalogue begins in a folder; `NotAList` where something lies that is no catalogue."""
    if (folder / "catalogue.yml").is_file():
        return False
    if folder.exists() and any(not path.name.startswith(".") and path.name not in _MAY_LIE_THERE for path in folder.iterdir()):
        raise workbook.NotAList("no_catalogue", folder=folder)
    return True


def _read(path: Path, notes: list[Note]) -> list[Listed]:
    try:
        return listed.read(workbook.rows(path), path.name, notes)
    except workbook.NotAList as error:
        raise workbook.NotAList(error.reason, **error.values, file=path) from error


def _once(rows: list[Listed], notes: list[Note]) -> list[Listed]:
    """Each code once, as it is named first."""
    kept: dict[str, Listed] = {}
    for one in rows:
        if kept.setdefault(one.code, one) is not one:
            notes.append(Note("repeated", one.code, "", one.written_name, one.place))
    return list(kept.values())


def _fields(folder: Path) -> dict[str, str]:
    """The fields that a catalogue already names, by their id."""
    path = folder / "fields.yml"
    entries = (source.read(path, path.name).values or {}).get("fields") if path.exists() else ()
    return {str(entry.get("id")): comparing.words(entry.get("name")) for entry in entries or () if hasattr(entry, "get")}


def _imported(new: list[Listed], agencies: Agencies, fields: dict[str, str], notes: list[Note]) -> list[Imported]:
    """Records of names alone, each in the field that the catalogue already has under that name."""
    ids = {slug(name): field for field, name in fields.items()}
    return [_record(one, ids.get(slug(one.field), slug(one.field)), agencies, notes) for one in new]


def _record(one: Listed, field: str, agencies: Agencies, notes: list[Note]) -> Imported:
    found = {name: agencies.found(name) for name in one.agencies}
    notes += [Note(Why.AGENCY_DROPPED, one.code, "", name, one.place) for name, ids in found.items() if not ids]
    executing = list(dict.fromkeys(agency for ids in found.values() for agency in ids))
    # A department that a catalogue of one province holds under a general name is no slip of the list.
    local = [agencies.by_id[agency].name for ids in found.values() for agency in ids if agencies.is_local(agency)]
    notes += [Note(Why.AGENCY_IS_LOCAL, one.code, "", name, one.place) for name in local if fold(name) in fold(" ".join(one.agencies))]
    levels = one.levels or comparing.levels_of(one, agencies)
    if levels and not one.levels:
        notes.append(Note("level_derived", one.code, ", ".join(levels), "", one.place))
    decision = slug(one.decision)
    stated = {"name": one.name, "field": field, "executing_agencies": executing, "publication_decisions": [decision] if decision else []}
    covers = [*(key for key, value in stated.items() if value), *(["administrative_levels"] if one.levels else [])]
    values = {
        "code": one.code, "origin": "imported", **stated, "administrative_levels": list(levels), "status": "in_force",
        "completeness": "listed", "gaps": [*GAPS, *(["executing_agencies"] if not executing else [])],
        "sources": [{"title": PORTAL, "decision": one.decision, "covers": covers}],
    }
    return Imported(one.code, in_order(Procedure, values), (field, one.field, ""), (one.decision if decision else "", None, one.publisher),
                    {}, one.publisher, [])


def _write(folder: Path, ledger: Ledger, agencies: Agencies, records: list[Imported], notes: list[Note]) -> list[str]:
    """Write the records and what they refer to; the codes written."""
    remarks: list[Remark] = []
    written = [one for one in records if write_procedure(folder, ledger, one, agencies, remarks)]
    if written:
        shared.write(folder, ledger, agencies, written, remarks.append)
        ledger.save()
    # That files by hand are kept needs no telling where nothing is ever overwritten.
    notes += [Note(remark.why, "", remark.text, "", remark.code) for remark in remarks if remark.why is Why.LIST_KEPT]
    return [one.code for one in written]


def _counts(rows: list[Listed], written: list[str], notes: list[Note]) -> dict[str, int]:
    told = Counter(note.what for note in set(notes))
    unusable = sum(told[what] for what in ("computed", "no_code", "no_name", "no_field"))
    return {"rows": len(rows), "unusable": unusable, "missing": told["missing"], "gone": told["gone"] + told["gone_with_its_field"],
            "renamed": told["renamed"], "levels": told["level_changed"] + told["level_doubtful"], "written": len(written)}
