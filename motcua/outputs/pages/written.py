"""A page that is written by hand in Markdown, in each language; one that is not translated stands in its own."""
from __future__ import annotations

import re
from dataclasses import dataclass

from motcua import prose, urls
from motcua.handwritten import parted
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.text import shorten

DESCRIPTION_LIMIT = 220


@dataclass(frozen=True)
class Inputs:
    """All that the page shows: `text` as it was written in the language `written_in`, `links` from a code or number to its address.

    `translated` are the languages in which the page is written; `file` lies below the catalogue.
    """

    name: str
    text: str
    written_in: str
    translated: tuple[str, ...]
    file: str
    links: tuple[tuple[str, str], ...]
    words: Words
    site: Site
    look: Look
    frame: Frame


@dataclass(frozen=True)
class Page:
    """What the template is given; `language` is empty where it is the reader's."""

    words: Words
    language: str
    title: str
    body: Markup


class CannotBeShown(Exception):
    """Markdown that is not rendered."""


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    path = urls.in_language(urls.written_page(inputs.name), inputs.words.language, languages)
    return Artifact(urls.file_of(path), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    path = urls.written_page(inputs.name)
    way = Ways(path, words.language, site.languages)
    title, text, updated_on = parted(inputs.text, inputs.name)
    body = prose.markdown(text, {mention: way(address) for mention, address in inputs.links}, heading=1)
    if not isinstance(body, Markup):
        raise CannotBeShown(f"{inputs.file}: {body.reason}, line {body.line}")
    page = Page(words, "" if inputs.written_in == words.language else inputs.written_in, title, body)
    sheet = Sheet(
        "written", path, f"{title} | {shell.publisher(site, words.language)}", _description(body, title),
        Markup(render(inputs.look, "written.html", page=page)), inputs.translated,
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(title)), file=inputs.file, about=title, tab=inputs.name, version=Version(updated_on),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _description(body: Markup, title: str) -> str:
    """The first paragraph, in plain words."""
    first = re.search(r"<p>(.*?)</p>", body, re.DOTALL)
    return shorten(" ".join(Markup(first[1]).striptags().split()), DESCRIPTION_LIMIT) if first else title
