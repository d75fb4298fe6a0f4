"""When a counter is open, in words: the days, their hours, the last hour that counts for the same day."""
from __future__ import annotations

from itertools import groupby
from typing import Protocol, get_args

from motcua.interface import Words
from motcua.model.record import Weekday
from motcua.say.phrase import Said, join, said

WEEK = get_args(Weekday)


class Line(Protocol):
    """Days of the week with their hours, whichever record holds them."""

    days: tuple[str, ...]
    hours: tuple[str, ...]


class Open(Protocol):
    """Whatever is open at hours."""

    opening: tuple[Line, ...]
    cut_off: str | None


def hours(told: Said, counter: Open, words: Words) -> Said:
    """When a counter is open: out of its days and hours, else as it was `told` in words."""
    lines = [words("hours.line", days=_days(each.days, words), hours=_and([_span(span, words) for span in each.hours], words)) for each in counter.opening]
    week = said(_capital("; ".join(lines))) if lines else told
    until = words("hours.cut_off", time=clock(counter.cut_off, words)) if counter.cut_off else ""
    return join("; ", (part for part in (week, until) if part))


def clock(time: str, words: Words) -> str:
    """A time of day as one says it: `07:30` is `7 giờ 30`, `17:00` is `17 giờ`."""
    hour, minute = time.split(":")
    return words("hours.minutes", hour=int(hour), minute=minute) if minute != "00" else words("hours.whole", hour=int(hour))


def _span(span: str, words: Words) -> str:
    start, _, end = span.partition("-")
    return words("hours.span", start=clock(start, words), end=clock(end, words))


def _days(days: tuple[str, ...], words: Words) -> str:
    """Days in the order of the week, three and more in a row as one stretch."""
    places = sorted(map(WEEK.index, days))
    told: list[str] = []
    for _, row in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        run = [words(f"hours.{WEEK[place]}") for _, place in row]
        told += [words("hours.days", first=run[0], last=run[-1])] if len(run) > 2 else run
    return _and(told, words)


def _and(parts: list[str], words: Words) -> str:
    return words("hours.and", others=", ".join(parts[:-1]), last=parts[-1]) if len(parts) > 1 else "".join(parts)


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
