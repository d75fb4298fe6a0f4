"""Lays the portal's channel rows out as ways of handing in, time limits and fees: what channels agree on is said once."""
from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from motcua.text import fold
from motcua.tools.portal import cleaning, fees, times
from motcua.tools.portal.report import Tell, Why
from motcua.tools.portal.shape import known, objects

CHANNELS = {"DIRECT": "in_person", "ONLINE": "online", "POSTAL": "postal"}
_CHANNEL_WORDS = {
    "in_person": re.compile(r"trực tiếp", re.IGNORECASE),
    "online": re.compile(r"trực tuyến|môi trường (?:mạng|điện tử)|qua mạng|cổng dịch vụ công", re.IGNORECASE),
    "postal": re.compile(r"bưu chính|bưu điện", re.IGNORECASE),
}
_CLAUSE = re.compile(r"[\n;.]+")

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row:
    """One channel row: its time, its fees, and the words that are about neither."""

    channel: str
    time: times.Time
    words: str
    fees: tuple[fees.Fee, ...]


class Grouped(NamedTuple):
    """One value with the channels that the source puts it on; no channel when it holds for all of them."""

    value: Hashable
    channels: tuple[str, ...]


def read(methods: Iterable[Mapping], name: str, tell: Tell) -> list[Row]:
    """Each row of a record, typed."""
    rows = []
    for number, method in enumerate(methods):
        field = f"executionMethods[{number}]"
        channel = known(CHANNELS, method, "submissionMethod") or "not_stated"
        if channel == "not_stated":
            tell(f"{field}.submissionMethod", str(method.get("submissionMethod") or ""), Why.CHANNEL_UNKNOWN)
        described = cleaning.prose(method.get("description"))
        noted = objects(method, "fees")
        is_run_together = not noted or any(cleaning.prose(item.get("description")) == described for item in noted)
        note, words = fees.split(described) if is_run_together else ("", described)
        typed = tuple(_fee(item, described, note, name) for item in noted)
        for fee in typed:
            if fee.why:
                tell(f"{field}.fees", fee.text or words, fee.why)
        rows.append(Row(channel, times.typed(method.get("processingTime"), method.get("processingTimeUnit"), words), words, typed))
        _tell_time(rows[-1], field, tell)
    return rows


def _fee(item: Mapping, described: str, note: str, name: str) -> fees.Fee:
    whole = cleaning.prose(item.get("description"))
    own = note if whole == described else whole
    currency = item.get("currencyName") if isinstance(item.get("currencyName"), str) else ""
    return fees.typed(item.get("value"), currency, fees.note_of(own), whole, name)


def _tell_time(row: Row, field: str, tell: Tell) -> None:
    if row.time.unit == "not_stated":
        tell(f"{field}.processingTime", f"{row.time.value} {row.words}".strip(), Why.TIME_WITHOUT_UNIT)
    elif not row.time.unit and times.states_time(row.words):
        tell(f"{field}.description", row.words, Why.TIME_IN_WORDS)


def submission_methods(rows: list[Row]) -> list[dict]:
    """Each channel once, with the words that tell how to hand in; words on time stay with the time unless channels differ in them."""
    shared = _shared_words(rows)
    methods = []
    for channel in dict.fromkeys(row.channel for row in rows):
        own = dict.fromkeys(
            row.words for row in rows
            if row.channel == channel and cleaning.says_something(row.words) and row.words not in shared)
        methods.append({"channel": channel, "description": "\n".join(own)})
    return methods


def _shared_words(rows: list[Row]) -> set[str]:
    """The words that stand with a time row and so need not be said again with each channel."""
    return {group.value[1] for group in _grouped_times(rows) if group.value[1]}


def processing_time(rows: list[Row], tell: Tell) -> dict:
    """The time limits: one row a value, with the channels only where not all agree."""
    grouped = _grouped_times(rows)
    laid = [_time_row(group) for group in grouped]
    if len(laid) > 1 and not _say_when_each_holds(grouped, laid):
        for row in laid:
            row["combines"] = "not_stated"
        if len({group.value[0] for group in grouped}) > 1:
            said = "; ".join(f"{row.channel} {row.time.value or ''} {row.time.unit or row.words}" for row in rows)
            tell("processing_time", said, Why.TIMES_DIFFER)
    starts = {times.clock_start(row.words) for row in rows}
    start = starts.pop() if len(starts) == 1 else ""
    return {"rows": laid, "clock_start": start} if laid else {}


