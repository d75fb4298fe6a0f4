"""The lines of a clerk's sheet, and how large its letters may be so that it stays on one page of A4."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import NamedTuple

from motcua import say
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView
from motcua.say import Answer, Entry, Said
from motcua.text import shorten

# On paper an answer has so many lines, a paper's name, its kinds and its notes so many characters; the page of the procedure has the rest.
MOST_LINES = 8
NAME, KIND, NOTE, SHORT = 320, 200, 200, 110
# Papers that the applicant brings, and so are ticked; the others are said.
TICKED = ("submit", "present", "when", "unknown")
# How many characters a line of the whole width holds, and how many lines the page, at each step of the letters: 11, 10, 9 and 8 pt.
STEPS = ((92, 52), (101, 57), (113, 63), (127, 71))
TOO_LONG = len(STEPS) + 1


class Line(NamedTuple):
    """A value: for whom, what, its conditions."""

    head: Said
    value: Said
    note: Said
    is_illustrative: bool


class Fact(NamedTuple):
    """What is said under one label."""

    label: str
    lines: tuple[Line, ...]


class Item(NamedTuple):
    """A paper to tick, with its kinds when it is a choice."""

    condition: Said
    name: Said
    counts: Said
    kinds: tuple[Said, ...]
    note: Said
    is_illustrative: bool


class Group(NamedTuple):
    """Papers that are treated alike; only what the applicant brings is ticked."""

    title: str
    is_ticked: bool
    items: tuple[Item, ...]


class Link(NamedTuple):
    """A case that has a sheet of its own."""

    name: Said
    href: str


def facts(procedure: Procedure, departments: Mapping[str, DepartmentView], words: Words, case: str) -> tuple[Fact, ...]:
    """How long, how much, where."""
    answers = {"time": say.time_answer(procedure, words, case), "fee": say.fee_answer(procedure, words, case)}
    told = [Fact(words(f"heading.{what}"), tuple(_lines(answer, words))) for what, answer in answers.items()]
    return (*told, Fact(words("heading.place"), tuple(_places(procedure, departments, words))))


def _lines(answer: Answer, words: Words) -> Iterator[Line]:
    shown = answer.entries if len(answer.entries) <= MOST_LINES else answer.entries[: MOST_LINES - 1]
    for entry in shown:
        if entry.group:
            yield Line(entry.group + ":", say.NOTHING, say.NOTHING, False)
        yield _line(entry)
    if len(shown) < len(answer.entries):
        yield _plain(words("sheet.more", n=len(answer.entries) - len(shown)))
    yield from (Line(say.NOTHING, say.NOTHING, cut(note, NOTE), False) for note in answer.notes)


def _line(entry: Entry) -> Line:
    """One value, what it is compared with, and its conditions as sentences after it."""
    beside = say.join("", ("" if str(entry.beside).startswith("(") else "· ", entry.beside)) if entry.beside else say.NOTHING
    value, notes = say.join(" ", entry.values), tuple(say.sentence(cut(note, NOTE)) for note in entry.notes)
    if notes and beside:
        beside += "."
    elif notes and str(value)[-1:] not in ".,:;":
        value += "."
    return Line(entry.head, value, say.join(" ", (beside, *notes)), entry.is_illustrative)


def _places(procedure: Procedure, departments: Mapping[str, DepartmentView], words: Words) -> Iterator[Line]:
    """The ways to apply, then the counters; many counters are left to the page."""
    yield from map(_line, say.place_answer(procedure, departments, words).entries)
    counters = say.counters(procedure, departments, words)
    for counter in counters[:2] if len(counters) <= 3 else ():
        yield Line(counter.name, say.NOTHING, say.join("; ", (counter.address, counter.hours, counter.telephone)), counter.is_illustrative)


def _plain(text: str) -> Line:
    return Line(say.NOTHING, say.said(text), say.NOTHING, False)


def groups(procedure: Procedure, words: Words, case: str) -> tuple[Group, ...]:
    """The papers in the groups of the page."""
    return tuple(Group(group.title, group.key in TICKED, tuple(map(_item, group.papers))) for group in say.papers(procedure, words, case))


def in_short(papers: tuple[Group, ...]) -> tuple[Group, ...]:
    """The same papers, each by the beginning of its name and without its notes, where they would take several pages."""
    return tuple(group._replace(items=tuple(item._replace(
        condition=cut(item.condition, SHORT), name=cut(item.name, SHORT), kinds=tuple(cut(kind, SHORT) for kind in item.kinds), note=say.NOTHING)
        for item in group.items)) for group in papers)


def _item(paper: say.Paper) -> Item:
    kinds = tuple(say.join(" · ", (cut(say.join(": ", (kind.condition, kind.name)), KIND), kind.counts)) for kind in paper.kinds)
    return Item(cut(paper.condition, NOTE), cut(paper.name, NAME), paper.counts, kinds, say.join(" ", (say.sentence(cut(note, NOTE)) for note in paper.notes)),
                paper.is_illustrative)


def cut(line: Said, limit: int) -> Said:
    """The line where it is short enough, else its beginning."""
    if len(line) <= limit:
        return line
    return Said(((shorten(str(line), limit), line.pieces[0][1]),))


def is_asked_once(procedure: Procedure) -> bool:
    """Whether the record says that the office may ask for missing papers once only."""
    time = procedure.processing_time
    return bool(time and time.correction and time.correction.times == "once")


def fitted(head: tuple, told: tuple[Fact, ...], papers: tuple[Group, ...], cases: tuple[Link, ...], foot: tuple[str, ...]) -> tuple[int, int]:
    """The step of the letters for the guidance sheet and for the request behind it: the largest at which each fits its page, or `TOO_LONG`."""
    top = [1.5 * len(head.name), len(head.case), 1.2 * (len(head.official_name) + len(head.code)), len(head.state)]
    guide = [*top, *(1.3 * _length(line.head, line.value, line.note) for fact in told for line in fact.lines), *map(len, foot)]
    request, items, ticked = list(top), 0, 0
    for group in papers:
        for item in group.items:
            guide += [1.1 * _length(item.condition, item.name, item.counts, "" if item.kinds else item.note), item.kinds and len(item.note),
                      *(1.05 * len(kind) for kind in item.kinds)]
            request += [2.2 * _length(item.condition, item.name)] if group.is_ticked else ()
        items, ticked = items + len(group.items), ticked + len(group.items) * group.is_ticked
    guide += [len(each.name) for each in cases]
    return _step(guide, 10 + 1.4 * len(papers) + 0.3 * items), _step(request, 24 + 0.8 * ticked)


def _length(*parts: Said | str) -> int:
    return sum(map(len, parts))


def _step(lengths: Iterable[float], fixed: float) -> int:
    """The first step at which lines of these lengths, and what else takes `fixed` lines, fit; one more where none does."""
    lengths = [length for length in lengths if length]
    fits = (step for step, (columns, lines) in enumerate(STEPS, start=1) if fixed + sum(ceil(each / columns) for each in lengths) <= lines)
    return next(fits, TOO_LONG)
