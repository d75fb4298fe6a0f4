"""The levels of government, each with what it carries out, the nearest to the citizen first."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import urls
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.listing import Entry
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render


class Tally(NamedTuple):
    """A level with the number of the public's procedures that it carries out."""

    name: str
    count: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows: `untold` have no level in the source, `is_shared` is so where one stands under several levels."""

    levels: tuple[Tally, ...]
    untold: int
    is_shared: bool
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    entries: tuple[Entry, ...]
    is_shared: bool
    untold: str
    a_to_z: str
    table: str
    table_name: str
    other_ways: tuple[Entry, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.LEVELS, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.LEVELS, words.language, site.languages)
    entries = tuple(Entry(words(f"lists.level_{each.name}"), way(urls.level(each.name)), listing.counted(each.count, words)) for each in inputs.levels)
    page = Page(
        words, entries, inputs.is_shared, words("lists.untold", count=listing.counted(inputs.untold, words)) if inputs.untold else "",
        way(urls.A_TO_Z), way(urls.table(urls.LEVELS)), listing.table_name(len(entries), words), listing.other_ways(words, way),
    )
    heading = words("lists.levels_heading")
    sheet = Sheet(
        "levels", urls.LEVELS, words("lists.index_title", name=heading, who=shell.publisher(site, words.language)), words("lists.levels_description"),
        Markup(render(inputs.look, "levels.html", page=page)), site.languages,
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("lists.levels"))), about=heading, version=newest((inputs.changed_on,)),
    )
    return shell.page(inputs.frame, sheet, site, words)
