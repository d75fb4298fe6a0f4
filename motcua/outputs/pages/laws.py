"""The list of legal texts by kind, the newest first: number, title, who issued it and when, its state, what rests on it."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, get_args

from motcua import say, urls
from motcua.interface import Words
from motcua.legal import Kind, kind_of
from motcua.model import Law
from motcua.outputs import tables
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.links import Link, address, to_table
from motcua.outputs.pages.listing import counted
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.outputs.tables import Table
from motcua.say import Said
from motcua.text import date_text, number, sort_key

_YEAR = re.compile(r"/((?:19|20)[0-9]{2})(?=/|$)")


class Text(NamedTuple):
    """A legal text, and how many procedures rest on it."""

    law: Law
    uses: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among the procedures that rest on these texts."""

    texts: tuple[Text, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Section(NamedTuple):
    """The texts of one kind."""

    id: str
    heading: str
    count: str
    texts: tuple[Link, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    sections: tuple[Section, ...]
    table: Link | None


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.LAWS, inputs.words.language, languages)), make, inputs)


def spreadsheet(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The list as a table that the reader takes away."""
    return Artifact(urls.in_language(urls.table(urls.LAWS), inputs.words.language, languages), make_spreadsheet, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.LAWS, words.language, site.languages)
    held = len(inputs.texts)
    page = Page(words, words.count("laws.count", number(held, words.language), is_one=held == 1), tuple(_sections(inputs.texts, words, way)),
                to_table(urls.LAWS, held, words, way) if held else None)
    heading = words("laws.heading")
    sheet = Sheet(
        "laws", urls.LAWS, words("laws.title", who=shell.publisher(site, words.language)), words("laws.description", count=page.count),
        Markup(render(inputs.look, "laws.html", page=page)), tuple(_written_in(inputs)), (Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)),
        tuple(Heading(section.id, section.heading) for section in page.sections), "laws.yml", heading, version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def make_spreadsheet(inputs: Inputs) -> bytes:
    """A line for each text, in the order of the page."""
    words, site = inputs.words, inputs.site
    head = ("number", "law_title", "kind", "issuer", "issued_on", "state", "replaced_by", "uses", "page", "source")
    rows = tuple(
        (law.number, str(say.phrase(law.title, words.language)), words(f"laws.one_{kind}"), str(say.phrase(law.issuer, words.language)),
         law.issued_on.isoformat() if law.issued_on else "", words(f"laws.state_{law.state}") if law.state != "not_stated" else "",
         law.replaced_by or "", str(uses), address(urls.law(law.number), site, words.language), law.url or "")
        for kind, texts in _by_kind(inputs.texts) for law, uses in texts
    )
    return tables.make(Table(tuple(words(f"laws.column_{key}") for key in head), rows))


def _by_kind(texts: tuple[Text, ...]) -> Iterator[tuple[Kind, list[Text]]]:
    """The kinds in their rank, each with its texts, the newest first."""
    found: dict[Kind, list[Text]] = {}
    for text in texts:
        found.setdefault(kind_of(text.law.number, text.law.title.vi if text.law.title else ""), []).append(text)
    for kind in get_args(Kind):
        if kind in found:
            yield kind, sorted(found[kind], key=lambda text: (_year(text.law), sort_key(text.law.number)), reverse=True)


def _year(law: Law) -> int:
    """The year of a text by its day or its number, 0 where neither says it."""
    said = _YEAR.search(law.number)
    return law.issued_on.year if law.issued_on else int(said[1]) if said else 0


def _sections(texts: tuple[Text, ...], words: Words, way: Ways) -> Iterator[Section]:
    for kind, held in _by_kind(texts):
        count = words.count("laws.count", number(len(held), words.language), is_one=len(held) == 1)
        yield Section(kind.replace("_", "-"), words(f"laws.{kind}"), count, tuple(_link(text, words, way) for text in held))


def _link(text: Text, words: Words, way: Ways) -> Link:
    law = text.law
    name: Said = say.join(": ", (law.number, say.phrase(law.title, words.language)))
    issued = words("laws.issued_on", date=date_text(law.issued_on, words.language)) if law.issued_on else ""
    uses = counted(text.uses, words) if text.uses else ""
    note = say.join(" · ", (say.phrase(law.issuer, words.language), issued, uses))
    return Link(name, way(urls.law(law.number)), note, words(f"laws.state_{law.state}") if law.state in ("amended", "expired") else "")


def _written_in(inputs: Inputs) -> Iterator[str]:
    """The first language, and each other one in which some title is given."""
    for language in inputs.site.languages:
        if language == inputs.site.languages[0] or any(text.law.title and text.law.title.words(language) for text in inputs.texts):
            yield language
