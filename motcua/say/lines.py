"""Short lines: what a list, a link preview or a neighbour says of a procedure's time, fee and place."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from motcua import interface
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView
from motcua.say.extras import plain, with_extras
from motcua.say.fees import fee_answer
from motcua.say.phrase import NOTHING, Said, capital, fill, join, phrase, said, small
from motcua.say.places import channels, counter_names
from motcua.say.rows import Answer, Entry
from motcua.say.times import time_answer
from motcua.say.unsettled import ascending, either
from motcua.text import shorten

LINE_LIMIT = 60
DESCRIPTION_LIMIT = 220


def time_line(procedure: Procedure, language: str, case: str = "") -> str:
    """How long it takes, in at most 60 characters."""
    words = interface.words(language)
    return in_line(time_answer(procedure, words, case), words, "time")


def fee_line(procedure: Procedure, language: str, case: str = "") -> str:
    """What it costs, in at most 60 characters."""
    words = interface.words(language)
    return in_line(fee_answer(procedure, words, case), words, "fee")


def place_line(procedure: Procedure, language: str, departments: Mapping[str, DepartmentView] | None = None) -> str:
    """Where and how to apply, in at most 60 characters; the counters by name where `departments` is given."""
    words = interface.words(language)
    ways = [words(f"channel.{channel}") for channel in channels(procedure)]
    counters = counter_names(procedure, departments or {}, words)
    named = join(" · ", (join(words("shared.or"), counters), *ways[ways[:1] == [words("channel.in_person")] :])) if counters else ""
    if named and len(named) <= LINE_LIMIT:
        return str(capital(named))
    if counters and len(counters[0]) <= LINE_LIMIT:
        return str(capital(counters[0]))
    return str(capital(words("shared.list").join(ways) or words("shared.not_stated").rstrip(".")))


def in_line(answer: Answer, words: Words, what: str) -> str:
    """The answer to "time" or "fee" in at most 60 characters."""
    entries = plain(answer.entries)
    told = ascending((_value(entry, words) for entry in entries), words)
    line = str(either(told, words)) if len(told) > 1 else told[0]
    if len(told) > 1 and not all(_is_figure(value, words) for value in told) or len(told) > 3:
        return _varies(entries, words, what)
    by_case = words(f"{what}.by_case", value=line) if len(told) > 1 and answer.between != "open" else line
    # What comes on top is no detail that a line may leave out; that the value depends on the case is one where the values show it.
    lines = (str(with_extras(each, answer.entries, words)) for each in (by_case, line))
    return next((each for each in lines if len(each) <= LINE_LIMIT), _varies(entries, words, what))


def _varies(entries: tuple[Entry, ...], words: Words, what: str) -> str:
    """What the value depends on, where it cannot be said in a line."""
    if not any(entry.dated.line for entry in entries):
        return words(f"{what}.varies")
    return words("fee.varies_dated" if len(entries) == 1 else "fee.varies_both")


def _value(entry: Entry, words: Words) -> str:
    """The bold value as part of a line: without the sign that leads on to what stands under it."""
    if str(entry.values[0]) == words("shared.in_words"):
        return words("shared.in_words_line")
    if entry.dated.line:
        return str(entry.dated.line)
    first, *rest = (str(value) for value in entry.values)
    if first.endswith(",") and not rest and entry.notes:
        return f"{first} {str(entry.notes[0]).split('.')[0]}"
    line = " ".join((first, *rest))
    return line.rstrip(":.,")


def _is_figure(value: str, words: Words) -> bool:
    return any(letter.isdigit() for letter in value) or value in (words("fee.free"), words("time.same_day"))


def under_name(line: Said, what: str, words: Words, *, is_brief: bool = False) -> Said:
    """The line on "time" or "fee" as it stands under a name: a figure as it is, else in a few words that it depends on the case or is not known.

    A time that the source gives in words is told under its label, and left out for brevity.
    """
    told = str(line)
    if not told or told[0].isdigit() or told in (words("fee.free"), words("time.same_day")):
        return line
    if told in (words(f"{what}.varies"), words("fee.varies_dated"), words("fee.varies_both")):
        return said(words(f"list.{what}_varies"))
    if not (_names_an_amount(told, words) if what == "fee" else _names_a_time(told, words)):
        return said(words(f"list.{what}_unknown"))
    return NOTHING if is_brief and what == "time" else fill(words(f"list.{what}"), text=small(line))


def _names_an_amount(told: str, words: Words) -> bool:
    """Whether a line says what is paid, and not only who decides it or by which text."""
    return told.startswith(words("fee.free")) or bool(re.search(r"\d" + re.escape(words("fee.dong", n="")), told))


def _names_a_time(told: str, words: Words) -> bool:
    return not told.startswith((words("shared.not_stated").rstrip("."), words("time.no_unit", n="").partition('"')[0] + '"'))


def short_name(procedure: Procedure, language: str) -> Said:
    """The name in people's words, the official one where there is none."""
    return phrase(procedure.short_name or procedure.name, language)


class Preview(NamedTuple):
    """What a link to the page shows elsewhere."""

    title: str
    description: str


def preview(procedure: Procedure, language: str, whose: str, departments: Mapping[str, DepartmentView], case: str = "",
            answers: Mapping[str, Answer] | None = None) -> Preview:
    """Title: name, time, fee, whose page it is, without a fact that varies; description: time, fee and place in one sentence.

    `answers` are those to "time" and "fee", where the caller has them already.
    """
    words = interface.words(language)
    name = short_name(procedure, language)
    if case:
        name = join(", ", (name, small(next(phrase(each.name, language) for each in procedure.cases if each.id == case))))
    answers = answers or {"time": time_answer(procedure, words, case), "fee": fee_answer(procedure, words, case)}
    told = {what: in_line(answers[what], words, what) for what in ("time", "fee")}
    told["place"] = place_line(procedure, language, departments)
    facts = words("shared.list").join(str(small(told[key])) for key in ("time", "fee") if _is_figure(told[key], words))
    title = words("preview.title", name=str(name), facts=facts) if facts else str(name)
    parts = (words(f"preview.{what}", text=str(small(line))) for what, line in told.items())
    description = shorten(str(capital("; ".join(parts))), DESCRIPTION_LIMIT - 1) + "."
    return Preview(words("preview.whose", title=title, who=whose), description)
