"""Rules on fees: free or an amount and never both, the amount written out and with its currency, the text that sets it named."""
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from motcua.model import NOT_STATED, Fee, Procedure
from motcua.problem import Finding

LEAST_DONG = 1_000
AMOUNT_IN_WORDS = re.compile(
    r"\b[1-9]\d{0,2}(?:\.\d{3})+\b|\b[1-9]\d*(?:,\d+)?\s*(?:đồng|đ|nghìn|ngàn|triệu|VNĐ|VND|dong)\b", re.IGNORECASE)


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


def _scope(fee: Fee) -> tuple:
    return fee.cases, fee.channels, fee.area, fee.applicant, fee.condition, fee.name, fee.kind, fee.per


def _value(fee: Fee) -> tuple:
    return fee.status, fee.amount, fee.currency


def _overlap(fee: Fee, other: Fee) -> bool:
    return (fee.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (fee.valid_to or date.max)


def _told(fee: Fee) -> str:
    return f"{fee.amount} {fee.currency or ''}".rstrip() if fee.amount is not None else fee.status


PROCEDURE = (
    free_fee_has_no_amount, free_fee_names_no_amount_in_words, only_a_priced_fee_has_an_amount, priced_fee_has_an_amount,
    fee_of_nothing_is_free, fee_names_its_currency, dong_amount_is_written_out, fee_by_regulation_names_its_text,
    fees_of_one_scope_agree, fee_difference_has_its_reason,
)
