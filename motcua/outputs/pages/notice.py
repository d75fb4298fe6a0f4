"""What a department posts on its board: the list of its procedures on A4, readable on a telephone too."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua import say, urls
from motcua.groups import written_in
from motcua.index import Group, in_order, shown_name
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.spreadsheet import address
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import date_text, number, sort_key


@dataclass(frozen=True)
class Inputs:
    """All that the sheet shows. `is_part` is so where the department settles none of these and only has a part in them.

    `decisions` are the numbers that publish them, `hotline` the department's own or the publisher's, `changed_on` the newest ISO day.
    """

    id: str
    name: Pairs
    is_part: bool
    groups: tuple[Group, ...]
    decisions: tuple[str, ...]
    hotline: str
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Line(NamedTuple):
    """A procedure as the board shows it, counted through all fields."""

    number: str
    code: str
    name: Said
    href: str
    tag: str
    time: Said
    fee: Said
    place: Said
    level: str


class Field(NamedTuple):
    """Procedures of one field; the only one has no heading."""

    heading: Said | str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given; what is not known is empty."""

    words: Words
    who: str
    name: Said
    title: str
    count: str
    version: str
    hotline: str
    fields: tuple[Field, ...]
    decisions: str
    address: str


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.notice(inputs.id), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, path = inputs.words, inputs.site, urls.notice(inputs.id)
    way = Ways(path, words.language, site.languages)
    page = _page(inputs, way)
    sheet = Sheet(
        "notice", path, words("notice.page_title", name=page.name, count=page.count, who=page.who),
        words("notice.description", name=page.name, count=page.count),
        Markup(render(inputs.look, "notice.html", page=page)), written_in(_everything(inputs), site.languages),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(page.name, way(urls.department(inputs.id))), Crumb(words("notice.short"))),
        about=f"{page.name}: {words('notice.short')}", version=Version(inputs.changed_on, inputs.decisions),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _everything(inputs: Inputs) -> tuple[Summary, ...]:
    return tuple(each for group in inputs.groups for each in group.procedures)


def _page(inputs: Inputs, way: Ways) -> Page:
    words, site = inputs.words, inputs.site
    return Page(
        words=words, who=shell.publisher(site, words.language), name=say.paired(inputs.name, words.language),
        title=words("notice.title_part" if inputs.is_part else "notice.title"), count=listing.counted(len(_everything(inputs)), words),
        version=words("colophon.version", date=date_text(date.fromisoformat(inputs.changed_on), words.language)) if inputs.changed_on else "",
        hotline=inputs.hotline, fields=tuple(_fields(inputs, way)),
        decisions=words("colophon.decisions", numbers=words("shared.list").join(inputs.decisions)) if inputs.decisions else "",
        address=address(urls.department(inputs.id), site, words.language) if site.url else "",
    )


def _fields(inputs: Inputs, way: Ways) -> Iterator[Field]:
    words, at = inputs.words, 0
    named = [(say.paired(group.name, words.language) or words("list.other_field"), group) for group in inputs.groups]
    for heading, group in sorted(named, key=lambda each: sort_key(str(each[0]))):
        ordered = in_order(group.procedures, words.language)
        yield Field(heading if len(named) > 1 else "", tuple(_line(each, at + n, words, way) for n, each in enumerate(ordered, start=1)))
        at += len(ordered)


def _line(each: Summary, count: int, words: Words, way: Ways) -> Line:
    time, fee, place = (say.paired(pairs, words.language) for pairs in (each.time, each.fee, each.place))
    return Line(
        number(count, words.language), each.code, shown_name(each, words.language), way(urls.procedure(each.code)),
        "" if each.state == "in_force" else words(f"list.state_{each.state}"), time, fee, place,
        words("shared.list").join(words(f"list.level_{level}") for level in each.level if level != "not_stated"),
    )
