"""What the result date is reckoned from: the time limit of each case and way of applying, the hour until which a day counts, what is not counted."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from motcua import say
from motcua.interface import Words
from motcua.model import Duration, Procedure, TimeRow
from motcua.model.views import DepartmentView
from motcua.offers.offer import Missing, Offer, spoken
from motcua.say.marks import Marks
from motcua.say.rows import channels_of, holds_for, who
from motcua.say.stages import sum_of
from motcua.say.times import clock_lines, extension_lines

# Units that lead to a day; hours and minutes lead to a time of that day that only the counter knows.
_DAYS = ("working_day", "calendar_day", "day", "month", "same_day")
_WHY_NOT = {"not_stated": "no_unit", "hour": "hours", "minute": "hours"}
# A list of so many counters would be a tool of its own.
MOST_OFFICES = 12

Departments = Mapping[str, DepartmentView]


def offer(record: Procedure, case: str, departments: Departments, words: Words) -> Offer | Missing | None:
    """The time limits that the reader's answers choose from; what is missing where none of them leads to a day."""
    time = record.processing_time
    if time is None or not (time.rows or time.text):
        return None
    rows = [row for row in time.rows if holds_for(row, case)]
    found = _Limits(record, rows, words)
    if reason := found.reason():
        return Missing((reason,))
    cases = () if case else found.cases()
    ways = found.ways()
    return Offer(
        {
            "name": spoken(say.phrase(record.name, words.language)), "code": record.code,
            "cases": [[each.id, spoken(label)] for each, label in zip(record.cases, say.case_labels(record.cases, words), strict=True)] if cases else [],
            "ways": [[way, words(f"channel.only_{way}")] for way in ways], "rows": [found.told(row) for row in found.wholes], "stages": [found.told(row, within=True) for row in found.stages],
            "pick": {one: {way: found.picked(one or case, way) for way in ways or ("",)} for one in cases or ("",)},
            "offices": [["", time.cut_off, _invented(record, words)]] if time.cut_off else list(_offices(record, departments, words)),
            "clock": [spoken(line) for line in clock_lines(time, words, Marks.of(record))], "longer": [spoken(line) for line in extension_lines(time, words)],
        }
    )


class _Limits:
    """The rows of a time limit: those that give the whole of it, and stages that are added to it."""

    def __init__(self, record: Procedure, rows: list[TimeRow], words: Words) -> None:
        self.record, self.words = record, words
        self.every = channels_of(rows, (method.channel for method in record.submission_methods))
        stages = [row for row in rows if row.combines == "stage"]
        self.is_open = _is_open([row for row in rows if row.combines != "stage"])
        self.wholes = _united([row for row in rows if row.combines != "stage"], self.every)
        self.stages = [row for row in stages if row.channels and len(row.channels) < len(self.every)] if self.wholes else []
        self.is_parted = not self.wholes and bool(stages)
        # Parts that come one after the other for everybody make the whole.
        if self.is_parted and not any(row.channels or row.cases for row in stages) and (total := sum_of(stages)):
            self.wholes, self.is_parted = [TimeRow(statutory=total)], False

    def reason(self) -> str:
        """Why no day can be reckoned, as the name of a sentence; empty where one can."""
        if not self.wholes:
            return "in_parts" if self.is_parted else "in_words"
        if self.is_open:
            return "unsettled"
        reasons = [_why_not(row.committed or row.statutory) for row in self.wholes]
        return reasons[0] if all(reasons) else ""

    def cases(self) -> tuple[str, ...]:
        """The cases that the reader must be asked for: none where all take the same time."""
        return tuple(each.id for each in self.record.cases) if any(row.cases for row in (*self.wholes, *self.stages)) else ()

    def ways(self) -> tuple[str, ...]:
        """The ways of applying that the reader must be asked for, likewise."""
        return self.every if any(set(row.channels) < set(self.every) for row in (*self.wholes, *self.stages) if row.channels) else ()

    def picked(self, case: str, way: str) -> list[list[int]]:
        """The places of the rows that hold for the answers, and of the stages that they add; a row of the case goes before one of all."""
        held = [(n, row) for n, row in enumerate(self.wholes) if _holds(row, case, way)]
        own = [n for n, row in held if row.cases]
        stages = [n for n, row in enumerate(self.stages) if _holds(row, case, way)]
        return [own or [n for n, _ in held], stages]

    def told(self, row: TimeRow, *, within: bool = False) -> dict[str, Any]:
        """A row: what the law allows and what is promised, each with its words, and on what it depends; `within` a sentence it begins small."""
        language = self.words.language
        head = say.join(", ", (say.phrase(row.name, language), who(row, self.words)))
        head = say.small(head) if within else head
        told = {"law": self.length(row.statutory), "here": self.length(row.committed), "head": spoken(head), "when": spoken(say.phrase(row.condition, language))}
        told["mark"] = self.words("shared.illustrative") if self.is_illustrative(row) else ""
        return {key: value for key, value in told.items() if value}

    def is_illustrative(self, row: TimeRow) -> bool:
        """Whether one of the record's rows with these lengths is invented."""
        alike = (n for n, other in enumerate(_rows(self.record)) if _lengths(other) == _lengths(row))
        return any(Marks.of(self.record).touch(f"processing_time.rows[{n}]", "statutory", "committed") for n in alike)

    def length(self, time: Duration | None) -> dict[str, Any] | None:
        """A length of time with which one can reckon, or why one cannot; always with its words."""
        if time is None:
            return None
        told = {"say": say.duration(time, self.words)}
        if why := _why_not(time):
            return told | {"why": why}
        most = time.value if time.up_to is None else time.up_to
        return told | {"unit": time.unit, "n": int(most or 0)}


