"""The page that a server shows for an address that is none: in every language, and true at whatever depth it is shown."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.links import Link
from motcua.outputs.pages.shell import Sheet, Site
from motcua.outputs.render import Look, Markup, render


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `words` are those of each of the site's languages, in their order."""

    words: tuple[Words, ...]
    site: Site
    look: Look
    frame: Frame


class Part(NamedTuple):
    """What is said in one language; `language` is empty in the page's own."""

    language: str
    words: Words
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    parts: tuple[Part, ...]


def artifact(inputs: Inputs) -> Artifact:
    """The one file, at the root."""
    return Artifact(urls.NOT_FOUND, make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page; no address in it depends on where it is shown."""
    words, site = inputs.words[0], inputs.site
    page = Page(tuple(_part(each, site) for each in inputs.words))
    sheet = Sheet(
        "not-found", urls.NOT_FOUND, words("not_found.title", who=shell.publisher(site, words.language)), words("not_found.why"),
        Markup(render(inputs.look, "not-found.html", page=page)), (), hidden=True,
    )
    elsewhere = {f"alternate_{language}": _rooted(urls.HOME, language, site) for language in site.languages}
    return inputs.frame.fill(**shell.slots(sheet, site, words) | elsewhere | {"canonical": None}).encode()


def _part(words: Words, site: Site) -> Part:
    """What the reader of one language is told: two ways on, and whom to call where there is a number."""
    language = words.language
    ways = (Link(words("not_found.a_to_z"), _rooted(urls.A_TO_Z, language, site)), Link(words("not_found.home"), _rooted(urls.HOME, language, site)))
    call = (Link(words("not_found.call", phone=site.hotline), say.dial(site.hotline)),) if site.hotline else ()
    return Part("" if language == site.languages[0] else language, words, (*ways, *call))


def _rooted(path: str, language: str, site: Site) -> str:
    """The address from the server's root."""
    return urls.root_path(site.url) + urls.in_language(path, language, site.languages)
