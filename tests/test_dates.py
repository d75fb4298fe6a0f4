"""Working days: Tết, what is announced, every way of counting; the browser's arithmetic agrees with the build's, day by day."""
from __future__ import annotations

import json
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.sites import small

from motcua import dates, source, verdict
from motcua.dates import Calendar, Filing, Rules, Wait, reckon
from motcua.model import Holidays
from motcua.outputs import holidays

PROJECT = Path(__file__).parents[1]
ARITHMETIC = PROJECT / "templates" / "pages" / "assets" / "tool-date" / "1-arithmetic.js"
CASES = 10_000
_RUN = """
const fs = require("fs"), path = process.argv[1];
require(path);
const given = JSON.parse(fs.readFileSync(0, "utf8")), days = globalThis.motcua.days;
const known = given.tables.map(days.calendar), iso = day => day === null ? null : days.toIso(day), day = text => text === null ? null : days.toDay(text);
const told = given.cases.map(one => {
  const filing = {day: day(one.day), minute: one.minute, cutOff: one.cut_off, waits: one.waits.map(wait => [day(wait[0]), day(wait[1]), wait[2]])};
  const found = days.reckon(known[one.table], filing, one.n, one.unit);
  return [iso(found.received), iso(found.due), found.days.map(each => [iso(each[0]), each[1]]), found.state, found.isExpected];
});
process.stdout.write(JSON.stringify(told));
"""


def record() -> Holidays:
    """The sample's days off."""
    path = PROJECT / "catalogue" / "holidays.yml"
    found, problems = verdict.judged(Holidays, "holidays", source.read(path, path.name))
    assert problems == []
    return found


@pytest.fixture(scope="module")
def known() -> Calendar:
    return dates.calendar(record())


def with_rules(given: Holidays, **rules: str) -> Holidays:
    """The same days, counted otherwise."""
    counting = given.counting
    changed = {name: getattr(counting, name).model_copy(update={"value": value}) for name, value in rules.items()}
    return given.model_copy(update={"counting": counting.model_copy(update=changed)})


