"""The arithmetic of fees: which of them hold for somebody, and what they come to; the browser has the same (tool-fee/1-arithmetic.js)."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua.model import NOT_STATED
from motcua.model.amounts import Given
from motcua.rates import HUNDREDTHS, Cut, Rate

# Sums are whole numbers of hundredths, and never larger than a number that a browser keeps exactly.
LARGEST = 2**53 - 1
# Currencies without a part below their unit.
_WHOLE = ("VND",)


class Situation(NamedTuple):
    """What is known of somebody; empty where it is not, and an answer is the id of an option or a number."""

    case: str = ""
    channel: str = ""
    day: str = ""
    answers: Mapping[str, str | int] = {}


class Line(NamedTuple):
    """One rate in a sum: how many times its amount, and what that comes to."""

    place: int
    units: int
    amount: int


class Part(NamedTuple):
    """What is paid together: its lines, what they come to for one (`bound` is "at_least" or "at_most" where that decides), how many, less what."""

    lines: tuple[Line, ...]
    bound: str
    one: int
    times: int
    percent: int
    total: int
    currency: str
    is_free: bool


class Bill(NamedTuple):
    """The parts and their sums by currency; `why` says why there are no sums: "unanswered", "none", "several", "words", "unresolved", "unstated", "large"."""

    parts: tuple[Part, ...]
    totals: tuple[tuple[str, int], ...]
    why: str
    places: tuple[int, ...]


def situation(given: Given | None) -> Situation:
    """What an example gives."""
    if given is None:
        return Situation()
    answers = {each.question: each.option if each.option is not None else each.count for each in given.answers}
    return Situation(given.case or "", given.channel or "", given.filed_on.isoformat() if given.filed_on else "", {name: each for name, each in answers.items() if each is not None})


def asked(found: tuple[Rate, ...], known: Situation) -> tuple[str, ...]:
    """What must be known for the sum, answered or not: "case", "channel", "day" or `?` and the id of a question; in the order of the rates."""
    return tuple(dict.fromkeys(each for rate in found if _may_hold(rate, known) for each in _needed(rate, known)))


def _needed(rate: Rate, known: Situation) -> Iterator[str]:
    cuts = rate.cuts
    if rate.cases:
        yield "case"
    if rate.channels or any(cut.channels for cut in cuts):
        yield "channel"
    if any(each.begins or each.ends for each in (rate, *cuts)):
        yield "day"
    yield from ("?" + question for question, _ in rate.only_if)
    yield from ("?" + question for question, _ in rate.free_if)
    if rate.status == "amount" and not _is_exempt(rate, known):
        yield from ("?" + question for cut in cuts for question, _ in cut.only_if)
        if rate.counting:
            yield "?" + rate.counting.question
        if rate.times:
            yield "?" + rate.times


def _may_hold(rate: Rate, known: Situation) -> bool:
    """Whether nothing that is known speaks against the rate."""
    return not (
        (rate.cases and known.case and known.case not in rate.cases) or (rate.channels and known.channel and known.channel not in rate.channels)
        or (known.day and not _is_on(rate, known.day)) or any(known.answers.get(question, options[0]) not in options for question, options in rate.only_if)
    )


def _is_on(dated: Rate | Cut, day: str) -> bool:
    return (not dated.begins or dated.begins <= day) and (not dated.ends or day <= dated.ends)


def _is_exempt(rate: Rate, known: Situation) -> bool:
    return any(known.answers.get(question) in options for question, options in rate.free_if)


def _is_known(need: str, known: Situation) -> bool:
    return need[1:] in known.answers if need.startswith("?") else bool(getattr(known, need))


def missing(found: tuple[Rate, ...], known: Situation) -> tuple[str, ...]:
    """What is asked (see `asked`) and not known."""
    return tuple(need for need in asked(found, known) if not _is_known(need, known))


def bill(found: tuple[Rate, ...], known: Situation) -> Bill:
    """What somebody pays; no sums where something is not known, or not certain."""
    if missing(found, known):
        return _unknown("unanswered")
    held = [rate for rate in found if _may_hold(rate, known)]
    chosen = _ahead([rate for rate in held if rate.combines == "alternative"]) + [rate for rate in held if rate.combines != "alternative"]
    if not chosen:
        return _unknown("none")
    for why, faulty in (
        ("unresolved", [rate for rate in chosen if rate.combines == NOT_STATED]), ("words", [rate for rate in chosen if not rate.is_typed]),
        ("several", [rate for rate in chosen if rate.combines == "alternative"] if _kinds_of_alternative(chosen) > 1 else []),
        ("unstated", [rate for rate in chosen if rate.status not in ("amount", "free") and not _is_exempt(rate, known)]),
    ):
        if faulty:
            return _unknown(why, tuple(rate.place for rate in faulty))
    return _summed(chosen, known)


def _unknown(why: str, places: tuple[int, ...] = ()) -> Bill:
    return Bill((), (), why, places)


def _kinds_of_alternative(chosen: list[Rate]) -> int:
    return len({rate.kin for rate in chosen if rate.combines == "alternative"})


def _ahead(held: list[Rate]) -> list[Rate]:
    """Alternatives without those that a more particular one replaces: one that names all that they name, and more."""
    return [rate for rate in held if not any(_names(rate) < _names(other) for other in held)]


def _names(rate: Rate) -> frozenset[str]:
    """What a rate depends on."""
    own = ("case" if rate.cases else "", "channel" if rate.channels else "", *("?" + question for question, _ in rate.only_if))
    return frozenset(filter(None, own))


def _summed(chosen: list[Rate], known: Situation) -> Bill:
    groups: dict[str, list[Rate]] = {}
    for rate in chosen:
        groups.setdefault(rate.kin, []).append(rate)
    parts = [_part(group, known) for group in groups.values()]
    if any(part.total < 0 for part in parts):
        return _unknown("large")
    # A number that no alternative counts has no price.
    if any(group[0].combines == "alternative" and not part.lines and part.times and _number(group[0], known)
           for part, group in zip(parts, groups.values(), strict=True)):
        return _unknown("none")
    totals: dict[str, int] = {}
    for part in parts:
        totals[part.currency] = totals.get(part.currency, 0) + part.total
    if max(totals.values(), default=0) > LARGEST:
        return _unknown("large")
    return Bill(tuple(part for part in parts if part.lines), tuple(totals.items()), "", ())


def _number(rate: Rate, known: Situation) -> int:
    return int(known.answers[rate.counting.question]) if rate.counting else 1


def _part(group: list[Rate], known: Situation) -> Part:
    """The sum of rates that belong together; a total of -1 is one that no browser keeps exactly."""
    currency = group[0].currency
    if all(rate.status == "free" or _is_exempt(rate, known) for rate in group):
        return Part((Line(group[0].place, 1, 0),), "", 0, 1, 0, 0, currency, True)
    lines = tuple(Line(rate.place, units, rate.amount) for rate in group
                  if rate.status == "amount" and not _is_exempt(rate, known) and (units := _units(rate, known)))
    one, bound = _bounded(sum(line.units * line.amount for line in lines), group)
    times = int(known.answers[group[0].times]) if group[0].times else 1
    percent = max((cut.percent for rate in group for cut in rate.cuts if _is_cut(cut, known)), default=0)
    exact = one * times * (100 - percent)
    total = _rounded(exact, currency) if max(one, exact) <= LARGEST else -1
    return Part(lines if times else (), bound, one, times, percent, total, currency, False)


def _units(rate: Rate, known: Situation) -> int:
    """How many times the amount of a rate is asked."""
    if rate.counting is None:
        return 1
    number, (_, least, most, charge) = _number(rate, known), rate.counting
    if charge == "each":
        return max(0, min(number, most or number) - max(least, 1) + 1)
    return (number if charge == "whole" else 1) if number and least <= number <= (most or number) else 0


def _bounded(one: int, group: list[Rate]) -> tuple[int, str]:
    least = max(rate.at_least for rate in group)
    most = min((rate.at_most for rate in group if rate.at_most >= 0), default=-1)
    if 0 <= most < one:
        return most, "at_most"
    return (least, "at_least") if 0 < one < least else (one, "")


def _is_cut(cut: Cut, known: Situation) -> bool:
    return ((not cut.channels or known.channel in cut.channels) and (not known.day or _is_on(cut, known.day))
            and all(known.answers.get(question) in options for question, options in cut.only_if))


def _rounded(exact: int, currency: str) -> int:
    """Hundredths of hundredths as hundredths, of a currency without a smaller part in whole units; a half is rounded up."""
    step = 100 * HUNDREDTHS if currency in _WHOLE else 100
    return (exact + step // 2) // step * (step // 100)
