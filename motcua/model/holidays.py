"""Days off and how days are counted: `holidays.yml`, laid over the public holidays that the law names."""

from typing import Literal

from motcua.model.record import Day, Phrase, Record, TimeOfDay, Whole, Words


class NamedDay(Record):
    """A day that is off, or is worked, other than the calendar says."""

    day: Day
    name: Phrase
    source: Words | None = None


class AnnouncedYear(Record):
    """A year whose days off are announced: those of any other are expected."""

    year: Whole
    source: Words


class Assumption(Record):
    """How days are counted in one respect, in words for citizens; unverified until somebody has compared it with its source."""

    value: str
    text: Phrase
    source: Words | None = None
    verified_on: Day | None = None


class FirstDay(Assumption):
    """The first day that counts."""

    value: Literal["day_after", "same_day"]


class LastDayOff(Assumption):
    """What becomes of a time limit that ends on a day off."""

    value: Literal["moves_on", "stays"]


class Saturday(Assumption):
    """Whether Saturday is a working day."""

    value: Literal["day_off", "working_day"]


class LateFiling(Assumption):
    """When something counts as received that comes after the counter's last hour or on a day off."""

    value: Literal["next_working_day", "same_day"]


class Waiting(Assumption):
    """What the office's waiting for missing papers does to the time limit."""

    value: Literal["stands_still", "starts_again"]


class Counting(Record):
    """How days are counted: each respect a choice of its own."""

    first_day: FirstDay
    last_day_off: LastDayOff
    saturday: Saturday
    late_filing: LateFiling
    waiting: Waiting


class Wait(Record):
    """The office asked for more papers, and had them."""

    asked_on: Day
    answered_on: Day


class CountedTime(Record):
    """A length of time with which one can reckon; within the day it has no number."""

    value: Whole = 0
    unit: Literal["working_day", "calendar_day", "month", "same_day"]


class DateExample(Record):
    """A time limit whose end is known: what was filed when, and the day on which the result was due."""

    filed_on: Day
    filed_at: TimeOfDay | None = None
    cut_off: TimeOfDay | None = None
    time: CountedTime
    waits: tuple[Wait, ...] = ()
    expect: Day


class Holidays(Record):
    """`holidays.yml`: the years that are told, what was announced for them, how days are counted, and examples that hold."""

    first_year: Whole
    last_year: Whole
    announced: tuple[AnnouncedYear, ...] = ()
    days_off: tuple[NamedDay, ...] = ()
    working_days: tuple[NamedDay, ...] = ()
    counting: Counting
    examples: tuple[DateExample, ...] = ()
