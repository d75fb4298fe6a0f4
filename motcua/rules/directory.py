"""Rules on what procedures refer to: the publisher, departments, fields, laws, decisions, descriptions of forms."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from motcua.model import Decision, Department, Form, Publisher
from motcua.model.directory import Opening
from motcua.problem import Finding
from motcua.text import LANGUAGES, SOURCE_LANGUAGE, SUMMARY_LANGUAGES, slug, unmarked

SCHEMA_VERSION = 1
FORM_ENDINGS = (".docx", ".odt", ".pdf")
_PLACE = re.compile(r"https?://[^?#]+")
_ENDING = re.compile(r"\.(?:docx?|odt|pdf|rtf|xlsx?)$", re.IGNORECASE)
# What Windows, macOS or a ZIP refuse in the name of a file, or read as a folder.
_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|]|^\.|\.$')


def languages_are_known(publisher: Publisher) -> Iterator[Finding]:
    """The site's languages are among those that its interface speaks, each named once."""
    for number, language in enumerate(publisher.languages):
        if language not in LANGUAGES or language in publisher.languages[:number]:
            yield Finding("languages_are_known", ("languages", number), language, values=(("known", ", ".join(LANGUAGES)),))


def summary_languages_are_known(publisher: Publisher) -> Iterator[Finding]:
    """A language of the summary box is one that phrases may be written in and the whole site does not speak, each named once."""
    seen = set(publisher.languages)
    for number, one in enumerate(publisher.summary_languages):
        if one.code not in SUMMARY_LANGUAGES or one.code in seen:
            known = ", ".join(SUMMARY_LANGUAGES)
            yield Finding("summary_languages_are_known", ("summary_languages", number, "code"), one.code, values=(("known", known),))
        seen.add(one.code)


def first_language_is_vietnamese(publisher: Publisher) -> Iterator[Finding]:
    """The site's first language is the one that every phrase has."""
    if publisher.languages[:1] != (SOURCE_LANGUAGE,) and set(publisher.languages) <= set(LANGUAGES):
        yield Finding("first_language_is_vietnamese", ("languages",), ", ".join(publisher.languages), values=(("first", SOURCE_LANGUAGE),))


def schema_version_is_known(publisher: Publisher) -> Iterator[Finding]:
    """The catalogue is written in the version of the field model that is read here."""
    if publisher.schema_version != SCHEMA_VERSION:
        yield Finding("schema_version_is_known", ("schema_version",), publisher.schema_version, values=(("version", SCHEMA_VERSION),))


def site_address_is_a_place(publisher: Publisher) -> Iterator[Finding]:
    """The site's address is a web address without a question mark or a hash, so that pages can be put below it."""
    if publisher.site_url and not _PLACE.fullmatch(publisher.site_url):
        yield Finding("site_address_is_a_place", ("site_url",), publisher.site_url)


def office_ids_are_unique(department: Department) -> Iterator[Finding]:
    """Each office of a department has an id of its own."""
    yield from _unique("office_ids_are_unique", ("offices",), "id", department.offices)


def opening_hours_are_said_once(department: Department) -> Iterator[Finding]:
    """An office says its hours as days and hours or in words, never both: nobody could tell which of the two is older."""
    for number, office in enumerate(department.offices):
        if office.opening and office.hours is not None:
            yield Finding("opening_hours_are_said_once", ("offices", number, "hours"), office.hours.vi)


def opening_says_days_and_hours(department: Department) -> Iterator[Finding]:
    """Each line of opening hours names days and hours."""
    for at, opening in _openings(department):
        for key in ("days", "hours"):
            if not getattr(opening, key):
                yield Finding("opening_says_days_and_hours", (*at, key), values=(("key", key),))


def opening_names_each_day_once(department: Department) -> Iterator[Finding]:
    """A day of the week stands in one line of an office's opening hours."""
    for number, office in enumerate(department.offices):
        seen: dict[str, int] = {}
        for line, opening in enumerate(office.opening):
            for place, day in enumerate(opening.days):
                if seen.setdefault(day, line) != line or day in opening.days[:place]:
                    at = ("offices", number, "opening", line, "days", place)
                    yield Finding("opening_names_each_day_once", at, day, values=(("first", seen[day] + 1),))


def opening_hours_go_forwards(department: Department) -> Iterator[Finding]:
    """The hours of a day begin before they end, the earlier ones first, none inside others."""
    for at, opening in _openings(department):
        before = ""
        for place, hours in enumerate(opening.hours):
            start, end = hours.split("-")
            if start >= end or start <= before:
                yield Finding("opening_hours_go_forwards", (*at, "hours", place), hours)
            before = end


