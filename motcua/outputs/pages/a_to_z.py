"""The list of all procedures by letter, to be read and searched in without a script."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import urls
from motcua.index import by_letter, in_order, namesakes
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.rows import Row, told
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.text import number


@dataclass(frozen=True)
class Inputs:
    """All that the page shows: the public's procedures, and the officials' own."""

    public: tuple[Summary, ...]
    internal: tuple[Summary, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Letter(NamedTuple):
    """The procedures under one letter."""

    letter: str
    id: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    letters: tuple[Letter, ...]
    internal: tuple[Row, ...]
    table: str
    table_name: str


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.A_TO_Z, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.A_TO_Z, words.language, site.languages)
    page = _page(inputs, way)
    sheet = Sheet(
        "a-to-z", urls.A_TO_Z, words("a_to_z.title", who=shell.publisher(site, words.language)), words("a_to_z.description", count=page.count),
        Markup(render(inputs.look, "a-to-z.html", page=page)), tuple(_written_in(inputs)),
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("a_to_z.heading"))), about=words("a_to_z.heading"), tab="a-to-z", version=Version(inputs.changed_on),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs, way: Ways) -> Page:
    words = inputs.words
    alike = namesakes(inputs.public, words.language)
    letters = (Letter(letter, name, told(found, alike, words, way, is_brief=True)) for letter, name, found in by_letter(inputs.public, words.language))
    count = len(inputs.public)
    return Page(
        words, words.count("list.count", number(count, words.language), is_one=count == 1), tuple(letters),
        told(in_order(inputs.internal, words.language), namesakes(inputs.internal, words.language), words, way, is_brief=True),
        way(urls.table(urls.A_TO_Z)), listing.table_name(count, words),
    )


def _written_in(inputs: Inputs) -> Iterator[str]:
    """The first language, and each other one in which some name is given."""
    for language in inputs.site.languages:
        if language == inputs.site.languages[0] or any(language in dict(each.short_name or each.name) for each in inputs.public):
            yield language
