"""Any value of a record in words, as a sentence about a change quotes it."""
from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, get_args, get_origin

from motcua import say
from motcua.compare.labels import Labels
from motcua.compare.names import Names
from motcua.model import Component, Duration, Fee, Procedure, Record, TimeRow
from motcua.model.forms import Asked, Fill, FillStep, FormVersion, Option
from motcua.say.durations import number
from motcua.say.form_numbers import form_number
from motcua.say.papers import condition_of, paper_of
from motcua.text import Text, choose, date_text, shorten

LIMIT = 90
# What a row is known by, the first that it has.
_KNOWN_BY = ("name", "title", "paper", "term", "number", "law", "procedure", "department", "agency", "channel", "to", "announced_on", "say", "version", "checked_on", "label", "code", "id", "text")


class Values:
    """Values in words, in one language, with the names of what they refer to; a row is told in at most `longest` characters."""

    def __init__(self, labels: Labels, names: Names, longest: int = LIMIT * 2) -> None:
        self.labels, self.names, self.language, self._longest = labels, names, labels.language, longest

    def of(self, model: type[Record], field: str, value: object) -> str:
        """The value of a field of a model."""
        if value is None:
            return self.labels.sentence("nothing")
        if isinstance(value, bool):
            return self.labels.sentence("is_so" if value else "is_not_so")
        if isinstance(value, str):
            return self._text(model, field, value)
        if isinstance(value, tuple):
            return "; ".join(self.of(model, field, each) for each in value)
        return self._typed(value)

    def _text(self, model: type[Record], field: str, value: str) -> str:
        if is_enumeration(model, field):
            return self.labels.value(model, field, value)
        return self.names.of_field(model, field, value, self.language) or value

    def _typed(self, value: object) -> str:
        if isinstance(value, Text):
            return choose(value, self.language)[0]
        if isinstance(value, date):
            return date_text(value, self.language)
        if isinstance(value, int | Decimal):
            return number(Decimal(value), self.labels.words)
        if isinstance(value, Duration):
            return say.duration(value, self.labels.words)
        return self.record(value) if isinstance(value, Record) else str(value)

    def record(self, row: Record) -> str:
        """A row in short: a paper, a fee or a time as pages say them, anything else by what names it and what else it says."""
        if isinstance(row, Component):
            return self.paper(row)
        if isinstance(row, Fill | FillStep | Asked | Option):
            return shorten(self._asked(row), self._longest)
        if isinstance(row, FormVersion):
            return shorten(self._version(row), self._longest)
        told = [self.of(type(row), name, value) for name in _order(row) if (value := getattr(row, name)) not in (None, ()) and not _is_default(row, name)]
        return shorten(" · ".join(told), self._longest)

    def _asked(self, row: Fill | FillStep | Asked | Option) -> str:
        """What a page asks: a part with its questions, a question with its kind and what can be chosen."""
        name = f"“{self.name(row)}”"
        if isinstance(row, Fill):
            return "; ".join(map(self._asked, row.steps))
        if isinstance(row, FillStep):
            return f"{name} ({self.labels.part(FillStep, 'fields')}: {', '.join(f'“{self.name(field)}”' for field in row.fields)})"
        if isinstance(row, Option):
            return name
        kind, inner = self.labels.value(type(row), "kind", row.kind), (*row.options, *getattr(row, "columns", ()))
        kind = f"{kind}: {', '.join(f'“{self.name(each)}”' for each in inner)}" if inner else kind
        return f"{name} ({kind}; {self.labels.part(Asked, 'required')})" if row.required else f"{name} ({kind})"

    def _version(self, row: FormVersion) -> str:
        """An earlier version of a form: what it was called, when it held, its file."""
        days = {name: date_text(day, self.language) for name in ("effective_from", "effective_to") if (day := getattr(row, name))}
        key = "form.held" if len(days) == 2 else "form.held_from" if "effective_from" in days else "form.held_to"
        held = str(say.small(self.labels.words(key, **days).rstrip("."))) if days else ""
        file = f"{self.labels.part(FormVersion, 'file')} {row.file}" if row.file else ""
        return ", ".join(filter(None, (row.version, form_number(row.number, self.labels.words), held, "; ".join(row.legal_basis), file)))

    def name(self, row: Record) -> str:
        """What a row is known by; empty where nothing names it."""
        field = next((name for name in _KNOWN_BY if getattr(row, name, None)), "")
        return self.of(type(row), field, getattr(row, field)) if field else ""

    def paper(self, row: Component) -> str:
        """A paper with how many of it and when it is needed; a choice with all its papers."""
        paper, condition = paper_of(row, self.labels.words), condition_of(row, self.labels.words)
        kinds = "; ".join(self.paper(each) for each in row.of)
        told = f"{paper.name} {kinds}" if kinds else ", ".join(map(str, filter(None, (paper.name, paper.counts))))
        return shorten(f"{told} ({condition})" if condition else told, self._longest)

    def price(self, fee: Fee, procedure: Procedure) -> str:
        """What a fee comes to, with its dates, as the procedure's page says it."""
        alone = procedure.model_copy(update={"fees": (fee.model_copy(update={"combines": "alternative"}),)})
        entry = say.fee_answer(alone, self.labels.words).entries[0]
        return " ".join(map(str, entry.values)).rstrip(".:,")

    def depends(self, row: Fee | TimeRow, procedure: Procedure | None) -> tuple[str, str]:
        """On what a row depends: by which channels, and the rest (cases, condition, who and where)."""
        words, language = self.labels.words, self.language
        by = words("shared.or").join(words(f"channel.by_{channel}") for channel in row.channels)
        named = {case.id: choose(case.name, language)[0] for case in procedure.cases} if procedure else {}
        rest = [named.get(case, case) for case in row.cases]
        rest += [choose(text, language)[0] for text in (row.name, row.condition, row.applicant, row.area) if text]
        return self.labels.sentence("filed", channel=by) if by else "", shorten(", ".join(rest), LIMIT)


def is_enumeration(model: type[Record], field: str) -> bool:
    """Whether a field takes one of a few given words."""
    return _has_literal(model.model_fields[field].annotation) if field in model.model_fields else False


def _has_literal(kind: object) -> bool:
    return get_origin(kind) is Literal or any(map(_has_literal, get_args(kind)))


def _order(row: Record) -> list[str]:
    """The fields of a row, what names it first."""
    names = list(type(row).model_fields)
    return sorted(names, key=lambda name: _KNOWN_BY.index(name) if name in _KNOWN_BY else len(_KNOWN_BY))


def _is_default(row: Record, name: str) -> bool:
    field = type(row).model_fields[name]
    return not field.is_required() and getattr(row, name) == field.get_default()