def cut_off_is_within_opening_hours(department: Department) -> Iterator[Finding]:
    """The last hour that counts for the same day is one at which the office is open."""
    for number, office in enumerate(department.offices):
        spans = [hours.split("-") for opening in office.opening for hours in opening.hours]
        if office.cut_off and spans and not any(start < office.cut_off <= end for start, end in spans):
            hours = ", ".join(dict.fromkeys("-".join(span) for span in spans))
            yield Finding("cut_off_is_within_opening_hours", ("offices", number, "cut_off"), office.cut_off, values=(("hours", hours),))


def _openings(department: Department) -> Iterator[tuple[tuple[str | int, ...], Opening]]:
    for number, office in enumerate(department.offices):
        for line, opening in enumerate(office.opening):
            yield ("offices", number, "opening", line), opening


def department_is_not_its_own_parent(department: Department) -> Iterator[Finding]:
    """A department stands under another one."""
    if department.parent == department.id:
        yield Finding("department_is_not_its_own_parent", ("parent",), department.parent)


def decision_id_follows_its_number(decision: Decision) -> Iterator[Finding]:
    """A decision's id is its number as an address writes it, with more behind where two share a number."""
    expected = slug(decision.number)
    if decision.id != expected and not decision.id.startswith(expected + "-"):
        yield Finding("decision_id_follows_its_number", ("id",), decision.id, values=(("expected", expected),))


def decision_changes_each_procedure_once(decision: Decision) -> Iterator[Finding]:
    """A decision says once what it does to a procedure."""
    yield from _unique("decision_changes_each_procedure_once", ("changes",), "procedure", decision.changes)


def field_ids_are_unique(fields: Any) -> Iterator[Finding]:
    """Each field of work has an id of its own."""
    yield from _unique("field_ids_are_unique", ("fields",), "id", fields.fields)


def law_numbers_are_unique(laws: Any) -> Iterator[Finding]:
    """Each legal text stands once in the list, however its number is typed: each has an address of its own."""
    yield from _unique("law_numbers_are_unique", ("laws",), "number", laws.laws, alike=slug)


def _unique(rule: str, at: tuple[str | int, ...], key: str, items: Iterable[Any], alike: Callable[[str], str] = unmarked) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, item in enumerate(items):
        value = getattr(item, key)
        first = seen.setdefault(alike(value), number)
        if first != number:
            yield Finding(rule, (*at, number, key), value, values=(("first", first + 1),))


def form_file_lies_beside(form: Form) -> Iterator[Finding]:
    """A form's file lies in the folder of its description and is a DOCX, ODT or PDF; so does that of an earlier version."""
    for at, file, _ in form.files():
        if _NOT_IN_A_FILE_NAME.search(file) or not file.lower().endswith(FORM_ENDINGS):
            yield Finding("form_file_lies_beside", at, file)


def original_name_is_plain(form: Form) -> Iterator[Finding]:
    """The name under which a form is downloaded suits every computer and has the ending of its file."""
    for at, file, called in form.files():
        ending = file.lower().rpartition(".")[2]
        sign = _NOT_IN_A_FILE_NAME.search(called) if called else None
        has_ending = not called or called.lower().endswith(f".{ending}")
        if sign or not has_ending:
            values = (("sign", sign[0] if sign else ""), ("ending", "" if has_ending else f".{ending}"), ("like", _plain(called, ending)))
            yield Finding("original_name_is_plain", (*at[:-1], "original_name"), called, values=values)


def _plain(called: str, ending: str) -> str:
    """A name of a file as every computer takes it, with the ending that it must have."""
    stem = _ENDING.sub("", called)
    return f"{_NOT_IN_A_FILE_NAME.sub('-', stem).strip('. -')}.{ending}"


PUBLISHER = (languages_are_known, summary_languages_are_known, first_language_is_vietnamese, schema_version_is_known, site_address_is_a_place)
DEPARTMENT = (
    office_ids_are_unique, opening_hours_are_said_once, opening_says_days_and_hours, opening_names_each_day_once, opening_hours_go_forwards,
    cut_off_is_within_opening_hours, department_is_not_its_own_parent,
)
DECISION = (decision_id_follows_its_number, decision_changes_each_procedure_once)
FIELDS = (field_ids_are_unique,)
LAWS = (law_numbers_are_unique,)
FORM = (form_file_lies_beside, original_name_is_plain)