def of(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("tet", ["2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23"])
def test_the_first_day_of_tet_is_the_vietnamese_one(known: Calendar, tet: str):
    assert [day for day, names in known.off.items() if day.year == int(tet[:4]) and dict(names)["en"] == "Lunar New Year"] == [of(tet)]
    # The eve and the three days after it are off by law, whatever is announced beside.
    assert all(of(tet) + timedelta(days=n) in known.off for n in range(-1, 4))


def test_a_day_worked_instead_of_another_is_no_day_off(known: Calendar):
    assert known.is_off(of("2026-08-31")) and not known.is_off(of("2026-08-22"))


def test_what_is_announced_lies_over_the_law():
    given = record()
    plain = source.parse(b"days_off: [{day: 2027-03-01, name: Ngh\xe1\xbb\x89 ho\xc3\xa1n \xc4\x91\xe1\xbb\x95i}]\nworking_days: [{day: 2027-02-10, name: L\xc3\xa0m b\xc3\xb9}]\n", "x.yml")
    changed = Holidays.model_validate({**given.model_dump(), **plain.values})
    known = dates.calendar(changed)
    assert known.is_off(of("2027-03-01")) and dict(known.off[of("2027-03-01")]) == {"vi": "Nghỉ hoán đổi"}
    assert not known.is_off(of("2027-02-10")) and of("2027-02-10") not in known.off


@pytest.mark.parametrize(("filed", "n", "unit", "due"), [
    ("2026-11-23", 5, "working_day", "2026-12-01"),   # the Day of Culture and a weekend lie between
    ("2026-11-22", 1, "working_day", "2026-11-25"),   # a Sunday counts as Monday; Tuesday is off
    ("2027-02-03", 5, "working_day", "2027-02-17"),   # Tết
    ("2026-12-01", 11, "calendar_day", "2026-12-14"),  # ends on a Saturday
    ("2026-12-01", 10, "calendar_day", "2026-12-11"),
    ("2026-10-30", 1, "month", "2026-11-30"),
    ("2026-12-30", 2, "month", "2027-03-01"),          # the 28th of February is a Sunday
    ("2026-11-23", 0, "same_day", "2026-11-23"),
])
def test_a_time_limit_ends_on_its_day(known: Calendar, filed: str, n: int, unit: dates.Unit, due: str):
    assert reckon(known, Filing(of(filed)), n, unit).due == of(due)


def test_what_comes_after_the_last_hour_counts_from_the_next_working_day(known: Calendar):
    found = [reckon(known, Filing(of("2026-11-23"), minute, 900), 0, "same_day").due for minute in (900, 901, None)]
    assert found == [of("2026-11-23"), of("2026-11-25"), of("2026-11-23")]


def test_every_day_has_its_reason(known: Calendar):
    found = reckon(known, Filing(of("2026-11-23"), waits=(Wait(of("2026-11-26"), of("2026-11-27")),)), 3, "working_day")
    assert [(each.day.day, each.why) for each in found.days] == [
        (24, "off"), (25, "counted"), (26, "counted"), (27, "waiting"), (28, "weekend"), (29, "weekend"), (30, "counted")]
    assert found.due == of("2026-11-30")


def test_the_clock_stands_until_the_papers_have_come(known: Calendar):
    found = reckon(known, Filing(of("2026-11-23"), waits=(Wait(of("2026-11-25"), None),)), 3, "working_day")
    assert (found.due, found.state, [each.day.day for each in found.days]) == (None, "waits", [24, 25])


def same_day(known: Calendar, *waits: Wait) -> tuple[date | None, list[tuple[str, str]]]:
    """When something promised for the same day is ready, handed in on a Monday, and why not on the days before."""
    found = reckon(known, Filing(of("2026-11-30"), 600, 900, waits), 0, "same_day")
    return found.due, [(f"{each.day:%d/%m}", each.why) for each in found.days]


def test_what_is_promised_for_the_same_day_is_promised_for_that_of_the_last_answer(known: Calendar):
    due, days = same_day(known, Wait(of("2026-12-02"), of("2026-12-04")))
    assert due == of("2026-12-04")
    assert days == [("01/12", "overdue"), ("02/12", "overdue"), ("03/12", "waiting"), ("04/12", "again")]
    assert same_day(known, Wait(of("2026-12-03"), of("2026-12-07")), Wait(of("2026-11-30"), of("2026-12-01")))[0] == of("2026-12-07")
    assert same_day(known, Wait(of("2026-11-30"), of("2026-11-30"))) == (of("2026-11-30"), [])
    assert same_day(known, Wait(of("2026-11-30"), None)) == (None, [])


def test_an_answer_counts_as_of_the_day_as_which_a_filing_would(known: Calendar):
    late, on_time, on_a_day_off = (same_day(known, Wait(of("2026-12-02"), of(day), minute)) for day, minute in (("2026-12-04", 901), ("2026-12-04", 900), ("2026-12-05", None)))
    assert (late[0], on_time[0], on_a_day_off[0]) == (of("2026-12-07"), of("2026-12-04"), of("2026-12-07"))
    assert late[1][3:] == [("04/12", "waiting"), ("05/12", "weekend"), ("06/12", "weekend"), ("07/12", "again")]


def test_a_question_after_the_end_changes_nothing(known: Calendar):
    assert reckon(known, Filing(of("2026-11-25"), waits=(Wait(of("2026-11-30"), None),)), 2, "working_day").due == of("2026-11-27")


def test_where_the_law_says_so_the_time_starts_again():
    again = dates.calendar(with_rules(record(), waiting="starts_again"))
    found = reckon(again, Filing(of("2026-11-23"), waits=(Wait(of("2026-11-26"), of("2026-12-02")),)), 3, "working_day")
    assert (found.due, found.days[-1].day) == (of("2026-12-07"), of("2026-12-07"))
    assert [each.day.day for each in found.days if each.why == "waiting"] == [27, 28, 29, 30, 1, 2]


def test_a_year_that_is_not_announced_is_expected(known: Calendar):
    assert [reckon(known, Filing(of(day)), 5, "working_day").is_expected for day in ("2026-12-01", "2026-12-28", "2027-03-01")] == [False, True, True]


def test_the_calendar_says_where_it_ends(known: Calendar):
    assert [reckon(known, Filing(of(day)), 5, "working_day").state for day in ("2024-12-31", "2035-12-30", "2035-12-03")] == ["beyond", "beyond", "ends"]


def test_the_table_is_the_same_whenever_it_is_made():
    first, second = holidays.make(record()), holidays.make(record())
    assert first == second and first.startswith(b"(globalThis.motcua=") and len(first) < 8_000


def variants() -> list[Holidays]:
    """The sample's days under each rule turned, with days announced over them."""
    base = record()
    turned = {"first_day": "same_day", "last_day_off": "stays", "saturday": "working_day", "late_filing": "same_day", "waiting": "starts_again"}
    named = base.model_dump(mode="json") | {
        "days_off": [{"day": "2027-05-04", "name": {"vi": "a"}}, {"day": "2027-02-11", "name": {"vi": "a"}}],
        "working_days": [{"day": "2027-05-08", "name": {"vi": "b"}}, {"day": "2027-05-03", "name": {"vi": "b"}}]}
    return [base, Holidays.model_validate(named), with_rules(base, **turned), *(with_rules(base, **{name: value}) for name, value in turned.items())]


def chance(seed: int, most: int) -> dict:
    """One filing with two waits at most, somewhere near the turns of years."""
    luck = random.Random(seed)
    day = date(luck.randint(2025, 2035), luck.choice([1, 2, 4, 8, 11, 12]), luck.randint(1, 28))
    waits, at = [], day
    for _ in range(luck.choice([0, 0, 1, 2])):
        asked = at + timedelta(days=luck.randint(-1, 12))
        at = asked + timedelta(days=luck.randint(0, 20))
        waits.append([asked.isoformat(), None if luck.random() < 0.1 else at.isoformat(), luck.choice([None, 900, 901])])
    unit = luck.choice(["working_day", "calendar_day", "month", "same_day"])
    return {"table": luck.randrange(most), "day": day.isoformat(), "minute": luck.choice([None, 0, 900, 901, 1439]), "cut_off": luck.choice([None, 900]),
            "waits": waits, "n": luck.randint(0, 3 if unit == "month" else 45), "unit": unit}


def told(known: Calendar, one: dict) -> list:
    """What the build says of a case, as the browser writes it."""
    waits = tuple(Wait(of(asked), answered and of(answered), minute) for asked, answered, minute in one["waits"])
    found = reckon(known, Filing(of(one["day"]), one["minute"], one["cut_off"], waits), one["n"], one["unit"])
    return [found.received and found.received.isoformat(), found.due and found.due.isoformat(),
            [[each.day.isoformat(), each.why] for each in found.days], found.state, found.is_expected]


@pytest.mark.parametrize("cases", [pytest.param(CASES, marks=pytest.mark.bulk), 500])
def test_the_browser_reckons_as_the_build_does(cases: int):
    records = variants()
    cases = [chance(seed, len(records)) for seed in range(cases)]
    given = json.dumps({"tables": [holidays.table(each) for each in records], "cases": cases})
    done = subprocess.run(["node", "-e", _RUN, str(ARITHMETIC)], input=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found, calendars = json.loads(done.stdout), [dates.calendar(each) for each in records]
    wrong = [(case, ours, theirs) for case, theirs in zip(cases, found, strict=True) if (ours := told(calendars[case["table"]], case)) != theirs]
    assert wrong[:1] == []
    # Chance has met every end and every reason.
    assert {each[3] for each in found} == {"ends", "waits", "beyond"}
    assert {why for each in found for _, why in each[2]} == {"counted", "off", "weekend", "waiting", "moved", "overdue", "again"}


@pytest.mark.bulk
def test_a_day_off_rewrites_the_table_and_no_page(tmp_path: Path):
    project = small(tmp_path / "small")
    project.file("catalogue/holidays.yml").write_bytes((PROJECT / "catalogue" / "holidays.yml").read_bytes())
    project.publish()
    assert (project.site / "assets" / "holidays.js").is_file()
    project.replace("catalogue/holidays.yml", "examples:\n", "days_off:\n  - {day: 2028-05-03, name: Nghỉ hoán đổi}\nexamples:\n")
    assert project.publish().written == ("assets/holidays.js",)


def test_each_way_of_counting_makes_a_difference():
    records = variants()
    cases = [chance(seed, 1) for seed in range(400)]
    dues = [tuple(told(known, case)[1] for case in cases) for known in map(dates.calendar, records)]
    assert len(set(dues)) == len(dues)


def test_the_rules_are_those_of_the_file():
    assert Rules.of(record().counting) == Rules("day_after", "moves_on", "day_off", "next_working_day", "stands_still")
