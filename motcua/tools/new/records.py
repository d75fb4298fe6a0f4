"""A new record of each kind from its answers: the values of its file, and where the file belongs."""
from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.catalogue import Catalogue
from motcua.folders import Fault
from motcua.model import Decision, Department, Form, Law, Procedure, Publisher, Record
from motcua.rules.parts import missing_parts
from motcua.telling import said
from motcua.text import slug
from motcua.tools.fields import fields
from motcua.tools.new.asking import Asking, Question
from motcua.tools.new.from_file import from_file, read
from motcua.tools.yaml_layout import in_order, yaml

OUTLINE = Path(__file__).with_name("outline.yml")
# What a copy may not take from the record that it is like: its life, its signature, its sources.
_NOT_ALIKE = (
    "origin", "former_codes", "replaced_by", "effective_from", "effective_to", "publication_decisions", "correction", "approved_by", "approved_on",
    "related_procedures", "sources", "illustrative", "checks", "verified_on", "updated_on", "popular_names", "requirements_text",
)


class Made(NamedTuple):
    """A new record: its model's kind, its file below the catalogue or the forms, its text, and the files that lie beside it by their names."""

    kind: str
    below: str
    text: str
    beside: tuple[tuple[str, bytes], ...] = ()


def procedure(ask: Asking, catalogue: Catalogue, options: Namespace) -> Made:
    """A draft: with all that a record like it says, or with the parts to be written as examples behind comment signs."""
    like = _like(catalogue, options)
    code = ask(Question("code", Procedure, "code"))
    if code in catalogue.procedures:
        raise Fault(said(options.lang)["new_code_is_taken"].format(code=code, file=catalogue.procedures[code].file))
    values: dict[str, object] = {name: value for name, value in like.items() if name not in _NOT_ALIKE} | {"code": code, "status": "draft"}
    for name in ("name", "short_name", "summary"):
        values[name] = ask(Question(name.replace("_", "-"), Procedure, name))
    known = {one.id: one.name.vi for one in catalogue.fields.values()}
    values["field"] = ask(Question("field", Procedure, "field", default=str(like.get("field", "")), choices=known))
    agencies = [str(each) for each in like.get("executing_agencies", ())]
    department = ask(Question("department", Department, "id", default=(agencies or [""])[0], choices=_departments(catalogue), called=(Procedure, "executing_agencies")))
    values["executing_agencies"] = [department, *(each for each in agencies[1:] if each != department)]
    return Made("procedure", f"procedures/{department}/{code}.yml", _draft(values, options))


def _like(catalogue: Catalogue, options: Namespace) -> Mapping[str, object]:
    """The values of the record that was named as alike; none where none was named."""
    if options.like is None:
        return {}
    card = catalogue.procedures.get(options.like)
    if card is None:
        raise Fault(said(options.lang)["new_nothing_like"].format(code=options.like))
    return source.read(Path(card.file), card.file).values or {}


def _draft(values: Mapping[str, object], options: Namespace) -> str:
    """The file of a draft that breaks no rule: each compulsory part that it lacks is named as a gap."""
    gaps = missing_parts(Procedure.model_validate(dict(values)))
    if not gaps:
        return yaml(in_order(Procedure, {name: value for name, value in values.items() if name not in ("completeness", "gaps")}))
    record = yaml(in_order(Procedure, {**values, "completeness": "partial", "gaps": list(gaps)}))
    lacking = {name for name in fields(Procedure) if name not in values}
    parts = {name: value for name, value in (source.read(OUTLINE, OUTLINE.name).values or {}).items() if name in lacking}
    told = [*said(options.lang)["new_draft_is_unfinished"].splitlines(), *yaml(in_order(Procedure, parts)).splitlines()]
    return record + "\n" + "".join(f"# {line}\n" for line in told)


