"""The page of an event of life: what is to be done then, in order, with what it costs in all."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.files import size_text
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.shell import Crumb, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import number


class StepView(NamedTuple):
    """A step as it is told: a procedure with what it costs (least and most, empty where not known), or a title of its own."""

    procedure: Summary | None
    cost: tuple[int, ...]
    changed_on: str
    title: Pairs
    when: Pairs
    only_if: Pairs
    text: Pairs
    url: str


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `bundled` forms are in the ZIP of those that the event asks for, 0 where there is none."""

    id: str
    name: Pairs
    summary: Pairs
    steps: tuple[StepView, ...]
    bundled: int
    bundle_size: int
    words: Words
    site: Site
    look: Look
    frame: Frame


class Step(NamedTuple):
    """One thing to do: a row of a list, or a link elsewhere."""

    when: Said
    only_if: Said
    row: Row | None
    title: Said
    href: str
    text: Said


@dataclass(frozen=True)
class Page:
    """What the template is given; the totals are of what everybody must do, `bundle` is (words, address) or empty words."""

    words: Words
    name: Said
    summary: Said
    totals: tuple[str, ...]
    steps: tuple[Step, ...]
    bundle: tuple[str, str]
    others: str


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.life_event(inputs.id), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, language = inputs.words, inputs.site, inputs.words.language
    path = urls.life_event(inputs.id)
    way = Ways(path, language, site.languages)
    name, summary = say.paired(inputs.name, language), say.paired(inputs.summary, language)
    page = Page(words, name, summary, totals(inputs.steps, words), tuple(_step(step, words, way) for step in inputs.steps), _bundle(inputs, way), way(urls.LIFE_EVENTS))
    description = f"{summary} {'. '.join(page.totals)}.".strip()
    sheet = Sheet(
        "life-event", path, words("life_event.title", name=name, who=shell.publisher(site, language)), description,
        Markup(render(inputs.look, "life-event.html", page=page)), tuple(each for each, _ in inputs.name),
        trail=(Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("life_events.heading"), way(urls.LIFE_EVENTS)), Crumb(name)),
        file="life-events.yml", about=str(name), version=newest(step.changed_on for step in inputs.steps),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _bundle(inputs: Inputs, way: Ways) -> tuple[str, str]:
    """All the forms of the event in one file."""
    words = inputs.words
    if not inputs.bundled:
        return "", ""
    size = size_text(inputs.bundle_size, words)
    text = words.count("bundle.event", number(inputs.bundled, words.language), is_one=inputs.bundled == 1)
    return words("bundle.with_size", text=text, size=size), way.file(urls.event_bundle(inputs.id))


def totals(steps: tuple[StepView, ...], words: Words) -> tuple[str, ...]:
    """How many things everybody must do and how many only some, and what the first of these cost in all."""
    musts, some = [step for step in steps if not step.only_if], [step for step in steps if step.only_if]
    told = [words.count("life_event.musts", len(musts), is_one=len(musts) == 1)] if musts else []
    if some:
        told.append(words.count("life_event.some", len(some), is_one=len(some) == 1))
    priced = [step.cost for step in musts if step.cost]
    unknown = sum(step.procedure is not None and not step.cost for step in musts)
    if priced:
        least, most = sum(cost[0] for cost in priced), sum(cost[1] for cost in priced)
        told.append(_money(least, most, words) + (words.count("life_event.unknown", unknown, is_one=unknown == 1) if unknown else ""))
    return tuple(told)


def _money(least: int, most: int, words: Words) -> str:
    if not most:
        return words("life_event.free")
    dong = [words("fee.dong", n=number(sum_, words.language)) for sum_ in (least, most)]
    return words("life_event.cost", sum=dong[0] if least == most else words("life_event.range", least=dong[0], most=dong[1]))


def _step(step: StepView, words: Words, way: Ways) -> Step:
    row = rows((step.procedure,), words, way)[0] if step.procedure else None
    when, only_if, title, text = (say.paired(each, words.language) for each in (step.when, step.only_if, step.title, step.text))
    return Step(when, only_if, row, title, step.url, text)