def _grouped_times(rows: list[Row]) -> list[Grouped]:
    """Rows by time; where a channel repeats a time with other words, by time and words.

    Where channels word one time differently, the words of the first stand for it if there are several times to tell apart; else
    they are left to the channels.
    """
    timed = [row for row in rows if row.time.unit or times.states_time(row.words)]
    by_words = any(_is_said_twice(timed, row.time) for row in timed)
    are_several = len({row.time for row in timed}) > 1
    pairs, first = [], {}
    for row in timed:
        alike = list(dict.fromkeys(other.words for other in timed if other.time == row.time))
        own = first.setdefault((row.time, times.heading_of(row.words) or row.words), row.words)
        words = own if by_words or not row.time.unit else alike[0] if len(alike) == 1 or are_several else ""
        pairs.append((row.channel, (row.time, words if times.tells_time(words) else "")))
    return _grouped(pairs, {row.channel for row in rows})


def _is_said_twice(rows: list[Row], time: times.Time) -> bool:
    """Whether one channel gives a time twice, each time in other words."""
    said = {(row.channel, row.words) for row in rows if row.time == time}
    return len({channel for channel, _ in said}) < len(said)


def _time_row(group: Grouped) -> dict:
    time, words = group.value
    return {
        "channels": list(group.channels), "condition": times.case_of(words, time), "statutory": time.as_values(), "combines": "",
        "text": words,
    }


def _say_when_each_holds(grouped: list[Grouped], laid: list[dict]) -> bool:
    """Whether each row's own words give its condition, or tie its time to its channels: then, and only then, the reason is known."""
    conditions = {row["condition"] for row in laid}
    if "" not in conditions and len(conditions) == len(laid):
        return True
    return all(group.channels and _ties(group.value[1], group.channels, group.value[0]) for group in grouped)


def _ties(words: str, channels: tuple[str, ...], time: times.Time) -> bool:
    """Whether one clause of the words names exactly these channels together with this time."""
    return any(_named(clause) == set(channels) and times.said_of(clause, time) for clause in _CLAUSE.split(words))


def _named(words: str) -> set[str]:
    """The channels that words speak of."""
    return {channel for channel, pattern in _CHANNEL_WORDS.items() if pattern.search(words)}


def fee_rows(rows: list[Row], tell: Tell) -> list[dict]:
    """The fees: one a value, `not_stated` for a channel on which the source gives none."""
    pairs = [(row.channel, replace(fee, why=None)) for row in rows for fee in row.fees]
    priced = {channel for channel, _ in pairs}
    pairs += [(row.channel, fees.Fee("not_stated")) for row in rows if row.channel not in priced]
    grouped = _grouped([(channel, _standing_for(fee, pairs)) for channel, fee in pairs], {row.channel for row in rows})
    laid = [_fee_values(group) for group in grouped]
    if len(laid) > 1 and not all(group.channels and _named(group.value.text) == set(group.channels) for group in grouped):
        for fee in laid:
            fee["combines"] = "not_stated"
        said = "; ".join(f"{', '.join(fee['channels'])} {fee['status']} {fee['amount'] or ''} {fee['text'][:60]}" for fee in laid)
        tell("fees", said, Why.FEES_DIFFER)
    return laid or [{"status": "not_stated"}]


def _standing_for(fee: fees.Fee, pairs: list[tuple[str, fees.Fee]]) -> fees.Fee:
    """The first fee that says the same: equal values with the same letters in their notes, or with no note to disagree with."""
    alike = [other for _, other in pairs if (other.status, other.amount, other.currency) == (fee.status, fee.amount, fee.currency)]
    letters = {_letters(other.text) for other in alike} - {""}
    if len(letters) == 1 and (fee.text or fee.status == "amount"):
        return next(other for other in alike if other.text)
    return next(other for other in alike if _letters(other.text) == _letters(fee.text))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, fold(words)))


def _fee_values(group: Grouped) -> dict:
    fee = group.value
    return {
        "channels": list(group.channels), "kind": "" if fee.kind == "not_stated" else fee.kind, "status": fee.status,
        "amount": fee.amount, "currency": fee.currency, "per": fee.per, "combines": "", "exemption": fee.exemption,
        "set_by": "" if fee.set_by == "not_stated" else fee.set_by, "valid_from": fee.valid_from, "valid_to": fee.valid_to,
        "legal_basis": list(fee.legal_basis), "text": fee.text,
    }


def _grouped(pairs: Iterable[tuple[str, T]], channels: set[str]) -> list[Grouped]:
    """Values in their order, each with its channels in their order."""
    held: dict[T, dict[str, None]] = {}
    for channel, value in pairs:
        held.setdefault(value, {})[channel] = None
    return [Grouped(value, () if set(on) == channels else tuple(on)) for value, on in held.items()]
