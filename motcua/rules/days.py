"""Rules of the days off: the years that they are told for, each day once, and examples that hold."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import dates
from motcua.model import Holidays
from motcua.problem import Finding

# The browser counts days from 1970 on; who plans for longer than this plans on days off that nobody knows.
FIRST, LAST, MOST = 1970, 2100, 30


def holiday_years_are_in_order(record: Holidays) -> Iterator[Finding]:
    """The years run from the first to the last, thirty of them at most, between 1970 and 2100."""
    if not _is_in_order(record):
        yield Finding("holiday_years_are_in_order", ("last_year",), record.last_year, values=(("most", MOST), ("from", FIRST), ("to", LAST)))


def _is_in_order(record: Holidays) -> bool:
    return FIRST <= record.first_year <= record.last_year <= LAST and record.last_year - record.first_year < MOST


def holiday_lies_in_its_years(record: Holidays) -> Iterator[Finding]:
    """What is announced is announced for years that are told."""
    years = [(("announced", number, "year"), each.year, each.year) for number, each in enumerate(record.announced)]
    for kind, days in (("days_off", record.days_off), ("working_days", record.working_days)):
        years += [((kind, number, "day"), each.day.year, each.day) for number, each in enumerate(days)]
    for at, year, found in years:
        if _is_in_order(record) and not record.first_year <= year <= record.last_year:
            yield Finding("holiday_lies_in_its_years", at, found, values=(("first", record.first_year), ("last", record.last_year)))


def holiday_is_said_once(record: Holidays) -> Iterator[Finding]:
    """A day is off or worked, and is said once."""
    seen = set()
    for kind, days in (("days_off", record.days_off), ("working_days", record.working_days)):
        for number, each in enumerate(days):
            if each.day in seen:
                yield Finding("holiday_is_said_once", (kind, number, "day"), each.day)
            seen.add(each.day)


def date_examples_hold(record: Holidays) -> Iterator[Finding]:
    """Every example ends on the day that it expects."""
    # A calendar is dear to make: only for those who have examples.
    known = dates.calendar(record) if record.examples and _is_in_order(record) else None
    for number, each in enumerate(record.examples if known else ()):
        waits = tuple(dates.Wait(wait.asked_on, wait.answered_on) for wait in each.waits)
        filing = dates.Filing(each.filed_on, _minute(each.filed_at), _minute(each.cut_off), waits)
        found = dates.reckon(known, filing, each.time.value, each.time.unit)
        if found.due != each.expect:
            yield Finding("date_examples_hold", ("examples", number, "expect"), each.expect, values=(("due", found.due or "?"),))


def _minute(time: str | None) -> int | None:
    return int(time[:2]) * 60 + int(time[3:]) if time else None


HOLIDAYS = (holiday_years_are_in_order, holiday_lies_in_its_years, holiday_is_said_once, date_examples_hold)
