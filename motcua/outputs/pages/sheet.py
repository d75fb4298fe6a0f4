"""The clerk's sheet: what a procedure, or one of its cases, asks for, to tick and hand over; behind it the blank that asks for what is missing."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua import say, urls
from motcua.catalogue import Stored
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DecisionView, DepartmentView
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.sheet_lines import TOO_LONG, Fact, Group, Link, facts, fitted, groups, in_short, is_asked_once
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import date_text

STYLE, SCRIPT = urls.ASSETS + "sheet.css", urls.ASSETS + "page.js"


@dataclass(frozen=True)
class Inputs:
    """All that the sheet shows. `case` is empty where none is chosen, `changed_on` the ISO day of the newest change, `written` the languages
    in which the procedure is written."""

    code: str
    record: Stored
    state: str
    case: str
    departments: tuple[DepartmentView, ...]
    decisions: tuple[DecisionView, ...]
    changed_on: str
    written: tuple[str, ...]
    words: Words
    site: Site
    look: Look
    frame: Frame


class Head(NamedTuple):
    """What stands at the head of both sheets: whose they are, of which procedure and case, whether it plainly holds."""

    who: str
    name: Said
    official_name: Said
    code: str
    case: Said
    state: str


@dataclass(frozen=True)
class Page:
    """What the template is given; `size` and `request_size` are the steps of the letters, from 1, at which each sheet fits A4."""

    words: Words
    style: str
    script: str
    procedure: str
    head: Head
    qr: str
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    sets: str
    telephone: str
    cases: tuple[Link, ...]
    foot: tuple[str, ...]
    size: int
    request_size: int
    once: bool


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.sheet(inputs.code, inputs.case), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page, with the way to another language leading to the procedure itself, which is there in each."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.sheet(inputs.code, inputs.case), words.language, site.languages)
    page = _page(inputs, way)
    name = say.join(", ", (page.head.name, say.small(page.head.case)))
    sheet = Sheet(
        "sheet", way.path, words("sheet.page_title", name=name, who=page.head.who), words("sheet.description", name=name),
        Markup(render(inputs.look, "sheet.html", page=page)), inputs.written,
        (Crumb(words("shared.code", code=inputs.code), page.procedure), Crumb(words("sheet.short"))),
        about=inputs.code, hidden=True, version=Version(inputs.changed_on, tuple(each.number for each in inputs.decisions)),
    )
    here, there = (urls.in_language(path, words.language, site.languages) for path in (way.path, urls.procedure(inputs.code, inputs.case)))
    others = {f"alternate_{each}": urls.relative(here, urls.in_language(urls.procedure(inputs.code, inputs.case), each, site.languages))
              for each in site.languages if each not in inputs.written}
    return inputs.frame.fill(**shell.slots(sheet, site, words) | others).encode()


def _page(inputs: Inputs, way: Ways) -> Page:
    words, site, record = inputs.words, inputs.site, inputs.record.load()
    departments = {each.id: each for each in inputs.departments}
    head = _head(inputs, record)
    told, papers = facts(record, departments, words, inputs.case), groups(record, words, inputs.case)
    apart = () if inputs.case else say.papers_by_case(record, words)
    cases = tuple(Link(each.name, way(urls.sheet(inputs.code, each.case))) for each in apart)
    foot = tuple(_foot(inputs, record))
    if TOO_LONG in (sizes := fitted(head, told, papers, cases, foot)):
        papers = in_short(papers)
        sizes = fitted(head, told, papers, cases, foot)
    size, request_size = (min(size, TOO_LONG - 1) for size in sizes)
    return Page(
        words=words, style=way.file(STYLE), script=way.file(SCRIPT), procedure=way(urls.procedure(inputs.code, inputs.case)), head=head,
        qr=way(urls.qr(inputs.code, inputs.case)) if site.url else "", facts=told, groups=papers,
        sets=say.sets(record, words), telephone=say.telephone(record, departments, site.hotline), cases=cases, foot=foot, size=size, request_size=request_size, once=is_asked_once(record),
    )


def _head(inputs: Inputs, record: Procedure) -> Head:
    words = inputs.words
    case = next((say.phrase(each.name, words.language) for each in record.cases if each.id == inputs.case), say.NOTHING)
    banner = say.banner(record, inputs.state, words)
    return Head(
        shell.publisher(inputs.site, words.language), say.short_name(record, words.language),
        say.phrase(record.name, words.language) if record.short_name else say.NOTHING, words("sheet.code", code=inputs.code), case,
        banner.text if banner else "",
    )


def _foot(inputs: Inputs, record: Procedure) -> Iterator[str]:
    """That it is no receipt, where all of it stands, by which decision, and when somebody last compared it with its source."""
    words, site = inputs.words, inputs.site
    yield words("sheet.not_receipt")
    if site.url:
        path = urls.in_language(urls.procedure(inputs.code, inputs.case), words.language, site.languages)
        yield words("sheet.address", address=urls.absolute(site.url, path))
    if inputs.decisions:
        yield words("colophon.decisions", numbers=words("shared.list").join(each.number for each in inputs.decisions))
    if record.verified_on:
        yield words("basis.verified_on", date=date_text(record.verified_on, words.language))
    if inputs.changed_on:
        yield words("colophon.version", date=date_text(date.fromisoformat(inputs.changed_on), words.language))
    if site.is_sample:
        yield words("frame.sample")
