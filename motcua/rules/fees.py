"""Rules on fees: free or an amount and never both, the amount written out and with its currency, the text that sets it named."""
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from unicodedata import decimal

from motcua.model import NOT_STATED, Fee, Procedure
from motcua.problem import Finding
from motcua.text import LANGUAGES

LEAST_DONG = 1_000
AMOUNT_IN_WORDS = re.compile(
    r"\b[1-9]\d{0,2}(?:\.\d{3})+\b|\b[1-9]\d*(?:,\d+)?\s*(?:đồng|đ|nghìn|ngàn|triệu|VNĐ|VND|dong)\b", re.IGNORECASE)
# 8.000 đồng, 8000đ, 50 nghìn đồng, 1,5 triệu đồng; 8,000 dong, VND 8,000, 1.5 million dong.
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_UNIT_AFTER = re.compile(r"\s*(nghìn|ngàn|triệu|thousand|million)?\s*(?:đồng|đ|VNĐ|VND|dong)\b", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"\b(?:VNĐ|VND)\s*$", re.IGNORECASE)
# 8.000 or 8 000 in any digits; so long without a sign between them that no year is meant.
_LONG = re.compile(r"(?<![\d.,/])(?:\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{5,})(?![\d/]|[.,]\d)")
_MANY = {"nghìn": 1_000, "ngàn": 1_000, "thousand": 1_000, "triệu": 1_000_000, "million": 1_000_000}
_APART = str.maketrans("", "", ".,\u00a0\u202f ")


def free_fee_has_no_amount(procedure: Procedure) -> Iterator[Finding]:
    """A fee that is free has no amount beside it."""
    for number, fee in enumerate(procedure.fees):
        if fee.status == "free" and fee.amount is not None:
            yield Finding("free_fee_has_no_amount", ("fees", number, "amount"), fee.amount)


def free_fee_names_no_amount_in_words(procedure: Procedure) -> Iterator[Finding]:
    """A fee that is free has no amount in its words."""
    for number, fee in enumerate(procedure.fees):
        named = AMOUNT_IN_WORDS.search(fee.text.vi) if fee.status == "free" and fee.text else None
        if named:
            yield Finding("free_fee_names_no_amount_in_words", ("fees", number, "text"), named[0], "warning")


def only_a_priced_fee_has_an_amount(procedure: Procedure) -> Iterator[Finding]:
    """A fee fixed elsewhere, or not stated, has no amount."""
    for number, fee in enumerate(procedure.fees):
        if fee.status in ("by_regulation", NOT_STATED) and fee.amount is not None:
            yield Finding("only_a_priced_fee_has_an_amount", ("fees", number, "amount"), fee.amount, values=(("status", fee.status),))


def priced_fee_has_an_amount(procedure: Procedure) -> Iterator[Finding]:
    """A fee whose status is `amount` has one."""
    for number, fee in enumerate(procedure.fees):
        if fee.status == "amount" and fee.amount is None:
            yield Finding("priced_fee_has_an_amount", ("fees", number, "amount"))


def fee_of_nothing_is_free(procedure: Procedure) -> Iterator[Finding]:
    """An amount of 0 is written as free."""
    for number, fee in enumerate(procedure.fees):
        if fee.status == "amount" and fee.amount == 0:
            yield Finding("fee_of_nothing_is_free", ("fees", number, "amount"), fee.amount)


def fee_names_its_currency(procedure: Procedure) -> Iterator[Finding]:
    """A fee that costs something names its currency."""
    for number, fee in enumerate(procedure.fees):
        if fee.status == "amount" and fee.amount and not fee.currency:
            yield Finding("fee_names_its_currency", ("fees", number, "currency"))


def dong_amount_is_written_out(procedure: Procedure) -> Iterator[Finding]:
    """An amount in dong is not shortened to thousands."""
    for number, fee in enumerate(procedure.fees):
        if fee.amount is not None and fee.currency == "VND" and 0 < fee.amount < LEAST_DONG:
            yield Finding("dong_amount_is_written_out", ("fees", number, "amount"), fee.amount, "warning")


def fee_by_regulation_names_its_text(procedure: Procedure) -> Iterator[Finding]:
    """A fee fixed by another text names that text, or who sets it."""
    for number, fee in enumerate(procedure.fees):
        if fee.status == "by_regulation" and not fee.legal_basis and fee.set_by == NOT_STATED:
            yield Finding("fee_by_regulation_names_its_text", ("fees", number), severity="warning")


