"""Numbers of a procedure that can be added and compared: what it costs and how long it takes, or nothing where that is not certain."""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil

from motcua.model import Duration, Fee, Procedure, TimeRow

NOT_KNOWN = -1
_DAYS = {"working_day": 1, "calendar_day": 1, "day": 1, "month": 30}
_PARTS_OF_A_DAY = ("same_day", "hour", "minute")
_HOURS_OF_A_DAY = {"hour": 8, "minute": 480}


def cost(procedure: Procedure) -> tuple[int, int] | None:
    """The least and the most dong that an applicant pays in all; None where a fee is not known, or is charged by the piece unsaid.

    Fees that depend on a case, a channel or a condition are taken as alternatives: the range holds whatever is chosen.
    """
    fees = procedure.fees
    if not fees or any(fee.status in ("by_regulation", "not_stated") or fee.currency not in (None, "VND") for fee in fees):
        return None
    together = [fee for fee in fees if fee.combines in ("charge", "stage")]
    alternatives = [_dong(fee) for fee in fees if fee not in together] or [0]
    always = sum(_dong(fee) for fee in together if not _is_conditional(fee))
    sometimes = sum(_dong(fee) for fee in together if _is_conditional(fee))
    return min(alternatives) + always, max(alternatives) + always + sometimes


def _dong(fee: Fee) -> int:
    return int(fee.amount or 0) if fee.status == "amount" else 0


def _is_conditional(fee: Fee) -> bool:
    return bool(fee.cases or fee.channels or fee.area or fee.applicant or fee.condition or fee.valid_from or fee.valid_to)


def days(procedure: Procedure) -> int:
    """The longest time in days, working or not as the source counts them, parts of a day as one; `NOT_KNOWN` where a row has no unit.

    What the office promises counts where it promises; stages are added, alternatives compared.
    """
    rows = procedure.processing_time.rows if procedure.processing_time else ()
    stages = [_days_of(row) for row in rows if row.combines == "stage"]
    others = [_days_of(row) for row in rows if row.combines != "stage"]
    if not rows or None in stages or None in others:
        return NOT_KNOWN
    return ceil(sum(_known(stages)) + max(_known(others), default=Decimal(0)))


def _known(found: Iterable[Decimal | None]) -> list[Decimal]:
    return [each for each in found if each is not None]


def _days_of(row: TimeRow) -> Decimal | None:
    duration: Duration | None = row.committed or row.statutory
    if duration is None or duration.unit == "not_stated":
        return None
    number = duration.up_to or duration.value or Decimal(0)
    if duration.unit in _PARTS_OF_A_DAY:
        return max(number / _HOURS_OF_A_DAY.get(duration.unit, 1), Decimal(1))
    return number * _DAYS[duration.unit]
