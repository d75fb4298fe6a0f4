"""What each field of a model holds, as the tools that lay records out, describe them or ask for them see it."""
from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from motcua.load import MODELS
from motcua.model import Procedure, Record, record
from motcua.model.amounts import Depends
from motcua.model.record import Sourced

FILES: dict[str, type[Record]] = {"procedure": Procedure, **MODELS}
"""The model of every kind of file."""

_TEXTS = {
    record.Phrase: "phrase", record.ShortName: "short_name", record.SummaryText: "summary", record.Markdown: "markdown", record.Words: "words",
    record.Url: "url", record.Email: "email", record.Phone: "phone", record.Code: "code", record.Id: "id", record.FormId: "form_id",
    record.LanguageCode: "language", record.Tag: "tag", record.Currency: "currency", record.TimeOfDay: "time_of_day", record.Hours: "hours",
}
_TYPED = {record.Whole: "whole", record.Number: "number", record.Flag: "flag", record.Day: "day"}
PHRASES = ("phrase", "short_name", "summary", "markdown")
TYPED = tuple(_TYPED.values())
# What a row is called stands before what it depends on.
_NAMING = ("name", "condition", "paper", "choose", "title", "when")
# Where the order of reading is another than that in which a model judges: what is long comes last, money is said as 50000 VND.
_AFTER = {"currency": "amount", "of": "note"}


class Held(NamedTuple):
    """What a field holds: one or a list of a record, of one of several words, or of a text or value of a kind."""

    kind: str
    is_list: bool
    is_required: bool
    model: type[Record] | None = None
    choices: tuple[str, ...] = ()
    default: object = None


@cache
def fields(model: type[Record]) -> Mapping[str, Held]:
    """The fields of a model in the order in which a file is laid out."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _held(hints[name], model.model_fields[name]) for name in _order(model)}


def _order(model: type[Record]) -> list[str]:
    """A record's own fields, those that name a row first, and where its facts come from last."""
    names = list(model.model_fields)
    last = list(Sourced.model_fields) if issubclass(model, Sourced) else []
    scope = list(Depends.model_fields) if issubclass(model, Depends) else []
    naming = [name for name in names if scope and name in _NAMING]
    order = [*naming, *scope, *(name for name in names if name not in {*naming, *scope, *last}), *last]
    for moved, before in _AFTER.items():
        if moved in order and before in order:
            order.remove(moved)
            order.insert(order.index(before) + 1, moved)
    return order


def _held(hint: Any, field: Any) -> Held:
    is_list = False
    # Optional and tuple are peeled off in whatever order they stand.
    while hint not in _TEXTS and hint not in _TYPED and get_origin(hint) not in (Literal, None):
        is_list = is_list or get_origin(hint) is tuple
        hint = next(inner for inner in get_args(hint) if inner not in (NoneType, ...))
    default = None if field.is_required() else field.default
    if get_origin(hint) is Literal:
        return Held("one_of", is_list, field.is_required(), choices=get_args(hint), default=default)
    if isinstance(hint, type) and issubclass(hint, Record):
        return Held("record", is_list, field.is_required(), model=hint, default=default)
    return Held(_TEXTS.get(hint) or _TYPED[hint], is_list, field.is_required(), default=default)
