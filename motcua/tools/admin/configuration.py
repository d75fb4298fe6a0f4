"""What the browser editor is told: a collection for each kind of file, a widget for each field, made of the models."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.catalogue import Catalogue
from motcua.model import Component, Procedure, Record
from motcua.model.directory import Admin
from motcua.tools.fields import FILES, PHRASES, Held, fields
from motcua.tools.schema import words

# A paper may hold papers to choose from, and these papers again; deeper ones stay as they are in the file.
_DEEPEST_PAPER = 2
_MANY_LINES = frozenset({"text", "requirements", "requirements_text", "note", "description"})
_DEPARTMENTS = frozenset({
    "executing_agencies", "competent_authorities", "coordinating_agencies", "Delegation.agency", "ReceptionPlace.department",
    "InterlinkedPart.agency", "Department.parent",
})
_PATTERNS = {
    "code": (r"^\d\.\d{6}(\.H\d\d)?$", "Mã có dạng 1.004222 hoặc 1.004222.H19"),
    "id": ("^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$", "Chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"),
    "form_id": ("^[a-z0-9-]{1,60}/[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$", "Có dạng co-quan/mau-don"),
    "day": (r"^\d{4}-\d{2}-\d{2}$", "Ngày viết năm-tháng-ngày, ví dụ 2026-07-01"),
    "time_of_day": ("^([01][0-9]|2[0-3]):[0-5][0-9]$", "Giờ và phút, mỗi phần hai chữ số, ví dụ 15:00"),
    "hours": ("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", "Từ giờ nào đến giờ nào, ví dụ 07:30-11:30"),
    "currency": ("^[A-Z]{3}$", "Ba chữ in hoa, ví dụ VND"),
}
# Lists of these stand alone in a file each; the rest of a catalogue changes seldom and is edited as text.
_LISTS = ("fields", "laws", "glossary")
_EDITED = ("procedure", "decision", "department", "form", *_LISTS)
_SAID = {"create": "Thêm {{collection}}: {{slug}}", "update": "Sửa {{collection}}: {{slug}}", "delete": "Bỏ {{collection}}: {{slug}}"}
# Where a catalogue and its forms lie in the repository.
_CATALOGUE, _FORMS = "catalogue", "templates/forms"
# By which of its fields an item is known, and what stands for one that lacks it.
_KNOWN_BY = ("name", "title", "term", "paper", "condition", "number", "law", "procedure", "text", "channel", "by", "id")
_UNNAMED = "(mở ra để xem)"

Node = dict[str, Any]


def configuration(catalogue: Catalogue, backend: Mapping[str, Any]) -> Node:
    """The editor's settings: where it writes (`backend`), every collection, and under `models` the fields that collections name."""
    described = _Described(catalogue)
    return {
        "backend": {**backend, "commit_messages": _SAID},
        "publish_mode": "simple" if backend["name"] == "proxy" else "editorial_workflow",
        "locale": "vi",
        "load_config_file": False,
        "media_folder": _FORMS,
        "show_preview_links": False,
        "slug": {"encoding": "unicode", "clean_accents": False},
        "models": {kind: described.fields(model) for kind, model in FILES.items() if kind in _EDITED},
        "collections": [*_procedures(catalogue), *_others(catalogue)],
    }


def backend_of(admin: Admin) -> dict[str, Any]:
    """How a forge is reached: its repository, and who lets editors in. Who may not write proposes from a copy of their own."""
    told = {"name": admin.backend, "repo": admin.repository, "branch": admin.branch, "base_url": admin.sign_in_url.rstrip("/")}
    if admin.backend == "github":
        return told | {"open_authoring": True}
    return told | {"auth_type": "pkce", "app_id": admin.app_id or "", "api_root": f"{told['base_url']}/api/v4"}


def _procedures(catalogue: Catalogue) -> Iterator[Node]:
    """A collection for each department that has procedures."""
    for department in sorted({card.file.split("/")[-2] for card in catalogue.cards}):
        folder = f"{_CATALOGUE}/procedures/{department}"
        own = _folder(f"procedures-{department}", _called(catalogue, department), folder, "procedure", "code", "{{code}} {{name.vi}}")
        # Decap would call the file of a new one 1-004222.yml: dots have no place in its names.
        yield own | {"create": False}


