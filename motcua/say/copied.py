"""A procedure as plain text for a chat: at most 900 characters, and where something is left out it says where the rest stands."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView
from motcua.say.glance import glance
from motcua.say.lines import in_line, short_name
from motcua.say.notices import listed
from motcua.say.papers import Paper, PaperGroup, papers, papers_by_case, sets
from motcua.say.phrase import Said, phrase
from motcua.say.places import counters, place_answer, telephone
from motcua.say.rows import Answer, Entry
from motcua.say.states import banner
from motcua.text import date_text, shorten

LIMIT = 900
# What is said of the papers is never given less room than this for the sake of the other answers.
LEAST_FOR_PAPERS = 420


class Where(NamedTuple):
    """What the text says of its page: the address on the public web, empty where there is none, the state, the number to ask at last."""

    address: str
    state: str
    hotline: str


class _Room(NamedTuple):
    """How many characters the name and each answer may take."""

    name: int
    answer: int
    place: int


_ROOMS = (_Room(160, 200, 280), _Room(120, 120, 170), _Room(80, 70, 100))


def copied(
    procedure: Procedure, departments: Mapping[str, DepartmentView], where: Where, words: Words, case: str, answers: Mapping[str, Answer],
) -> str:
    """Name, papers, time, fee, place, address, day; `answers` are those to "time" and "fee"."""
    groups, apart = papers(procedure, words, case), () if case else papers_by_case(procedure, words)
    told_of = {} if procedure.completeness == "listed" else {what: (answers[what], _short(answers[what], words, what)) for what in ("time", "fee")}
    place = _place(procedure, departments, where, words)
    for room in _ROOMS:
        head = list(_head(procedure, where, words, case, room))
        tail = list(_tail(procedure, told_of, place, where, words, room))
        left = LIMIT - len("\n".join((*head, *tail))) - 1
        told = list(_papers(procedure, groups, bool(apart), words))
        if len("\n".join(told)) <= left:
            return "\n".join((*head, *told, *tail))
        if left >= LEAST_FOR_PAPERS:
            break
    return "\n".join((*head, *_shortened(groups, left, bool(apart), words), *tail))


def _head(procedure: Procedure, where: Where, words: Words, case: str, room: _Room) -> Iterator[str]:
    name = shorten(str(short_name(procedure, words.language)), room.name)
    yield f"{name} ({words('shared.code', code=procedure.code)})"
    chosen = next((str(phrase(each.name, words.language)) for each in procedure.cases if each.id == case), "")
    if chosen:
        yield words("sheet.case", case=shorten(chosen, room.name))
    if state := banner(procedure, where.state, words):
        yield state.text


def _tail(procedure: Procedure, answers: Mapping[str, tuple[Answer, str]], place: str, where: Where, words: Words, room: _Room) -> Iterator[str]:
    for what, (answer, short) in answers.items():
        yield f"{words(f'heading.{what}')}: {_answer(answer, short, room.answer, words)}"
    yield f"{words('heading.place')}: {shorten(place, room.place)}"
    if where.address:
        yield words("copied.whole", address=where.address)
    if day := last_looked_at(procedure, words):
        yield day


def last_looked_at(procedure: Procedure, words: Words) -> str:
    """The day on which the record was updated, else the one on which it was verified; empty where neither is known."""
    days = ((key, getattr(procedure, key)) for key in ("updated_on", "verified_on"))
    return next((words(f"basis.{key}", date=date_text(day, words.language)) for key, day in days if day), "")


def _place(procedure: Procedure, departments: Mapping[str, DepartmentView], where: Where, words: Words) -> str:
    """Where to go and the number to ask at, then, of a single counter, its address and hours, which are cut first."""
    entry, found = place_answer(procedure, departments, words).entries[0], counters(procedure, departments, words)
    alone = found[0] if len(found) == 1 else None
    is_invented = entry.is_illustrative or bool(alone and alone.is_illustrative)
    number = alone.telephone if alone and alone.telephone else telephone(procedure, departments, where.hotline)
    told = [_entry(entry._replace(notes=(), is_illustrative=is_invented), words), words("copied.ask", phone=number) if number else ""]
    return "; ".join(part for part in (*told, *((str(alone.address), str(alone.hours)) if alone else ())) if part)


def _short(answer: Answer, words: Words, what: str) -> str:
    """The answer in a line, which says that it is not all of it."""
    line = in_line(answer, words, what)
    seen = glance(answer, words, what)
    told = str(seen.value) if seen else line
    dated = [str(entry.dated.line).casefold() for entry in answer.entries if entry.dated.line]
    # Values without the days on which they change would be wrong one day.
    if not all(each in told.casefold() for each in dated):
        return line
    return words("copied.with_conditions", value=told)


def _answer(answer: Answer, short: str, room: int, words: Words) -> str:
    """The whole answer with its conditions where there is room, the beginnings of its conditions, or a line that says there is more."""
    between = ". " if any(entry.notes for entry in answer.entries) else "; "
    whole = between.join(_entry(entry, words) for entry in answer.entries)
    for line in (". ".join((whole, *map(_plain, answer.notes))), between.join(_entry(entry, words, 60) for entry in answer.entries)):
        if len(line) <= room:
            return line
    return short


def _entry(entry: Entry, words: Words, limit: int = LIMIT) -> str:
    """One value with for whom it holds and its conditions, each of at most `limit` characters."""
    head = ": ".join(str(part) for part in (entry.group, entry.head) if part)
    beside = f" · {entry.beside}" if entry.beside and not str(entry.beside).startswith("(") else f" {entry.beside}" if entry.beside else ""
    value = " ".join(map(str, entry.values)).rstrip(".:") + beside + (f" ({words('shared.illustrative')})" if entry.is_illustrative else "")
    notes = ". ".join(shorten(_plain(note), limit) for note in entry.notes)
    return (f"{head}: " if head else "") + (value + (" " if value.endswith(",") else ". ") + notes if notes else value.rstrip(","))


def _plain(note: Said) -> str:
    return str(note).rstrip(".")


def _papers(procedure: Procedure, groups: tuple[PaperGroup, ...], has_more: bool, words: Words) -> Iterator[str]:
    """Every paper whole."""
    if procedure.completeness == "listed":
        yield str(listed("", words))
    elif not groups and not has_more:
        yield words("papers.not_stated")
    for group in groups:
        yield f"{group.title.rstrip('…')}:"
        for paper in group.papers:
            yield f"- {_paper(paper, words)}"
            yield from (f"  + {_paper(kind, words)}" for kind in paper.kinds)
    if has_more:
        yield words("copied.by_case")
    if number := sets(procedure, words):
        yield number


def _paper(paper: Paper, words: Words, limit: int = LIMIT) -> str:
    name = shorten(str(paper.name), limit)
    told = ", ".join(part for part in (name, str(paper.counts)) if part)
    mark = f" ({words('shared.illustrative')})" if paper.is_illustrative else ""
    return (f"{shorten(str(paper.condition), limit)}: " if paper.condition else "") + told + mark


def _shortened(groups: tuple[PaperGroup, ...], room: int, has_more: bool, words: Words) -> list[str]:
    """As many papers as there is room for, each in short, then how many more there are, and that a case may need others."""
    lines: list[str] = []
    apart = [words("copied.by_case")] if has_more else []
    total = sum(len(group.papers) for group in groups)
    room -= max(len(words("copied.rest", n=total)), len(words("copied.shortened"))) + 1 + sum(len(line) + 1 for line in apart)
    told = 0
    for group in groups:
        title = [f"{group.title.rstrip('…')}:"]
        for paper in group.papers:
            kinds = f" ({words.count('papers.kinds', len(paper.kinds), is_one=False)})" if paper.kinds else ""
            more = [*title, f"- {_paper(paper, words, 70).rstrip(':')}{kinds}"]
            if len("\n".join((*lines, *more))) > room:
                return [*lines, words("copied.rest", n=total - told), *apart]
            lines, title, told = [*lines, *more], [], told + 1
    return [*lines, words("copied.shortened"), *apart]
