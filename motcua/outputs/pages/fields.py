"""The list of the fields of work, by letter where they are many."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from motcua import say, urls
from motcua.index import letter_id, letter_of
from motcua.interface import Words
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.listing import Entry
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.text import number, sort_key

FEW = 24
"""As many fields as stand in one list."""


class Tally(NamedTuple):
    """A field with the number of the public's procedures in it."""

    id: str
    name: Pairs
    count: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `total` is the number of all procedures, `changed_on` the newest ISO day among them."""

    fields: tuple[Tally, ...]
    total: int
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Letter(NamedTuple):
    """Fields whose names begin alike; the only group has no letter."""

    letter: str
    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    letters: tuple[Letter, ...]
    table: str
    table_name: str
    other_ways: tuple[Entry, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.FIELDS, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.FIELDS, words.language, site.languages)
    held = len(inputs.fields)
    fields = words.count("lists.fields_n", number(held, words.language), is_one=held == 1)
    count = words("lists.fields_count", count=listing.counted(inputs.total, words), fields=fields)
    page = Page(words, count, tuple(_letters(inputs, way)), way(urls.table(urls.FIELDS)), listing.table_name(held, words), listing.other_ways(words, way))
    sheet = Sheet(
        "fields", urls.FIELDS, words("lists.index_title", name=words("lists.fields_heading"), who=shell.publisher(site, words.language)),
        words("lists.index_description", name=words("lists.fields_heading"), count=count), Markup(render(inputs.look, "fields.html", page=page)),
        tuple(language for language in site.languages if language == site.languages[0] or any(language in dict(field.name) for field in inputs.fields)),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("lists.fields"))), file="fields.yml", about=words("lists.fields_heading"),
        version=newest((inputs.changed_on,)),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _letters(inputs: Inputs, way: Ways) -> Iterator[Letter]:
    words = inputs.words
    named = sorted(((say.paired(field.name, words.language), field) for field in inputs.fields), key=lambda each: (sort_key(str(each[0])), each[1].id))
    entries = [Entry(name, way(urls.field(field.id)), listing.counted(field.count, words)) for name, field in named]
    if len(entries) <= FEW:
        yield from (Letter("", "", tuple(entries)) for _ in entries[:1])
        return
    for letter, found in groupby(entries, lambda entry: letter_of(str(entry.name))):
        yield Letter(letter, letter_id(letter), tuple(found))
