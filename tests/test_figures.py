"""Numbers that can be added and compared: nothing is said where something is not certain."""
from __future__ import annotations

import pytest

from motcua import figures
from motcua.model import Procedure


def procedure(**values: object) -> Procedure:
    sound = {"code": "1.000001", "name": "Cấp giấy", "field": "a", "status": "in_force"}
    return Procedure.model_validate(sound | values)


def fee(amount: int = 0, **values: object) -> dict:
    return {"status": "amount", "amount": str(amount), "currency": "VND"} | values if amount else {"status": "free"} | values


@pytest.mark.parametrize(("fees", "cost"), [
    ([], None),
    ([fee()], (0, 0)),
    ([fee(8000)], (8000, 8000)),
    ([fee(10000, channels=["online"]), fee(20000, channels=["in_person"])], (10000, 20000)),
    ([fee(100000, combines="charge"), fee(950000, combines="charge")], (1050000, 1050000)),
    ([fee(50000), fee(30000, combines="charge", condition="Lấy nhanh")], (50000, 80000)),
    ([fee(), {"status": "not_stated"}], None),
    ([{"status": "by_regulation"}], None),
    ([{"status": "amount", "amount": "200", "currency": "USD"}], None),
])
def test_the_cost_is_a_range_that_holds_whatever_is_chosen(fees: list[dict], cost: tuple[int, int] | None):
    assert figures.cost(procedure(fees=fees)) == cost


def time(*rows: dict) -> dict:
    return {"rows": list(rows)}


@pytest.mark.parametrize(("rows", "days"), [
    ((), -1),
    (({"statutory": {"unit": "same_day"}},), 1),
    (({"statutory": {"value": "15", "unit": "working_day"}},), 15),
    (({"statutory": {"value": "20", "unit": "working_day"}, "committed": {"value": "15", "unit": "working_day"}},), 15),
    (({"statutory": {"value": "4", "unit": "hour"}},), 1),
    (({"statutory": {"value": "20", "unit": "hour"}},), 3),
    (({"statutory": {"value": "2", "unit": "month"}},), 60),
    (({"statutory": {"value": "12", "unit": "day"}}, {"statutory": {"value": "22", "unit": "day"}}), 22),
    (({"statutory": {"value": "4", "unit": "day"}, "combines": "stage"}, {"statutory": {"value": "2", "unit": "day"}, "combines": "stage"}), 6),
    (({"statutory": {"value": "5", "unit": "not_stated"}},), -1),
    (({"text": "Theo lịch hẹn"},), -1),
])
def test_the_longest_time_is_told_in_days_or_not_at_all(rows: tuple[dict, ...], days: int):
    assert figures.days(procedure(processing_time=time(*rows))) == days
