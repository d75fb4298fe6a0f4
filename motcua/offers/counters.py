"""Counters as the finder's script reads them: each with its ways, and the week of its hours, told and in minutes, once for all that share it."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from motcua.interface import Words
from motcua.model.views import DepartmentView, OfficeView, OpeningView
from motcua.offers.offer import spoken
from motcua.say import NOTHING, Marks, dial, hours, paired
from motcua.say.opening import WEEK

Json = dict[str, Any]


class Held(NamedTuple):
    """A counter of a department, and whether it is invented for illustration."""

    of: str
    office: OfficeView
    is_illustrative: bool


def of_department(department: DepartmentView) -> tuple[Held, ...]:
    """All counters of a department."""
    is_illustrative = Marks(department.illustrative).touch("offices")
    return tuple(Held(department.id, office, is_illustrative) for office in department.offices)


def counters(held: Iterable[Held], words: Words) -> Json:
    """`counters`, each with the place of its week among `weeks`."""
    weeks: dict[str, tuple[int, Json]] = {}
    made = []
    for each in held:
        week = _week(each.office, words)
        place, _ = weeks.setdefault(repr(week), (len(weeks), week))
        made.append(_counter(each, words) | ({"week": place} if week else {}))
    return {"weeks": [week for _, week in weeks.values()], "counters": made}


def _counter(held: Held, words: Words) -> Json:
    language, office = words.language, held.office
    made = {
        "id": office.id, "of": held.of, "name": spoken(paired(office.name, language)), "address": spoken(paired(office.address, language)),
        "telephone": office.telephone, "dial": dial(office.telephone) if office.telephone else "", "email": office.email, "map": office.map_url,
        "receives": spoken(paired(office.receives, language)),
        "mark": words("shared.illustrative") if held.is_illustrative else "",
    }
    return {key: value for key, value in made.items() if value}


def _week(office: OfficeView, words: Words) -> Json:
    """`told`, and where one can reckon with them the minutes of `days` from Monday on, each opening followed by its end."""
    line = hours(paired(office.hours, words.language) if office.hours else NOTHING, office, words)
    made: Json = {"told": spoken(line)} if line else {}
    if office.opening:
        made["days"] = [_minutes(day, office.opening) for day in WEEK]
    if office.cut_off:
        made["cut_off"] = minute(office.cut_off)
    return made


def _minutes(day: str, opening: Iterable[OpeningView]) -> list[int]:
    return [minute(time) for each in opening if day in each.days for span in each.hours for time in span.split("-")]


def minute(time: str) -> int:
    """The minute of the day at a time of the clock."""
    hour, _, rest = time.partition(":")
    return 60 * int(hour) + int(rest)
