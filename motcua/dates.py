"""Working days: which days are off, and the day on which a time limit ends, with the reason of every day in between.

The browser reckons likewise, in `tool-date/1-arithmetic.js`; both are held equal.
"""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from motcua.model.holidays import Counting, Holidays

Names = tuple[tuple[str, str], ...]
Unit = Literal["working_day", "calendar_day", "month", "same_day"]
Why = Literal["counted", "off", "weekend", "waiting", "moved", "overdue", "again"]
SATURDAY, SUNDAY = 5, 6
_DAY = timedelta(days=1)
# The library's names of the languages that the days are called in.
_LANGUAGES = (("vi", "vi"), ("en", "en_US"))


class Rules(NamedTuple):
    """How days are counted, as `holidays.yml` says it."""

    first_day: str
    last_day_off: str
    saturday: str
    late_filing: str
    waiting: str

    @classmethod
    def of(cls, counting: Counting) -> Rules:
        """The choices without their words."""
        return cls(*(getattr(counting, name).value for name in cls._fields))


class Calendar(NamedTuple):
    """The days from the first to the last that are off or worked by name, and the years for which they are announced."""

    first: date
    last: date
    announced: frozenset[int]
    off: Mapping[date, Names]
    working: Mapping[date, Names]
    rules: Rules

    def is_off(self, day: date) -> bool:
        """Whether nobody works on the day."""
        if day in self.working:
            return False
        return day in self.off or day.weekday() == SUNDAY or (day.weekday() == SATURDAY and self.rules.saturday == "day_off")

    def why_off(self, day: date) -> Why:
        """Whether a day off has a name of its own."""
        return "off" if day in self.off else "weekend"


class Wait(NamedTuple):
    """When the office asked for papers and when they came, None where they have not yet; the minute of that day where it is known."""

    asked: date
    answered: date | None
    minute: int | None = None


class Filing(NamedTuple):
    """What was handed in when: the minute of the day and the counter's last one where they are known, and when the office waited for papers."""

    day: date
    minute: int | None = None
    cut_off: int | None = None
    waits: tuple[Wait, ...] = ()


class Counted(NamedTuple):
    """A day after the receipt, and why it counts or does not."""

    day: date
    why: Why


class Reckoned(NamedTuple):
    """When something counts as received, the day on which its time ends, every day between; `is_expected` where a year is not announced.

    There is no end where the office waits for papers (`waits`) or where the calendar ends first (`beyond`).
    """

    received: date | None
    due: date | None
    days: tuple[Counted, ...]
    state: Literal["ends", "waits", "beyond"]
    is_expected: bool


class _Beyond(Exception):
    """The calendar ends before the time does."""


class _Waits(Exception):
    """The office still waits for papers."""


def calendar(record: Holidays) -> Calendar:
    """The public holidays of the law, with what is announced laid over them."""
    span = range(record.first_year, record.last_year + 1)
    off, working = _by_law(span)
    for named, here, there in ((record.days_off, off, working), (record.working_days, working, off)):
        for each in named:
            here[each.day] = tuple(each.name.items())
            there.pop(each.day, None)
    announced = frozenset(each.year for each in record.announced)
    return Calendar(date(span[0], 1, 1), date(span[-1], 12, 31), announced, dict(sorted(off.items())), dict(sorted(working.items())), Rules.of(record.counting))


def _by_law(years: range) -> tuple[dict[date, Names], dict[date, Names]]:
    """The days off and the Saturdays worked instead, each with its names."""
    # Imported here: it is slow to come, and is asked only when a calendar is made.
    from holidays.countries.vietnam import Vietnam

    said = {ours: Vietnam(years=years, language=theirs) for ours, theirs in _LANGUAGES}
    days = said["vi"]
    off = {day: tuple((language, table[day]) for language, table in said.items()) for day in days}
    return off, {day: () for day in days.weekend_workdays if day.year in years}


