"""Plain values -> a model, and each of pydantic's errors -> a Problem at its line, in the words of our rules."""
from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from motcua.problem import Problem
from motcua.source import Source
from motcua.text import slug

_RULES = {
    "missing": "required_field_is_present", "extra_forbidden": "key_is_known", "literal_error": "value_is_one_of",
    "tuple_type": "list_is_a_list", "model_type": "mapping_is_a_mapping",
    "model_attributes_type": "mapping_is_a_mapping", "dict_type": "mapping_is_a_mapping",
}
# What a person may have put into quotation marks that YAML knows nothing of.
_NAMES = ("code_is_well_formed", "id_is_well_formed", "form_id_is_well_formed", "currency_is_well_formed", "date_is_year_month_day")
_CURLY = tuple("“”„‟‘’«»")
_AROUND = " " + "".join(_CURLY)
A_DEPARTMENT = "so-cong-thuong"
_IDS = {"fields": "ho-tich", "cases": "cap-moi", "offices": "tru-so", "Decision": "12-qd-ubnd"}
# Where the ids stand that a field may name: an example would be taken for one of them.
_LISTED = {"field": "fields.yml", "office": "departments/ (offices)"} | dict.fromkeys(
    ("executing_agencies", "competent_authorities", "coordinating_agencies", "department", "agency", "parent"), "departments/") | dict.fromkeys(
    ("publication_decisions", "decision"), "decisions/")
SHOWN = 5


def judge(model: type[BaseModel], source: Source) -> tuple[Any, list[Problem]]:
    """The record, or None with every reason why not."""
    try:
        return model.model_validate(source.values), []
    except ValidationError as error:
        return None, [_problem(model, detail, source) for detail in error.errors(include_url=False)]


def _problem(model: type[BaseModel], detail: dict, source: Source) -> Problem:
    at = tuple(detail["loc"])
    rule = _RULES.get(detail["type"], detail["type"])
    if rule == "required_field_is_present":
        return source.problem(rule, at, of_name=True, key=str(at[-1]), choices=_choices(model, at))
    if rule == "key_is_known":
        return source.problem(rule, at, of_name=True, key=str(at[-1]), **_named(str(at[-1]), _known(model, at[:-1])))
    if rule in _NAMES and str(detail["input"]).strip()[:1] in _CURLY:
        return source.problem("quotation_marks_are_straight", at, found=detail["input"], like=f'"{str(detail["input"]).strip(_AROUND)}"')
    values = {key: value for key, value in detail.get("ctx", {}).items() if isinstance(value, (str, int))}
    if rule == "value_is_one_of":
        allowed = [part.strip("' ") for part in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
        values = {"allowed": ", ".join(allowed), "nearest": next(iter(get_close_matches(str(detail["input"]), allowed, n=1, cutoff=0.75)), "")}
    if rule == "list_is_a_list":
        values = {"like": f"- {detail['input'].partition(',')[0]}" if isinstance(detail["input"], str) else ""}
    if rule == "mapping_is_a_mapping":
        values = {"known": _named("", _known(model, at))["known"]}
    if rule == "id_is_well_formed":
        values = _id_meant(detail["input"], at, model)
    return source.problem(rule, at, found=detail["input"], **values)


def _named(key: str, known: list[str]) -> dict[str, str]:
    """The `nearest` key, which was probably meant, else the first few that are `known`."""
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    few = ", ".join(known[:SHOWN]) + (", …" if len(known) > SHOWN else "")
    return {"nearest": close[0] if close else "", "known": "" if close else few}


def _id_meant(found: object, at: tuple, model: type[BaseModel]) -> dict[str, str]:
    """What fills the sentence on an id: for one that names a record the place where ids are `listed`, for a new one an `example`.

    That is what was written, as an id; where no letter of it is left, an id of the kind. Which ids there are (`known`) the loader knows.
    """
    listed = next((_LISTED[step] for step in at[::-1] if step in _LISTED), "cases" if "cases" in at[1:] else "")
    kinds = [_IDS[step] for step in (model.__name__, *at) if step in _IDS]
    example = "" if listed else slug(str(found)) or next(reversed(kinds), A_DEPARTMENT)
    return dict.fromkeys(("nearest", "others", "known"), "") | {"listed": listed, "example": example}


def _known(model: type[BaseModel], at: tuple) -> list[str]:
    """The keys that the model at this path knows, those that it must have first."""
    fields = _fields(model, at)
    return sorted(fields, key=lambda name: not fields[name].is_required())


def _choices(model: type[BaseModel], at: tuple) -> str:
    """The words that the field at this path may say, where they are a closed list."""
    field = _fields(model, at[:-1]).get(str(at[-1]))
    return ", ".join(get_args(field.annotation)) if field and get_origin(field.annotation) is Literal else ""


def _fields(model: type[BaseModel], at: tuple) -> Mapping[str, FieldInfo]:
    """The fields of the model at this path."""
    kind: Any = model
    for step in at:
        if isinstance(step, str):
            kind = kind.model_fields[step].annotation if _is_model(kind) and step in kind.model_fields else None
        kind = _model_in(kind)
    return kind.model_fields if _is_model(kind) else {}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _model_in(kind: Any) -> Any:
    """The model inside an optional, a tuple or an annotated type."""
    if _is_model(kind) or kind is None:
        return kind
    for inner in get_args(kind):
        if (found := _model_in(inner)) is not None and _is_model(found):
            return found
    return None
