"""The arithmetic of fees: what holds for whom, tiers, bounds, reductions, days; and the browser's, equal to it in any case."""
from __future__ import annotations

import json
import random
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.catalogues import procedure

from motcua import charges, rates
from motcua.charges import LARGEST, Bill, Situation

SCRIPT = Path(__file__).parents[1] / "templates" / "pages" / "assets" / "tool-fee" / "1-arithmetic.js"
CERTIFIED = [
    {"name": "Xã", "status": "amount", "amount": 2000, "currency": "VND", "only_if": [{"question": "noi", "options": ["xa"]}],
     "counted": {"question": "trang", "to_number": 2}, "times": "ban", "at_most": 200000},
    {"name": "Xã", "status": "amount", "amount": 1000, "currency": "VND", "only_if": [{"question": "noi", "options": ["xa"]}],
     "counted": {"question": "trang", "from_number": 3}, "times": "ban"},
    {"name": "Cơ quan đại diện", "status": "amount", "amount": 10, "currency": "USD", "only_if": [{"question": "noi", "options": ["ngoai"]}], "times": "ban"},
]


def dong(amount: Any = 1000, **fields: Any) -> dict[str, Any]:
    return {"status": "amount", "amount": amount, "currency": "VND"} | fields


def paid(fees: list[dict[str, Any]], case: str = "", channel: str = "", day: str = "", **answers: str | int) -> Bill:
    return charges.bill(rates.rates(procedure(fees=fees)), Situation(case, channel, day, {name.replace("_", "-"): each for name, each in answers.items()}))


def total(*given: Any, **known: Any) -> Decimal:
    found = paid(*given, **known)
    assert not found.why, found
    ((_, amount),) = found.totals
    return Decimal(amount) / 100


