"""Stages of a time limit, which come one after the other: their sum, what one way of applying adds, and whether they fit."""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from motcua.interface import Words
from motcua.model import Duration, Procedure, TimeRow
from motcua.say.durations import duration
from motcua.say.phrase import NOTHING, Said, capital, fill, join, phrase, said, small
from motcua.say.cases import case_names
from motcua.say.rows import CHANNELS, Entry, holds_for


class Stages:
    """The stages of one procedure, for one case or for each of them."""

    def __init__(self, procedure: Procedure, words: Words, case: str, every: tuple[str, ...]) -> None:
        rows = [row for row in procedure.processing_time.rows if holds_for(row, case)]
        stages = [row for row in rows if row.combines == "stage"]
        self.procedure, self.words, self.case = procedure, words, case
        self.wholes = [row for row in rows if row.combines != "stage"]
        self.of_some_ways = [row for row in stages if row.channels and len(row.channels) < len(every)]
        self.steps = [row for row in stages if row not in self.of_some_ways] if self.wholes else stages

    def by_case(self) -> Iterator[tuple[tuple[str, ...], list[TimeRow]]]:
        """The stages of each case, or of all alike; a stage that names no case belongs to every one."""
        named = dict.fromkeys(row.cases for row in self.steps if row.cases) if not self.case else {}
        for cases in named or ((),):
            yield cases, [row for row in self.steps if self.case or not row.cases or row.cases == cases]

    def as_answer(self, is_illustrative: bool) -> tuple[Entry, ...]:
        """The stages where nothing else gives the whole time: their sum, made up of them."""
        return tuple(self._entry(cases, rows, is_illustrative) for cases, rows in self.by_case() if rows)

    def _entry(self, cases: tuple[str, ...], rows: list[TimeRow], is_illustrative: bool) -> Entry:
        whole, times = sum_of(rows), [duration(time, self.words) for row in rows if (time := row.committed or row.statutory)]
        value = said(duration(whole, self.words)) if whole else said(" + ".join(times)) if times else said(self.words("shared.not_stated"))
        told = join("; ", map(self._stage, rows))
        note = fill(self.words("time.stages"), list=told) if len(rows) > 1 else told
        return Entry(NOTHING, self._whose(cases), (value,), (note,), is_illustrative)

    def added(self) -> Iterator[Said]:
        """The stages that only one way of applying adds."""
        for row in self.of_some_ways if self.wholes else ():
            ways = join(self.words("shared.list"), (self.words(f"channel.{channel}") for channel in CHANNELS if channel in row.channels))
            time = row.committed or row.statutory
            value = duration(time, self.words) if time else phrase(row.text, self.words.language)
            yield fill(self.words("time.added"), who=capital(join(", ", (self._whose(row.cases), ways))), time=value, name=self._name(row))

    def lines(self) -> Iterator[Said]:
        """Each stage with its time, in one line a case."""
        for cases, rows in self.by_case():
            if rows:
                label = join(", ", (self.words("time.stages_label"), small(self._whose(cases))))
                yield label + ": " + join(" · ", map(self._stage, rows))

    def exceeding(self) -> Iterator[Said]:
        """The warning that the stages do not fit into a time limit given for the whole."""
        for cases, rows in self.by_case():
            total = sum_of(rows)
            limits = [row.committed or row.statutory for row in self.wholes if not cases or not row.cases or set(cases) & set(row.cases)]
            if total and any(limit and limit.unit == total.unit and limit.value is not None and limit.value < total.value for limit in limits):
                yield said("(!) " + self.words("time.stages_exceed", sum=duration(total, self.words, short=True)))

    def _whose(self, cases: tuple[str, ...]) -> Said:
        return case_names(cases, self.procedure.cases, self.words, False) if cases and not self.case else NOTHING

    def _stage(self, row: TimeRow) -> Said:
        time = row.committed or row.statutory
        return join(" ", (self._name(row), said(duration(time, self.words)) if time else phrase(row.text, self.words.language)))

    def _name(self, row: TimeRow) -> Said:
        return small(phrase(row.name or row.condition, self.words.language))


def sum_of(stages: list[TimeRow]) -> Duration | None:
    """The stages added up, where all are numbers of one unit."""
    times = [row.committed or row.statutory for row in stages]
    if not times or any(time is None or time.value is None or time.up_to for time in times) or len({time.unit for time in times}) > 1:
        return None
    return Duration(value=sum((time.value for time in times), Decimal()), unit=times[0].unit)
