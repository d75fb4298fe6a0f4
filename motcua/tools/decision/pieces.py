"""What a decision changes, old beside new: rows of its procedures, then those of the forms that change with them."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from motcua.compare import Change, changes, subject
from motcua.compare.asked import conditions
from motcua.compare.labels import Labels
from motcua.compare.telling import leaf
from motcua.compare.values import Values
from motcua.model import Decision, Fee, Form, Record
from motcua.model.forms import OnlyIf
from motcua.revisions import Between, Pair, is_template
from motcua.rules.signature import compulsory, signed_by
from motcua.say.form_numbers import is_called
from motcua.say.papers import counts
from motcua.tools.decision.contents import LANGUAGE

# Longer than anything a record can say: a legal paper shortens nothing.
WHOLE = 1_000_000
# What a citizen sees of a form; what it replaced and where its tags stand is the editor's.
_OF_A_FORM = ("title", "number", "file", "version", "effective_from", "legal_basis", "fill")
Row = tuple[str, ...]


def compared(decision: Decision, between: Between, words: Mapping[str, str]) -> Iterator[Row]:
    """The codes of procedures, what changed, what was and what is."""
    named = {change.procedure for change in decision.changes}
    values = Values(Labels(LANGUAGE), between.names, WHOLE)
    for pair in between.of_kind("procedure"):
        before, after = pair.records
        if pair.id in named and before is not None and after is not None:
            for change in compulsory(before, after):
                yield pair.id, subject(change, LANGUAGE, between.names), *sides(change, values)
    for pair in between.of_kind("form"):
        codes = sorted(each.after.code for each in between.users(pair) if each.after and decision.id in signed_by(each, between.decisions))
        if codes and None not in pair.records:
            name = _name(pair, between, values)
            told = (*of_form(changes(*pair.records), name, values), *_of_blanks(pair, name, values, words))
            yield from (("\n".join(codes), *row) for row in told)


def sides(change: Change, values: Values) -> Row:
    """What was and what is, whole."""
    rows, words = change.holders[-1], values.labels.words
    if isinstance(rows[1], Fee) and change.fields:
        return tuple(values.price(fee, procedure) for fee, procedure in zip(rows, change.holders[0], strict=True))
    if change.fields:
        return tuple(str(counts(paper, words)) or values.labels.sentence("nothing") for paper in rows)
    if isinstance(change.before or change.after, OnlyIf):
        return conditions(change, values.labels)
    return tuple("" if side is None else _side(type(rows[1]), change, side, values) for side in (change.before, change.after))


def _side(model: type[Record], change: Change, side: object, values: Values) -> str:
    if isinstance(side, tuple) and isinstance(next(iter(side), None), Record):
        return "\n".join(values.name(row) or values.record(row) for row in side)
    return values.of(model, leaf(change), side)


def of_form(found: Iterable[Change], name: str, values: Values) -> Iterator[Row]:
    """What a citizen sees change of a form of this name; what was and what is."""
    for change in found:
        if change.part in _OF_A_FORM and change.kind != "translated" and leaf(change) != "template":
            yield f"{name}: {_small(subject(change, LANGUAGE, values.names))}", *sides(change, values)


def _of_blanks(pair: Pair, name: str, values: Values, words: Mapping[str, str]) -> Iterator[Row]:
    for blank in pair.blanks:
        if not is_template(blank, pair):
            sides = (words[f"{side}_contents"].format(file=blank.rpartition("/")[2]) for side in ("old", "new"))
            yield f"{name}: {values.labels.part(Form, 'file')}", *sides
    for file in (blank.rpartition("/")[2] for blank in pair.new_blanks if not is_template(blank, pair)):
        # What is given out from now on is told as the form's file.
        if file != pair.after.record.file:
            yield f"{name}: {values.labels.part(Form, 'file')}", "", words["new_contents"].format(file=file)


def _name(pair: Pair, between: Between, values: Values) -> str:
    name = between.names.of("form", pair.id, LANGUAGE)
    return name if is_called(pair.after.record.number) else f"{values.labels.kind('form')} {name}"


def _small(told: str) -> str:
    return told[:1].lower() + told[1:]
