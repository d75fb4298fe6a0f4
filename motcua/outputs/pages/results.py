"""What a search finds: a page that its script fills, and that says without one where to look."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.listing import Entry
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.text import number

SCRIPT = urls.ASSETS + "results.js"
DAYS = (1, 3, 7, 15, 30)
"""The longest times that a reader may ask for."""
_FACETS = (("co-quan", "department"), ("linh-vuc", "field"), ("cap", "level"), ("doi-tuong", "applicant"), ("truc-tuyen", "online"))


@dataclass(frozen=True)
class Inputs:
    """All that the page shows of itself; `count` is how many procedures there are to find."""

    count: int
    has_events: bool
    words: Words
    site: Site
    look: Look
    frame: Frame


class Choice(NamedTuple):
    """A facet or an order: its name in the page's address, its label, and the values that are known beforehand."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...] = ()


class Call(NamedTuple):
    """A number to ring."""

    text: str
    href: str


@dataclass(frozen=True)
class Page:
    """What the template is given; `results` is this page's own address, where its form leads by script."""

    words: Words
    a_to_z: str
    results: str
    script: str
    choices: tuple[Choice, ...]
    ways: tuple[Entry, ...]
    call: Call | None


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.SEARCH, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page; search engines are not shown it."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.SEARCH, words.language, site.languages)
    heading = words("finder.heading")
    sheet = Sheet(
        "results", urls.SEARCH, words("finder.title", who=shell.publisher(site, words.language)),
        words("finder.description", count=listing.counted(inputs.count, words)), Markup(render(inputs.look, "results.html", page=_page(inputs, way))),
        site.languages, (Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), about=heading, hidden=True,
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs, way: Ways) -> Page:
    words, hotline = inputs.words, inputs.site.hotline
    days = tuple((str(n), words.count("finder.up_to", number(n, words.language), is_one=n == 1)) for n in DAYS)
    orders = tuple((key, words(f"finder.sort_{key}")) for key in ("best", "name", "time"))
    events = (Entry(words("life_events.heading"), way(urls.LIFE_EVENTS), ""),) if inputs.has_events else ()
    return Page(
        words=words, a_to_z=way(urls.A_TO_Z), results=way(urls.SEARCH), script=way.file(SCRIPT),
        choices=(*(Choice(name, words(f"finder.{key}")) for name, key in _FACETS), Choice("ngay", words("finder.days"), days),
                 Choice("mien-phi", words("finder.fee"), (("1", words("finder.free")),)), Choice("xep", words("finder.sort"), orders)),
        ways=(*events, *listing.other_ways(words, way)),
        call=Call(words("finder.call", phone=hotline), say.dial(hotline)) if hotline else None,
    )
