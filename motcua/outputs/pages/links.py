"""Links in a list that is no list of procedures: what each leads to, and what to know before pressing it."""
from __future__ import annotations

from datetime import date
from typing import NamedTuple

from motcua import urls
from motcua.interface import Words
from motcua.model.views import DecisionView, FormView, LawView
from motcua.model.views import Words as Pairs
from motcua.outputs.pages.listing import table_name
from motcua.outputs.pages.shell import Site
from motcua.outputs.pages.ways import Ways
from motcua.say import NOTHING, Said, join, paired
from motcua.text import date_text


class Named(NamedTuple):
    """Another record as a page names it."""

    id: str
    name: Pairs


class Link(NamedTuple):
    """A link, a remark under it, and a tag before that where its state must be known."""

    text: Said | str
    href: str
    note: Said | str = NOTHING
    tag: str = ""


class Line(NamedTuple):
    """Words under a label, which lead somewhere or not."""

    label: str
    links: tuple[Link, ...]


def to_departments(departments: tuple[Named, ...], words: Words, way: Ways) -> tuple[Link, ...]:
    """The departments with a link to each."""
    return tuple(Link(paired(each.name, words.language), way(urls.department(each.id))) for each in departments)


def to_table(path: str, rows: int, words: Words, way: Ways) -> Link:
    """The list of a page as a file for a spreadsheet, in the page's language."""
    return Link(table_name(rows, words), way(urls.table(path)))


def address(path: str, site: Site, language: str = "") -> str:
    """Where a table says that something stands: on the web, or from the site's root where no address is known; a file has no language."""
    there = urls.in_language(path, language, site.languages) if language else path
    return urls.absolute(site.url, there) if site.url else there


def to_law(law: LawView, words: Words, way: Ways) -> Link:
    """A legal text by its number and title."""
    return Link(join(": ", (law.number, paired(law.title, words.language))), way(urls.law(law.number)))


def to_form(form: FormView, words: Words, way: Ways) -> Link:
    """A form's page, with the number that the form bears."""
    return Link(paired(form.title, words.language), way(urls.form(form.id)), form.number)


def to_decision(decision: DecisionView, words: Words, way: Ways, *extra: Said | str) -> Link:
    """A decision by its number and title, with its day, its agency and what else is to be said of it."""
    issued = words("decisions.issued_on", date=date_text(date.fromisoformat(decision.issued_on), words.language)) if decision.issued_on else ""
    text = join(": ", (words("basis.decision", number=decision.number), paired(decision.title, words.language)))
    return Link(text, way(urls.decision(decision.id)), join(" · ", (issued, paired(decision.agency, words.language), *extra)))
