"""Every counter by commune, old names too: where it is, when it is open, how to reach it, what it takes, whose it is; many have a page a letter."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import json_text, say, urls
from motcua.communes import bare_name
from motcua.index import letter_id
from motcua.interface import Words
from motcua.outputs import tables
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.counters import Counter, Entry, Letter, Line, Part, letters, of_departments
from motcua.outputs.pages.links import Link, address, to_table
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.outputs.tables import Table
from motcua.text import number, sort_key

SCRIPT = urls.ASSETS + "offices.js"
FINDER = urls.ASSETS + "tools.js"
MOST = 400
"""As many counters as one page lists; of more the communes of each letter have a page, and the first one looks them up."""


class Whole(NamedTuple):
    """The page that leads to those of letters: these, the departments whose counters serve a commune each, and how many counters all hold."""

    letters: tuple[str, ...]
    serving: tuple[str, ...]
    held: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among the departments'."""

    counters: tuple[Counter, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame
    part: Part | None = None
    whole: Whole | None = None


@dataclass(frozen=True)
class Page:
    """What the template is given; `finder` are the facts of the tool that looks a commune up, where letters have pages of their own."""

    words: Words
    letter: str
    count: str
    script: str
    finder: Markup
    pages: tuple[Link, ...]
    found: str
    found_one: str
    ask: Line | None
    letters: tuple[Letter, ...]
    departments: tuple[Entry, ...]
    table: Link | None


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(_address(inputs), inputs.words.language, languages)), make, inputs)


def _address(inputs: Inputs) -> str:
    return urls.offices(letter_id(inputs.part.letter)) if inputs.part else urls.OFFICES


def spreadsheet(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The list as a table that the reader takes away."""
    return Artifact(urls.in_language(urls.table(urls.OFFICES), inputs.words.language, languages), make_spreadsheet, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, part = inputs.words, inputs.site, inputs.part
    path = _address(inputs)
    way = Ways(path, words.language, site.languages)
    page = _page(inputs, way)
    heading = words("offices.heading_letter", letter=part.letter) if part else words("offices.heading")
    title = words("offices.title_letter", letter=part.letter, who=shell.publisher(site, words.language)) if part else words("offices.title", who=shell.publisher(site, words.language))
    contents = [Heading("communes", words("offices.communes"))] * bool(page.letters) + [Heading("departments", words("offices.departments"))] * bool(page.departments)
    trail = (Crumb(words("trail.home"), way(urls.HOME)), *([Crumb(words("offices.heading"), way(urls.OFFICES))] if part else ()), Crumb(heading))
    sheet = Sheet(
        "offices", path, title, words("offices.description", count=page.count), Markup(render(inputs.look, "offices.html", page=page)),
        tuple(_written_in(inputs)), trail, tuple(contents), about=heading, version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def make_spreadsheet(inputs: Inputs) -> bytes:
    """A line for each counter, communes first."""
    words, site = inputs.words, inputs.site
    head = ("commune", "name", "department", "address", "hours", "telephone", "email", "receives", "formerly", "map", "uses", "page")
    rows = [
        (_text(each.office.commune, words), _text(each.office.name, words), str(say.paired(each.department.name, words.language)),
         _text(each.office.address, words), str(say.hours(say.phrase(each.office.hours, words.language), each.office, words)), each.office.telephone or "", each.office.email or "",
         _text(each.office.receives, words), words("shared.list").join(each.office.formerly), each.office.map_url or "", str(each.uses),
         address(urls.department(each.department.id), site, words.language))
        for each in inputs.counters
    ]
    rows.sort(key=lambda row: (not row[0], sort_key(bare_name(row[0])), sort_key(row[2]), sort_key(row[1])))
    return tables.make(Table(tuple(words(f"offices.column_{key}") for key in head), tuple(rows)))


def _text(phrase, words: Words) -> str:
    return str(say.phrase(phrase, words.language))


def _page(inputs: Inputs, way: Ways) -> Page:
    words, hotline, whole = inputs.words, inputs.site.hotline, inputs.whole
    held = (whole or inputs.part or Whole((), (), len(inputs.counters))).held
    communes = [each for each in inputs.counters if each.office.commune]
    others = [each for each in inputs.counters if not each.office.commune]
    found_one, _, found = words["offices"]["count"].partition("|")
    letter = inputs.part.letter if inputs.part else ""
    return Page(
        words=words, letter=letter, count=words.count("offices.count", number(held, words.language), is_one=held == 1),
        script=way.file(FINDER if whole else SCRIPT), found=found or found_one, found_one=found_one, finder=_finder(whole, inputs.site.counts_days, words, way) if whole else Markup(""),
        pages=tuple(Link(each, way(urls.offices(letter_id(each)))) for each in whole.letters) if whole else (),
        ask=Line("", words("department.contact_ask", phone=hotline), say.dial(hotline)) if hotline else None,
        letters=letters(communes, inputs.part, words, way), departments=tuple(of_departments(others, words, way)),
        table=to_table(urls.OFFICES, held, words, way) if held and not letter else None,
    )


def _finder(whole: Whole, counts_days: bool, words: Words, way: Ways) -> Markup:
    """What the tool that looks a commune up is given, as pages of procedures give it."""
    return Markup(json_text.inline({
        "counters": [], "weeks": [], "communes": whole.serving, "index": way.file(urls.communes(words.language)), "page": way(urls.OFFICES),
        "counts_days": counts_days, "accepts": ""}))


def _written_in(inputs: Inputs) -> Iterator[str]:
    """The first language, and each other one in which some counter is named."""
    for language in inputs.site.languages:
        if language == inputs.site.languages[0] or any(each.office.name.words(language) for each in inputs.counters):
            yield language
