"""The page of a legal text: what it is and whether it still holds, then the procedures, fees, forms, decisions that rest on it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua import say, urls
from motcua.interface import Words
from motcua.legal import kind_of
from motcua.model import Law
from motcua.model.views import DecisionView, FormView, LawView, Summary
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.links import Line, Link, to_decision, to_form, to_law
from motcua.outputs.pages.listing import counted
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import date_text
from motcua.uses import Users


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `fees` are the procedures that charge under this text, `replaces` the texts in whose place it stands."""

    law: Law
    successor: LawView | None
    replaces: tuple[LawView, ...]
    users: Users
    fees: tuple[Summary, ...]
    forms: tuple[FormView, ...]
    decisions: tuple[DecisionView, ...]
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
    title: Said
    has_ended: bool
    state: str
    successor: Link | None
    lines: tuple[Line, ...]
    original: str
    count: str
    procedures: tuple[Row, ...]
    fees: tuple[Row, ...]
    forms: tuple[Link, ...]
    decisions: tuple[Link, ...]
    internal: tuple[Row, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.law(inputs.law.number), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, law, path = inputs.words, inputs.site, inputs.law, urls.law(inputs.law.number)
    way = Ways(path, words.language, site.languages)
    page = _page(inputs, way)
    blocks = (("procedures", page.procedures), ("fees", page.fees), ("forms", page.forms), ("decisions", page.decisions))
    contents = [Heading(key, words(f"law.{key}")) for key, held in blocks if held] + [Heading("internal", words("list.internal"))] * bool(page.internal)
    sheet = Sheet(
        "law", path, words("law.title", name=say.join(": ", (page.name, page.title)), who=shell.publisher(site, words.language)),
        words("law.description", name=page.name, count=page.count), Markup(render(inputs.look, "law.html", page=page)),
        tuple(language for language, _ in law.title.items()) if law.title else site.languages[:1],
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("laws.heading"), way(urls.LAWS)), Crumb(law.number)),
        tuple(contents), "laws.yml", law.number, version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs, way: Ways) -> Page:
    words, law = inputs.words, inputs.law
    state = words(f"law.state_{law.state}") if law.state in ("amended", "expired") else ""
    successor = to_law(inputs.successor, words, way) if inputs.successor else Link(law.replaced_by, "") if law.replaced_by else None
    return Page(
        words=words, name=_name(law, words), title=say.phrase(law.title, words.language), has_ended=law.state == "expired",
        state=state, successor=successor, lines=tuple(_lines(inputs, way)), original=law.url or "", count=counted(len(inputs.users.public), words),
        procedures=rows(inputs.users.public, words, way), fees=rows(inputs.fees, words, way),
        forms=tuple(to_form(form, words, way) for form in inputs.forms),
        decisions=tuple(to_decision(decision, words, way) for decision in inputs.decisions), internal=rows(inputs.users.internal, words, way),
    )


def _name(law: Law, words: Words) -> str:
    """The number under the word for its kind, where the number tells it."""
    kind = kind_of(law.number, law.title.vi if law.title else "")
    return words("law.name", kind=words(f"laws.one_{kind}"), number=law.number) if kind != "other" else law.number


def _lines(inputs: Inputs, way: Ways) -> Iterator[Line]:
    """What the text is, each said only where it is known."""
    words, law = inputs.words, inputs.law
    if law.issuer:
        yield Line(words("law.issuer"), (Link(say.phrase(law.issuer, words.language), ""),))
    if law.issued_on:
        yield Line(words("law.issued_on"), (Link(date_text(law.issued_on, words.language), ""),))
    if law.state == "in_force":
        yield Line(words("law.state"), (Link(words("laws.state_in_force"), ""),))
    if inputs.replaces:
        yield Line(words("law.replaces"), tuple(to_law(each, words, way) for each in inputs.replaces))
