"""Where the facts of a record come from: a source, an invention for illustration, a program's reading or a person's check of it."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from motcua.model.record import NOT_STATED, Record, Sourced
from motcua.problem import field_path
from motcua.remembered import of_record

Path = tuple[str | int, ...]

# What names a record, keeps its books or is the editors' own wording is no fact about the procedure.
_NO_FACTS = frozenset({
    "id", "origin", "short_name", "summary", "popular_names", "keywords", "cases_question", "fee_questions", "fee_examples",
    "completeness", "gaps", "correction",
    "sources", "illustrative", "checks", "verified_on", "updated_on",
})
_STEP = re.compile(r"([a-z_]+)|\[([0-9]+)\]")


def unsourced(record: Sourced) -> tuple[str, ...]:
    """The paths (`fees[0].amount`) of the stated facts that no source covers and that are not marked as invented, in the order of the model."""
    named = {steps(path) for path in _named(record)}
    return tuple(field_path(at) for at in facts(record) if not any(at[:depth] in named for depth in range(1, len(at) + 1)))


class Reading(NamedTuple):
    """How an imported fact was read: by a `machine`, or `checked` by a person, and on which ISO day, empty where that is not known."""

    how: Literal["machine", "checked"]
    on: str


@of_record
def reading(record: Sourced, name: str) -> Reading | None:
    """How the field `name` of an imported record was read; None for an authored record, or where nothing is stated."""
    if getattr(record, "origin", "authored") != "imported" or not any(_stated(record, name, ())):
        return None
    checked = [each.checked_on for each in record.checks if not each.covers or _touches(each.covers, name)]
    if record.verified_on:
        checked.append(record.verified_on)
    if checked:
        return Reading("checked", max(checked).isoformat())
    read = [source.read_on for source in record.sources if source.read_on and (not source.covers or _touches(source.covers, name))]
    return Reading("machine", max(read).isoformat() if read else "")


def _touches(paths: tuple[str, ...], name: str) -> bool:
    return any(steps(path)[0] == name for path in paths)


def dangling(record: Sourced) -> tuple[str, ...]:
    """The paths that a source or the list of invented facts names although nothing is stated there, sorted."""
    stated = {at[:depth] for at in facts(record) for depth in range(1, len(at) + 1)}
    return tuple(sorted({path for path in _named(record) if steps(path) not in stated}))


def facts(record: Sourced) -> Iterator[Path]:
    """The path of every stated fact; what is absent, `not_stated` or left at its default states nothing."""
    for name in type(record).model_fields:
        if name not in _NO_FACTS:
            yield from _stated(record, name, ())


def steps(path: str) -> Path:
    """`fees[0].amount` as `("fees", 0, "amount")`."""
    return tuple(name or int(index) for name, index in _STEP.findall(path))


def _named(record: Sourced) -> Iterator[str]:
    for each in (*record.sources, *record.checks):
        yield from each.covers
    yield from record.illustrative


def _stated(record: Record, name: str, at: Path) -> Iterator[Path]:
    value, field = getattr(record, name), type(record).model_fields[name]
    if field.is_required() or value != field.get_default():
        yield from _leaves(value, (*at, name))


def _leaves(value: object, at: Path) -> Iterator[Path]:
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _stated(value, name, at)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _leaves(one, (*at, index))
    elif value != NOT_STATED:
        yield at
