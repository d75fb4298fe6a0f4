"""The page for those who use the data again: what there is, under which licence, how to cite it, how far to trust it."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.links import Link
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import number


class Tally(NamedTuple):
    """How many records of a kind there are; `key` names the words of the kind."""

    key: str
    count: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows: `files` are (key of its words, address) of data that all languages share, `tables` of list pages."""

    tallies: tuple[Tally, ...]
    files: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]
    licence: Pairs
    licence_url: str
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    counts: tuple[str, ...]
    files: tuple[Link, ...]
    tables: tuple[Link, ...]
    licence: Said
    licence_url: str
    ask: str


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.DATA, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, language = inputs.words, inputs.site, inputs.words.language
    way = Ways(urls.DATA, language, site.languages)
    page = Page(
        words, tuple(words.count(f"data.{each.key}", number(each.count, language), is_one=each.count == 1) for each in inputs.tallies if each.count),
        tuple(Link(words(key), way.file(address)) for key, address in inputs.files),
        tuple(Link(words(key), way(address)) for key, address in inputs.tables),
        say.paired(inputs.licence, language), inputs.licence_url, f"mailto:{site.email}" if site.email else "",
    )
    heading = words("data.heading")
    sheet = Sheet(
        "data", urls.DATA, f"{heading} | {shell.publisher(site, language)}", words("data.lead"),
        Markup(render(inputs.look, "data.html", page=page)), site.languages,
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), about=heading, version=Version(inputs.changed_on),
    )
    return shell.page(inputs.frame, sheet, site, words)