def department(ask: Asking, catalogue: Catalogue, options: Namespace) -> Made:
    """Who answers, with a name and what kind of body it is."""
    name = ask(Question("name", Department, "name"))
    department_id = ask(Question("id", Department, "id", default=slug(name)))
    values = {
        "id": department_id, "name": name,
        "kind": ask(Question("kind", Department, "kind", default="department")),
        "level": ask(Question("level", Department, "level", default="province")),
        "parent": ask(Question("parent", Department, "parent", is_required=False, choices=_departments(catalogue))),
        "contact": {"hotline": ask(Question("hotline", _model_of(Department, "contact"), "hotline", is_required=False))},
    }
    return Made("department", f"departments/{department_id}.yml", yaml(in_order(Department, values)))


def form(ask: Asking, catalogue: Catalogue, options: Namespace) -> Made:
    """A blank beside its description, called on the disk as its id is; of a DOCX with tags a description that asks for what they need."""
    options.file = options.file or options.path
    file = Path(ask(Question("file", Form, "original_name", called=(Form, "file"))).strip())
    data = read(file, options)
    department_id = ask(Question("department", Department, "id", choices=_departments(catalogue), called=(Procedure, "executing_agencies")))
    title = ask(Question("title", Form, "title"))
    form_id = ask(Question("id", Department, "id", default=slug(title)))
    begun = from_file(form_id, data, file.suffix.lower(), options)
    values = {
        "title": title, "number": ask(Question("number", Form, "number", is_required=False)), "file": begun.beside[0][0],
        "original_name": ask(Question("original-name", Form, "original_name", default=(options.blank or file).name)),
        "effective_from": ask(Question("effective-from", Form, "effective_from", is_required=False)), "fill": begun.fill,
    }
    return Made("form", f"{department_id}/{form_id}.yml", yaml(in_order(Form, values)), begun.beside)


def decision(ask: Asking, catalogue: Catalogue, options: Namespace) -> Made:
    """A publication decision, with what it does to each procedure that it names."""
    number = ask(Question("number", Decision, "number"))
    values = {
        "id": slug(number), "number": number, "issued_on": ask(Question("issued-on", Decision, "issued_on")),
        "issuing_agency": ask(Question("agency", Decision, "issuing_agency", default=catalogue.publisher.authority.vi)),
        "title": ask(Question("title", Decision, "title", is_required=False)),
        "changes": [_change(each, options) for each in options.change or _listed(ask(Question("changes", Publisher, "title", is_required=False, called=(Decision, "changes"))))],
    }
    return Made("decision", f"decisions/{slug(number)}.yml", yaml(in_order(Decision, values)))


def _change(words: str, options: Namespace) -> dict[str, str]:
    """`1.004222 amended` or `1.004222:amended`; what is not said is new."""
    code, _, kind = words.strip().replace(":", " ").partition(" ")
    kinds = fields(_model_of(Decision, "changes"))["kind"].choices
    if kind.strip() and kind.strip() not in kinds:
        raise Fault(said(options.lang)["new_change_is_unknown"].format(found=words.strip(), kinds=", ".join(kinds)))
    return {"procedure": code, "kind": kind.strip() or "new"}


def law(ask: Asking, catalogue: Catalogue, options: Namespace) -> dict[str, str]:
    """The values of a legal text, which has no file of its own."""
    number = ask(Question("number", Law, "number"))
    return in_order(Law, {
        "number": number, "title": ask(Question("title", Law, "title")),
        **{name: ask(Question(name.replace("_", "-"), Law, name, is_required=False)) for name in ("issued_on", "issuer", "url")},
    })


def _departments(catalogue: Catalogue) -> dict[str, str]:
    return {one.id: one.name.vi for one in catalogue.departments.values()}


def _model_of(model: type[Record], name: str) -> type[Record]:
    return fields(model)[name].model


def _listed(words: str) -> list[str]:
    return [each for each in re.split(r"[,;]", words) if each.strip()]


KINDS: dict[str, Callable[[Asking, Catalogue, Namespace], Made]] = {"procedure": procedure, "department": department, "form": form, "decision": decision}
