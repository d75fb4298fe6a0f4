"""Who the reader is: the groups of applicants, each with what it may ask for."""
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
    """A group with the number of the public's procedures that are for it."""

    name: str
    count: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among the procedures."""

    applicants: tuple[Tally, ...]
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
    table: str
    table_name: str
    other_ways: tuple[Entry, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.APPLICANTS, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.APPLICANTS, words.language, site.languages)
    entries = tuple(
        Entry(words(f"lists.applicant_{each.name}"), way(urls.applicant(each.name)), listing.counted(each.count, words)) for each in inputs.applicants)
    page = Page(words, entries, way(urls.table(urls.APPLICANTS)), listing.table_name(len(entries), words), listing.other_ways(words, way))
    heading = words("lists.applicants_heading")
    sheet = Sheet(
        "applicants", urls.APPLICANTS, words("lists.index_title", name=heading, who=shell.publisher(site, words.language)),
        words("lists.applicants_description"), Markup(render(inputs.look, "applicants.html", page=page)), site.languages,
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("lists.applicants"))), about=heading, version=newest((inputs.changed_on,)),
    )
    return shell.page(inputs.frame, sheet, site, words)
