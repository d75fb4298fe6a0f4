"""Tells what a form's page asks, and no longer asks: its parts, their questions, what can be chosen, when a question is asked."""
from __future__ import annotations

from motcua.compare.change import Change
from motcua.compare.labels import Labels
from motcua.compare.telling import LONGEST, Telling, leaf
from motcua.model import Form
from motcua.model.forms import OnlyIf
from motcua.text import choose, shorten


def filling(telling: Telling, change: Change) -> str:
    """A form that can be filled on its page from now on, or no longer."""
    fill = change.after or change.before
    steps, questions = len(fill.steps), sum(1 for _ in fill.fields())
    return telling.labels.sentence(f"filling_{change.kind}", steps=steps, questions=questions)


def asked_row(telling: Telling, change: Change) -> str:
    """A part, a question, an answer or a column that is new, or no longer there."""
    if change.kind not in ("added", "removed"):
        return telling.any(change)
    where = ", ".join(telling.where(change)) or telling.labels.part(Form, "fill")
    row = telling.values.record(change.after if change.kind == "added" else change.before)
    item = telling.labels.item(type(change.holders[-1][1]), leaf(change))
    return telling.labels.sentence(f"asked_{change.kind}", where=where, what=item, row=shorten(row, LONGEST))


def only_if(telling: Telling, change: Change) -> str:
    """The earlier choice for which a question is asked, by the words of both."""
    before, after = conditions(change, telling.labels)
    return telling.labels.sentence("asked_when", what=telling.what(change), before=before, after=after)


def conditions(change: Change, labels: Labels) -> tuple[str, str]:
    """When a question was asked, and when it is."""
    return tuple(_condition(side, form, labels) for side, form in zip((change.before, change.after), change.holders[0], strict=True))


def _condition(held: OnlyIf | None, form: Form, labels: Labels) -> str:
    if held is None:
        return labels.sentence("asked_always")
    field = next((field for _, field in (form.fill.fields() if form.fill else ()) if field.id == held.field), None)
    options = {option.id: choose(option.label, labels.language)[0] for option in field.options} if field else {}
    chosen = labels.words("shared.or").join(f"“{options.get(each, each)}”" for each in held.is_one_of)
    return labels.sentence("asked_if", question=choose(field.label, labels.language)[0] if field else held.field, options=chosen)
