"""The page of a group of applicants: what they may ask for, by field."""
from __future__ import annotations

from dataclasses import dataclass

from motcua import urls
from motcua.groups import written_in
from motcua.index import Group
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.listing import Listing
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among its procedures."""

    applicant: str
    groups: tuple[Group, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    name: str
    listing: Listing


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.applicant(inputs.applicant), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, path = inputs.words, inputs.site, urls.applicant(inputs.applicant)
    way = Ways(path, words.language, site.languages)
    name = words(f"lists.applicant_{inputs.applicant}")
    page = Page(words, name, listing.of_fields(inputs.groups, words, way))
    sheet = Sheet(
        "applicant", path, words("lists.title", name=name, count=page.listing.count, who=shell.publisher(site, words.language)),
        words("lists.applicant_description", name=name, count=page.listing.count), Markup(render(inputs.look, "applicant.html", page=page)),
        written_in((each for group in inputs.groups for each in group.procedures), site.languages),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("lists.applicants"), way(urls.APPLICANTS)), Crumb(name)),
        tuple(listing.contents(page.listing)), about=name, version=newest((inputs.changed_on,)),
    )
    return shell.page(inputs.frame, sheet, site, words)