def _rows(record: Procedure) -> Sequence[TimeRow]:
    return record.processing_time.rows if record.processing_time else ()


def _lengths(row: TimeRow) -> tuple[Duration | None, Duration | None]:
    return row.statutory, row.committed


def _is_open(rows: Sequence[TimeRow]) -> bool:
    """Whether rows differ and nobody says why."""
    return any(row.combines == "not_stated" for row in rows) and len(set(map(_lengths, rows))) > 1


def _united(rows: Sequence[TimeRow], every: Sequence[str]) -> list[TimeRow]:
    """Rows that say the same as one, for all that any of them holds for."""
    found: dict[TimeRow, TimeRow] = {}
    for row in rows:
        key = row.model_copy(update={"channels": (), "cases": (), "combines": "alternative", "text": None})
        before = found.get(key)
        found[key] = row if before is None else before.model_copy(update={
            name: mine + theirs if (mine := getattr(before, name)) and (theirs := getattr(row, name)) else () for name in ("channels", "cases")})
    return [row.model_copy(update={"channels": ()}) if set(row.channels) >= set(every) else row for row in found.values()]


def _why_not(time: Duration | None) -> str:
    """Why a length of time leads to no day; empty where it does."""
    if time is None or (time.unit != "same_day" and time.value is None and time.up_to is None):
        return "in_words"
    if time.unit not in _DAYS:
        return _WHY_NOT[time.unit]
    return "part_of_a_day" if any(each is not None and each != each.to_integral_value() for each in (time.value, time.up_to)) else ""


def _holds(row: TimeRow, case: str, way: str) -> bool:
    return holds_for(row, case) and (not way or not row.channels or way in row.channels)


def _invented(record: Procedure, words: Words) -> str:
    """What is said beside the procedure's own last hour where that is invented."""
    return words("shared.illustrative") if Marks.of(record).touch("processing_time.cut_off") else ""


def _offices(record: Procedure, departments: Departments, words: Words) -> Iterator[list[Any]]:
    """The counters with the hour until which a day counts; a single entry without a name where all share one."""
    found = list(_receiving(record, departments, words))
    hours = dict.fromkeys((hour, note) for _, hour, note in found)
    if len(hours) == 1:
        yield from (["", hour, note] for hour, note in hours if hour)
    elif len(found) <= MOST_OFFICES:
        yield from ([name, hour, note] for name, hour, note in found)


def _receiving(record: Procedure, departments: Departments, words: Words) -> Iterable[tuple[Any, str, str]]:
    places = ((departments[place.department], place.office) for place in record.reception_places if place.department in departments)
    found = {(each.id, office.id): (spoken(say.paired(office.name, words.language)), office.cut_off, Marks(each.illustrative).touch("offices"))
             for each, wanted in places for office in each.offices if wanted in (None, office.id)}
    return [(name, hour, words("shared.illustrative") if is_invented and hour else "") for name, hour, is_invented in found.values()]
