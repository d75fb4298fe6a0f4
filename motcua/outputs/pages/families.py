"""Families: around one kind of paper, what is done to get it, get it again, renew it, change it."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.index import shown_name
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.rows import Row, told
from motcua.outputs.pages.links import Link, to_table
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import sort_key


class FamilyView(NamedTuple):
    """A family in the order of a paper's life; without a name it is called by its first procedure."""

    name: Pairs
    procedures: tuple[Summary, ...]


@dataclass(frozen=True)
class Inputs:
    """All that the page shows."""

    families: tuple[FamilyView, ...]
    version: Version
    words: Words
    site: Site
    look: Look
    frame: Frame


class Family(NamedTuple):
    """A family under its heading; `id` is its anchor."""

    id: str
    name: Said
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    families: tuple[Family, ...]
    table: Link


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.FAMILIES, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, language = inputs.words, inputs.site, inputs.words.language
    way = Ways(urls.FAMILIES, language, site.languages)
    found = [Family(f"giay-{family.procedures[0].code}", _name(family, language), _rows(family, words, way)) for family in inputs.families]
    page = Page(words, tuple(sorted(found, key=lambda family: sort_key(str(family.name)))), to_table(urls.FAMILIES, sum(len(family.procedures) for family in inputs.families), words, way))
    heading = words("families.heading")
    sheet = Sheet(
        "families", urls.FAMILIES, f"{heading} | {shell.publisher(site, language)}", words("families.lead"),
        Markup(render(inputs.look, "families.html", page=page)), site.languages,
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), file="families.yml", about=heading, version=inputs.version,
    )
    return shell.page(inputs.frame, sheet, site, words)


def _rows(family: FamilyView, words: Words, way: Ways) -> tuple[Row, ...]:
    """In the family's own order, each with its level: relatives are often one thing at two levels."""
    return told(family.procedures, frozenset(each.code for each in family.procedures), words, way)


def _name(family: FamilyView, language: str) -> Said:
    return say.paired(family.name, language) or shown_name(family.procedures[0], language)