def fees_of_one_scope_agree(procedure: Procedure) -> Iterator[Finding]:
    """Two fees that hold for the same people at the same time are equal, or say in what they differ."""
    for number, fee in enumerate(procedure.fees):
        for earlier in procedure.fees[:number]:
            if "alternative" == fee.combines == earlier.combines and _scope(fee) == _scope(earlier) and _overlap(fee, earlier) \
                    and _value(fee) != _value(earlier):
                yield Finding("fees_of_one_scope_agree", ("fees", number), _told(fee), "warning", (("other", _told(earlier)),))
                break


def fee_difference_has_its_reason(procedure: Procedure) -> Iterator[Finding]:
    """Fees that differ say why; where the source gives no reason, that is reported."""
    unsure = {_value(fee): _told(fee) for fee in procedure.fees if fee.combines == NOT_STATED}
    if len(unsure) > 1:
        yield Finding("fee_difference_has_its_reason", ("fees",), " / ".join(unsure.values()), "warning")


def summary_names_the_fees_amount(procedure: Procedure) -> Iterator[Finding]:
    """An amount of money that the short words of our own record say is one of its fees."""
    if procedure.origin != "authored" or not procedure.fees:
        return
    amounts = {fee.amount for fee in procedure.fees if fee.amount is not None}
    values = (("amounts", ", ".join(map(str, sorted(amounts)))),)
    for key in ("short_name", "summary"):
        for language, words in phrase.items() if (phrase := getattr(procedure, key)) else ():
            for said, amount in _dong_in(words) if language in LANGUAGES else _sums_in(words, phrase.vi):
                # "3 đồng" may be the beginning of "mục 3 đồng thời".
                if amount >= LEAST_DONG and amount not in amounts:
                    yield Finding("summary_names_the_fees_amount", (key, language) if phrase.en else (key,), said, "warning", values)


def _dong_in(words: str) -> Iterator[tuple[str, Decimal]]:
    """Each amount in dong that the words say, as they say it and as a number."""
    for digits in _DIGITS.finditer(words):
        if unit := _UNIT_AFTER.match(words, digits.end()):
            yield words[digits.start() : unit.end()], _value_of(digits[0]) * _MANY.get((unit[1] or "").lower(), 1)
        elif unit := _UNIT_BEFORE.search(words[: digits.start()]):
            yield words[unit.start() : digits.end()], _value_of(digits[0])


def _sums_in(words: str, source: str) -> Iterator[tuple[str, Decimal]]:
    """Each number of a translation, in the digits of its script, that can only be money: long, and not one of the source's other numbers."""
    money = {amount for _, amount in _dong_in(source)}
    others = {_value_of(digits[0]) for digits in _DIGITS.finditer(source)} - money
    for digits in _LONG.finditer(words):
        if decimal(digits[0][0]) and (amount := _value_of(digits[0])) not in others:
            yield digits[0], amount


def _value_of(digits: str) -> Decimal:
    """The number that digits with points and commas mean: three behind the last of these are thousands, fewer are decimals."""
    whole, _, last = digits.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{last}" if whole and len(last) < 3 else digits.translate(_APART))


def _scope(fee: Fee) -> tuple:
    return fee.cases, fee.channels, fee.area, fee.applicant, fee.condition, fee.name, fee.kind, fee.per, fee.only_if, fee.counted


def _value(fee: Fee) -> tuple:
    return fee.status, fee.amount, fee.currency


def _overlap(fee: Fee, other: Fee) -> bool:
    return (fee.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (fee.valid_to or date.max)


def _told(fee: Fee) -> str:
    return f"{fee.amount} {fee.currency or ''}".rstrip() if fee.amount is not None else fee.status


PROCEDURE = (
    free_fee_has_no_amount, free_fee_names_no_amount_in_words, only_a_priced_fee_has_an_amount, priced_fee_has_an_amount,
    fee_of_nothing_is_free, fee_names_its_currency, dong_amount_is_written_out, fee_by_regulation_names_its_text,
    fees_of_one_scope_agree, fee_difference_has_its_reason, summary_names_the_fees_amount,
)
