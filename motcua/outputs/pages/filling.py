"""What the page of a form gives its script to ask: the questions in the reader's language, what is known already, where the engine is."""
from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from motcua import communes, json_text, urls
from motcua.interface import Words
from motcua.model.forms import Asked, Form, FormField
from motcua.model.views import Summary
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Markup
from motcua.text import Text, choose

SCRIPT, STYLE = urls.ASSETS + "fill.js", urls.ASSETS + "fill.css"
_NAME = re.compile(r"họ\b(?!.*\b(?:tổ chức|số|ngày|năm|địa chỉ|doanh nghiệp|cơ quan|mã)\b).*\btên\b", re.IGNORECASE)
_OF_PROCEDURE = ("procedure.name", "procedure.code")


class Filling(NamedTuple):
    """A form that can be filled on its page: how many steps, and what its script is given."""

    steps: int
    data: Markup
    script: str
    style: str


def filling(form: Form, form_id: str, template: str, department: str, users: Iterable[Summary], words: Words, way: Ways) -> Filling | None:
    """The form as it is filled, its `template` known by its digest; None for one that is only downloaded."""
    if form.fill is None:
        return None
    stem = form.original_name.rpartition(".")[0]
    asked = [field for _, field in form.fill.fields()]
    data = {
        "form": form_id, "version": _version(template, asked), "engine": way.file(urls.FILL_ENGINE), "template": way.file(urls.form_template(form_id)),
        "file": words("fill.filled_name", name=stem), "draft": words("fill.draft_name", name=stem),
        "known": {"department.name": department, "form.title": form.title.vi, "form.number": form.number or ""},
        # The paper is in Vietnamese, whatever language its page speaks.
        "procedures": {each.code: dict(each.name)["vi"] for each in users if any(field.prefill in _OF_PROCEDURE for field in asked)},
        "provinces": communes.provinces() if any(field.kind == "address" for field in asked) else [],
        "steps": [_step(step, words.language) for step in form.fill.steps], "words": dict(words["fill"]),
    }
    return Filling(len(form.fill.steps), Markup(json_text.inline(data)), way.file(SCRIPT), way.file(STYLE))


def _version(template: str, asked: Iterable[FormField]) -> str:
    """What a draft is kept for: this template, and questions that hold the same."""
    shape = [[list(field.tags()), field.kind, [[list(column.tags()), column.kind] for column in field.columns]] for field in asked]
    return sha256(json.dumps([template, shape]).encode()).hexdigest()[:16]


def _step(step: Any, language: str) -> dict[str, Any]:
    return _texts(step, ("title", "help"), language) | {"fields": [_field(field, language) for field in step.fields]}


def _field(field: FormField, language: str) -> dict[str, Any]:
    found = _asked(field, language) | json_text.present({"prefill": field.prefill, "columns": [_asked(column, language) for column in field.columns]})
    if field.columns:
        found |= {"min_rows": field.min_rows, "max_rows": field.max_rows}
    return found | ({"only_if": {"field": field.only_if.field, "is_one_of": list(field.only_if.is_one_of)}} if field.only_if else {})


def _asked(field: Asked, language: str) -> dict[str, Any]:
    return _texts(field, ("label", "help", "pattern_help"), language) | json_text.present({
        "id": field.id, "kind": field.kind, "is_name": _is_name(field) or None, "example": field.example, "required": field.required or None, "pattern": field.pattern,
        "options": [{"id": option.id, "printed": _printed(option.label, language)} | _texts(option, ("label",), language) for option in field.options],
    })


def _is_name(field: Asked) -> bool:
    """Whether the question asks for the name of a person and of nobody else, as its label says it in the words of Vietnamese forms."""
    return field.kind == "text" and bool(_NAME.match(field.label.vi))


def _texts(record: Any, names: Iterable[str], language: str) -> dict[str, Any]:
    """The texts of a record for a reader of `language`, and under `langs` the language of each that is only said in another."""
    said = {name: choose(text, language) for name in names if (text := getattr(record, name))}
    return json_text.present({name: words for name, (words, _) in said.items()} | {"langs": {name: own for name, (_, own) in said.items() if own != language}})


def _printed(label: Text, language: str) -> str:
    """What an option is called on the paper, where the page says something else."""
    return label.vi if choose(label, language)[0] != label.vi else ""
