"""The list of all departments: the commune's first, each with how many procedures it settles."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.groups import LEVELS
from motcua.interface import Words
from motcua.model.views import ContactView
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.listing import Entry
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.spreadsheet import address
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.outputs.tables import Table
from motcua.text import number, sort_key


class Member(NamedTuple):
    """A department as the list names it, with what it settles and what it has a part in."""

    id: str
    name: Pairs
    kind: str
    level: str
    settles: int
    joins: int
    contact: ContactView


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among the departments."""

    departments: tuple[Member, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Band(NamedTuple):
    """The departments of one level; the only band has no heading."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    bands: tuple[Band, ...]
    table: str
    table_name: str
    other_ways: tuple[Entry, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.DEPARTMENTS, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.DEPARTMENTS, words.language, site.languages)
    held = len(inputs.departments)
    count = words.count("lists.departments_n", number(held, words.language), is_one=held == 1)
    page = Page(words, count, tuple(_bands(inputs, way)), way(urls.table(urls.DEPARTMENTS)), listing.table_name(held, words), listing.other_ways(words, way))
    heading = words("lists.departments_heading")
    sheet = Sheet(
        "departments", urls.DEPARTMENTS, words("lists.index_title", name=heading, who=shell.publisher(site, words.language)),
        words("lists.departments_description", count=count), Markup(render(inputs.look, "departments.html", page=page)), _written_in(inputs),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), tuple(Heading(band.id, band.heading) for band in page.bands if band.heading),
        about=heading, version=newest((inputs.changed_on,)),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _written_in(inputs: Inputs) -> tuple[str, ...]:
    languages = inputs.site.languages
    return tuple(language for language in languages if language == languages[0] or any(language in dict(each.name) for each in inputs.departments))


def band_of(department: Member) -> str:
    """The level under which a citizen looks for it; a body of no level of the state is among the others."""
    if department.kind == "each_commune":
        return "commune"
    return department.level if department.level in LEVELS else "other"


def _bands(inputs: Inputs, way: Ways) -> Iterator[Band]:
    words = inputs.words
    for level in LEVELS:
        members = sorted((each for each in inputs.departments if band_of(each) == level), key=lambda each: (sort_key(_name(each, words)), each.id))
        entries = [Entry(say.paired(each.name, words.language), way(urls.department(each.id)), _count(each, words)) for each in members]
        if entries:
            is_only = len(entries) == len(inputs.departments)
            yield Band(f"cap-{level}", "" if is_only else words(f"lists.offices_{level}"), tuple(entries))


def _name(department: Member, words: Words) -> str:
    return str(say.paired(department.name, words.language))


def _count(department: Member, words: Words) -> str:
    """What it settles; what it has a part in, where it settles nothing."""
    if department.settles or not department.joins:
        return listing.counted(department.settles, words) if department.settles else ""
    return words.count("lists.joins_n", number(department.joins, words.language), is_one=department.joins == 1)


def table(inputs: Inputs) -> Table:
    """The departments with how to reach them, sorted by name."""
    words, site = inputs.words, inputs.site
    head = ("name", "level", "settles", "joins", "hotline", "email", "post", "address")
    lines = (
        (_name(each, words), words(f"lists.offices_{band_of(each)}"), str(each.settles), str(each.joins), each.contact.hotline, each.contact.email,
         str(say.paired(each.contact.address, words.language)), address(urls.department(each.id), site, words.language))
        for each in inputs.departments
    )
    return Table(tuple(words(f"table.{column}") for column in head), tuple(sorted(lines, key=lambda line: (sort_key(line[0]), line[-1]))))
