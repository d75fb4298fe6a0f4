"""What has changed for citizens, told in words, the newest first."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import DecisionView, Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.links import Link, to_table
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import date_text


class ChangeView(NamedTuple):
    """An announcement of an ISO day; `decision` is the one that it tells of, where it tells of one."""

    announced_on: str
    title: Pairs
    text: Pairs
    procedures: tuple[Summary, ...]
    decision: DecisionView | None


@dataclass(frozen=True)
class Inputs:
    """All that the page shows."""

    changes: tuple[ChangeView, ...]
    words: Words
    site: Site
    look: Look
    frame: Frame


class Change(NamedTuple):
    """An announcement as it is read; `id` is its anchor."""

    id: str
    day: str
    title: Said
    text: Said
    rows: tuple[Row, ...]
    decision: str
    decision_href: str


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    changes: tuple[Change, ...]
    table: Link


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.CHANGES, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, language = inputs.words, inputs.site, inputs.words.language
    way = Ways(urls.CHANGES, language, site.languages)
    told = tuple(_told(number, change, words, way) for number, change in zip(anchors(inputs.changes), inputs.changes, strict=True))
    page = Page(words, told, to_table(urls.CHANGES, len(told), words, way))
    heading = words("changes.heading")
    sheet = Sheet(
        "changes", urls.CHANGES, f"{heading} | {shell.publisher(site, language)}", words("changes.lead"),
        Markup(render(inputs.look, "changes.html", page=page)), site.languages,
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), file="announcements.yml", about=heading, tab="changes",
        version=newest(change.announced_on for change in inputs.changes),
    )
    return shell.page(inputs.frame, sheet, site, words)


def anchors(changes: tuple[ChangeView, ...]) -> tuple[str, ...]:
    """An anchor for each: its day, numbered from the oldest of the day, so that a later announcement moves none."""
    seen: dict[str, int] = {}
    found = []
    for change in reversed(changes):
        number = seen[change.announced_on] = seen.get(change.announced_on, 0) + 1
        found.append(f"ngay-{change.announced_on}" + (f"-{number}" if number > 1 else ""))
    return tuple(reversed(found))


def _told(anchor: str, change: ChangeView, words: Words, way: Ways) -> Change:
    language, decision = words.language, change.decision
    return Change(
        anchor, date_text(date.fromisoformat(change.announced_on), language), say.paired(change.title, language), say.paired(change.text, language),
        rows(change.procedures, words, way), words("basis.decision", number=decision.number) if decision else "",
        way(urls.decision(decision.id)) if decision else "",
    )
