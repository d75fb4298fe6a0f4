"""A new record of each kind from its answers: the values of its file, and where the file belongs."""
from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from motcua import source
from motcua.catalogue import Catalogue
from motcua.folders import Fault
from motcua.model import NOT_STATED, Decision, Department, Form, Law, Procedure, Record
from motcua.rules.parts import OF_EVERY_PROCEDURE, has
from motcua.telling import said
from motcua.text import slug
from motcua.tools.fields import fields
from motcua.tools.new.asking import Asking, Question
from motcua.tools.new.from_file import from_file, read
from motcua.tools.schema.words import choice
from motcua.tools.yaml_layout import WIDEST_ROW, in_order, yaml
from motcua.typed_day import is_like_a_day

OUTLINE = Path(__file__).with_name("outline.yml")
# What a draft says is missing beside what the law compels: a reader looks for both.
_LOOKED_FOR = ("fees", "results")
# What a copy may not take from the record that it is like: its life, its signature, its sources.
_NOT_ALIKE = (
    "origin", "former_codes", "replaced_by", "effective_from", "effective_to", "publication_decisions", "correction", "approved_by", "approved_on",
    "related_procedures", "sources", "illustrative", "checks", "verified_on", "updated_on", "popular_names", "requirements_text",
)
# A phrase of a new record that may be said in English too.
_VIETNAMESE = re.compile(r"^(?:name|short_name|summary):\n  vi: .*\n", re.MULTILINE)
# What every new procedure is asked for, or is given.
_OWN = {"code", "name", "short_name", "summary", "field", "status", "completeness", "gaps", "executing_agencies"}


class Made(NamedTuple):
    """A new record: its model's kind, its file below the catalogue or the forms, its text, the files that lie beside it by their names,
    and what is left to write elsewhere, a line a file."""

    kind: str
    below: str
    text: str
    beside: tuple[tuple[str, bytes], ...] = ()
    left: tuple[str, ...] = ()


def procedure(ask: Asking, catalogue: Catalogue, options: Namespace) -> Made:
    """A draft: with all that a record like it says, or with the parts to be written as examples behind comment signs."""
    like = _like(catalogue, options)
    there = {code: card.file for code, card in catalogue.procedures.items()}
    code = ask(Question("code", Procedure, "code", refuses=lambda code: ask.words["new_code_is_taken"].format(code=code, file=there[code]) if code in there else ""))
    values: dict[str, object] = {name: value for name, value in like.items() if name not in _NOT_ALIKE} | {"code": code, "status": "draft"}
    for name in ("name", "short_name", "summary"):
        values[name] = {"vi": ask(Question(name.replace("_", "-"), Procedure, name))}
    known = {one.id: one.name.vi for one in catalogue.fields.values()}
    values["field"] = ask(Question("field", Procedure, "field", default=str(like.get("field", "")), choices=known))
    agencies = [str(each) for each in like.get("executing_agencies", ())]
    department = ask(Question("department", Department, "id", default=(agencies or [""])[0], choices=_departments(catalogue), called=(Procedure, "executing_agencies")))
    values["executing_agencies"] = [department, *(each for each in agencies[1:] if each != department)]
    taken = [ask.words["new_like_was_taken"].format(code=options.like, parts=", ".join(name for name in in_order(Procedure, like) if name in values.keys() - _OWN))] if like else []
    return Made("procedure", f"procedures/{department}/{code}.yml", _draft(values, options), left=tuple(taken))


def _like(catalogue: Catalogue, options: Namespace) -> Mapping[str, object]:
    """The values of the record that was named as alike; none where none was named."""
    if options.like is None:
        return {}
    card = catalogue.procedures.get(options.like)
    if card is None:
        raise Fault(said(options.lang)["new_nothing_like"].format(code=options.like))
    return source.read(Path(card.file), card.file).values or {}


def _draft(values: Mapping[str, object], options: Namespace) -> str:
    """The file of a draft that breaks no rule: each part that it lacks is named as a gap."""
    begun = Procedure.model_validate(dict(values))
    gaps = [part for part in (*OF_EVERY_PROCEDURE, *_LOOKED_FOR) if not has(begun, part)]
    words = said(options.lang)
    if not gaps:
        return _with_english(yaml(in_order(Procedure, {name: value for name, value in values.items() if name not in ("completeness", "gaps")})), words)
    record = _with_english(yaml(in_order(Procedure, {**values, "completeness": "partial", "gaps": gaps})), words)
    lacking = {name for name in fields(Procedure) if name not in values}
    parts = {name: value for name, value in (source.read(OUTLINE, OUTLINE.name).values or {}).items() if name in lacking}
    applicants = "; ".join(f"{kind} ({choice(kind)})" for kind in fields(Procedure)["applicant_types"].choices if kind != NOT_STATED)
    told = words["new_draft_is_unfinished"].splitlines()
    told += wrap(words["new_draft_is_for"].format(kinds=applicants), WIDEST_ROW) if "applicant_types" in parts else []
    # No blank behind the sign, and two signs before what is told: who takes away the first sign of every line has lines where they belong.
    return record + "\n" + "".join(f"## {line}\n" for line in told) + "".join(f"#{line}\n" for line in yaml(in_order(Procedure, parts)).splitlines())


