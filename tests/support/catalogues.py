"""A small catalogue made of values, for outputs that are tried without files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from motcua.cards import as_shown, card_of
from motcua.catalogue import Catalogue, FormFile, LoadedForm, Stored
from motcua.model import Department, FieldOfWork, Form, Procedure, Publisher

PUBLISHER = {
    "schema_version": 1, "title": {"vi": "Thủ tục", "en": "Procedures"}, "authority": "Ủy ban nhân dân", "languages": ["vi", "en"],
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}, "contact": {},
}


def procedure(code: str = "1.000001", **fields: Any) -> Procedure:
    """A procedure with no more than it must have, and what the test is about."""
    return Procedure.model_validate({"code": code, "name": f"Việc {code}", "field": "ho-tich", "status": "in_force"} | fields)


def department(department_id: str = "so-tu-phap", **fields: Any) -> Department:
    """A department by its id."""
    return Department.model_validate({"id": department_id, "name": {"vi": "Sở Tư pháp", "en": "Department of Justice"}, "kind": "department"} | fields)


def form(form_id: str, path: Path, original_name: str = "Đơn.docx", **fields: Any) -> LoadedForm:
    """A form whose file lies at `path`."""
    data = path.read_bytes()
    record = Form.model_validate({"title": f"Đơn {form_id}", "file": path.name, "original_name": original_name} | fields)
    return LoadedForm(form_id, record, FormFile(str(path), len(data), sha256(data).hexdigest(), path.suffix[1:]))


def catalogue(*records: Procedure, forms: tuple[LoadedForm, ...] = (), publisher: dict[str, Any] | None = None) -> Catalogue:
    """A catalogue of these procedures and forms, with one department and one field."""
    cards = tuple(as_shown(card_of(record, f"catalogue/procedures/{record.code}.yml", f"digest of {record.code}"), record) for record in records)
    return Catalogue(
        publisher=Publisher.model_validate(PUBLISHER | (publisher or {})), departments={"so-tu-phap": department()},
        fields={"ho-tich": FieldOfWork(id="ho-tich", name="Hộ tịch")}, laws={}, decisions={}, forms={one.id: one for one in forms},
        procedures={card.code: card for card in cards},
        stored={record.code: Stored(Path(record.code), f"digest of {record.code}", record) for record in records},
        cards=cards, pages=(), ledger=(), files={}, folder="catalogue", said="",
    )
