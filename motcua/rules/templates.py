"""Rules on the templates that pages fill: their tags are what is asked, and they say what the blank says."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from motcua import blanks
from motcua.catalogue import Catalogue, LoadedForm
from motcua.model import Form
from motcua.model.forms import ROW_NUMBER, Asked
from motcua.problem import Finding
from motcua.rules.nearest import like

At = tuple[str | int, ...]
Findings = Iterator[tuple[str, Finding]]
# What the parts of an answer must say together where the whole does not stand.
_WHOLE = {"date": (("ngan",), ("ngay", "thang", "nam")), "address": (("xa", "tinh"),)}
# The words of a blank between the dots, which an answer of this kind brings along.
_SAID_WITH = {"date": "ngày tháng năm 20 202", "address": "số nhà đường phố thôn tổ xã phường đặc khu tỉnh thành"}
_WORD, _MOST_TOLD = re.compile(r"[^\W_]+"), 3


def tag_has_its_question(catalogue: Catalogue) -> Findings:
    """Every tag of a template is filled by a question of the form, a column's between the marks of its table."""
    for form in _filled(catalogue):
        known = _tags(form.form)
        lost = [use for part in form.tags for use in _uses(part, known) if use.name not in known[""] and use.name not in known[use.table]]
        for tag, name in dict.fromkeys((use.tag, use.name) for use in lost):
            tables = [table for table, names in known.items() if table and name in names]
            values = (("nearest", "" if tables else _braced(like(name, known[""]))), ("table", ", ".join(tables)))
            yield catalogue.files["form", form.id], Finding("tag_has_its_question", ("fill", "template"), tag, values=values)


def question_has_its_tag(catalogue: Catalogue) -> Findings:
    """The answer to every question, and to every column of a table, stands somewhere in the template."""
    for form in _filled(catalogue):
        tables = _tags(form.form)
        used = {(use.table, use.name) for part in form.tags for use in _uses(part, tables) if blanks.read(use.tag).sign != "^"}
        names = {name for _, name in used}
        for at, field in form.form.fill.fields():
            if _lacking(field, names):
                yield catalogue.files["form", form.id], _untold(at, field, names)
            inside = {name for table, name in used if table == field.id}
            for place, column in enumerate(field.columns):
                if field.id in names and _lacking(column, inside):
                    yield catalogue.files["form", form.id], _untold((*at, "columns", place), column, inside)


def _lacking(asked: Asked, names: set[str]) -> tuple[str, ...]:
    """The tags without which these do not say the whole answer: of all ways to say it, what lacks in the one that was begun, or its own tag."""
    ways = [(asked.id,), *(tuple(f"{asked.id}_{part}" for part in parts) for parts in _WHOLE.get(asked.kind, ()))]
    if asked.options:
        ways.append(tuple(f"{asked.id}_{option.id}" for option in asked.options))
    lacking = [tuple(tag for tag in way if tag not in names) for way in ways]
    begun = [lack for lack, way in zip(lacking, ways, strict=True) if len(lack) < len(way)]
    return () if () in lacking else [*begun, ways[0]][0]


def _untold(at: At, asked: Asked, names: set[str]) -> Finding:
    tag = f"{{#{asked.id}}}…{{/{asked.id}}}" if asked.kind == "table" else ", ".join(map(_braced, _lacking(asked, names)))
    return Finding("question_has_its_tag", (*at, "id"), asked.id, values=(("tag", tag), ("nearest", _braced(like(asked.id, names)))))


def page_shows_the_whole_paper(catalogue: Catalogue) -> Findings:
    """A template holds only what the paper on the page can show."""
    for form in _filled(catalogue):
        for name in form.unshown:
            yield catalogue.files["form", form.id], Finding("page_shows_the_whole_paper", ("fill", "template"), name, "warning")


def template_says_what_the_blank_says(catalogue: Catalogue) -> Findings:
    """A template has the fixed words of the blank: who fills the page hands in the same form. A blank that is no DOCX is not compared."""
    for form in catalogue.forms.values():
        excused = _filled_in(form.form)
        told = [(side, phrase) for side, phrase in dict.fromkeys(form.apart) if not excused.issuperset(_WORD.findall(phrase.casefold()))][:_MOST_TOLD]
        if told:
            lacks, more = (", ".join(f"“{phrase}”" for each, phrase in told if each == side) for side in ("blank", "template"))
            values = (("blank", form.form.file), ("lacks", lacks), ("more", more))
            yield catalogue.files["form", form.id], Finding("template_says_what_the_blank_says", ("fill", "template"), form.form.fill.template, "warning", values)


def _filled_in(form: Form) -> set[str]:
    """The words that stand on a blank beside the dots, and come with the answer where the page fills it."""
    fields = [field for _, field in form.fill.fields()] if form.fill else []
    asked: list[Asked] = [*fields, *(column for field in fields for column in field.columns)]
    words = {word for each in asked for word in _SAID_WITH.get(each.kind, "").split()}
    return words.union(*(_WORD.findall(option.label.vi.casefold()) for each in asked for option in each.options))


def tags_come_in_pairs(catalogue: Catalogue) -> Findings:
    """In a template every brace has its partner, and what a mark opens another one closes, one inside the other."""
    for form in _filled(catalogue):
        for tag in dict.fromkeys(tag for part in form.tags for tag in blanks.unpaired(part)):
            yield catalogue.files["form", form.id], Finding("tags_come_in_pairs", ("fill", "template"), tag)


class _Use(NamedTuple):
    """A tag as it stands, its name, and the table between whose marks it stands, if any."""

    tag: str
    name: str
    table: str


def _uses(part: tuple[str, ...], tables: Collection[str]) -> Iterator[_Use]:
    """Where answers are used in a part: all its tags but those that close."""
    opened: list[blanks.Tag] = []
    for tag in part:
        sign, name = read = blanks.read(tag)
        if sign == "/" and opened:
            opened.pop()
        elif sign in ("#", "^", ""):
            yield _Use(tag, name, next((around.name for around in reversed(opened) if around.sign == "#" and around.name in tables), ""))
        if sign in ("#", "^"):
            opened.append(read)


def _tags(form: Form) -> dict[str, set[str]]:
    """The tags that can be filled between the marks of each table, and everywhere under an empty name."""
    known: dict[str, set[str]] = {"": set()}
    for _, field in form.fill.fields() if form.fill else ():
        known[""] |= set(field.tags())
        if field.columns:
            known[field.id] = {ROW_NUMBER, *(tag for column in field.columns for tag in column.tags())}
    return known


def _filled(catalogue: Catalogue) -> Iterator[LoadedForm]:
    return (form for form in catalogue.forms.values() if form.form.fill and form.tags)


def _braced(name: str) -> str:
    return f"{{{name}}}" if name else ""


ACROSS = (tag_has_its_question, question_has_its_tag, tags_come_in_pairs, page_shows_the_whole_paper, template_says_what_the_blank_says)