@pytest.mark.parametrize(("pages", "copies", "expected"), [(1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (10, 3, 36000), (198, 1, 200000), (199, 1, 200000), (1000, 2, 400000)])
def test_pages_cost_less_from_the_third_and_a_copy_never_more_than_its_bound(pages: int, copies: int, expected: int):
    assert total(CERTIFIED, noi="xa", trang=pages, ban=copies) == expected


def test_the_bound_that_decided_and_the_units_of_each_rate_are_told():
    (part,) = paid(CERTIFIED, noi="xa", trang=300, ban=2).parts
    assert (part.bound, part.one, part.times, [line.units for line in part.lines]) == ("at_most", 20_000_000, 2, [2, 298])


def test_another_currency_is_never_added():
    assert paid(CERTIFIED, noi="ngoai", ban=3).totals == (("USD", 3000),)
    assert paid([dong(5000, combines="charge"), {"status": "amount", "amount": "2.5", "currency": "USD", "combines": "charge"}]).totals == (("VND", 500_000), ("USD", 250))


def test_only_what_the_answers_leave_open_is_asked():
    found = rates.rates(procedure(fees=CERTIFIED))
    assert charges.asked(found, Situation()) == ("?noi", "?trang", "?ban")
    assert charges.asked(found, Situation(answers={"noi": "ngoai"})) == ("?noi", "?ban")
    assert charges.bill(found, Situation(answers={"noi": "xa", "ban": 1})).why == "unanswered"


def test_a_particular_rate_replaces_the_general_one():
    fees = [dong(25000, cases=["doi"]), {"status": "free", "cases": ["doi"], "channels": ["online"]}, dong(9000)]
    assert total(fees, case="doi", channel="in_person") == 25000
    assert total(fees, case="doi", channel="online") == 0
    assert total(fees, case="moi", channel="online") == 9000


def test_rates_of_which_neither_is_more_particular_give_no_sum():
    found = paid([dong(25000, cases=["doi"]), dong(30000, channels=["online"])], case="doi", channel="online")
    assert (found.why, found.places, found.totals) == ("several", (0, 1), ())


def test_each_day_has_its_own_rate_to_its_last_hour():
    fees = [dong(25000, valid_from="2025-07-01", valid_to="2026-12-31"), dong(50000, valid_from="2027-01-01")]
    assert [total(fees, day=day) for day in ("2025-07-01", "2026-12-31", "2027-01-01")] == [25000, 25000, 50000]
    assert paid(fees, day="2025-06-30").why == "none"
    assert paid(fees).why == "unanswered"


def test_what_comes_on_top_is_added_and_may_come_to_nothing():
    fees = [{"status": "free"}, dong(8000, combines="charge", condition="Xin thêm bản sao", counted={"question": "ban-sao"})]
    assert total(fees, ban_sao=0) == 0
    assert total(fees, ban_sao=5) == 40000
    assert [line.place for part in paid(fees, ban_sao=0).parts for line in part.lines] == [0]


def test_who_is_exempt_pays_nothing_and_is_asked_no_number():
    fees = [dong(3000, counted={"question": "to"}, free_if=[{"question": "dien", "options": ["ngheo", "co-cong"]}])]
    found = rates.rates(procedure(fees=fees))
    assert charges.asked(found, Situation(answers={"dien": "ngheo"})) == ("?dien",)
    assert total(fees, dien="ngheo") == 0
    assert total(fees, dien="khong", to=2) == 6000


def test_the_largest_reduction_alone_is_taken_and_half_a_dong_is_rounded_up():
    cuts = [{"percent": 20, "text": "Đợt giảm", "valid_from": "2026-01-01", "valid_to": "2026-06-30"}, {"percent": 50, "text": "Qua mạng", "channels": ["online"]}]
    fees = [dong(2001, reductions=cuts)]
    assert total(fees, channel="online", day="2026-02-01") == 1001
    assert total(fees, channel="in_person", day="2026-02-01") == 1601
    assert total(fees, channel="in_person", day="2026-07-01") == 2001


def test_a_bound_holds_before_the_reduction():
    fees = [dong(1000, counted={"question": "m2"}, at_least=20000, at_most=50000, reductions=[{"percent": 10, "text": "Qua mạng", "channels": ["online"]}])]
    assert [total(fees, channel="online", m2=size) for size in (1, 30, 100)] == [18000, 27000, 45000]


def test_a_table_by_size_counts_all_or_once_and_ends_where_it_ends():
    by_size = [dong(3000, name="GT", counted={"question": "gt", "to_number": 499, "charge": "whole"}),
               dong(2500, name="GT", counted={"question": "gt", "from_number": 500, "to_number": 1599, "charge": "whole"})]
    assert [total(by_size, gt=size) for size in (499, 500)] == [1497000, 1250000]
    assert paid(by_size, gt=1600).why == "none"
    assert total([dong(50000, counted={"question": "gia", "to_number": 100, "charge": "once"})], gia=70) == 50000


def test_who_is_exempt_from_a_fee_set_elsewhere_pays_nothing():
    fees = [{"status": "by_regulation", "free_if": [{"question": "dien", "options": ["ngheo"]}]}]
    assert total(fees, dien="ngheo") == 0
    assert paid(fees, dien="khac").why == "unstated"


@pytest.mark.parametrize(("fee", "why"), [
    (dong(combines="not_stated"), "unresolved"), ({"status": "by_regulation"}, "unstated"), ({"status": "not_stated"}, "unstated"),
    (dong(condition="Khi nộp lại"), "words"), (dong(applicant="hộ nghèo"), "words"), (dong(area="xã đảo"), "words"),
])
def test_what_is_not_certain_is_never_summed(fee: dict[str, Any], why: str):
    found = paid([fee])
    assert (found.why, found.places, found.parts, found.totals) == (why, (0,), (), ())


def test_a_sum_that_no_browser_keeps_exactly_is_refused():
    assert paid([dong(10**9, counted={"question": "n"}, times="n")], n=10**9).why == "large"


DAYS = ("2025-01-01", "2025-06-30", "2026-01-01", "2026-12-31", "2027-03-01")
CHANNELS = ("in_person", "online", "postal")
QUESTIONS = {"a": ("x", "y"), "b": ("x", "y", "z")}
NUMBERS = ("n", "m")


def some(chance: random.Random, values, share: float = 0.3) -> list:
    return [each for each in values if chance.random() < share]


def conditions(chance: random.Random, share: float) -> list[dict[str, Any]]:
    return [{"question": name, "options": some(chance, options, 0.6) or [options[0]]} for name, options in QUESTIONS.items() if chance.random() < share]


def dated(chance: random.Random) -> dict[str, str]:
    kept = some(chance, ("valid_from", "valid_to"), 0.15)
    return {name: chance.choice(DAYS) for name in kept}


def counting(chance: random.Random) -> dict[str, Any]:
    bounds = {name: chance.randint(0, 20) for name in some(chance, ("from_number", "to_number"))}
    return {"counted": {"question": chance.choice(NUMBERS), "charge": chance.choice(("each", "whole", "once"))} | bounds} if chance.random() < 0.5 else {}


def any_fee(chance: random.Random) -> dict[str, Any]:
    fee: dict[str, Any] = {
        "status": chance.choice(("amount",) * 8 + ("free", "free", "by_regulation")), "combines": chance.choice(("alternative",) * 4 + ("charge",) * 5 + ("not_stated",)),
        "cases": some(chance, ("c1", "c2"), 0.15), "channels": some(chance, CHANNELS, 0.15), "only_if": conditions(chance, 0.2), **dated(chance),
    }
    if chance.random() < 0.1:
        fee["condition"] = "Khi khác"
    fee["free_if"] = conditions(chance, 0.1)
    if fee["status"] != "amount":
        return fee
    currency = chance.choice(("VND", "VND", "USD"))
    amount = str(chance.choice((chance.randint(1, 99), chance.randint(1000, 9_999_999), 10**11)))
    fee |= {"currency": currency, "amount": amount if currency == "VND" else f"{amount}.{chance.randint(0, 99):02}", "name": chance.choice(("A", "B")),
            **counting(chance)}
    fee |= {name: str(chance.randint(1, 50_000)) for name in some(chance, ("at_least", "at_most"), 0.2)}
    if chance.random() < 0.3:
        fee["times"] = chance.choice(NUMBERS)
    fee["reductions"] = [{"percent": chance.randint(1, 100), "text": "Giảm", "channels": some(chance, CHANNELS), "only_if": conditions(chance, 0.2), **dated(chance)}
                         for _ in range(chance.choice((0, 0, 0, 1, 2)))]
    return fee


def any_situation(chance: random.Random) -> Situation:
    answers: dict[str, str | int] = {name: chance.choice(options) for name, options in QUESTIONS.items() if chance.random() < 0.95}
    answers |= {name: chance.choice((0, 1, 2, 3, 17, 10**6)) for name in NUMBERS if chance.random() < 0.95}
    known = [chance.choice(values) if chance.random() < 0.95 else "" for values in (("c1", "c2"), CHANNELS, DAYS)]
    return Situation(*known, answers)


RUN = """
require(process.argv[1]);
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(([told, known]) => {
  const rates = motcua.fees.full(told), bill = motcua.fees.bill(rates, known);
  return [motcua.fees.asked(rates, known), bill.why, bill.places, bill.totals, bill.parts.map((part) =>
    [part.lines, part.bound, part.one, part.times, part.percent, part.total, part.currency, part.is_free])];
})));
"""


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("catalogues", [200, pytest.param(2_000, marks=pytest.mark.bulk)])
def test_python_and_the_browser_agree_on_thousands_of_random_cases(catalogues: int):
    chance = random.Random(20261123)
    tried = []
    for _ in range(catalogues):
        found = rates.rates(procedure(fees=[any_fee(chance) for _ in range(chance.randint(1, 5))]))
        tried += [(found, any_situation(chance)) for _ in range(5)]
    given = json.dumps([[rates.plain(found), known._asdict()] for found, known in tried])
    told = json.loads(subprocess.run(["node", "-e", RUN, str(SCRIPT)], input=given, capture_output=True, encoding="utf-8", check=True).stdout)
    ours = []
    for found, known in tried:
        bill = charges.bill(found, known)
        ours.append(plain([charges.asked(found, known), bill.why, bill.places, bill.totals, bill.parts]))
    assert len(told) == len(ours) == 5 * catalogues
    assert [pair for pair in zip(ours, told, strict=True) if pair[0] != pair[1]] == []
    reasons = {each[1] for each in ours}
    assert reasons == {"", "unanswered", "none", "several", "words", "unresolved", "unstated", "large"}
    assert sum(1 for each in ours if not each[1] and each[4]) > catalogues // 2
    assert all(amount <= LARGEST for each in ours for _, amount in each[3])
