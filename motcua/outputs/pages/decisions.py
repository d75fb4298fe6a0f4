"""The list of publication decisions by year, the newest first: number, day, agency, title, how many procedures each is about."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import DecisionView
from motcua.outputs import tables
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.links import Link, address, to_decision, to_table
from motcua.outputs.pages.listing import counted
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.outputs.tables import Table
from motcua.text import number, sort_key


class Held(NamedTuple):
    """A decision, and how many procedures it is about: those that it changes and those that name it."""

    decision: DecisionView
    procedures: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among the decisions'."""

    decisions: tuple[Held, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Year(NamedTuple):
    """The decisions of one year; the last section holds those whose day nobody knows."""

    id: str
    heading: str
    decisions: tuple[Link, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    years: tuple[Year, ...]
    table: Link | None


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.DECISIONS, inputs.words.language, languages)), make, inputs)


def spreadsheet(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The list as a table that the reader takes away."""
    return Artifact(urls.in_language(urls.table(urls.DECISIONS), inputs.words.language, languages), make_spreadsheet, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.DECISIONS, words.language, site.languages)
    held = len(inputs.decisions)
    page = Page(words, words.count("decisions.count", number(held, words.language), is_one=held == 1), tuple(_years(inputs, way)),
                to_table(urls.DECISIONS, held, words, way) if held else None)
    heading = words("decisions.heading")
    sheet = Sheet(
        "decisions", urls.DECISIONS, words("decisions.title", who=shell.publisher(site, words.language)),
        words("decisions.description", count=page.count), Markup(render(inputs.look, "decisions.html", page=page)), tuple(_written_in(inputs)),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), tuple(Heading(year.id, year.heading) for year in page.years), about=heading,
        version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def make_spreadsheet(inputs: Inputs) -> bytes:
    """A line for each decision, in the order of the page."""
    words, site = inputs.words, inputs.site
    head = ("number", "issued_on", "agency", "decision_title", "procedures", "page", "source")
    rows = tuple(
        (each.number, each.issued_on, str(say.paired(each.agency, words.language)), str(say.paired(each.title, words.language)), str(count),
         address(urls.decision(each.id), site, words.language), each.url)
        for each, count in _in_order(inputs.decisions)
    )
    return tables.make(Table(tuple(words(f"decisions.column_{key}") for key in head), rows))


def _in_order(decisions: tuple[Held, ...]) -> list[Held]:
    """The newest first, those without a day last."""
    by_number = sorted(decisions, key=lambda each: sort_key(each.decision.number))
    return sorted(by_number, key=lambda each: each.decision.issued_on, reverse=True)


def _years(inputs: Inputs, way: Ways) -> Iterator[Year]:
    words = inputs.words
    found: dict[str, list[Link]] = {}
    for decision, count in _in_order(inputs.decisions):
        line = to_decision(decision, words, way, counted(count, words) if count else "")
        found.setdefault(decision.issued_on[:4], []).append(line)
    for year, lines in found.items():
        yield Year(f"nam-{year or 'khong-ro'}", words("decisions.year", year=year) if year else words("decisions.undated"), tuple(lines))


def _written_in(inputs: Inputs) -> Iterator[str]:
    """The first language, and each other one in which some title or agency is given."""
    for language in inputs.site.languages:
        if language == inputs.site.languages[0] or any(language in dict(each.decision.title or each.decision.agency) for each in inputs.decisions):
            yield language