def reckon(calendar: Calendar, filing: Filing, n: int, unit: Unit) -> Reckoned:
    """The day on which `n` units from the filing on end."""
    counting, received = _Counting(calendar, filing), None
    try:
        received = counting.receipt(filing.day, filing.minute)
        due = counting.due(received, n, unit)
        state: Literal["ends", "waits", "beyond"] = "ends"
    except (_Waits, _Beyond) as stopped:
        due, state = None, "waits" if isinstance(stopped, _Waits) else "beyond"
    last = due or (counting.days[-1].day if counting.days else received or filing.day)
    is_expected = any(year not in calendar.announced for year in range(filing.day.year, last.year + 1))
    return Reckoned(received, due, tuple(counting.days), state, is_expected)


class _Counting:
    """One counting of days: where its days gather."""

    def __init__(self, calendar: Calendar, filing: Filing) -> None:
        self.calendar, self.rules, self.cut_off = calendar, calendar.rules, filing.cut_off
        self.waits = sorted(filing.waits, key=lambda wait: wait.asked)
        self.days: list[Counted] = []

    def receipt(self, day: date, minute: int | None) -> date:
        """The day as which something handed in counts."""
        if self.rules.late_filing == "same_day":
            return self.within(day)
        if minute is not None and self.cut_off is not None and minute > self.cut_off:
            day += _DAY
        while self.calendar.is_off(self.within(day)):
            day += _DAY
        return day

    def within(self, day: date) -> date:
        if not self.calendar.first <= day <= self.calendar.last:
            raise _Beyond
        return day

    def due(self, received: date, n: int, unit: Unit) -> date:
        """The last day; every day before it is kept with its reason."""
        if unit == "same_day":
            return self.same_day(received)
        if self.rules.waiting == "stands_still":
            return self.walk(received, n, unit, self.waits)
        for asked, answered, minute in self.waits:
            before = len(self.days)
            due = self.walk(received, n, unit, [])
            if not received <= asked <= due:
                del self.days[before:]
                continue
            self.days[before:] = [each for each in self.days[before:] if each.day <= asked]
            if answered is None:
                raise _Waits
            received = self.receipt(max(asked, answered), minute)
            self.days += [Counted(day, "waiting") for day in _days(asked + _DAY, received)]
        return self.walk(received, n, unit, [])

    def same_day(self, received: date) -> date:
        """The day of the last answer where papers were asked for, else that of the receipt: no day is counted."""
        due = received
        for asked, answered, minute in self.waits:
            if answered is None:
                raise _Waits
            due = max(due, self.receipt(max(asked, answered), minute))
        self.days += [Counted(day, "again" if day == due else self.why_idle(day)) for day in _days(received + _DAY, due)]
        return due

    def why_idle(self, day: date) -> Why:
        """Why nothing came on a day before that of the last answer."""
        if any(wait.answered and wait.asked < day <= wait.answered for wait in self.waits):
            return "waiting"
        return self.calendar.why_off(day) if self.calendar.is_off(day) else "overdue"

    def walk(self, received: date, n: int, unit: Unit, waits: list[Wait]) -> date:
        """One stretch of days, some of which stand still."""
        day = received if self.rules.first_day == "same_day" else received + _DAY
        if unit == "month":
            n, unit = (_months_on(received, n) - received).days, "calendar_day"
        left, last = n, received
        while left:
            why = self.why(self.within(day), unit, waits)
            self.days.append(Counted(day, why))
            last, left, day = day, left - (why == "counted"), day + _DAY
        return self.moved(last, waits) if unit == "calendar_day" and n else last

    def why(self, day: date, unit: Unit, waits: list[Wait]) -> Why:
        """Why a day counts or does not."""
        if any(wait.asked < day and wait.answered is None for wait in waits):
            raise _Waits
        if any(wait.answered and wait.asked < day <= wait.answered for wait in waits):
            return "waiting"
        return self.calendar.why_off(day) if unit == "working_day" and self.calendar.is_off(day) else "counted"

    def moved(self, day: date, waits: list[Wait]) -> date:
        """The next working day where the last day is off."""
        if self.rules.last_day_off == "stays" or not self.calendar.is_off(day):
            return day
        while True:
            day = self.within(day + _DAY)
            why = self.why(day, "working_day", waits)
            self.days.append(Counted(day, "moved" if why == "counted" else why))
            if why == "counted":
                return day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, its last one where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
