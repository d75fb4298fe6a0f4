"""The glossary: official words in everyday ones, in the order of the alphabet."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.index import letter_id, letter_of
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.explained import TermView, anchor
from motcua.outputs.pages.links import Link, to_table
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import sort_key


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `laws` are those that explain a word, by the word's id."""

    terms: tuple[TermView, ...]
    laws: tuple[tuple[str, tuple[str, ...]], ...]
    words: Words
    site: Site
    look: Look
    frame: Frame


class Term(NamedTuple):
    """A word as it is read: the Vietnamese one, what it is called in the reader's language, its spellings, its meaning."""

    id: str
    word: str
    translation: Said
    also: str
    meaning: Said
    laws: tuple[Link, ...]


class Letter(NamedTuple):
    """Words that begin with one letter."""

    letter: str
    id: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    letters: tuple[Letter, ...]
    table: Link


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.GLOSSARY, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, language = inputs.words, inputs.site, inputs.words.language
    way = Ways(urls.GLOSSARY, language, site.languages)
    page = Page(words, _letters(inputs, way), to_table(urls.GLOSSARY, len(inputs.terms), words, way))
    heading = words("glossary.heading")
    sheet = Sheet(
        "glossary", urls.GLOSSARY, f"{heading} | {shell.publisher(site, language)}", words("glossary.lead"),
        Markup(render(inputs.look, "glossary.html", page=page)), site.languages,
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)),
        contents=tuple(Heading(letter.id, letter.letter) for letter in page.letters), file="glossary.yml", about=heading, version=Version(),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _letters(inputs: Inputs, way: Ways) -> tuple[Letter, ...]:
    laws, found = dict(inputs.laws), {}
    for term in sorted(inputs.terms, key=lambda each: sort_key(_word(each))):
        found.setdefault(letter_of(_word(term)), []).append(_told(term, laws.get(term.id, ()), inputs.words, way))
    return tuple(Letter(letter, f"chu-{letter_id(letter)}", tuple(terms)) for letter, terms in found.items())


def _word(term: TermView) -> str:
    return dict(term.term)["vi"]


def _told(term: TermView, laws: tuple[str, ...], words: Words, way: Ways) -> Term:
    """The Vietnamese word leads in every language: it is the one that stands on the papers."""
    language = words.language
    return Term(
        anchor(term.id), _word(term), say.paired(term.term, language) if language != "vi" and language in dict(term.term) else say.NOTHING,
        words("glossary.also", words=words("shared.list").join(term.also)) if term.also else "", say.paired(term.meaning, language),
        tuple(Link(law, way(urls.law(law))) for law in laws),
    )
