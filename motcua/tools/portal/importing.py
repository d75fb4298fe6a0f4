"""Brings records of the portal into a catalogue: what can be taken over is written, what an editor holds is kept, all is told."""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.model import Procedure
from motcua.tools.portal import record as records
from motcua.tools.portal import report, shared
from motcua.tools.portal.agencies import Agencies
from motcua.tools.portal.import_ledger import Ledger, Outcome
from motcua.tools.portal.report import Remark, Why
from motcua.tools.portal.shape import Malformed
from motcua.tools.yaml_layout import yaml

REPORT = "import-report.csv"


class Found(NamedTuple):
    """One record as found: the file, its line, and what it holds (an error where it is no JSON)."""

    file: str
    line: int
    value: object


class Done(NamedTuple):
    """What an import did: the codes taken over, every remark, and the summary in words."""

    codes: tuple[str, ...]
    remarks: list[Remark]
    counts: dict[str, int]
    summary: str


def import_into(folder: Path, files: list[Path], map_file: Path | None = None, language: str = "vi",
                read_on: date | None = None) -> Done:
    """Bring the records of `files`, taken from the portal on `read_on`, into the catalogue at `folder`."""
    agencies = shared.known_agencies(folder, map_file)
    remarks: list[Remark] = []
    imported = list(_imported(files, agencies, remarks, read_on))
    ledger = Ledger(folder)
    written = [one for one in imported if write_procedure(folder, ledger, one, agencies, remarks)]
    shared.write(folder, ledger, agencies, written, remarks.append)
    for one in imported:
        remarks += one.remarks
    ledger.replace(REPORT, report.table(remarks, language))
    ledger.save()
    counts = _counts(imported, remarks, ledger)
    return Done(tuple(one.code for one in imported), remarks, counts, report.summary(counts, remarks, language))


def found_in(path: Path) -> Iterator[Found]:
    """Every record of a file: one a line in `.jsonl`, else one object or a list of them."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    if path.suffix == ".jsonl":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield Found(path.name, number, _parsed(line))
        return
    value = _parsed(text)
    for one in value if isinstance(value, list) else [value]:
        yield Found(path.name, 1, one)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return error


def _imported(files: list[Path], agencies: Agencies, remarks: list[Remark], read_on: date | None) -> Iterator[records.Imported]:
    """The records that can be taken over, in the order of reading; the others are told."""
    codes: set[str] = set()
    for path in files:
        for found in found_in(path):
            place = f"{found.file}:{found.line}"
            try:
                if isinstance(found.value, Exception):
                    raise Malformed(f"JSON: {found.value}")
                one = records.read(found.value, agencies, read_on)
                _check(one)
            except Malformed as error:
                remarks.append(Remark(place, "", str(error), Why.MALFORMED))
                continue
            if one.code in codes:
                remarks.append(Remark(one.code, place, "", Why.REPEATED))
                continue
            codes.add(one.code)
            yield one


def _check(one: records.Imported) -> None:
    """Hold a record to what every file is held to, so that no import leaves a catalogue that cannot be built."""
    read = source.parse(yaml(one.values).encode(), one.code)
    if errors := [problem for problem in read.problems if problem.is_error]:
        raise Malformed(f"{one.code}: {errors[0].rule} {errors[0].field}")
    try:
        Procedure.model_validate(read.values)
    except ValueError as error:
        raise Malformed(f"{one.code}: {str(error).splitlines()[1]}") from None


def write_procedure(folder: Path, ledger: Ledger, one: records.Imported, agencies: Agencies, remarks: list[Remark]) -> bool:
    """Write a procedure's file where it is ours; whether it is now as the record says."""
    name = ledger.codes.get(one.code) or _written_by_hand(folder, one.code)
    if not name:
        department = agencies.found(one.publisher) or one.values.get("executing_agencies") or ["khac"]
        name = f"procedures/{department[0]}/{one.code}.yml"
    outcome = ledger.put(name, yaml(one.values).encode())
    if outcome in (Outcome.EDITED, Outcome.HAND_WRITTEN):
        remarks.append(Remark(one.code, name, "", Why.KEPT_EDITED if outcome is Outcome.EDITED else Why.KEPT_HAND_WRITTEN))
        return False
    ledger.codes[one.code] = name
    return True


def _written_by_hand(folder: Path, code: str) -> str:
    for path in sorted((folder / "procedures").glob(f"*/{code}.yml")):
        return path.relative_to(folder).as_posix()
    return ""


def _counts(imported: list[records.Imported], remarks: list[Remark], ledger: Ledger) -> dict[str, int]:
    fullness = Counter(one.values["completeness"] for one in imported)
    fees = Counter(fee.status for one in imported for row in one.rows for fee in row.fees)
    timed = Counter(bool(row.time.unit) for one in imported for row in one.rows)
    outcomes = ledger.outcomes
    return {
        "records": len(imported), "malformed": sum(remark.why is Why.MALFORMED for remark in remarks),
        "written": outcomes[Outcome.WRITTEN], "same": outcomes[Outcome.SAME],
        "kept": outcomes[Outcome.EDITED] + outcomes[Outcome.HAND_WRITTEN],
        "full": fullness["full"], "partial": fullness["partial"], "listed": fullness["listed"],
        "times": timed[True], "time_words": timed[False],
        "free": fees["free"], "amounts": fees["amount"], "by_rule": fees["by_regulation"], "fee_words": fees["not_stated"],
    }
