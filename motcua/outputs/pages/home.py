"""The first page: a box to search in, what people need most, and every way that leads to a procedure."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua import say, urls
from motcua.index import shown_name
from motcua.interface import Words
from motcua.model.views import ContactView, Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.links import Link
from motcua.outputs.pages.shell import Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import date_text, number, sort_key

MANY = 12
"""As many departments as stand open where there are more than twice as many: those that settle most."""
_RANK = {"each_commune": 0, "outside_body": 2}


class Office(NamedTuple):
    """A department as the first page names it, with how many procedures it settles."""

    id: str
    name: Pairs
    kind: str
    count: int


class Event(NamedTuple):
    """An event of life."""

    id: str
    name: Pairs


class Change(NamedTuple):
    """What was announced on an ISO day; `anchor` is where the page of changes tells it."""

    announced_on: str
    title: Pairs
    anchor: str


@dataclass(frozen=True)
class Inputs:
    """All that the page shows: `applicants` are groups, `ways` the list pages that exist, each as (key of its words, address)."""

    tasks: tuple[Summary, ...]
    events: tuple[Event, ...]
    applicants: tuple[str, ...]
    has_offices: bool
    changes: tuple[Change, ...]
    offices: tuple[Office, ...]
    ways: tuple[tuple[str, str], ...]
    count: int
    changed_on: str
    contact: ContactView
    note: Pairs
    words: Words
    site: Site
    look: Look
    frame: Frame


class Tile(NamedTuple):
    """A link with how much is behind it, in words."""

    name: Said | str
    href: str
    count: str = ""


class Line(NamedTuple):
    """Words under a label, which may lead somewhere."""

    label: str
    text: Said | str
    href: str = ""


@dataclass(frozen=True)
class Page:
    """What the template is given; `track` is where a dossier that was handed in is looked up."""

    words: Words
    title: Said
    published_by: Said
    a_to_z: str
    results: str
    count: str
    tasks: tuple[Tile, ...]
    track: str
    events: tuple[Tile, ...]
    applicants: tuple[Tile, ...]
    offices: str
    changes: tuple[Link, ...]
    all_changes: str
    departments: tuple[Tile, ...]
    folded: tuple[Tile, ...]
    ways: tuple[Tile, ...]
    help: tuple[Line, ...]
    note: Said


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.HOME, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    page = _page(inputs)
    sheet = Sheet(
        "home", urls.HOME, words("home.title", title=page.title),
        words("home.description", count=page.count, authority=shell.publisher(site, words.language)),
        Markup(render(inputs.look, "home.html", page=page)), tuple(language for language, _ in site.title),
        about=str(page.title), tab="home", version=Version(inputs.changed_on), cited=str(page.title),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs) -> Page:
    words, site, language = inputs.words, inputs.site, inputs.words.language
    way = Ways(urls.HOME, language, site.languages)
    open_ones, folded = _departments(inputs, way)
    return Page(
        words=words, title=say.paired(site.title, language),
        published_by=say.fill(words("home.published_by"), authority=say.paired(site.authority, language)),
        a_to_z=way(urls.A_TO_Z), results=way(urls.SEARCH), count=_counted(inputs.count, words),
        tasks=tuple(_task(shown_name(task, language), way(urls.procedure(task.code)), words) for task in inputs.tasks), track=site.track_url,
        events=tuple(Tile(say.paired(event.name, language), way(urls.life_event(event.id))) for event in inputs.events),
        applicants=tuple(Tile(words(f"lists.applicant_{group}"), way(urls.applicant(group))) for group in inputs.applicants),
        offices=way(urls.OFFICES) if inputs.has_offices else "",
        changes=tuple(Link(say.paired(each.title, language), f"{way(urls.CHANGES)}#{each.anchor}", date_text(date.fromisoformat(each.announced_on), language))
                      for each in inputs.changes),
        all_changes=way(urls.CHANGES) if inputs.changes else "", departments=open_ones, folded=folded,
        ways=tuple(Tile(words(key), way(address)) for key, address in inputs.ways),
        help=tuple(_help(inputs.contact, words)), note=say.paired(inputs.note, language),
    )


def _task(name: Said, href: str, words: Words) -> Tile:
    """A procedure by its name; where that is there in Vietnamese alone, the tile says so."""
    return Tile(name, href, words("shared.in_vietnamese") if any(language == "vi" for _, language in name.pieces) else "")


def _counted(count: int, words: Words) -> str:
    return words.count("list.count", number(count, words.language), is_one=count == 1)


def _departments(inputs: Inputs, way: Ways) -> tuple[tuple[Tile, ...], tuple[Tile, ...]]:
    """Those that settle something, the commune's first and bodies outside the authority last; the lesser of very many are folded."""
    words = inputs.words
    settling = sorted((each for each in inputs.offices if each.count),
                      key=lambda each: (_RANK.get(each.kind, 1), sort_key(str(say.paired(each.name, words.language)))))
    tiles = {each.id: Tile(say.paired(each.name, words.language), way(urls.department(each.id)), _counted(each.count, words)) for each in settling}
    largest = {each.id for each in sorted(settling, key=lambda each: (-each.count, each.id))[:MANY]}
    if len(settling) <= 2 * MANY:
        largest = set(tiles)
    return tuple(tile for name, tile in tiles.items() if name in largest), tuple(tile for name, tile in tiles.items() if name not in largest)


def _help(contact: ContactView, words: Words) -> Iterator[Line]:
    if contact.hotline:
        yield Line(words("home.hotline"), contact.hotline, say.dial(contact.hotline))
    if contact.hours:
        yield Line(words("home.hours"), say.paired(contact.hours, words.language))
    if contact.address:
        yield Line(words("home.address"), say.paired(contact.address, words.language))
    if contact.email:
        yield Line(words("home.email"), contact.email, f"mailto:{contact.email}")
