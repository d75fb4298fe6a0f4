"""Amounts of money in words, alone and together: what each is for, and whether several are paid, or one of them."""
from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from motcua.interface import Words
from motcua.model import Fee
from motcua.say.durations import number
from motcua.say.phrase import NOTHING, Said, fill, phrase, said
from motcua.say.rows import Row

_COUNTED = re.compile(r"(?:một|mỗi|cho|trên|tính|per|each|for|a|an|\d+)\b", re.IGNORECASE)


def money(fee: Fee, words: Words) -> Said:
    """The amount with its currency and what it is for."""
    key = "fee.dong" if fee.currency in (None, "VND") else "fee.other_currency"
    amount = words(key, n=number(fee.amount, words), currency=fee.currency or "")
    if fee.per is None:
        return said(amount)
    per = phrase(fee.per, words.language)
    return fill(words("fee.per" if _COUNTED.match(str(per)) else "fee.per_one"), amount=amount, per=per)


def on_top(fee: Fee, fees: Sequence[Fee]) -> str:
    """Whether a fee is paid on top of what the others leave to pay: "always", "sometimes", or "" for one that is no addition."""
    if fee.combines != "charge":
        return ""
    if any(each.combines != "charge" for each in fees):
        return "sometimes" if fee.condition or fee.applicant or fee.area or fee.channels else "always"
    # Of charges alone, those that everybody pays come first.
    return "sometimes" if fee.condition and any(not each.condition for each in fees) else ""


class Together(NamedTuple):
    """How the fees of an answer stand to each other (see `Answer.between`), their sum, and what the page says of it."""

    between: str
    total: Said
    notes: tuple[Said, ...]


def together(rows: list[Row], fees: list[Fee], words: Words) -> Together:
    """Whether one pays one of the rows, all of them, or whether nobody says which."""
    charges = [fee for fee in fees if fee.combines == "charge"]
    total = _total(charges, words)
    paid = words("fee.total", amount=str(total)) if total else words("fee.all_charged")
    notes = (said(paid),) if len(charges) > 1 else ()
    if _is_unexplained(rows):
        return Together("open", NOTHING, (said(words("fee.unresolved")), *notes))
    if sum(row.is_unsure for row in rows) > 1 or (notes and len(charges) < len(fees)):
        return Together("quoted", NOTHING, notes)
    return Together("parts", total, notes) if notes else Together("cases", NOTHING, ())


def _is_unexplained(rows: list[Row]) -> bool:
    """Whether amounts differ and neither their conditions nor the words of the source say why."""
    unsure = {(row.values, row.notes) for row in rows if row.is_unsure}
    alike = {row.values for row in rows if any(_answers_the_same(row, other) and row.values != other.values for other in rows)}
    return (len(unsure) > 1 or len(alike) > 1) and not all(row.told for row in rows if row.is_unsure or len(alike) > 1)


def _answers_the_same(row: Row, other: Row) -> bool:
    return (row.cases, row.channels, row.head, row.condition) == (other.cases, other.channels, other.head, other.condition)


def _total(charges: list[Fee], words: Words) -> Said:
    """The sum of charges that come on top of each other, where all are plain amounts of one currency."""
    plain = all(fee.status == "amount" and not (fee.cases or fee.channels or fee.condition or fee.area or fee.applicant or fee.per
                                                or fee.valid_from or fee.valid_to) for fee in charges)
    if len(charges) < 2 or not plain or len({fee.currency for fee in charges}) > 1:
        return NOTHING
    return money(charges[0].model_copy(update={"amount": sum((fee.amount for fee in charges), Decimal())}), words)
