"""Fees as arithmetic sees them: plain numbers, ids and days, with what they depend on."""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from motcua.model import NOT_STATED, Fee, Procedure
from motcua.model.amounts import Answered, Reduction

HUNDREDTHS = 100
_EMPTY = ("", (), [], None)
_LEFT_OUT = {"status": ("amount",), "combines": ("alternative",), "currency": ("VND",), "amount": (-1,), "at_least": (-1,), "at_most": (-1,), "is_typed": (True,)}

Conditions = tuple[tuple[str, tuple[str, ...]], ...]


class Cut(NamedTuple):
    """A reduction in percent and when it holds; days are ISO, empty where there is none."""

    percent: int
    channels: tuple[str, ...]
    only_if: Conditions
    begins: str
    ends: str


class Counting(NamedTuple):
    """By what a rate is multiplied (see `Counted`); 0 is no bound."""

    question: str
    least: int
    most: int
    charge: str


class Rate(NamedTuple):
    """A fee as the arithmetic sees it; `amount`, `at_least` and `at_most` in hundredths, -1 where there is none.

    `kin` is alike for rates that are parts of one sum; `is_typed` says that nothing it depends on stands in words alone.
    """

    place: int
    status: str
    combines: str
    kin: str
    currency: str
    amount: int
    cases: tuple[str, ...]
    channels: tuple[str, ...]
    only_if: Conditions
    free_if: Conditions
    begins: str
    ends: str
    counting: Counting | None
    times: str
    at_least: int
    at_most: int
    cuts: tuple[Cut, ...]
    is_typed: bool


def rates(procedure: Procedure) -> tuple[Rate, ...]:
    """Every fee of a procedure, as the arithmetic sees it."""
    kin: dict[tuple, str] = {}
    return tuple(_rate(place, fee, kin) for place, fee in enumerate(procedure.fees))


def _rate(place: int, fee: Fee, kin: dict[tuple, str]) -> Rate:
    counting = fee.counted and Counting(fee.counted.question, fee.counted.from_number or 0, fee.counted.to_number or 0, fee.counted.charge)
    of_one = (fee.combines, fee.kind, fee.name and fee.name.vi, fee.currency, counting.question, fee.times) if counting else (place,)
    is_spoken = bool(fee.condition or fee.area or fee.applicant)
    amount, at_least, at_most = map(_hundredths, (fee.amount, fee.at_least, fee.at_most))
    return Rate(
        place, NOT_STATED if fee.status == "amount" and amount < 0 else fee.status, fee.combines, kin.setdefault(of_one, str(len(kin))),
        fee.currency or "VND", amount, fee.cases, fee.channels, _conditions(fee.only_if), _conditions(fee.free_if), _iso(fee.valid_from),
        _iso(fee.valid_to), counting or None, fee.times or "", at_least, at_most, tuple(map(_cut, fee.reductions)),
        not is_spoken or bool(fee.only_if or counting),
    )


def _hundredths(amount: Decimal | None) -> int:
    scaled = amount is not None and amount * HUNDREDTHS
    return int(scaled) if amount is not None and scaled == int(scaled) else -1


def _conditions(answered: Iterable[Answered]) -> Conditions:
    return tuple((each.question, each.options) for each in answered)


def _cut(each: Reduction) -> Cut:
    return Cut(each.percent, each.channels, _conditions(each.only_if), _iso(each.valid_from), _iso(each.valid_to))


def _iso(day) -> str:
    return day.isoformat() if day else ""


def plain(found: tuple[Rate, ...]) -> list[dict[str, object]]:
    """Rates as the browser's arithmetic reads them, which knows what is left out."""
    return [_told(rate._asdict() | {"cuts": [_told(cut._asdict()) for cut in rate.cuts]}) for rate in found]


def _told(held: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in held.items() if name in ("place", "kin", "percent") or value not in _LEFT_OUT.get(name, _EMPTY)}
