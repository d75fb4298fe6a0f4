"""The list of events of life: what happens to people, each leading to what is to be done then."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.links import Link, to_table
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said


class EventView(NamedTuple):
    """An event as a list shows it; `steps` is how many things are to be done."""

    id: str
    name: Pairs
    summary: Pairs
    steps: int
    changed_on: str


@dataclass(frozen=True)
class Inputs:
    """All that the page shows, in the order in which the events were written."""

    events: tuple[EventView, ...]
    words: Words
    site: Site
    look: Look
    frame: Frame


class Entry(NamedTuple):
    """An event with its link."""

    href: str
    name: Said
    summary: Said
    count: str


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    events: tuple[Entry, ...]
    table: Link


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.LIFE_EVENTS, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, language = inputs.words, inputs.site, inputs.words.language
    way = Ways(urls.LIFE_EVENTS, language, site.languages)
    entries = tuple(Entry(
        way(urls.life_event(event.id)), say.paired(event.name, language), say.paired(event.summary, language),
        words.count("life_events.count", event.steps, is_one=event.steps == 1)) for event in inputs.events)
    page = Page(words, entries, to_table(urls.LIFE_EVENTS, sum(event.steps for event in inputs.events), words, way))
    heading = words("life_events.heading")
    sheet = Sheet(
        "life-events", urls.LIFE_EVENTS, f"{heading} | {shell.publisher(site, language)}", words("life_events.lead"),
        Markup(render(inputs.look, "life-events.html", page=page)), site.languages,
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)), file="life-events.yml", about=heading,
        version=newest(event.changed_on for event in inputs.events),
    )
    return shell.page(inputs.frame, sheet, site, words)