def _others(catalogue: Catalogue) -> Iterator[Node]:
    yield _folder("decisions", words.file("decision"), f"{_CATALOGUE}/decisions", "decision", "id", "{{number}}")
    yield _folder("departments", words.file("department"), f"{_CATALOGUE}/departments", "department", "id", "{{id}}")
    for department in sorted({form.partition("/")[0] for form in catalogue.forms}):
        label = f"{words.file('form')}: {_called(catalogue, department)}"
        own = _folder(f"forms-{department}", label, f"{_FORMS}/{department}", "form", "file", "{{number}} {{file}}")
        # A new form is a file too, which this editor cannot lay beside its description.
        yield own | {"create": False}
    listed = [{"name": kind, "label": words.file(kind), "file": f"{_CATALOGUE}/{kind}.yml", "fields": kind} for kind in _LISTS]
    yield {"name": "lists", "label": "Danh mục dùng chung", "format": "catalogue", "editor": {"preview": False}, "files": listed}


def _called(catalogue: Catalogue, department: str) -> str:
    """A department as people call it; its id where it has no file."""
    record = catalogue.departments.get(department)
    return (record.short_name or record.name).words("vi") if record else department


def _folder(name: str, label: str, folder: str, kind: str, known_by: str, summary: str) -> Node:
    return {
        "name": name, "label": label, "folder": folder, "create": True, "delete": False, "extension": "yml", "format": "catalogue", "fields": kind,
        "identifier_field": known_by, "slug": f"{{{{fields.{known_by}}}}}", "summary": summary, "editor": {"preview": False},
    }


class _Described:
    """Fields as widgets, with the names of one catalogue to choose from."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.languages = [*catalogue.publisher.languages]
        self.of_summary = [*self.languages, *(each.code for each in catalogue.publisher.summary_languages)]
        self.departments = _options({key: each.name.words("vi") for key, each in catalogue.departments.items()})
        self.fields_of_work = _options({key: each.name.words("vi") for key, each in catalogue.fields.items()})

    def fields(self, model: type[Record], depth: int = 0, *, is_there: bool = True) -> list[Node]:
        """A widget for each field of a model, in the order in which a file is laid out.

        Decap asks for what is required even in a record that nobody filled in, so nothing is required unless the record `is_there`.
        """
        described = ((name, held) for name, held in fields(model).items() if not (model is Component and name == "of" and depth == _DEEPEST_PAPER))
        return [self._field(model, name, held, depth) | {"required": held.is_required and is_there} for name, held in described]

    def _field(self, model: type[Record], name: str, held: Held, depth: int) -> Node:
        called = words.field(model, name)
        return {"name": name, "label": called.title} | ({"hint": called.about} if called.about else {}) | self._widget(model, name, held, depth)

    def _widget(self, model: type[Record], name: str, held: Held, depth: int) -> Node:
        chosen = self._chosen(model, name, held)
        if chosen:
            return {"widget": "select", "options": chosen, "multiple": held.is_list}
        if held.kind == "record":
            below = depth + 1 if held.model is model else 0
            described = {"widget": "list" if held.is_list else "object", "collapsed": True,
                         "fields": self.fields(held.model, below, is_there=held.is_list)}
            return described | ({"minimize_collapsed": True, "summary": self._heading(held.model)} if held.is_list else {})
        one = self._scalar(name, held)
        if not held.is_list or held.kind in PHRASES:
            return one
        return {"widget": "list", "collapsed": False, "field": {"name": "item", "label": words.field(model, name).title} | one}

    def _chosen(self, model: type[Record], name: str, held: Held) -> list[Node]:
        """What there is to choose from, with its names; empty where words are written."""
        if held.kind == "one_of":
            return [{"value": each, "label": words.choice(each)} for each in held.choices]
        if {name, f"{model.__name__}.{name}"} & _DEPARTMENTS:
            return self.departments
        return self.fields_of_work if (model, name) == (Procedure, "field") else []

    def _heading(self, model: type[Record]) -> str:
        """What a folded item of a list shows: the words by which people know it, in the first language."""
        held = fields(model)
        name = next((each for each in _KNOWN_BY if each in held), next(iter(held)))
        tail = ".vi" if held[name].kind in PHRASES and len(self.languages) > 1 else ""
        return f"{{{{fields.{name}{tail} | default('{_UNNAMED}')}}}}"

    def _scalar(self, name: str, held: Held) -> Node:
        if held.kind in PHRASES:
            return {"widget": "phrases" if held.is_list else "phrase", "languages": self.of_summary if held.kind == "summary" else self.languages,
                    "lines": 6 if held.kind == "markdown" or name in _MANY_LINES else 2}
        if held.kind in ("whole", "number"):
            return {"widget": "number", "value_type": "int" if held.kind == "whole" else "float"}
        if held.kind == "flag":
            return {"widget": "boolean"}
        pattern = _PATTERNS.get(held.kind)
        return {"widget": "string"} | ({"pattern": [*pattern]} if pattern else {})


def _options(named: Mapping[str, str]) -> list[Node]:
    return [{"value": key, "label": label} for key, label in sorted(named.items(), key=lambda each: (each[1], each[0]))]
