"""Rules on forms that are filled on their page: what is asked can be answered."""
from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.model import Form
from motcua.model.forms import Asked, FormField
from motcua.problem import Finding
from motcua.rules.nearest import like

At = tuple[str | int, ...]
# The pieces of an expression that browsers and Python read alike; what begins with none of them one of the two reads otherwise, or refuses.
_PIECE = re.compile(
    r"(?P<opens>\((?:\?[:=!])?)|(?:(?P<closes>\))"
    r"|\\[dDsSwWbB^$\\.*+?()\[\]{}|/]|\[\^?(?:\\[dDsSwW^$\\.*+?()\[\]{}|/-]|(?!--|&&|~~|\|\|)[^\[\]\\])+\]|[^()\[\]{}*+?\\])"
    r"(?P<times>(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??)?")
_CHOICES = {"choice": 2, "choices": 1}
_WRITTEN = ("text", "long_text", "number", "id_number", "phone", "email")


def template_is_a_docx_of_its_own(form: Form) -> Iterator[Finding]:
    """The template with tags is a DOCX, and no blank that citizens are given."""
    if form.fill and (not form.fill.template.lower().endswith(".docx") or form.fill.template in _given(form)):
        yield Finding("template_is_a_docx_of_its_own", ("fill", "template"), form.fill.template)


def _given(form: Form) -> set[str]:
    return {file for at, file, _ in form.files() if at != ("fill", "template")}


def each_tag_is_asked_once(form: Form) -> Iterator[Finding]:
    """No two questions of a form, and no two columns of a table, fill the same tag."""
    for questions in _scopes(form):
        seen: dict[str, str] = {}
        for at, asked in questions:
            taken = next((tag for tag in asked.tags() if tag in seen), None)
            if taken:
                yield Finding("each_tag_is_asked_once", (*at, "id"), asked.id, values=(("tag", f"{{{taken}}}"), ("first", seen[taken])))
            yield from _options_of_one_id(at, asked)
            seen |= dict.fromkeys(asked.tags(), asked.id)


def _options_of_one_id(at: At, asked: Asked) -> Iterator[Finding]:
    ids = [option.id for option in asked.options]
    for place, option in enumerate(ids):
        if option in ids[:place]:
            tag = f"{{{asked.id}_{option}}}"
            yield Finding("each_tag_is_asked_once", (*at, "options", place, "id"), option, values=(("tag", tag), ("first", asked.options[ids.index(option)].label.vi)))


def choices_have_options(form: Form) -> Iterator[Finding]:
    """A question that is answered by choosing has options to choose from, and no other question has."""
    for at, asked in _questions(form):
        if len(asked.options) < _CHOICES.get(asked.kind, 0) or (asked.options and asked.kind not in _CHOICES):
            yield Finding("choices_have_options", (*at, "options") if asked.options else (*at, "kind"), asked.kind)


def tables_have_columns(form: Form) -> Iterator[Finding]:
    """A table has columns and at least as many rows at most as at least; no other question has columns."""
    for at, field in form.fill.fields() if form.fill else ():
        if (field.kind == "table") != bool(field.columns):
            yield Finding("tables_have_columns", (*at, "columns") if field.columns else (*at, "kind"), field.kind)
        elif not field.min_rows <= field.max_rows or field.max_rows == 0:
            yield Finding("tables_have_columns", (*at, "max_rows"), field.max_rows)


def condition_is_asked_before(form: Form) -> Iterator[Finding]:
    """A question that depends on a choice stands behind it and names options that it has."""
    choices: dict[str, list[str]] = {}
    for at, field in form.fill.fields() if form.fill else ():
        if on := field.only_if:
            if on.field not in choices:
                yield Finding("condition_is_asked_before", (*at, "only_if", "field"), on.field, values=_meant(on.field, choices))
            for place, option in enumerate(on.is_one_of):
                if on.field in choices and option not in choices[on.field]:
                    where = (*at, "only_if", "is_one_of", place)
                    yield Finding("condition_is_asked_before", where, option, values=_meant(option, choices[on.field]))
        if field.kind in _CHOICES:
            choices[field.id] = [option.id for option in field.options]


def pattern_can_be_matched(form: Form) -> Iterator[Finding]:
    """A pattern is a regular expression, and whoever does not match it is told in words what to write."""
    for at, asked in _questions(form):
        if asked.pattern is not None and (asked.pattern_help is None or not _is_expression(asked.pattern)):
            yield Finding("pattern_can_be_matched", (*at, "pattern"), asked.pattern)


def _is_expression(pattern: str) -> bool:
    place, opened = 0, []
    while piece := _PIECE.match(pattern, place):
        place = piece.end()
        if piece["opens"]:
            opened.append(piece["opens"])
        # A glance ahead may not be repeated.
        elif piece["closes"] and (not opened or (opened.pop() in ("(?=", "(?!") and piece["times"])):
            return False
    if place < len(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError):
        return False
    return True


def pattern_fits_its_question(form: Form) -> Iterator[Finding]:
    """Only an answer that is written in one box is held to a pattern."""
    for at, asked in _questions(form):
        if asked.pattern is not None and asked.kind not in _WRITTEN:
            yield Finding("pattern_fits_its_question", (*at, "pattern"), asked.kind, values=(("known", ", ".join(_WRITTEN)),))


def prefill_fits_its_question(form: Form) -> Iterator[Finding]:
    """What is known already stands in a question that can hold it: today in a day or a text, a name or a number in a text."""
    for at, field in form.fill.fields() if form.fill else ():
        kinds = ("date", "text") if field.prefill == "today" else ("text", "long_text")
        if field.prefill and field.kind not in kinds:
            yield Finding("prefill_fits_its_question", (*at, "prefill"), field.kind, values=(("known", ", ".join(kinds)),))


def _questions(form: Form) -> Iterator[tuple[At, Asked]]:
    return (question for scope in _scopes(form) for question in scope)


def _scopes(form: Form) -> Iterator[list[tuple[At, Asked]]]:
    """The questions of a form, then the columns of each table: in each of these a tag means one thing."""
    fields: list[tuple[At, FormField]] = [*form.fill.fields()] if form.fill else []
    yield [*fields]
    for at, field in fields:
        if field.columns:
            yield [((*at, "columns", place), column) for place, column in enumerate(field.columns)]


def _meant(name: str, known: dict[str, list[str]] | list[str]) -> tuple[tuple[str, str], ...]:
    return (("nearest", like(name, known)), ("known", ", ".join(known)))


FORM = (
    template_is_a_docx_of_its_own, each_tag_is_asked_once, choices_have_options, tables_have_columns, condition_is_asked_before,
    pattern_can_be_matched, pattern_fits_its_question, prefill_fits_its_question,
)