def _with_english(record: str, words: Mapping[str, str]) -> str:
    """The file with a line for the English words below the Vietnamese ones, behind a comment sign."""
    line = f'#  en: "‹{words["new_english_here"]}›"\n'
    return _VIETNAMESE.sub(lambda found: found[0] + line, record)


def department(ask: Asking, catalogue: Catalogue, options: Namespace) -> Made:
    """Who answers, with a name and what kind of body it is."""
    name = ask(Question("name", Department, "name"))
    department_id = ask(Question("id", Department, "id", default=slug(name), refuses=_not_among(catalogue.departments, ask)))
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
    taken = _not_among(catalogue.decisions, ask)
    number = ask(Question("number", Decision, "number", refuses=lambda number: ask.words["new_number_is_a_day"].format(number=number) if is_like_a_day(number) else taken(slug(number))))
    values = {
        "id": slug(number), "number": number, "issued_on": ask(Question("issued-on", Decision, "issued_on")),
        "issuing_agency": ask(Question("agency", Decision, "issuing_agency", default=catalogue.publisher.authority.vi)),
        "title": ask(Question("title", Decision, "title", is_required=False)),
        "changes": [_change(each, ask, catalogue) for each in options.change] if options.change else list(_changes(ask, catalogue)) if ask.is_terminal else [],
    }
    named = [f"  {_to_name(slug(number), each['procedure'], catalogue, ask)}" for each in values["changes"]]
    left = (ask.words["new_decision_is_named"], *named) if named else (ask.words["new_decision_changes_nothing"],)
    return Made("decision", f"decisions/{slug(number)}.yml", yaml(in_order(Decision, values)), left=left)


def _changes(ask: Asking, catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """What a person at a terminal says of one procedure after the other, until an empty line; of one at least, for that is what a decision is for."""
    is_first = True
    while code := ask.asked(_procedure(ask, catalogue, is_first)):
        name = _name(code, catalogue) or ask.words["new_procedure_is_unknown"]
        yield {"procedure": code, "kind": ask.asked(_kind(ask.words["new_change_kind"].format(code=code, name=name)))}
        is_first = False


def _change(words: str, ask: Asking, catalogue: Catalogue) -> dict[str, str]:
    """`1.004222:amended`, or `1.004222:sửa đổi`; what is not said is never guessed."""
    code, _, kind = (part.strip() for part in words.partition(":"))
    code, kinds = ask.taken(_procedure(ask, catalogue, is_required=True), code), _kind("").choices
    if not kind:
        raise Fault(ask.words["new_change_has_no_kind"].format(code=code, kinds="; ".join(f"{name} ({label})" for name, label in kinds.items())))
    return {"procedure": code, "kind": ask.taken(_kind(""), kind)}


def _procedure(ask: Asking, catalogue: Catalogue, is_required: bool) -> Question:
    text = ask.words["new_change_procedure" if is_required else "new_change_next"]
    return Question("change", _model_of(Decision, "changes"), "procedure", is_required=is_required, text=text,
                    named={code: _name(code, catalogue) for code in catalogue.procedures})


def _name(code: str, catalogue: Catalogue) -> str:
    """What a procedure is called; empty for one that is not there."""
    return dict(catalogue.procedures[code].name)["vi"] if code in catalogue.procedures else ""


def _kind(text: str) -> Question:
    kinds = fields(_model_of(Decision, "changes"))["kind"].choices
    return Question("change", _model_of(Decision, "changes"), "kind", choices={kind: choice(kind) for kind in kinds if kind != NOT_STATED}, text=text)


def _to_name(decision_id: str, code: str, catalogue: Catalogue, ask: Asking) -> str:
    """The line by which a procedure names the decision beside those that it names already."""
    if code not in catalogue.procedures:
        return f"{code} ({ask.words['new_procedure_is_unknown']}): publication_decisions: [{decision_id}]"
    named = dict.fromkeys((*catalogue.record(code).load().publication_decisions, decision_id))
    return f"{catalogue.procedures[code].file}: publication_decisions: [{', '.join(named)}]"


def _not_among(records: Mapping[str, object], ask: Asking) -> Callable[[str], str]:
    """That an id is one of a record that is there already."""
    return lambda name: ask.words["new_id_is_taken"].format(id=name) if name in records else ""


def law(ask: Asking, catalogue: Catalogue, options: Namespace) -> dict[str, str]:
    """The values of a legal text, which has no file of its own."""
    there = {name.casefold() for name in catalogue.laws}
    number = ask(Question("number", Law, "number", refuses=lambda number: ask.words["new_id_is_taken"].format(id=number) if number.casefold() in there else ""))
    return in_order(Law, {
        "number": number, "title": ask(Question("title", Law, "title")),
        **{name: ask(Question(name.replace("_", "-"), Law, name, is_required=False)) for name in ("issued_on", "issuer", "url")},
    })


def _departments(catalogue: Catalogue) -> dict[str, str]:
    return {one.id: one.name.vi for one in catalogue.departments.values()}


def _model_of(model: type[Record], name: str) -> type[Record]:
    return fields(model)[name].model


KINDS: dict[str, Callable[[Asking, Catalogue, Namespace], Made]] = {"procedure": procedure, "department": department, "form": form, "decision": decision}
