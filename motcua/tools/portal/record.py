"""Turns one record of the portal into the values of a procedure, telling what it could not take over as it stood."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from motcua.model import Procedure
from motcua.text import fold, slug
from motcua.tools.portal import cleaning, dossier, parts, rows, times
from motcua.tools.portal.agencies import Agencies
from motcua.tools.portal.parts import CODE
from motcua.tools.portal.report import Remark, Tell, Why
from motcua.tools.portal.shape import Malformed, held, known, objects
from motcua.tools.yaml_layout import in_order

PORTAL = "Cổng Dịch vụ công quốc gia"
COMPULSORY = ("name", "steps", "submission_methods", "dossier", "processing_time", "applicant_types", "executing_agencies")

_LEVELS = (("isMinistry", "ministry"), ("isProvince", "province"), ("isWard", "commune"), ("isOtherAgency", "other"))
_TYPES = {"ASSIGNED_REGULATION": "assigned_by_law", "NOT_ASSIGNED_REGULATION": "not_assigned_by_law"}


@dataclass(slots=True)
class Imported:
    """A record as imported: the values of the procedure and what other files must hold for it."""

    code: str
    values: dict[str, object]
    field: tuple[str, str, str]
    decision: tuple[str, date | None, str]
    laws: dict[str, str]
    publisher: str
    rows: list[rows.Row]
    remarks: list[Remark] = field(default_factory=list)

    def tell(self, where: str, words: str, why: Why) -> None:
        """Note a remark about this record."""
        self.remarks.append(Remark(self.code, where, words, why))


def read(raw: object, agencies: Agencies, read_on: date | None = None) -> Imported:
    """One record as the values of a procedure, taken from the portal on `read_on`; `Malformed` when it cannot be one."""
    record = _checked(raw)
    publisher = cleaning.line(record.get("departmentPromulgateName"))
    imported = Imported(record["code"].strip(), {}, parts.field(record), parts.decision(record), {}, publisher, [])
    _tell_dropped(record, "", imported)
    imported.rows = rows.read(objects(record, "executionMethods"), cleaning.line(record["name"]), imported.tell)
    values = _values(record, imported, agencies)
    if read_on:
        values["sources"][0]["read_on"] = read_on
    imported.values = in_order(Procedure, values)
    _propose(record, imported)
    return imported


def _checked(raw: object) -> Mapping:
    if not isinstance(raw, Mapping):
        raise Malformed("a record is a JSON object")
    if not isinstance(raw.get("code"), str) or not CODE.fullmatch(raw["code"].strip()):
        raise Malformed(f"code: {raw.get('code')!r}")
    if not cleaning.line(raw.get("name")):
        raise Malformed("name")
    for key in ("executionSteps", "executionMethods", "executionCases", "categoriesDetails", "departmentsExecuting"):
        if not isinstance(raw.get(key) or [], list):
            raise Malformed(key)
    if not objects(raw, "categoriesDetails"):
        raise Malformed("categoriesDetails")
    return raw


def _values(record: Mapping, imported: Imported, agencies: Agencies) -> dict[str, object]:
    tell = imported.tell
    papers, cases = dossier.laid_out(objects(record, "executionCases"), tell)
    time = rows.processing_time(imported.rows, tell)
    coded = _coded_cases(record, time, tell)
    values = {
        "code": imported.code, "origin": "imported", "name": parts.name(record, tell), "keywords": parts.keywords(record),
        "field": imported.field[0],
        "administrative_levels": [level for key, level in _LEVELS if record.get(key) is True],
        "procedure_type": known(_TYPES, record, "formalityType"),
        "applicant_types": parts.applicants(record, tell),
        "cases": coded or cases,
        "steps": parts.steps(record),
        "submission_methods": rows.submission_methods(imported.rows),
        "processing_time": time,
        "fees": [{**fee, "legal_basis": fee.get("legal_basis") or None} for fee in rows.fee_rows(imported.rows, tell)],
        "dossier": papers,
        "executing_agencies": _agencies(record, "departmentsExecuting", agencies, tell),
        "competent_authorities": _agencies(record, "departmentsAuthority", agencies, tell),
        "coordinating_agencies": _agencies(record, "departmentsCoordinating", agencies, tell),
        "delegations": [{"agency": agency} for agency in _agencies(record, "departmentsAuthorized", agencies, tell)],
        "reception_places": [{"text": words} for words in (cleaning.stated(record.get("dossierReceivingAddresses")),) if words],
        "results": parts.results(record),
        "requirements_text": cleaning.stated(record.get("requirementsAndConditions")),
        "legal_basis": parts.legal_basis(record, imported.laws, tell),
        "publication_decisions": [decision_id] if (decision_id := slug(imported.decision[0])) else [],
        "related_procedures": [{"procedure": code} for code in parts.related(record)],
        **_flags(record), "status": "in_force", "updated_on": parts.day(record.get("updatedAt")),
    }
    for fee in values["fees"]:
        imported.laws.update(dict.fromkeys(fee["legal_basis"] or (), ""))
    return {**values, **_completeness(values, tell), "sources": [_source(record, imported, values)]}


def _flags(record: Mapping) -> dict[str, object]:
    """What the record's flags say; a flag that is not set says nothing, but for the procedure that any place takes."""
    is_online = any(method.get("submissionMethod") == "ONLINE" for method in objects(record, "executionMethods"))
    never_online = record.get("isOfflineOnly") is True and not is_online
    return {
        "online_service": "full" if record.get("isFullProcess") is True else "none" if never_online else "",
        "non_territorial": known({True: "applies", False: "does_not_apply"}, record, "isNonTerritorial"),
        "is_internal": record.get("isInternal") is True or None,
        "is_local_specific": record.get("type") == "SPECIFIC" or None,
        "is_vertical": record.get("isVertical") is True or None,
    }


