"""The page of a publication decision: whose it is and of which day, what it did to which procedure, who else names it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.index import shown_name
from motcua.interface import Words
from motcua.model import Decision
from motcua.model.directory import DecisionChange
from motcua.model.views import Summary
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.links import Line, Link
from motcua.outputs.pages.listing import counted
from motcua.outputs.pages.rows import Row, facts, rows
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.sources import sources
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.resolve import GONE
from motcua.say import Facts, Said
from motcua.text import date_text, sort_key
from motcua.uses import Users

KINDS = ("new", "amended", "replaced", "abolished", "not_stated")


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed` are those of its procedures that have a page, `users` all that name it. `file` lies below the catalogue."""

    decision: Decision
    file: str
    changed: tuple[Summary, ...]
    users: Users
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Change(NamedTuple):
    """What was done to one procedure; without a link to one that has no page here."""

    name: Said | str
    href: str
    tag: str
    note: Said
    facts: Said
    code: str


class Section(NamedTuple):
    """The procedures to which the same was done."""

    id: str
    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    name: str
    title: Said
    is_illustrative: bool
    lines: tuple[Line, ...]
    original: str
    sections: tuple[Section, ...]
    others: tuple[Row, ...]
    internal: tuple[Row, ...]
    sources: tuple[Facts, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.decision(inputs.decision.id), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, decision, path = inputs.words, inputs.site, inputs.decision, urls.decision(inputs.decision.id)
    way = Ways(path, words.language, site.languages)
    page = _page(inputs, way)
    told = len({change.procedure for change in decision.changes} | {each.code for each in (*inputs.users.public, *inputs.users.internal)})
    contents = [Heading(section.id, section.heading) for section in page.sections]
    contents += [Heading("others", words("decision.others"))] * bool(page.others) + [Heading("internal", words("list.internal"))] * bool(page.internal)
    named = decision.title or decision.issuing_agency
    sheet = Sheet(
        "decision", path, words("decision.title", name=say.join(": ", (page.name, page.title)), who=shell.publisher(site, words.language)),
        words("decision.description", name=page.name, count=counted(told, words)), Markup(render(inputs.look, "decision.html", page=page)),
        tuple(language for language, _ in named.items()) if named else site.languages[:1],
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("decisions.heading"), way(urls.DECISIONS)), Crumb(decision.number)),
        tuple(contents), inputs.file, decision.number, version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs, way: Ways) -> Page:
    words, decision = inputs.words, inputs.decision
    changed = {change.procedure for change in decision.changes}
    public, internal = ((each for each in held if each.code not in changed) for held in (inputs.users.public, inputs.users.internal))
    return Page(
        words=words, name=words("basis.decision", number=decision.number), title=say.phrase(decision.title, words.language),
        is_illustrative=bool({"number", "issued_on", "title"} & set(decision.illustrative)), lines=tuple(_lines(decision, words)),
        original=decision.url or "", sections=tuple(_sections(inputs, way)), others=rows(public, words, way), internal=rows(internal, words, way),
        sources=tuple(sources(decision, "decision", words)),
    )


def _lines(decision: Decision, words: Words) -> Iterator[Line]:
    """Whose the decision is and of which day, each said only where it is known."""
    if decision.issued_on:
        yield Line(words("decision.issued_on"), (Link(date_text(decision.issued_on, words.language), ""),))
    if decision.issuing_agency:
        yield Line(words("decision.agency"), (Link(say.phrase(decision.issuing_agency, words.language), ""),))


def _sections(inputs: Inputs, way: Ways) -> Iterator[Section]:
    known = {each.code: each for each in inputs.changed}
    for kind in KINDS:
        found = [_change(each, known.get(each.procedure), inputs.words, way) for each in inputs.decision.changes if each.kind == kind]
        if found:
            ordered = sorted(found, key=lambda change: (sort_key(str(change.name)), change.code))
            yield Section(kind.replace("_", "-"), inputs.words(f"decision.{kind}"), tuple(ordered))


def _change(change: DecisionChange, procedure: Summary | None, words: Words, way: Ways) -> Change:
    note = say.phrase(change.note, words.language)
    if procedure is None:
        return Change(words("decision.no_page", code=change.procedure), "", "", note, say.NOTHING, change.procedure)
    has_ended = procedure.state in GONE
    tag = words("decision.ended") if has_ended else "" if procedure.state == "in_force" else words(f"list.state_{procedure.state}")
    return Change(shown_name(procedure, words.language), way(urls.procedure(procedure.code)), tag, note,
                  say.NOTHING if has_ended else facts(procedure, words), procedure.code)
