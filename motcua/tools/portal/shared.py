"""Writes what imported procedures refer to: publisher, departments, fields, laws, decisions, addresses, without undoing an editor."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from motcua import ledger as addresses
from motcua import source, urls
from motcua.model import Department
from motcua.text import slug
from motcua.tools.yaml_layout import yaml
from motcua.tools.portal.agencies import Agencies
from motcua.tools.portal.import_ledger import Ledger, Outcome
from motcua.tools.portal.record import PORTAL, Imported
from motcua.tools.portal.report import Remark, Why

MAP = "department-map.yml"
PUBLISHER = {
    "schema_version": 1,
    "title": {"vi": "Thủ tục hành chính", "en": "Administrative procedures"},
    "authority": {"vi": PORTAL, "en": "National public service portal"},
    "languages": ["vi", "en"],
    "is_sample": False,
    "licence": {"name": {"vi": "Nguồn không nêu giấy phép sử dụng lại", "en": "The source states no licence"}},
    "contact": {"url": "https://dichvucong.gov.vn/"},
    "source_note": {
        "vi": "Nhập từ hồ sơ của Cổng Dịch vụ công quốc gia.",
        "en": "Imported from the records of the national public service portal.",
    },
}

_MAP_HEAD = """# Which department each spelling of an agency stands for. Correct it and import again: id, name, kind
# (department, each_commune, outside_body, not_stated), level, spellings; a spelling moved to another entry joins that department.
# Cách viết nào của một cơ quan ứng với cơ quan nào. Sửa rồi nhập lại.
"""
_LIST_HEAD = "# Imported; entries may be edited, later imports only add to the end.\n"

Told = Callable[[Remark], None]


class UnusableMap(ValueError):
    """A map of departments that cannot be read; what its editor wrote must not be passed over."""



def known_agencies(folder: Path, map_file: Path | None) -> Agencies:
    """The agencies of the map and of the departments that a catalogue already holds; the map is read first, so it decides."""
    written = map_file or folder / MAP
    mapped = _mapped(written) if written.exists() else []
    held = [_values(path) for path in sorted((folder / "departments").glob("*.yml"))]
    return Agencies([*mapped, *(entry for entry in held if isinstance(entry.get("id"), str) and entry.get("name"))])


def _mapped(path: Path) -> list[Mapping]:
    """The entries of a map, each of them a department that would be taken."""
    read = source.read(path, path.name)
    for problem in read.problems:
        if problem.is_error:
            raise UnusableMap(f"{path}:{problem.line}:{problem.column}: {problem.rule}")
    entries = (read.values or {}).get("departments")
    if not isinstance(entries, list):
        raise UnusableMap(f"{path}:1:1: departments")
    for number, entry in enumerate(entries):
        try:
            Department.model_validate(entry)
        except ValueError as error:
            line, column = read.at(("departments", number))
            raise UnusableMap(f"{path}:{line}:{column}: {str(error).splitlines()[1]}") from None
    return entries


def write(folder: Path, ledger: Ledger, agencies: Agencies, records: list[Imported], tell: Told) -> None:
    """All files that procedures refer to."""
    if not (folder / "catalogue.yml").exists():
        ledger.put("catalogue.yml", yaml(PUBLISHER).encode())
    _write_departments(ledger, agencies, records, tell)
    _write_list(ledger, "fields.yml", "fields", "id", _fields(records), tell)
    _write_list(ledger, "laws.yml", "laws", "number", _laws(records), tell)
    _write_decisions(folder, ledger, records, tell)
    _write_addresses(folder, agencies, records)


def _write_departments(ledger: Ledger, agencies: Agencies, records: list[Imported], tell: Told) -> None:
    for record in records:
        agencies.found(record.publisher)
    entries = [agencies.by_id[agency_id].as_values() for agency_id in sorted(agencies.by_id)]
    for entry in entries:
        _put(ledger, f"departments/{entry['id']}.yml", yaml(entry), tell)
    # The map is written anew even after an editor corrected it: what was corrected has been read and stands in it again.
    if entries:
        ledger.replace(MAP, (_MAP_HEAD + yaml({"departments": entries})).encode())


def _fields(records: Iterable[Imported]) -> list[dict]:
    held: dict[str, dict] = {}
    for record in records:
        field_id, name, code = record.field
        entry = held.setdefault(field_id, {"id": field_id, "name": name})
        if code:
            entry.setdefault("code", code)
    return [held[field_id] for field_id in sorted(held)]


def _laws(records: Iterable[Imported]) -> list[dict]:
    titles: dict[str, str] = {}
    for record in records:
        for number, title in record.laws.items():
            titles[number] = titles.get(number) or title
    return [{"number": number, "title": titles[number]} for number in sorted(titles)]


def _write_list(ledger: Ledger, name: str, key: str, identity: str, entries: list[dict], tell: Told) -> None:
    """A list in one file: rewritten while it is ours, else only what is missing is put at its end."""
    path = ledger.folder / name
    held = [entry for entry in _values(path).get(key, []) if isinstance(entry, Mapping)] if path.exists() else []
    known = {entry.get(identity) for entry in held}
    missing = [entry for entry in entries if entry[identity] not in known]
    if ledger.is_ours(name):
        merged = {entry[identity]: entry for entry in [*held, *entries]}
        for entry in held:
            merged[entry[identity]] = {**merged[entry[identity]], **entry}
        # A list of nothing would be a file of a comment alone, which no catalogue may hold.
        if merged:
            _put(ledger, name, _LIST_HEAD + yaml({key: [merged[one] for one in sorted(merged)]}), tell)
    elif missing and _ends_in_its_list(path, key):
        kept = path.read_bytes()
        ledger.replace(name, kept + (b"" if kept.endswith(b"\n") else b"\n") + _items(key, missing, path))
    else:
        for entry in missing:
            tell(Remark(name, key, str(entry[identity]), Why.LIST_KEPT))


def _ends_in_its_list(path: Path, key: str) -> bool:
    """Whether a file holds nothing but a block list under `key`, so that an entry can be added at its end."""
    values = _values(path)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return list(values) == [key] and len(lines) > 1 and lines[1].lstrip().startswith("- ")


def _items(key: str, entries: list[dict], path: Path) -> bytes:
    first = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("- "))
    indent = first[: len(first) - len(first.lstrip())]
    lines = yaml({key: entries}).splitlines()[1:]
    return "".join(f"{indent}{line[2:]}\n" if line else "\n" for line in lines).encode()


def _write_decisions(folder: Path, ledger: Ledger, records: list[Imported], tell: Told) -> None:
    announced: dict[str, list[Imported]] = {}
    for record in records:
        if record.decision[0]:
            announced.setdefault(slug(record.decision[0]), []).append(record)
    for decision_id, group in sorted(announced.items()):
        name = f"decisions/{decision_id}.yml"
        held = _values(folder / name) if (folder / name).exists() else {}
        codes = {change["procedure"] for change in held.get("changes", ())} | {record.code for record in group}
        days = [record.decision[1] for record in group if record.decision[1]]
        _put(ledger, name, yaml({
            "id": decision_id, "number": group[0].decision[0], "issued_on": days[0] if days else held.get("issued_on"),
            "issuing_agency": group[0].decision[2],
            "changes": [{"procedure": code, "kind": "not_stated"} for code in sorted(codes)],
            "sources": [{"title": PORTAL, "covers": ["number", "issued_on", "issuing_agency", "changes"] if days else [
                "number", "issuing_agency", "changes"]}],
        }), tell)


def _write_addresses(folder: Path, agencies: Agencies, records: list[Imported]) -> None:
    """The addresses of what was imported, added to those once published."""
    path = folder / "urls.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    made = {urls.department(agency_id) for agency_id in agencies.by_id}
    for record in records:
        made |= {urls.procedure(record.code, case) for case in ("", *(case["id"] for case in record.values.get("cases", ())))}
    addresses.write(path, tuple(kept), tuple({f"/{address}" for address in made} - kept))


def _put(ledger: Ledger, name: str, text: str, tell: Told) -> None:
    outcome = ledger.put(name, text.encode())
    if outcome in (Outcome.EDITED, Outcome.HAND_WRITTEN):
        tell(Remark(name, "", "", Why.KEPT_EDITED if outcome is Outcome.EDITED else Why.KEPT_HAND_WRITTEN))


def _values(path: Path) -> dict:
    return source.read(path, path.name).values or {}