def _source(record: Mapping, imported: Imported, values: Mapping) -> dict[str, object]:
    url = record.get("sourceUrl")
    covers = [name for name, value in values.items() if value and name not in ("code", "origin", "status")]
    return {"title": PORTAL, "url": url if isinstance(url, str) and url.startswith("https://") else "",
            "decision": imported.decision[0], "covers": covers}


def _completeness(values: Mapping, tell: Tell) -> dict[str, object]:
    gaps = [name for name in COMPULSORY if not values[name]]
    for gap in gaps:
        tell(gap, "", Why.TIME_NOT_GIVEN if gap == "processing_time" else Why.GAP)
    completeness = "listed" if "steps" in gaps else "partial" if gaps else "full"
    return {"completeness": completeness, "gaps": gaps}


def _tell_dropped(value: object, where: str, imported: Imported) -> None:
    """Tell of every picture and invisible character, wherever in the record it was."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            _tell_dropped(held, f"{where}.{key}" if where else str(key), imported)
    elif isinstance(value, list):
        for number, held in enumerate(value):
            _tell_dropped(held, f"{where}[{number}]", imported)
    elif isinstance(value, str):
        if cleaning.has_image(value):
            imported.tell(where, "", Why.IMAGE_DROPPED)
        if cleaning.has_hidden(value):
            imported.tell(where, cleaning.line(value), Why.HIDDEN_DROPPED)


def _propose(record: Mapping, imported: Imported) -> None:
    is_for_officials = imported.values.get("applicant_types") == ["official"]
    if not imported.values.get("is_internal") and (imported.code[0] in "56" or is_for_officials):
        imported.tell("is_internal", str(imported.values["name"]), Why.INTERNAL_PROPOSED)
    if record.get("isFullProcess") is True:
        imported.tell("online_service", "isFullProcess", Why.FULL_ONLINE)


def _agencies(record: Mapping, key: str, agencies: Agencies, tell: Tell) -> list[str]:
    """The departments that a record names under a key."""
    found: list[str] = []
    for item in objects(record, key):
        ids = agencies.found(item.get("name"))
        if not ids:
            tell(key, cleaning.line(item.get("name")), Why.AGENCY_DROPPED)
        for agency_id in ids:
            if agencies.is_local(agency_id):
                tell(key, agencies.by_id[agency_id].name, Why.AGENCY_IS_LOCAL)
        found += ids
    return list(dict.fromkeys(found))


def _coded_cases(record: Mapping, time: dict, tell: Tell) -> list[dict]:
    """The portal's service cases: cases where there are several by different names, and a time of their own where it differs."""
    cases = [case for case in objects(record, "cases") if cleaning.line(case.get("name"))]
    names = [fold(cleaning.line(case["name"])) for case in cases]
    are_cases = len(cases) > 1 and len(set(names)) == len(names)
    if len(cases) > 1 and not are_cases:
        tell("cases", "; ".join(cleaning.line(case["name"]) for case in cases), Why.CASES_ALIKE)
    laid = [{"id": f"truong-hop-{number}", "code": cleaning.line(case.get("code")), "name": cleaning.line(case["name"])}
            for number, case in enumerate(cases, 1)]
    said = {(str(row["statutory"].get("value")), row["statutory"].get("unit")) for row in time.get("rows", ()) if row["statutory"]}
    for case, values in zip(cases, laid, strict=True):
        days = held(case, "processingDay")
        typed = times.typed(days.get("qty"), days.get("type"), "")
        if typed.unit and (str(typed.value), typed.unit) not in said:
            tell("processing_time", f"{values['code']}: {typed.value} {typed.unit}", Why.TIME_DIFFERS_FROM_CASE)
            _add_time(time, values, typed, are_cases)
    return laid if are_cases else []


def _add_time(time: dict, case: dict, typed: times.Time, are_cases: bool) -> None:
    where = {"cases": [case["id"]]} if are_cases else {"name": case["code"]}
    for row in time.setdefault("rows", []):
        row["combines"] = "not_stated"
    time["rows"].append({**where, "statutory": typed.as_values(), "combines": "not_stated"})
