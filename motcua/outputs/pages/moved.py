"""The page at a procedure's former code, which leads on to the present one without a script."""
from __future__ import annotations

from dataclasses import dataclass

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages.shell import Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, render
from motcua.say import Said


@dataclass(frozen=True)
class Inputs:
    """The code as it was and as it is, with the procedure's name."""

    old: str
    code: str
    name: Pairs
    words: Words
    site: Site
    look: Look


@dataclass(frozen=True)
class Page:
    """What the template is given; `canonical` is empty where the site's address is not known."""

    words: Words
    title: str
    text: str
    name: Said
    href: str
    canonical: str


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file at the old address, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.procedure(inputs.old), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page, which needs no frame: it is seen only where a browser does not follow at once."""
    words, site = inputs.words, inputs.site
    there = urls.procedure(inputs.code)
    name = say.paired(inputs.name, words.language)
    page = Page(
        words, words("moved.title", name=name), words("moved.text", old=inputs.old, new=inputs.code), name,
        Ways(urls.procedure(inputs.old), words.language, site.languages)(there),
        urls.absolute(site.url, urls.in_language(there, words.language, site.languages)) if site.url else "",
    )
    return render(inputs.look, "moved.html", page=page).encode()
