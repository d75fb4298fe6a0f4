"""The page of a field of work: its procedures, parted by the level at which a citizen meets them."""
from __future__ import annotations

from dataclasses import dataclass

from motcua import say, urls
from motcua.groups import by_level, written_in
from motcua.index import Group
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.listing import Listing
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among its procedures."""

    group: Group
    internal: tuple[Summary, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    name: Said
    listing: Listing
    internal: tuple[Row, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.field(inputs.group.id), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, group = inputs.words, inputs.site, inputs.group
    path = urls.field(group.id)
    way = Ways(path, words.language, site.languages)
    name = say.paired(group.name, words.language)
    page = Page(words, name, listing.of_levels(by_level(group.procedures), words, way), rows(inputs.internal, words, way))
    count = page.listing.count
    contents = (*listing.contents(page.listing), *((Heading("internal", words("list.internal")),) if page.internal else ()))
    sheet = Sheet(
        "field", path, words("lists.title", name=name, count=count, who=shell.publisher(site, words.language)),
        words("lists.field_description", name=name, count=count), Markup(render(inputs.look, "field.html", page=page)),
        written_in((*group.procedures, *inputs.internal), site.languages),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("lists.fields"), way(urls.FIELDS)), Crumb(name)),
        contents if len(contents) > 1 else (), "fields.yml", str(name), version=newest((inputs.changed_on,)),
    )
    return shell.page(inputs.frame, sheet, site, words)
